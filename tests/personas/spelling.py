"""Somebody who cannot draw: types, and spells in pinyin what has no key."""

from PySide6.QtWidgets import QWidget

from kiosk.ports.recogniser import Stroke
from tests.journeys.speller import Speller
from tests.personas.person import Person
from ui.pages import Key
from ui.rehearsal.citizen import Stuck


class Spelling(Speller, Person):
    """Enters letters, digits and what letters become, and has no signature."""

    def _draw(self, box: QWidget, strokes: tuple[Stroke, ...]) -> None:
        raise Stuck(f"nobody can draw here for {self.diary.asked[-1]}")

    def _sign(self) -> None:
        self.press(Key.SECONDARY)
        self.press(Key.PRIMARY)
