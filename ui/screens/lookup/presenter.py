"""Find a case or a draft: by card, or by a number typed on large keys."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from kiosk.domain.slip_number import in_groups
from kiosk.domain.words import NO_WORDS, Words
from kiosk.entry.editing import Typed as Buffer
from kiosk.flow.places import Lookup, Place
from kiosk.flow.visit import Event, Went, WentBack
from kiosk.ports.id_card_reader import CardRead, IdCardReader, NoCard
from kiosk.speech.speller import Spelling, spell
from kiosk.usecases.guessing import Guesses
from ui.keys import DIGIT_KEYS, key_names
from ui.pages import (
    Act,
    Chose,
    Edited,
    Field,
    Illustration,
    Key,
    Keys,
    Page,
    Pressed,
    Scanned,
    Tile,
    Typed,
)
from ui.plate import Plate
from ui.presenting import Stage, Unfinished

_MINUTE = timedelta(minutes=1)


def _no_slip(_number: str) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for, and how.

    Attributes:
        name: prefix of the words: ``progress``, ``resume`` or ``proof``.
        place: the place for a way of looking.
        by_card, by_number: return the event to report, or None when nothing was found;
            ``by_number`` raises ValueError for a number that cannot be right.
        guesses: numbers that fitted nothing so far, on this kiosk.
        slip_of: return the slip a number is tried on, which is counted by itself too; raises
            ValueError like ``by_number``.
        number: which way the number is: a slip number or a short code.
        digits: how many digits the number has at most.
        prefix: shown before the digits.
        known: goes before what is typed and is not shown: the slip that the code belongs to.
        instead: for who has no such number.
    """

    name: str
    place: Callable[[Lookup], Went]
    by_card: Callable[[str], Event | None]
    by_number: Callable[[str], Event | None]
    guesses: Guesses
    number: Lookup
    digits: int
    prefix: str = ""
    known: str = ""
    instead: Event | None = None
    slip_of: Callable[[str], str] = _no_slip


