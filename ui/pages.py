"""A page as data: what a presenter says a screen shows, and what a person did on it.

Presenters make :class:`Page` values, one view draws them all, and the voice reads the same
values; a test needs no window to read one. What is typed or chosen is shown; of a value that
others need not hear, :class:`Words` hold what anybody hears and what only the visitor does.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from kiosk.domain.words import NO_WORDS, Hearer, Words
from kiosk.ports.recogniser import Stroke

_MOST_CELLS_SAID = 4  # a year or a day is asked for; reading out the grid would take minutes

# Rows: the parts of a page, from top to bottom.


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A large button with a pictogram, a title and a line about it."""

    key: str
    icon: str
    title: Words
    subtitle: Words = NO_WORDS
    is_primary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer to choose.

    Attributes:
        icon: its pictogram, or its number among the answers.
        several: makes it a check box, else a radio button.
        state: said after the label when the page is read, never drawn.
        is_sensitive: whether it is chosen is never said.
    """

    key: str
    label: Words
    icon: str = ""
    is_chosen: bool = False
    several: bool = False
    state: Words = NO_WORDS
    is_sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """An answer to read once more, with 改 beside it when it may be changed."""

    key: str
    label: Words
    value: Words
    may_change: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A paragraph under its own small title."""

    label: Words
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A button within the page."""

    key: str
    words: Words
    icon: str = ""
    is_quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The five stages of a case; ``reached`` counts from 0.

    Attributes:
        said: which stage it is now, and what all of them are.
    """

    names: tuple[Words, ...]
    reached: int
    said: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QR code with the words that say what it is for."""

    content: str
    caption: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number to keep, very large."""

    label: Words
    value: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; strong or not."""

    words: Words
    is_strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What has been entered so far; typed or written, never edited in place."""

    label: Words
    value: Words
    is_wrong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    r"""A keypad.

    Attributes:
        rows: of keys; ``\\b`` is the erase key, an empty string a place without a key.
        names: what keys without a readable character are called.
        hushed: what any other key is called to who must not know which it is; none tells it.
    """

    rows: tuple[tuple[str, ...], ...]
    names: tuple[tuple[str, Words], ...] = ()
    hushed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """The box to write in by hand, with the candidates of the newest ink.

    Attributes:
        hushed: what a candidate is called to who must not know which it is; none tells it.
    """

    candidates: tuple[str, ...] = ()
    hushed: str = ""
    has_more: bool = False
    serial: int = 0
    """Grows when the ink must be cleared, because a candidate was taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameBox:
    """A wide box for a name in slots, with the candidates of each below it.

    Attributes:
        slots: the key and the character of each candidate; the first is taken as meant.
        hushed: what a candidate is called to who must not know which it is; none tells it.
        serial: another one is an empty box.
    """

    slots: tuple[tuple[tuple[str, str], ...], ...]
    hushed: str = ""
    serial: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingKeys:
    """Keys that spell, below what they may mean.

    Attributes:
        candidates: best first; those that do not fit stand behind a key that asks for more.
        has_before: whether others were shown before the first of them.
        rows: of keys, as in :class:`Keys`.
        names: what keys without a readable character are called.
        hushed: what any other key is called to who must not know which it is.
        hushed_candidate: the same for a candidate.
    """

    candidates: tuple[str, ...] = ()
    has_before: bool = False
    rows: tuple[tuple[str, ...], ...]
    names: tuple[tuple[str, Words], ...] = ()
    hushed: str = ""
    hushed_candidate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A grid of short buttons: years, months, days.

    Attributes:
        hushed: what a button is called to who must not know which it is; none tells it.
        is_large: whether they are characters to be told apart, as large as a heading.
    """

    keys: tuple[str, ...]
    labels: tuple[Words, ...]
    columns: int
    chosen: str = ""
    hushed: str = ""
    is_large: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraPicture:
    """What the camera sees, or the still that was taken."""

    name: Words
    jpeg: bytes | None = field(default=None, repr=False)
    is_live: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBox:
    """The box to sign in.

    Attributes:
        begun: ink that was in the box when the page was left.
        serial: another one is an empty box.
    """

    name: Words
    begun: tuple[Stroke, ...] = field(default=(), repr=False)
    serial: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustration:
    """A pictogram with its words, as large as the page allows."""

    icon: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SignClip:
    """What the page says in sign language, as a film; ``again`` plays it once more."""

    file: Path
    name: Words
    again: Words


