"""Rendering off the GUI thread: the newest wanted sentence first, then those expected soon."""

import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kiosk.ports.synthesiser import Synthesiser
from kiosk.speech.sound import Sound
from ui.adapters.clips import Take

_MOST_EXPECTED = 64


@dataclass(frozen=True, slots=True)
class Rendered:
    """A take and its sound, or None when no voice was to be had."""

    take: Take
    sound: Sound | None


class Renderer(QObject):
    """One thread in front of a synthesiser. Its owner calls ``close``.

    Signals:
        rendered: a take is ready; delivered on the thread this object lives in.
    """

    rendered = Signal(Rendered)

    def __init__(self, synthesiser: Synthesiser, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._synthesiser = synthesiser
        self._wanted: Take | None = None
        self._at_work: Take | None = None
        self._expected: deque[Take] = deque(maxlen=_MOST_EXPECTED)
        self._is_open = True
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="speech", daemon=True)
        self._thread.start()

    def want(self, take: Take) -> None:
        """Render this next, unless it is under way; an older wish not begun is forgotten."""
        with self._news:
            self._wanted = None if take == self._at_work else take
            self._news.notify()

    def expect(self, takes: Iterable[Take]) -> None:
        """Render these when nothing is wanted, before what was expected earlier."""
        with self._news:
            self._expected.extendleft(reversed(tuple(takes)))
            self._news.notify()

    def forget(self) -> None:
        """Drop every wish that has not begun."""
        with self._news:
            self._wanted = None
            self._expected.clear()

    def close(self) -> None:
        """End the thread after the sentence it is at."""
        with self._news:
            self._is_open = False
            self._news.notify()
        self._thread.join()

    def _run(self) -> None:
        while take := self._next():
            rendered = Rendered(take, self._render(take))
            with self._news:
                self._at_work = None  # before it is told, lest a wish for the same falls between
            if self._is_open:
                self.rendered.emit(rendered)

    def _next(self) -> Take | None:
        with self._news:
            self._news.wait_for(lambda: self._wanted or self._expected or not self._is_open)
            if not self._is_open:
                return None
            self._at_work = self._wanted or self._expected.popleft()
            self._wanted = None
            return self._at_work

    def _render(self, take: Take) -> Sound | None:
        wav = self._synthesiser.render(
            take.text, rate_percent=take.rate_percent, language=take.language
        )
        try:
            return Sound.from_wav(wav).without_silent_ends() if wav else None
        except ValueError:
            return None
