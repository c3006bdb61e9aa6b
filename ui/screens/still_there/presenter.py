"""Nobody has touched the screen for long. What is filled in stays safe either way."""

from kiosk.flow.visit import Touched
from ui.pages import Act, Key, Page, Pressed
from ui.presenting import Stage


class Presenter:
    """Asks whether anybody is there."""

    def __init__(
        self, *, stage: Stage, seconds: int, is_kept: bool, is_done: bool = False
    ) -> None:
        """Take how long is waited and what becomes of the visit then.

        Args:
            stage: words, and a way to report.
            seconds: until everything is cleared from the screen.
            is_kept: a draft stays and can be found again.
            is_done: the application is sealed or kept already, so nothing is left to lose.
        """
        self._stage = stage
        self._seconds = seconds
        self._lead = "still-lead" if is_kept else "still-lead-forget"
        if is_done:
            self._lead = "still-lead-done"

    def page(self) -> Page:
        """Return the question."""
        text = self._stage.text
        return Page(
            screen="still-there",
            heading=text("still-heading"),
            lead=text(self._lead, seconds=self._seconds),
            primary=text("still-yes"),
            primary_icon="check",
            is_outcome=True,
        )

    def on(self, act: Act) -> None:
        """Somebody is."""
        if act == Pressed(Key.PRIMARY):
            self._stage.emit(Touched())
