"""The one shape that YAML files and spreadsheets are read into before anything is checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NoReturn

from kiosk.catalogue.authoring.order import Order
from kiosk.catalogue.authoring.translation import Translation
from kiosk.domain.errors import BadService

TRUE_WORDS = frozenset({"true", "是", "必填", "对", "yes", "true()"})
FALSE_WORDS = frozenset({"", "false", "否", "不是", "no", "false()"})


class Severity(StrEnum):
    """A mistake stops the build; a warning does not."""

    MISTAKE = "mistake"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong in a source: where it is, what it is and how to mend it."""

    place: str
    what: str
    mend: str
    severity: Severity = Severity.MISTAKE

    def __str__(self) -> str:
        return f"{self.place}：{self.what}。改法：{self.mend}。"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet.

    Attributes:
        cells: canonical column name → text; empty cells are absent.
        place: file and row as staff find them.
        shared_by: the shared file the row comes from, or empty for the service's own.
    """

    cells: Mapping[str, str]
    place: str
    shared_by: str = ""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def kind(self) -> str:
        """The question type without its list name."""
        return self["type"].partition(" ")[0]

    @property
    def list_name(self) -> str:
        """The list of choices or the block the type names."""
        return self["type"].partition(" ")[2].strip()

    def is_true(self, column: str) -> bool:
        """Whether a yes-or-no cell says yes."""
        return self[column].lower() in TRUE_WORDS

    def with_cells(self, **changed: str) -> "Row":
        """Return the row with some cells replaced; an empty text removes the cell."""
        cells = {k: v for k, v in {**self.cells, **changed}.items() if v}
        return replace(self, cells=MappingProxyType(cells))


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows shared by services, with the papers those rows ask for."""

    rows: tuple[Row, ...]
    materials: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What all services of a folder share.

    Attributes:
        pictures: label of an answer → the pictogram beside it, unless its row names another.
        order: categories and services as the home screen shows them.
        translations: of what citizens read, one a language.
    """

    blocks: Mapping[str, Block] = field(default_factory=dict)
    choices: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)
    order: Order = field(default_factory=Order)
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSource:
    """A service as its author wrote it.

    Attributes:
        file: the name staff know it by.
        facts: everything but questions and choices, in the words of :class:`Service`.
        places: dotted path of a fact → file and row.
        mistakes: what reading alone already showed.
        is_book: it was written in a spreadsheet, so its author knows the Chinese words only.
    """

    file: str
    facts: Mapping[str, Any]
    survey: tuple[Row, ...]
    choices: Mapping[str, tuple[Row, ...]]
    places: Mapping[str, str] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    is_book: bool = False

    @property
    def service_id(self) -> str:
        """The id, or an empty text while it is missing."""
        return str(self.facts.get("id") or "")

    def place(self, path: str = "") -> str:
        """Return file and row of a fact, or of the nearest fact around it."""
        while path:
            if path in self.places:
                return self.places[path]
            path = path.rpartition(".")[0]
        return self.file

    def choice_rows(self, library: Library, list_name: str) -> tuple[Row, ...] | None:
        """Return a list of choices, the service's own before the shared one, or None."""
        return self.choices.get(list_name, library.choices.get(list_name))


def texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text inside a fact with its dotted path."""
    match value:
        case str():
            yield path, value
        case Mapping():
            for key, inner in value.items():
                yield from texts(inner, f"{path}.{key}" if path else str(key))
        case list() | tuple():
            for number, inner in enumerate(value):
                yield from texts(inner, f"{path}.{number}" if path else str(number))
        case _:
            return


def maps(value: object) -> list[Mapping[str, Any]]:
    """Return the maps in a list of facts; what is no map is complained about elsewhere."""
    inside = value if isinstance(value, list | tuple) else ()
    return [inner for inner in inside if isinstance(inner, Mapping)]


def refuse(place: str, what: str, mend: str) -> NoReturn:
    """Give a file up, with the mistake that makes it unreadable.

    Raises:
        BadService: always.
    """
    raise BadService(str(Mistake(place, what, mend)))


def mistake_in(message: str, file: str) -> Mistake:
    """Return the mistake a refusal of ``file`` tells, its row apart from what is wrong."""
    is_placed = message.startswith(file)
    place, _, rest = message[len(file) :].partition("：") if is_placed else ("", "", message)
    return Mistake(file + place, *_split_mend(rest))


def _split_mend(message: str) -> tuple[str, str]:
    """Return what is wrong and how to mend it, from a message ``…。改法：…。``."""
    what, _, mend = message.partition("改法：")
    return what.strip().rstrip("。"), mend.strip().rstrip("。") or "照着别的题改"
