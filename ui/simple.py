"""Simple words: a page for who cannot read, carried by pictures and the voice.

What can be chosen is told by number and picture; a touch says it, and only the next one chooses
it. What merely helps to understand is said and not drawn. All of it is a page made from a page,
so presenters and drawing know nothing of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from kiosk.domain.words import NO_WORDS, Words
from kiosk.i18n import Text
from ui.pages import (
    Act,
    CameraPicture,
    Cells,
    Choice,
    Chose,
    Key,
    Keys,
    NameBox,
    Page,
    Pressed,
    Row,
    SignatureBox,
    Tile,
    Writing,
    spoken_row,
)

_ANSWERED_BY = (Choice, Tile, Cells, Keys, Writing, NameBox, CameraPicture, SignatureBox)


class SimpleWords:
    """Makes pages simple while the visitor wants that, and knows what was heard on them.

    Args:
        text: the wording.
        is_wanted: whether the visitor wants it now.
    """

    def __init__(self, *, text: Text, is_wanted: Callable[[], bool]) -> None:
        self._text = text
        self._is_wanted = is_wanted
        self._on = ("", "")
        self._heard = ""
        self._echo = NO_WORDS

    def page(self, page: Page) -> Page:
        """Return the page in simple words, or as it is."""
        if not self._is_wanted():
            return page
        if (page.screen, page.heading.shown) != self._on:
            self._on = (page.screen, page.heading.shown)
            self.hear("")
        if not any(isinstance(row, _ANSWERED_BY) for row in page.rows):
            return replace(page, again=self._text("simple-again"))
        return replace(
            page,
            lead=_only_said(page.lead),
            rows=tuple(self._rows(page.rows)),
            again=self._text("simple-again"),
            says_last=self._text("simple-how") if _is_heard_first(page) else NO_WORDS,
            primary=self._text("simple-choose") if _asks_for_one(page) else page.primary,
            primary_icon="check" if _asks_for_one(page) else page.primary_icon,
            echo=self._echo or page.echo,
        )

    def hear(self, key: str, echo: Words = NO_WORDS) -> None:
        """Note that an answer or tile was said; the next press of it chooses it."""
        self._heard, self._echo = key, echo

    def acts(self, act: Act, page: Page) -> tuple[Act, ...]:
        """Return what an act on ``page`` means; nothing when it was there to hear an answer.

        What is marked is taken back by one touch.
        """
        if not (self._is_wanted() and _is_heard_first(page)):
            return (act,)
        heard = self._heard
        self.hear("")
        if _asks_for_one(page) and heard and act in {Chose(heard), Pressed(Key.PRIMARY)}:
            return (Chose(heard), Pressed(Key.PRIMARY))
        if isinstance(act, Chose) and act.key != heard and self._is_new(act.key, page):
            self.hear(act.key, self._told(act.key, page))
            return ()
        return (act,)

    def _rows(self, rows: tuple[Row, ...]) -> Iterator[Row]:
        number = 0
        for row in rows:
            number += isinstance(row, Choice | Tile)
            match row:
                case Choice():
                    yield replace(row, label=self._named(number, row.icon, row.label))
                case Tile():
                    title = self._named(number, row.icon, row.title)
                    yield replace(row, title=title, subtitle=_only_said(row.subtitle))
                case _:
                    yield row

    def _named(self, number: int, icon: str, label: Words) -> Words:
        """Return a label said with its number and with what its picture shows."""
        said, picture = self._text.number(number), f"picture-{icon}"
        if not self._text.has(picture):
            return self._text("choice-item", number=said, label=label.shown)
        shows = self._text(picture).shown
        return self._text("simple-item", number=said, picture=shows, label=label.shown)

    def _is_new(self, key: str, page: Page) -> bool:
        """Whether this is an answer or tile that a touch would choose, and not take back."""
        row = next((row for row in _offers(page) if row.key == key), None)
        return row is not None and not (isinstance(row, Choice) and row.several and row.is_chosen)

    def _told(self, key: str, page: Page) -> Words:
        """Return what a touch says: the answer, and that another touch chooses it.

        Of a sensitive question only its number is said, since this may be the one chosen.
        """
        number, row = next((n, r) for n, r in enumerate(_offers(page), 1) if r.key == key)
        if isinstance(row, Choice) and row.is_sensitive:
            said = self._text("choice-nth", number=self._text.number(number)).spoken
        else:
            marks = self._text.marks
            said = f"{marks.stop}{marks.gap}".join(one for one in spoken_row(row) if one)
        return self._text("simple-heard", said=said)


def _only_said(words: Words) -> Words:
    return Words("", words.spoken, words.private)


def _asks_for_one(page: Page) -> bool:
    """Whether the page asks for one answer out of several and goes on with it."""
    choices = [row for row in page.rows if isinstance(row, Choice)]
    is_one = bool(choices) and not any(row.several for row in choices)
    return is_one and bool(page.primary) and not page.acts_at_once


def _is_heard_first(page: Page) -> bool:
    return bool(_offers(page)) and not page.acts_at_once


def _offers(page: Page) -> list[Choice | Tile]:
    return [row for row in page.rows if isinstance(row, Choice | Tile)]
