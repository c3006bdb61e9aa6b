"""A source as the checks look at it: includes replaced, numbers filled in, rows by name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kiosk.catalogue.authoring.source import Library, Row, ServiceSource
from kiosk.catalogue.authoring.terms import Terms

UNNAMED = frozenset({"end_group", "end_repeat", "include"})
GROUPS = frozenset({"begin_group", "begin_repeat"})
ENDS = frozenset({"end_group", "end_repeat"})
SELECTS = frozenset({"select_one", "select_multiple"})
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

    @cached_property
    def around(self) -> Mapping[str, tuple[str, ...]]:
        """Question name → names of the groups and repeats around it, outermost first."""
        found: dict[str, tuple[str, ...]] = {}
        open_names: tuple[str, ...] = ()
        for row in self.source.survey:
            if row.kind in ENDS:
                open_names = open_names[:-1]
                continue
            found.setdefault(row["name"], open_names)
            open_names = (*open_names, row["name"]) if row.kind in GROUPS else open_names
        return found

    @cached_property
    def terms(self) -> Terms:
        """What the author calls things."""
        return Terms(is_book=self.source.is_book)

    @cached_property
    def lists(self) -> Mapping[str, tuple[Row, ...]]:
        """The lists of choices the questions use, those that exist."""
        names = dict.fromkeys(r.list_name for r in self.questions() if r.kind in SELECTS)
        found = {name: self.source.choice_rows(self.library, name) for name in names}
        return {name: rows for name, rows in found.items() if rows}

    def questions(self) -> Iterator[Row]:
        """Yield every row that has a name of its own, groups and repeats included."""
        return (row for row in self.source.survey if row.kind not in UNNAMED)

    def choice_names(self, question: str) -> frozenset[str] | None:
        """Return the values a select may take, or None when that is no select or has no list."""
        row = self.by_name.get(question)
        if row is None or row.kind not in SELECTS:
            return None
        rows = self.source.choice_rows(self.library, row.list_name)
        return None if rows is None else frozenset(choice["name"] for choice in rows)
