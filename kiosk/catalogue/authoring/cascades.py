"""Choice filters (省 → 市): which columns of a choice list they read, and what stands in them.

Staff name a filter column in Chinese and write in it what the other question shows, 浙江; the form
gets an ASCII name, which JavaRosa demands, and the choice's stored name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.catalogue.authoring.source import Library, Row, ServiceSource
from kiosk.catalogue.authoring.trees import bare_names, equals, parts
from kiosk.forms.syntax import tokens

OWN_COLUMNS = frozenset({"list_name", "name", "label", "icon"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cascade:
    """A select whose list is narrowed down.

    Attributes:
        columns: the columns of its list the filter reads.
        parents: column → the question whose answer is looked for in it.
        is_plain: the filter is nothing but one such look.
    """

    row: Row
    columns: tuple[str, ...]
    parents: Mapping[str, str]
    is_plain: bool


def cascades(source: ServiceSource) -> Iterator[Cascade]:
    """Yield every select with a filter."""
    for row in source.survey:
        if not row["choice_filter"]:
            continue
        found = parts(row["choice_filter"])
        pairs = dict(pair for tree in found if all(pair := equals(tree)))
        yield Cascade(
            row=row,
            columns=tuple(n for n in bare_names(row["choice_filter"]) if n not in OWN_COLUMNS),
            parents=MappingProxyType(pairs),
            is_plain=bool(found) and all(equals(found[0])),
        )


class FilterColumns:
    """The filter columns of a service as its form has them."""

    def __init__(self, source: ServiceSource, library: Library) -> None:
        self._pictures = library.pictures
        self._names: dict[str, str] = {}
        self._codes: dict[tuple[str, str], Mapping[str, str]] = {}
        by_name = {row["name"]: row for row in source.survey}
        for cascade in cascades(source):
            for column in cascade.columns:
                self._names.setdefault(column, self._ascii(column))
            for column, question in cascade.parents.items():
                asked = by_name.get(question)
                rows = source.choice_rows(library, asked.list_name) if asked else None
                self._codes[cascade.row.list_name, column] = codes(rows or ())

    def filter(self, expression: str) -> str:
        """Return a filter with the ASCII names of its columns.

        Raises:
            FormError: it cannot be cut into tokens.
        """
        for token in reversed(tokens(expression)):
            if token.kind == "name" and token.text in self._names:
                tail = expression[token.at + len(token.text) :]
                expression = f"{expression[: token.at]}{self._names[token.text]}{tail}"
        return expression

    def cells(self, list_name: str, row: Row) -> dict[str, str]:
        """Return a choice with its pictogram and the columns a filter reads, and no others."""
        cells = {c: t for c, t in row.cells.items() if c.partition("::")[0] in OWN_COLUMNS}
        if icon := row["icon"] or self._pictures.get(row["label"]):
            cells["icon"] = icon
        for column, name in self._names.items():
            if text := row[column]:
                cells[name] = self._codes.get((list_name, column), {}).get(text, text)
        return cells

    def _ascii(self, column: str) -> str:
        return column if column.isascii() else f"filter_{len(self._names) + 1}"


def codes(choices: tuple[Row, ...]) -> Mapping[str, str]:
    """Return what staff may write for a choice → its stored name; a label means its choice."""
    by_label = {row["label"]: row["name"] for row in choices if row["label"]}
    return by_label | {row["name"]: row["name"] for row in choices}
