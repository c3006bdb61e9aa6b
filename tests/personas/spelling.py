"""Somebody who cannot draw: types, and spells in letters what has no key.

Keys and switches offer letters and digits, but no characters yet; so names come from the card,
and other words reach the clerk as they are spelt.
"""

from collections.abc import Mapping

from pypinyin import lazy_pinyin
from PySide6.QtWidgets import QWidget

from kiosk.forms.protocol import Ref
from kiosk.ports.recogniser import Stroke
from tests.personas.person import Person
from ui.pages import Key
from ui.rehearsal.citizen import Stuck


class Spelling(Person):
    """Enters letters and digits only, and has no signature."""

    def meant(self) -> Mapping[Ref, str]:
        """Return the answers, words as they are spelt."""
        return {ref: spelt(answer) for ref, answer in super().meant().items()}

    def enter(self, text: str) -> None:
        """Type what can be typed and spell the rest."""
        super().enter(spelt(text))

    def _draw(self, box: QWidget, strokes: tuple[Stroke, ...]) -> None:
        raise Stuck(f"nobody can draw here for {self.diary.asked[-1]}")

    def _sign(self) -> None:
        self.press(Key.SECONDARY)
        self.press(Key.PRIMARY)


def spelt(text: str) -> str:
    """Return characters in capital letters, and everything else as it is."""
    return "".join(char if char.isascii() else "".join(lazy_pinyin(char)).upper() for char in text)
