"""A checked source → the service's facts and its XForm. pyxform is the compiler."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError
from pyxform.errors import PyXFormError
from pyxform.utils import default_is_dynamic
from pyxform.xls2xform import convert

from kiosk.catalogue.authoring.blocks import both
from kiosk.catalogue.authoring.cascades import FilterColumns
from kiosk.catalogue.authoring.rules import RULES
from kiosk.catalogue.authoring.shapes import shape_mistakes
from kiosk.catalogue.authoring.source import Library, Row, ServiceSource, texts
from kiosk.catalogue.authoring.terms import Terms
from kiosk.catalogue.authoring.translating import TRANSLATED_COLUMNS, told_facts, translated
from kiosk.catalogue.authoring.translation import Translation
from kiosk.catalogue.service import Service
from kiosk.domain.errors import BadService
from kiosk.forms.hall_functions import expand

NAMESPACE = "urn:kiosk"
# Columns that become attributes of the bind in our namespace; other platforms ignore them.
BIND_COLUMNS = (
    "say", "field", "example", "source", "sensitive", "review", "keep", "skip_ok", "check",
)  # fmt: skip
EXPRESSION_COLUMNS = (
    "relevant", "required", "constraint", "calculation", "repeat_count", "choice_filter",
    "readonly",
)  # fmt: skip
OWN_LANGUAGE = "中文 (zh)"
_PLAIN_COLUMNS = ("name", "default", "appearance")
_ENDS = frozenset({"end_group", "end_repeat"})
_PARAM = re.compile(r"params\.([A-Za-z_][A-Za-z0-9_]*)")
_INSIDE = re.compile(r"\$\{\s*[^\s{}.]+\.([^\s{}.]+)\s*\}")
_UNFILLED = frozenset({"params", "region_must_set"})
_FACT_EXPRESSIONS = frozenset({"test", "when", "urgent_when"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Compilation:
    """What a source compiles to, and what pyxform had to say besides."""

    service: Service
    form_xml: bytes = field(repr=False)
    warnings: tuple[str, ...] = ()


def compile_service(source: ServiceSource, library: Library) -> Compilation:
    """Compile a source whose includes are already replaced (:func:`with_blocks`).

    Raises:
        BadService: facts are missing or wrong, or pyxform refuses the questions.
    """
    filled = with_params(source)
    translations = with_numbers(library.translations, source)
    service = facts_of(filled).model_copy(update={"words": _told(filled, translations)})
    warnings: list[str] = []
    try:
        result = convert(workbook(filled, library, service, translations), warnings=warnings)
    except PyXFormError as wrong:
        raise BadService(f"{source.file}：{wrong}") from wrong
    return Compilation(service=service, form_xml=result.xform.encode(), warnings=tuple(warnings))


def facts_of(source: ServiceSource) -> Service:
    """Return the facts as the window will read them.

    Raises:
        BadService: a fact is missing or wrong; the message names file and row.
    """
    try:
        return Service.model_validate(_portable_facts(source.facts))
    except ValidationError as wrong:
        told = shape_mistakes(wrong, place=source.place, terms=Terms(is_book=source.is_book))
        raise BadService(str(next(told))) from None


def with_params(source: ServiceSource) -> ServiceSource:
    """Return ``source`` with every ``params.x`` in texts and cells replaced by its number."""
    filled = _filler(source)

    def filled_rows(rows: Iterable[Row]) -> tuple[Row, ...]:
        return tuple(
            replace(row, cells={c: filled(text) for c, text in row.cells.items()}) for row in rows
        )

    return replace(
        source,
        facts={
            key: value if key in _UNFILLED else _mapped(value, filled)
            for key, value in source.facts.items()
        },
        survey=filled_rows(source.survey),
        choices={name: filled_rows(rows) for name, rows in source.choices.items()},
    )


def _filler(source: ServiceSource) -> Callable[[str], str]:
    """Return what puts the region's numbers into a text."""
    params = {name: str(value) for name, value in _params(source).items()}
    return lambda text: _PARAM.sub(lambda found: params.get(found[1], found[0]), text)


def with_numbers(
    translations: Iterable[Translation], source: ServiceSource
) -> tuple[Translation, ...]:
    """Return translations with every ``params.x`` replaced by its number in this service."""
    return tuple(translation.changed(_filler(source)) for translation in translations)


def _told(source: ServiceSource, translations: Iterable[Translation]) -> dict[str, dict[str, str]]:
    """Return the words of the facts by language: what the window shows of them in it."""
    facts = [text for _, text in told_facts(source)]
    told = {
        one.tag: {text: one.words[text] for text in facts if text in one.words}
        for one in translations
    }
    return {tag: words for tag, words in told.items() if words}


def unknown_params(source: ServiceSource) -> tuple[tuple[str, str], ...]:
    """Return (place, name) of every ``params.x`` that no number stands for."""
    known = _params(source)
    facts = {k: v for k, v in source.facts.items() if k not in _UNFILLED}
    found = [(source.place(path), text) for path, text in texts(facts)]
    rows = (*source.survey, *(row for inner in source.choices.values() for row in inner))
    found += [(row.place, text) for row in rows for text in row.cells.values()]
    return tuple(
        (place, name)
        for place, text in found
        for name in _PARAM.findall(text)
        if name not in known
    )


