"""P7: reads no characters. Knows digits, hears what is said, sees pictures, copies shapes."""

from typing import Any

from kiosk.forms.protocol import Ref
from kiosk.speech.utterance import prompt
from tests.personas.person import Person
from ui.bootstrap import Kiosk
from ui.pages import Action, Choice, Key, Tile
from ui.rehearsal.citizen import Stuck


class NotReading(Person):
    """Chooses what was named since the page came up; copies words from a note of the family."""

    def __init__(self, kiosk: Kiosk, **how: Any) -> None:
        super().__init__(kiosk, **how)
        self._page_came = 0

    def press(self, key: Key) -> None:
        """Touch a key at the bottom; what is said from then on belongs to another page."""
        before, self._page_came = self._page_came, len(self.heard)
        here = self._kiosk.app.visit.place
        super().press(key)
        if self._kiosk.app.visit.place == here:
            self._page_came = before

    def choose(self, key: str) -> None:
        """Touch what was named."""
        row = next((row for row in self.page.rows if getattr(row, "key", None) == key), None)
        match row:
            case Choice(label=words) | Tile(title=words) | Action(words=words):
                said = self.heard[self._page_came :]
                if not set(prompt(words.spoken).sentences) <= set(said):
                    raise Stuck(f"{key} on {self._screen} was never named")
            case _:
                pass
        super().choose(key)

    def _answer_question(self, ref: Ref) -> None:
        self.effort.hear(sum(map(len, self.page.spoken())))
        super()._answer_question(ref)
