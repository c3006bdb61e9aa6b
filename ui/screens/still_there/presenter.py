"""Nobody has touched the screen for long. What is filled in stays safe either way."""

from kiosk.domain.words import NO_WORDS, Words
from kiosk.flow.visit import Touched
from kiosk.ports.clock import Clock
from ui.pages import Act, Key, Page, Pressed
from ui.presenting import Stage

_TOLD_AGAIN_S = (30, 20, 10)
"""When little time is left it is told again; ACCESSIBILITY, target 22."""
_MS_PER_S = 1000


class Presenter:
    """Asks whether anybody is there, and tells how many seconds are left."""

    def __init__(
        self, *, stage: Stage, clock: Clock, seconds: int, is_kept: bool, is_done: bool = False
    ) -> None:
        """Take how long is waited and what becomes of the visit then.

        Args:
            stage: words, and a way to report.
            clock: counts the seconds.
            seconds: until everything is cleared from the screen.
            is_kept: a draft stays and can be found again.
            is_done: the application is sealed or kept already, so nothing is left to lose.
        """
        self._stage = stage
        self._clock = clock
        self._ends_ms = clock.monotonic_ms() + seconds * _MS_PER_S
        self._left_s = seconds
        self._echo = NO_WORDS
        self._key = "still-lead" if is_kept else "still-lead-forget"
        if is_done:
            self._key = "still-lead-done"

    def page(self) -> Page:
        """Return the question."""
        text = self._stage.text
        return Page(
            screen="still-there",
            heading=text("still-heading"),
            lead=self._lead,
            primary=text("still-yes"),
            primary_icon="check",
            echo=self._echo,
            is_outcome=True,
        )

    @property
    def _lead(self) -> Words:
        return self._stage.text(self._key, seconds=self._left_s)

    def on(self, act: Act) -> None:
        """Somebody is."""
        if act == Pressed(Key.PRIMARY):
            self._stage.emit(Touched())

    def tick(self) -> None:
        """Tell it once more when little time is left."""
        left_ms = self._ends_ms - self._clock.monotonic_ms()
        due = [s for s in _TOLD_AGAIN_S if left_ms <= s * _MS_PER_S and s < self._left_s]
        if due:
            self._left_s = min(due)
            self._echo = self._lead
            self._stage.refresh()

    def leave(self) -> None:
        """Let go of nothing: only the time was watched."""
