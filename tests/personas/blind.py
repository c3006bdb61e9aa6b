"""P1: hears, and has keys under the fingers. What the screen shows is never looked at.

Headphones are plugged in: on the loudspeaker, what is entered is only counted.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.domain.words import Hearer, Words
from kiosk.forms.protocol import Ref
from kiosk.speech.known_by import explained
from kiosk.speech.utterance import prompt
from tests.personas.spelling import Spelling
from ui.bootstrap import Kiosk
from ui.pages import Cells, Field, Key, Keys, SpellingKeys
from ui.rehearsal.citizen import Stuck

_MOST_MOVES = 90
_NEXT_PAGE = "page-next"
_SAID_OF_A_KEY = 2  # its name, and that it is a key
_MORE = "candidates-more"
_MOST_LOOKS, _MOST_ROWS = 12, 12
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZÜ")
_PASSED_CHARACTERS = 2
"""What is heard of a name before the next key, of who knows that it is not the right one."""


class Blind(Spelling):
    """Moves from one thing to the next until the right one is named, and presses."""

    hears_alone = True

    def __init__(self, kiosk: Kiosk, **how: Any) -> None:
        super().__init__(kiosk, **how)
        self._from = 0
        self._at = ""

    def _answer_question(self, ref: Ref) -> None:
        self._must_have_heard(self.page.heading)
        self._from = len(self.heard)
        super()._answer_question(ref)

    def _must_have_heard(self, words: Words) -> None:
        said = self.heard[self._from :]
        self.effort.hear(sum(map(len, said)))
        for sentence in prompt(words.said_to(Hearer.VISITOR)).sentences:
            if sentence not in said:
                raise Stuck(f"{self._screen} came up without its heading being said")

    def _touch_when_shown(self, find: Callable[[], QWidget | None], what: str) -> None:
        del find
        names = self._names(what)
        if self._move_within_the_keys(what, names):
            self._press()
        else:
            self._press_what_is_called(names)
        self._at = what

    def _touch(self, widget: QWidget) -> None:
        self._press_what_is_called({widget.accessibleName()})

    def _names(self, what: str) -> set[str]:
        """Return what the thing that is wanted may be called, in this person's own words."""
        page = self.page
        bottom = {Key.PRIMARY: page.primary, Key.SECONDARY: page.secondary, Key.BACK: page.back}
        if what in {key.value for key in Key}:
            return _forms(bottom[Key(what)])
        for row in page.rows:
            if isinstance(row, Cells) and what in row.keys:
                return _forms(row.labels[row.keys.index(what)])
            if isinstance(row, Keys | SpellingKeys) and any(what in keys for keys in row.rows):
                return _forms(dict(row.names).get(what, Words.same(what)))
            if getattr(row, "key", None) == what:
                words = getattr(row, "label", None) or getattr(row, "title", None) or row.words
                return _forms(words)
        raise Stuck(f"there is no {what} on {self._screen}")

    def _move_within_the_keys(self, what: str, names: set[str]) -> bool:
        """Go the way one knows: keys stand as on a telephone, or by the alphabet."""
        pads = (row.rows for row in self.page.rows if isinstance(row, Keys | SpellingKeys))
        grid = next(pads, ())
        places = {key: (y, x) for y, keys in enumerate(grid) for x, key in enumerate(keys)}
        if self._at == what and what in places:
            return True
        if self._at not in places or what not in places:
            return False
        down, right = (to - now for to, now in zip(places[what], places[self._at], strict=True))
        begun = len(self.heard)
        for _ in range(abs(down)):
            self._type_key(Qt.Key.Key_Down if down > 0 else Qt.Key.Key_Up)
        for _ in range(abs(right)):
            self._type_key(Qt.Key.Key_Right if right > 0 else Qt.Key.Key_Left)
        return bool(names & set(self.heard[begun:][-_SAID_OF_A_KEY:]))

    def _pick(self, left: str) -> str:
        """Go up to the field and from there through the candidates, until a right one is named."""
        right = {form: left[:n] for n in range(1, len(left) + 1) for form in _heard_as(left[:n])}
        more = self._kiosk.look.words(_MORE).shown
        for _ in range(_MOST_LOOKS):
            self._go_up_to_the_field()
            for _ in range(_MOST_MOVES):
                said = self._go(Qt.Key.Key_Tab)
                if picked := next((right[sentence] for sentence in said if sentence in right), ""):
                    self._press()
                    self._at = ""
                    return picked
                if more in said:
                    self._press()
                    break
                if any(sentence in _LETTERS for sentence in said):
                    raise Stuck("what was spelled was not named among the candidates")
        raise Stuck("what was spelled was never named")

    def _go_up_to_the_field(self) -> None:
        field = next(row for row in self.page.rows if isinstance(row, Field))
        for _ in range(_MOST_ROWS):
            if _forms(field.label) & set(self._go(Qt.Key.Key_Up)):
                return
        raise Stuck("the field was never named")

    def _go(self, key: Qt.Key) -> tuple[str, ...]:
        """Move on and return what is heard."""
        begun = len(self.heard)
        self._type_key(key)
        said = tuple(self.heard[begun:])
        self.effort.hear(len(said[0]) if said else 0)
        return said

    def _press_what_is_called(self, names: set[str]) -> None:
        turn = {self._kiosk.look.words(_NEXT_PAGE).shown}
        for _ in range(self._kiosk.view.page_count):
            if self._move_to(names):
                self._press()
                return
            if not self._move_to(turn):
                break
            self._press()
        raise Stuck(f"nothing was called {sorted(names)} on {self._screen}")

    def _move_to(self, names: set[str]) -> bool:
        """Move on until one of ``names`` is heard; not beyond where the round began."""
        first = None
        for _ in range(_MOST_MOVES):
            begun = len(self.heard)
            self._type_key(Qt.Key.Key_Tab)
            said = self.heard[begun:]
            if names & set(said):
                self.effort.hear(len(said[0]))
                return True
            self.effort.hear(_PASSED_CHARACTERS)
            if said and said == first:
                return False
            first = first or said
        return False

    def _press(self) -> None:
        self._type_key(Qt.Key.Key_Return)
        self._after_act()

    def _type_key(self, key: Qt.Key) -> None:
        self.effort.press_key()
        QTest.keyClick(self._kiosk.frame.windowHandle(), key)


def _heard_as(text: str) -> set[str]:
    return _forms(Words(text, explained(text)))


def _forms(words: Words) -> set[str]:
    said = words.said_to(Hearer.VISITOR)
    return {form for form in (words.shown, said) if form} | set(prompt(said).sentences)