def _params(source: ServiceSource) -> dict[str, Any]:
    """Return the region's numbers that are set."""
    params = source.facts.get("params")
    numbers = params.items() if isinstance(params, Mapping) else ()
    return {name: value for name, value in numbers if value is not None}


def workbook(
    source: ServiceSource,
    library: Library,
    service: Service,
    translations: Sequence[Translation] = (),
) -> dict[str, list[dict[str, str]]]:
    """Return the three sheets pyxform wants."""
    columns = FilterColumns(source, library)
    survey = [
        _survey_row(row.with_cells(choice_filter=columns.filter(row["choice_filter"])))
        for row in source.survey
    ]
    lists = list(dict.fromkeys(
        row.list_name for row in source.survey if row.kind.startswith("select_")
    ))  # fmt: skip
    choices = [
        {"list_name": name} | columns.cells(name, row)
        for name in lists
        for row in source.choice_rows(library, name) or ()
    ]
    settings = {
        "form_id": service.id,
        "form_title": service.title,
        "version": service.version,
        "namespaces": f'kiosk="{NAMESPACE}"',
    }
    survey = [translated(row, translations, _own_column) for row in survey]
    choices = _evened([translated(row, translations, _own_column) for row in choices])
    if _has_languages(survey, choices):
        survey, choices = _in_own_language(survey), _in_own_language(choices)
        settings["default_language"] = OWN_LANGUAGE
    return {"survey": survey, "choices": choices, "settings": [settings]}


def languages(survey: Iterable[Row], choices: Iterable[Mapping[str, str]] = ()) -> frozenset[str]:
    """Return the languages that have a column of their own besides the hall's own."""
    headers = {column for row in survey for column in row.cells}
    headers |= {column for row in choices for column in row}
    return frozenset(
        language
        for column, _, language in (header.partition("::") for header in headers)
        if language and column in TRANSLATED_COLUMNS
    )


def _evened(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Give all rows the same languages: pyxform looks for a sheet's columns in its first row.

    A choice without a translation has its own words there, for pyxform fails without any.
    """
    columns = dict.fromkeys(column for row in rows for column in row if "::" in column)
    own = {column: column.partition("::")[0] for column in columns}
    return [
        {**row, **{column: row.get(column) or row.get(own[column], "") for column in columns}}
        for row in rows
    ]


def _has_languages(*sheets: Iterable[Mapping[str, str]]) -> bool:
    headers = {column for rows in sheets for row in rows for column in row}
    return any("::" in column and not column.startswith("bind::") for column in headers)


def constraint_of(row: Row) -> tuple[str, str]:
    """Return the row's constraint with its named rule expanded, and the message for it."""
    rule = RULES.get(row["check"])
    if rule is None:
        return row["constraint"], row["constraint_message"]
    return both(rule.constraint, row["constraint"]), row["constraint_message"] or rule.message


def is_reckoned(row: Row) -> bool:
    """Whether the row's default is a formula, as pyxform judges it, and not a plain text."""
    return bool(default_is_dynamic(row["default"], row["type"]))


def _survey_row(row: Row) -> dict[str, str]:
    cells = {"type": row["type"]}
    if row.kind in _ENDS:
        return cells
    if row.kind == "signature":
        cells = {"type": "image", "appearance": "signature"}
    constraint, message = constraint_of(row)
    rule = RULES.get(row["check"])
    full = row.with_cells(
        constraint=constraint, constraint_message=message, check=rule.code if rule else ""
    )
    return cells | {
        name: _portable(text) if _is_formula(row, column) else text
        for column, text in full.cells.items()
        if (name := _pyxform_column(column))
    }


def _own_column(column: str) -> str:
    return f"bind::kiosk:{column}"


def _pyxform_column(column: str) -> str:
    """Return what pyxform calls a column, or an empty text for one that stays out of the form."""
    if column in BIND_COLUMNS:
        return _own_column(column)
    is_known = column.partition("::")[0] in TRANSLATED_COLUMNS or column in EXPRESSION_COLUMNS
    return column if is_known or column in _PLAIN_COLUMNS else ""


def _in_own_language(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Name the hall's own language, so that pyxform knows which one the bare columns are in."""
    return [
        {
            f"{column}::{OWN_LANGUAGE}" if column in TRANSLATED_COLUMNS else column: text
            for column, text in row.items()
        }
        for row in rows
    ]


def _is_formula(row: Row, column: str) -> bool:
    return column in EXPRESSION_COLUMNS or (column == "default" and is_reckoned(row))


def _portable(expression: str) -> str:
    """Return the expression in what every platform knows.

    ``${r.f}`` is our way to say which repeat a question is in; names are unique, so pyxform is
    given the question alone.
    """
    return expand(_INSIDE.sub(r"${\1}", expression))


def _portable_facts(value: Any, key: str = "") -> Any:
    match value:
        case Mapping():
            return {name: _portable_facts(inner, name) for name, inner in value.items()}
        case list() | tuple():
            return [_portable_facts(inner, key) for inner in value]
        case str() if key in _FACT_EXPRESSIONS:
            return _portable(value)
        case _:
            return value


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case Mapping():
            return {key: _mapped(inner, change) for key, inner in value.items()}
        case list() | tuple():
            return [_mapped(inner, change) for inner in value]
        case _:
            return value
