"""Finding every mistake of a service before a citizen does; messages are for hall staff."""

import re
from dataclasses import replace
from importlib.resources import files

from pyxform.errors import PyXFormError

from kiosk.catalogue.authoring import foreign
from kiosk.catalogue.authoring.checks.characters import character_mistakes
from kiosk.catalogue.authoring.checks.choices import choice_mistakes
from kiosk.catalogue.authoring.checks.defaults import default_mistakes
from kiosk.catalogue.authoring.checks.draft import Draft
from kiosk.catalogue.authoring.checks.expressions import expression_mistakes
from kiosk.catalogue.authoring.checks.facts import fact_mistakes
from kiosk.catalogue.authoring.checks.languages import language_mistakes
from kiosk.catalogue.authoring.checks.rows import row_mistakes
from kiosk.catalogue.authoring.checks.wording import wording_mistakes
from kiosk.catalogue.authoring.compile import (
    Compilation,
    compile_service,
    with_numbers,
    with_params,
)
from kiosk.catalogue.authoring.source import (
    Library,
    Mistake,
    ServiceSource,
    Severity,
    mistake_in,
)
from kiosk.domain.errors import BadService, FormError
from kiosk.forms.xform import load_form

_HEADER_ROWS = 2  # pyxform counts rows as a spreadsheet does: the header is row 1
_PLACE = re.compile(r" ?(/[^\s：，（）]+) ?")  # where the loader found something: /data/g/name
_CHECKS = (
    fact_mistakes, row_mistakes, choice_mistakes, default_mistakes, expression_mistakes,
    language_mistakes, wording_mistakes, character_mistakes,
)  # fmt: skip


def check_source(
    source: ServiceSource, library: Library, *, known_services: frozenset[str] = frozenset()
) -> tuple[Compilation | None, tuple[Mistake, ...]]:
    """Return the compiled service, when it can be had, and all mistakes and warnings."""
    draft = Draft(
        source=with_params(source),
        library=replace(library, translations=with_numbers(library.translations, source)),
        known_services=known_services | {source.service_id},
        icons=icon_names(),
    )
    found = [*source.mistakes, *(mistake for check in _CHECKS for mistake in check(draft))]
    mistakes = tuple(dict.fromkeys(found))
    if any(mistake.severity is Severity.MISTAKE for mistake in mistakes):
        return None, mistakes
    try:
        compilation = compile_service(source, library)
        load_form(compilation.form_xml)
    except BadService as wrong:
        return None, (*mistakes, _refused(source, wrong))
    except FormError as wrong:
        return None, (*mistakes, _not_loaded(draft, str(wrong)))
    return compilation, mistakes


def icon_names() -> frozenset[str] | None:
    """Return the names of the icons this product has, or None while it has none."""
    folder = files("assets").joinpath("icons")
    names = (
        {file.name.removesuffix(".svg") for file in folder.iterdir()} if folder.is_dir() else ()
    )
    return frozenset(names) or None


def _refused(source: ServiceSource, wrong: BadService) -> Mistake:
    if not isinstance(wrong.__cause__, PyXFormError):
        return mistake_in(str(wrong), source.file)
    message = str(wrong.__cause__)
    row, what, mend = foreign.in_chinese(message)
    index = row - _HEADER_ROWS if row and "'choices'" not in message else -1
    place = source.survey[index].place if 0 <= index < len(source.survey) else source.file
    return Mistake(place, what, mend)


def _not_loaded(draft: Draft, message: str) -> Mistake:
    """Return what the loader says with the question's row and label for its place in the form."""
    rows = [
        row
        for path in _PLACE.findall(message)
        if (row := draft.by_name.get(path.rpartition("/")[2]))
    ]

    def named(found: re.Match[str]) -> str:
        row = draft.by_name.get(found[1].rpartition("/")[2])
        return f"“{row['label'] or row['name']}”" if row else found[0]

    told = mistake_in(_PLACE.sub(named, message), draft.source.file)
    return replace(told, place=rows[0].place) if rows else told
