"""A source as the checks look at it: includes replaced, numbers filled in, rows by name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kiosk.catalogue.authoring.source import Library, Row, ServiceSource

UNNAMED = frozenset({"end_group", "end_repeat", "include"})
GROUPS = frozenset({"begin_group", "begin_repeat"})
SILENT = frozenset({"calculate", "hidden", "start", "end", "today", "end_group", "end_repeat"})


@dataclass(frozen=True)
class Draft:
    """What is checked.

    Attributes:
        known_services: ids that may be offered or joined.
        icons: names of the icons there are, or None when nobody knows.
    """

    source: ServiceSource
    library: Library
    known_services: frozenset[str] = frozenset()
    icons: frozenset[str] | None = None

    @cached_property
    def by_name(self) -> Mapping[str, Row]:
        """The first row of each name."""
        rows: dict[str, Row] = {}
        for row in self.questions():
            if row["name"]:
                rows.setdefault(row["name"], row)
        return rows

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """Question name → type."""
        return {name: row.kind for name, row in self.by_name.items()}

    def questions(self) -> Iterator[Row]:
        """Yield every row that has a name of its own, groups and repeats included."""
        return (row for row in self.source.survey if row.kind not in UNNAMED)

    def choice_names(self, question: str) -> frozenset[str] | None:
        """Return the values a select may take, or None when that is no select or has no list."""
        row = self.by_name.get(question)
        if row is None or not row.kind.startswith("select_"):
            return None
        rows = self.source.choice_rows(self.library, row.list_name)
        return None if rows is None else frozenset(choice["name"] for choice in rows)
