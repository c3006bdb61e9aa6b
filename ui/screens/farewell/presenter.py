"""Goodbye: nothing of the visitor is left on this machine's screen or in its memory."""

from kiosk.flow.visit import Finished
from ui.pages import Act, Illustration, Key, Page, Pressed
from ui.presenting import Stage


class Presenter:
    """Says goodbye and asks to take the card and the slip."""

    def __init__(self, *, stage: Stage, is_kept: bool, has_slip: bool = False) -> None:
        self._stage = stage
        self._take = "farewell-card-and-slip" if has_slip else "farewell-card"
        self._words = "farewell-kept" if is_kept else "farewell"

    def page(self) -> Page:
        """Return the goodbye."""
        text = self._stage.text
        return Page(
            screen="farewell",
            heading=text(f"{self._words}-heading"),
            lead=text(f"{self._words}-lead"),
            rows=(Illustration(icon="card", words=text(self._take)),),
            primary=text("farewell-done"),
            primary_icon="check",
            is_outcome=True,
        )

    def on(self, act: Act) -> None:
        """Back to standby."""
        if act == Pressed(Key.PRIMARY):
            self._stage.emit(Finished())
