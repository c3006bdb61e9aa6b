"""An address in large steps: the hall's own communities first, then the number of the house.

What is chosen becomes the beginning of a text, which the visitor completes; who lives elsewhere
goes up to the county, the city, the country, or looks a place up by the first letters of its name.
"""

from typing import Protocol

from kiosk.catalogue.regions import COUNTRY, Division, Regions
from kiosk.domain.words import NO_WORDS, Words
from ui.asking import Asked
from ui.lookup import Lookup
from ui.pages import Act, Cells, Chose, Field, Page, Row
from ui.presenting import Presenter as AnyPresenter

_PLACE, _UP, _WRITE, _FIND, _LIST = "place:", "up", "write", "find", "list"
AGAIN = "address"
"""Key that leads from the text back to the list of places."""
_COLUMNS, _COLUMNS_FOUND = 3, 2
_TOLD_APART_BY = 2  # the place it lies in, and its own name
_MOST_FOUND = 4


class Writes(Protocol):
    """Opens the page on which the text is written."""

    def __call__(
        self, *, begun: str | None, others: tuple[tuple[str, Words], ...]
    ) -> AnyPresenter:
        """Return it with this text begun, and with these keys among those for other ways."""
        ...


class Presenter:
    """Holds the place that is shown; once one is chosen, the page to write on stands in front."""

    def __init__(self, *, asked: Asked, regions: Regions, writes: Writes) -> None:
        self._asked = asked
        self._regions = regions
        self._writes = writes
        self._at = self._begin()
        self._lookup: Lookup | None = None
        self._echo = NO_WORDS
        is_begun = asked.view.value or asked.is_left_begun
        self._text: AnyPresenter | None = self._written(None) if is_begun else None

    def _begin(self) -> str:
        home = self._regions.home
        return home if self._regions.children(home) else self._regions.parent(home)

    def page(self) -> Page:
        """Return the list of places, or the page to write on."""
        if self._text:
            return self._text.page()
        asked = self._asked
        return Page(
            screen="address",
            heading=asked.heading,
            lead=asked.stage.text("address-find" if self._lookup else "address-choose"),
            position=asked.position,
            position_words=asked.position_words,
            rows=self._finding_rows(self._lookup) if self._lookup else self._place_rows(),
            back=asked.stage.text("key-back"),
            secondary=asked.skip_words,
            secondary_icon="skip",
            primary=asked.next_words,
            is_primary_ready=False,
            echo=self._echo,
        )

    def _place_rows(self) -> tuple[Row, ...]:
        """Return the other ways first: in large letters the places take several pages."""
        text, at = self._asked.stage.text, self._regions.path(self._at)
        ways = [(_WRITE, text("lookup-write")), (_FIND, text("lookup-by-letters"))]
        if at:
            ways.insert(0, (_UP, text("address-elsewhere")))
        return (
            self._field(self._so_far()),
            _ways(ways),
            self._grid(self._regions.children(self._at)),
        )

    def _finding_rows(self, lookup: Lookup) -> tuple[Row, ...]:
        text = self._asked.stage.text
        found = self._regions.find(lookup.letters, most=_MOST_FOUND)
        grid = (self._grid(found),) if found else ()
        ways = _ways([(_LIST, text("address-list"))])
        return (*lookup.rows(self._label, text), *grid, ways)

    def _so_far(self) -> Words:
        """Return where the list is; that the hall's own place is on it tells nobody anything."""
        where = _joined(self._regions.path(self._at))
        if self._at == self._begin():
            return Words.same(where)
        return Words(where, self._asked.stage.text("date-hushed").spoken, where)

    def _field(self, value: Words) -> Field:
        return Field(label=Words.same(self._label), value=value)

    @property
    def _label(self) -> str:
        return self._asked.view.question.field or self._asked.view.label

    def _grid(self, divisions: tuple[Division, ...]) -> Cells:
        return Cells(
            keys=tuple(f"{_PLACE}{division.code}" for division in divisions),
            labels=tuple(Words.same(self._called(division)) for division in divisions),
            columns=_COLUMNS_FOUND if self._lookup else _COLUMNS,
            hushed=self._asked.stage.text("focus-candidate").spoken,
        )

    def _called(self, division: Division) -> str:
        """Return the name; of one that was looked up with what it lies in."""
        path = self._regions.path(division.code)
        return _joined(path[-_TOLD_APART_BY:]) if self._lookup else division.name

    def on(self, act: Act) -> None:
        """Go down, up, look a place up, or write."""
        match act:
            case Chose(key=key) if key == AGAIN:
                self._text = None
                self._show(self._asked.stage.text("address-choose"))
            case _ if self._text:
                self._text.on(act)
            case Chose(key=key) if key.startswith(_PLACE):
                self._go(key.removeprefix(_PLACE))
            case Chose(key=key):
                self._take_way(key)
            case _ if self._lookup and (echo := self._lookup.echo(act, self._asked.stage.text)):
                self._show(echo)
            case _:
                self._asked.is_handled(act, left=None)

    def _take_way(self, key: str) -> None:
        if key == _WRITE:
            self._text = self._written(_joined(self._regions.path(self._at)))
            self._asked.stage.refresh()
        elif key == _UP:
            self._go(self._regions.parent(self._at))
        else:
            self._lookup = Lookup() if key == _FIND else None
            self._show(self._asked.stage.text(f"address-{'find' if key == _FIND else 'choose'}"))

    def _go(self, code: str) -> None:
        """Show what lies below; where nothing does, the rest is written."""
        self._lookup = None
        path = self._regions.path(code)
        if code == COUNTRY or self._regions.children(code):
            self._at = code
            name = path[-1].name if path else self._asked.stage.text("address-country").spoken
            self._show(Words("", self._asked.stage.text("date-hushed").spoken, name))
            return
        self._at = self._regions.parent(code)
        self._text = self._written(_joined(path))
        self._asked.stage.refresh()

    def _written(self, begun: str | None) -> AnyPresenter:
        return self._writes(
            begun=begun, others=((AGAIN, self._asked.stage.text("address-again")),)
        )

    def _show(self, echo: Words) -> None:
        self._echo = echo
        self._asked.stage.refresh()


def _joined(path: tuple[Division, ...]) -> str:
    return "".join(division.name for division in path)


def _ways(ways: list[tuple[str, Words]]) -> Cells:
    keys, labels = zip(*ways, strict=True)
    return Cells(keys=keys, labels=labels, columns=len(ways))
