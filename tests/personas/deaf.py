"""P3: hears nothing. The machine has no sound at all, and what is said must be read."""

from typing import Any

from kiosk.flow.comfort import Need
from tests.personas.person import Person
from ui.bootstrap import Kiosk
from ui.rehearsal.citizen import Stuck
from ui.widgets.caption import CaptionStrip
from ui.widgets.text_block import TextBlock


class Deaf(Person):
    """Reads captions; a voice that speaks without them is a page that keeps something back."""

    needs = (Need.HEARING,)

    def __init__(self, kiosk: Kiosk, **how: Any) -> None:
        super().__init__(kiosk, **how)
        self._unread = 0
        kiosk.voice.captioned.connect(self._on_sentence)

    def notice(self) -> None:
        """Look whether everything that was said could be read."""
        if self._unread:
            raise Stuck(f"{self._screen} said something that nobody could read")

    def _on_sentence(self, sentence: str) -> None:
        strip = self._kiosk.frame.findChild(CaptionStrip)
        read = strip.findChild(TextBlock).text() if strip.isVisible() else ""
        self._unread += sentence not in read