class Presenter:
    """The three pages of looking something up."""

    def __init__(
        self,
        *,
        stage: Stage,
        search: Search,
        by: Lookup,
        reader: IdCardReader,
        unfinished: Unfinished | None = None,
    ) -> None:
        """Take the search, and the pages that were left: going back finds a long number again."""
        self._stage = stage
        self._search = search
        self._by = by
        self._plate = Plate(reader)
        self._last: NoCard | None = NoCard.EMPTY
        self._unfinished = unfinished or Unfinished()
        left = self._unfinished.found(self._here, Buffer)
        self._typed = left or Buffer(limit=search.digits)
        self._notice = NO_WORDS
        self._echo = NO_WORDS

    def page(self) -> Page:
        """Return the ways, the card page or the number page."""
        match self._by:
            case Lookup.CHOICE:
                return self._choice()
            case Lookup.CARD:
                return self._card()
            case Lookup.NUMBER | Lookup.CODE:
                return self._number()

    def _choice(self) -> Page:
        text, name = self._stage.text, self._search.name
        ways = ((Lookup.CARD, "card"), (self._search.number, "keypad"))
        return Page(
            screen=f"{name}-choice",
            heading=text(f"{name}-heading"),
            lead=text(f"{name}-lead"),
            notice=self._notice,
            rows=tuple(
                Tile(key=way.value, icon=icon, title=text(f"{name}-by-{way.value}"))
                for way, icon in ways
            ),
            back=text("key-back"),
            echo=self._notice,
        )

    def _card(self) -> Page:
        text, name = self._stage.text, self._search.name
        return Page(
            screen=f"{name}-card",
            heading=text("lookup-card-heading"),
            lead=text(f"{name}-card-lead"),
            notice=self._notice,
            rows=(Illustration(icon="card", words=text("card-picture")),),
            back=text("key-back"),
            primary=text(f"{name}-by-{self._search.number.value}"),
            primary_icon="keypad",
            echo=self._notice,
        )

    def _number(self) -> Page:
        text, name = self._stage.text, self._search.name
        shown = f"{self._search.prefix} {self._grouped()}".strip()
        return Page(
            screen=f"{name}-number",
            heading=text(f"{name}-number-heading"),
            lead=text(f"{name}-number-lead"),
            notice=self._notice,
            rows=(
                Field(
                    label=text(f"{name}-number-label"),
                    value=Words(
                        shown,
                        self._counted(),
                        spell(Spelling.DIGITS, self._typed.text, text.language),
                    ),
                    is_wrong=bool(self._notice),
                ),
                Keys(rows=DIGIT_KEYS, names=key_names(text), hushed=text("focus-digit").spoken),
            ),
            back=text("key-back"),
            secondary=text(f"{name}-instead") if self._search.instead else NO_WORDS,
            secondary_icon="id-card",
            primary=text(f"{name}-find"),
            primary_icon="search",
            echo=self._echo,
        )

    def on(self, act: Act) -> None:
        """Choose a way, type, look, or go back."""
        match act:
            case Chose(key=key):
                self._stage.emit(self._search.place(Lookup(key)))
            case Typed(text=text):
                self._edit(self._typed.append(text), heard=text)
            case Edited():
                self._edit(self._typed.erase(), heard=self._stage.text("entry-erased").spoken)
            case Scanned(content=content):
                self._look(content)
            case Pressed(key=key):
                self._press(key)
            case _:
                pass

    def _press(self, key: Key) -> None:
        match key:
            case Key.BACK:
                self._stage.emit(WentBack())
            case Key.SECONDARY if self._search.instead:
                self._stage.emit(self._search.instead)
            case Key.PRIMARY if self._by is Lookup.CARD:
                self._stage.emit(self._search.place(self._search.number))
            case Key.PRIMARY:
                self._look(f"{self._search.known}{self._search.prefix}{self._typed.text}")
            case _:
                pass

    def tick(self) -> None:
        """Look at the reader while the card page is shown."""
        if self._by is not Lookup.CARD:
            return
        outcome = self._plate.look()
        if isinstance(outcome, CardRead):
            self._report(self._search.by_card(outcome.card.number.digits))
        elif outcome is not self._last:
            self._last = outcome
            self._tell(self._trouble(outcome))

    def _trouble(self, outcome: NoCard) -> Words:
        """Return what is wrong with the card; without a reader the key below is the way on."""
        match outcome:
            case NoCard.EMPTY:
                return NO_WORDS
            case NoCard.READER_MISSING:
                return self._stage.text("lookup-reader-missing")
            case _:
                return self._stage.text(f"card-{outcome.value}")

    def leave(self) -> None:
        """Nothing is held."""

    def _edit(self, typed: Buffer, *, heard: str) -> None:
        self._typed, self._notice = typed, NO_WORDS
        if not self._is_secret:
            self._unfinished.leave(self._here, typed)
        self._echo = Words("", self._counted(), heard)
        self._stage.refresh()

    @property
    def _here(self) -> Place:
        return self._search.place(self._by).to

    @property
    def _is_secret(self) -> bool:
        """Whether it opens what is somebody's own, so that only its length is said."""
        return self._by is Lookup.CODE

    def _grouped(self) -> str:
        """Return what was typed as it stands on the paper it is copied from."""
        typed = self._typed.text
        return in_groups(typed) if self._by is Lookup.NUMBER else _in_fours(typed)

    def _counted(self) -> str:
        """Return how much is typed, which says nothing of what."""
        count = len(self._typed.text)
        text = self._stage.text
        return (text("entry-count", count=count) if count else text("entry-empty")).spoken

    def _look(self, number: str) -> None:
        if pause := self._search.guesses.pause():
            self._tell(self._stage.text("lookup-pause", minutes=math.ceil(pause / _MINUTE)))
            return
        try:
            slip = self._search.slip_of(number)
            if self._search.guesses.is_closed(slip):
                self._tell(self._stage.text("lookup-slip-closed"))
                return
            found = self._search.by_number(number)
        except ValueError:
            self._tell(self._stage.text(f"{self._search.name}-number-wrong"))
        else:
            if found is None:
                self._search.guesses.missed(slip)
            self._report(found)

    def _report(self, found: Event | None) -> None:
        if found is None:
            self._tell(self._stage.text(f"{self._search.name}-none"))
        else:
            self._stage.emit(found)

    def _tell(self, words: Words) -> None:
        if words == self._notice:
            return
        self._notice = self._echo = words
        self._stage.refresh()


def _in_fours(digits: str) -> str:
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))