Row: TypeAlias = (
    Tile
    | Choice
    | ReviewItem
    | Fact
    | Action
    | Stages
    | Code
    | Number
    | Paragraph
    | Field
    | Keys
    | Writing
    | SpellingKeys
    | NameBox
    | Cells
    | CameraPicture
    | SignatureBox
    | Illustration
    | SignClip
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One screen.

    Attributes:
        screen: name of the screen, for tests and logs.
        heading: the one idea of the page.
        lead: what helps to understand it.
        notice: what went wrong or needs attention, spoken first when it is new.
        count: how many answers there are and what to do with them; said before them, never drawn.
        says_below: said before the page below a panel is said once more; none says only the panel.
        position: (n, m) of 第n步，共m步.
        back, secondary, primary: the keys at the bottom; without words there is no key.
        secondary_icon, primary_icon: their pictograms.
        again: the key beside the heading that says the page once more, if it has words.
        says_last: said after everything else, never drawn.
        echo: what is said about the last touch instead of the whole page.
        acts_at_once: a touch on it changes what another touch changes back.
        is_outcome: a sentence that no screen change may cut off.
        is_personal: what it says now holds something of the visitor's own; its sound is not kept.
        columns: of tiles.
        opens_at: key of the row the page is opened at, when it takes several pages of the screen.
    """

    screen: str
    heading: Words
    lead: Words = NO_WORDS
    notice: Words = NO_WORDS
    count: Words = NO_WORDS
    says_below: Words = NO_WORDS
    position: tuple[int, int] | None = None
    position_words: Words = NO_WORDS
    rows: tuple[Row, ...] = ()
    back: Words = NO_WORDS
    secondary: Words = NO_WORDS
    primary: Words = NO_WORDS
    secondary_icon: str = ""
    primary_icon: str = "forward"
    again: Words = NO_WORDS
    says_last: Words = NO_WORDS
    is_primary_ready: bool = True
    echo: Words = NO_WORDS
    acts_at_once: bool = False
    is_outcome: bool = False
    is_personal: bool = False
    columns: int = 1
    opens_at: str = ""

    def spoken(self, hearer: Hearer = Hearer.ANYBODY) -> tuple[str, ...]:
        """Return the sentences that say this page, in the order of reading.

        The key back stands on nearly every page, so it is said only where it is the only one.
        """
        top = (self.notice, self.position_words, self.heading, self.lead, self.count)
        return _sentences(hearer, *top, *self.rows, *self._keys)

    def spoken_at_opening(
        self, hearer: Hearer = Hearer.ANYBODY, below: "Page | None" = None
    ) -> tuple[str, ...]:
        """Return the sentences said when the page comes up.

        A page that opens at one of its rows is read from there: who changed an answer hears it.

        Args:
            hearer: who hears them.
            below: what a panel was opened over.
        """
        if self.says_below and below is not None:
            again = (*_sentences(hearer, self.heading, self.says_below), *below.spoken(hearer))
            own = (self.lead, self.count, *self.rows, *self._keys)
            return (*again, *_sentences(hearer, *own))
        keys = [getattr(row, "key", "") for row in self.rows]
        if self.opens_at not in keys or not self.opens_at:
            return self.spoken(hearer)
        rows = self.rows[keys.index(self.opens_at) :]
        return _sentences(hearer, self.notice, *rows, *self._keys)

    @property
    def _keys(self) -> tuple[Words, ...]:
        keys = (self.primary, self.secondary) if self._leads_on else (self.back,)
        return (*keys, self.says_last)

    @property
    def _leads_on(self) -> bool:
        return bool(self.primary or self.secondary)


def _sentences(hearer: Hearer, *parts: Words | Row) -> tuple[str, ...]:
    words = (one for part in parts for one in _words_of(part))
    return tuple(sentence for one in words if (sentence := one.said_to(hearer)))


def spoken_row(row: Row, hearer: Hearer = Hearer.ANYBODY) -> tuple[str, ...]:
    """Return what is said for one row."""
    return tuple(words.said_to(hearer) for words in _words_of(row))


def _words_of(part: Words | Row) -> tuple[Words, ...]:  # noqa: C901, PLR0911 - one case a kind
    match part:
        case Words():
            return (part,)
        case Tile():
            return (part.title, part.subtitle)
        case Choice():
            return (part.label, part.state)
        case ReviewItem() | Number():
            return (part.label, part.value)
        case Field():
            return (part.value,) if part.value.shown else ()
        case Fact():
            return (part.label, part.text)
        case Action() | Illustration() | Paragraph():
            return (part.words,)
        case Stages():
            return (part.said,)
        case Code():
            return (part.caption,)
        case CameraPicture() | SignatureBox():
            return (part.name,)
        case Cells():
            return part.labels if len(part.labels) <= _MOST_CELLS_SAID else ()
        case Keys() | Writing() | NameBox() | SpellingKeys() | SignClip():
            return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """Another part of a page that is too long for the screen is shown.

    Attributes:
        position: 第n页，共m页.
        texts: the paragraphs of the page that are shown now.
        rows: the rows that are shown now.
    """

    position: Words
    texts: tuple[Words, ...]
    rows: tuple[Row, ...]

    def spoken(self, hearer: Hearer = Hearer.ANYBODY) -> tuple[str, ...]:
        """Return the sentences that say what is shown now."""
        return _sentences(hearer, self.position, *self.texts, *self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Focused:
    """A key moved the focus to a part of the window.

    Attributes:
        name: what the part is called.
        role: what it is for; none for what is only read.
        state: whether it is chosen, what it holds, or the line about it.
        key: of the answer or tile it is, if it is one.
    """

    name: Words
    role: Words = NO_WORDS
    state: Words = NO_WORDS
    key: str = ""

    def spoken(self, hearer: Hearer = Hearer.ANYBODY) -> tuple[str, ...]:
        """Return the sentences that say it; here also what the page leaves unsaid is named."""
        name = self.name if self.name.spoken else Words.same(self.name.shown)
        return _sentences(hearer, name, self.role, self.state)


# Acts: what a person did on a page.


@dataclass(frozen=True, slots=True)
class Chose:
    """A tile, choice, cell, candidate, 改 or other keyed part was touched."""

    key: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A key of a keypad was touched."""

    text: str


@dataclass(frozen=True, slots=True)
class MoreWanted:
    """None of the candidates is the right one; show others.

    Attributes:
        shown: those that are shown, where the window decides how many fit.
    """

    shown: tuple[str, ...] = ()


class Edit(StrEnum):
    """What happened to an entry."""

    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Edited:
    """The last character was taken back."""

    edit: Edit


@dataclass(frozen=True, slots=True)
class Inked:
    """The ink in the writing or signature box is now this; empty after a clear."""

    strokes: tuple[Stroke, ...] = field(repr=False)
    png: bytes = field(default=b"", repr=False)


class Key(StrEnum):
    """The keys at the bottom of a page."""

    BACK = "back"
    PRIMARY = "primary"
    SECONDARY = "secondary"


@dataclass(frozen=True, slots=True)
class Pressed:
    """One of the keys at the bottom was touched."""

    key: Key


@dataclass(frozen=True, slots=True)
class AgainWanted:
    """The page is to be said once more."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A code was held before the scanner."""

    content: str


Act: TypeAlias = AgainWanted | Chose | MoreWanted | Typed | Edited | Inked | Pressed | Scanned
