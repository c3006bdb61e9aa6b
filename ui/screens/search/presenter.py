"""Find a service by its first letters, by written hanzi, or by the name people use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.catalogue.service import ServiceCard
from kiosk.domain.words import NO_WORDS, Words
from kiosk.entry.editing import Typed as Buffer
from kiosk.flow import places as at
from kiosk.flow.visit import Event, Went, WentBack
from kiosk.ports.recogniser import Stroke
from kiosk.speech.known_by import explained
from ui.handwriting import Handwriting, InkReader
from ui.keys import LETTER_KEYS, key_names
from ui.pages import (
    Act,
    Action,
    Chose,
    Edited,
    Field,
    Inked,
    Key,
    Keys,
    MoreWanted,
    Page,
    Pressed,
    Row,
    Tile,
    Typed,
)
from ui.presenting import Stage, Unfinished

_LIMIT = 12
_SERVICE = "service:"
_WRITE, _TYPE, _CHANGE = "write", "type", "change"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Left:
    """What was looked for and found before the page was left."""

    typed: Buffer
    is_writing: bool
    found: Sequence[ServiceCard] | None


class Presenter:
    """First the keys, then what was found; both by touch."""

    def __init__(
        self,
        *,
        stage: Stage,
        find: Callable[[str], Sequence[ServiceCard]],
        ink_reader: InkReader | None,
        unfinished: Unfinished | None = None,
    ) -> None:
        """Take the search, and the pages that were left: going back finds the results again."""
        self._stage = stage
        self._find = find
        self._handwriting = Handwriting(ink_reader) if ink_reader else None
        self._unfinished = unfinished or Unfinished()
        empty = _Left(typed=Buffer(limit=_LIMIT), is_writing=False, found=None)
        left = self._unfinished.found(at.Search(), _Left) or empty
        self._typed, self._is_writing, self._found = left.typed, left.is_writing, left.found
        self._notice = NO_WORDS
        self._echo = NO_WORDS

    def page(self) -> Page:
        """Return the keys, or the services that were found."""
        text = self._stage.text
        is_found = self._found is not None
        return Page(
            screen="search",
            heading=text("search-found" if is_found else "search-heading"),
            lead=text("search-looked-for", query=self._typed.text) if is_found else self._lead(),
            notice=self._notice,
            count=self._stage.count(len(self._found or ())),
            rows=self._results() if is_found else self._entry(),
            back=text("key-back"),
            primary=NO_WORDS if is_found else text("search-find"),
            primary_icon="search",
            echo=self._echo,
        )

    def _lead(self) -> Words:
        return self._stage.text("writing-hint" if self._is_writing else "search-lead")

    def _entry(self) -> tuple[Row, ...]:
        text = self._stage.text
        typed = self._typed.text
        said = typed or text("entry-empty").spoken
        shown = Field(label=text("search-label"), value=Words(typed, said))
        if self._is_writing and self._handwriting:
            pad: Row = self._handwriting.row
            switch = Action(
                key=_TYPE, words=text("entry-use-letters"), icon="keypad", is_quiet=True
            )
        else:
            pad = Keys(rows=LETTER_KEYS, names=key_names(text))
            switch = Action(
                key=_WRITE, words=text("entry-use-handwriting"), icon="pen", is_quiet=True
            )
        return (shown, pad, switch) if self._handwriting else (shown, pad)

    def _results(self) -> tuple[Row, ...]:
        text = self._stage.text
        tiles = tuple(
            Tile(
                key=f"{_SERVICE}{card.id}",
                icon=card.icon,
                title=Words.same(card.title_plain),
                subtitle=Words.same(card.title) if card.title != card.title_plain else NO_WORDS,
            )
            for card in self._find(self._typed.text)
        )
        return (
            *tiles,
            Action(key=_CHANGE, words=text("search-again"), icon="repeat", is_quiet=True),
        )

    def on(self, act: Act) -> None:  # noqa: C901 - one line a kind of act
        """Type, write, look, open a service, or go back."""
        match act:
            case Typed(text=text):
                self._edit(self._typed.append(text), Words.same(text))
            case Edited():
                self._edit(self._typed.erase(), self._stage.text("entry-erased"))
            case Inked(strokes=strokes):
                self._read(strokes)
            case MoreWanted():
                self._show_more()
            case Chose(key=key) if key.startswith(_SERVICE):
                self._leave_for(Went(at.ServicePage(key.removeprefix(_SERVICE))))
            case Chose(key=key):
                self._switch(key)
            case Pressed(key=Key.PRIMARY):
                self._look()
            case Pressed(key=Key.BACK):
                self._leave_for(WentBack())
            case _:
                pass

    def _leave_for(self, event: Event) -> None:
        left = _Left(typed=self._typed, is_writing=self._is_writing, found=self._found)
        self._unfinished.leave(at.Search(), left)
        self._stage.emit(event)

    def _switch(self, key: str) -> None:
        if key in {_WRITE, _TYPE}:
            self._is_writing = key == _WRITE
            self._edit(self._typed, self._lead())
        elif key == _CHANGE:
            self._found = None
            self._edit(self._typed.clear(), self._stage.text("search-heading"))
        else:
            if self._handwriting:
                self._handwriting.clear()
            self._edit(self._typed.append(key), Words.same(key))

    def _read(self, strokes: Sequence[Stroke]) -> None:
        if self._handwriting:
            self._handwriting.read(strokes, then=self._show_read)

    def _show_read(self) -> None:
        if self._handwriting:
            self._edit(self._typed, Words.same(explained(self._handwriting.new_best())))

    def _show_more(self) -> None:
        if self._handwriting:
            self._handwriting.show_more()
            candidates = self._stage.text.marks.comma.join(self._handwriting.row.candidates)
            self._edit(self._typed, Words.same(candidates))

    def _edit(self, typed: Buffer, echo: Words) -> None:
        self._typed, self._notice, self._echo = typed, NO_WORDS, echo
        self._stage.refresh()

    def _look(self) -> None:
        text = self._stage.text
        found = self._find(self._typed.text) if self._typed.text else ()
        if not self._typed.text:
            self._notice = self._echo = text("search-nothing-typed")
        elif found:
            self._found = found
            self._notice = NO_WORDS
            titles = text.list_of(card.title_plain for card in found)
            self._echo = text("search-count", count=len(found), titles=titles)
        else:
            self._notice = self._echo = text("search-none")
        self._stage.refresh()
