"""Reading ink off the GUI thread: the newest ink is read, what was overtaken is not."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from kiosk.ports.recogniser import Candidate, Recogniser, Stroke


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Request:
    strokes: Sequence[Stroke] = field(repr=False)
    limit: int
    previous: str = field(repr=False)
    then: Callable[[tuple[Candidate, ...]], None]


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    request: _Request
    found: tuple[Candidate, ...] = field(repr=False)


class BackgroundInkReader(QObject):
    """One thread in front of a recogniser. Its owner calls ``close``."""

    _answered = Signal(_Answer)

    def __init__(self, recogniser: Recogniser, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recogniser = recogniser
        self._newest: _Request | None = None  # of the GUI thread alone
        self._wanted: _Request | None = None
        self._is_open = True
        self._news = threading.Condition()
        self._answered.connect(self._deliver)
        self._thread = self._begun()

    @property
    def is_reading(self) -> bool:
        """Whether the newest ink has not been told yet."""
        return self._newest is not None

    def read(
        self,
        strokes: Sequence[Stroke],
        *,
        limit: int,
        previous: str,
        then: Callable[[tuple[Candidate, ...]], None],
    ) -> None:
        """Read ink and call ``then`` on this thread, unless newer ink comes before."""
        if not self._thread.is_alive():  # one character it failed at must not end all writing
            self._thread = self._begun()
        self._newest = _Request(strokes=strokes, limit=limit, previous=previous, then=then)
        with self._news:
            self._wanted = self._newest
            self._news.notify()

    def close(self) -> None:
        """End the thread after the ink it is at; nothing more is told."""
        self._newest = None
        with self._news:
            self._is_open = False
            self._news.notify()
        self._thread.join()

    def _begun(self) -> threading.Thread:
        thread = threading.Thread(target=self._run, name="handwriting", daemon=True)
        thread.start()
        return thread

    def _run(self) -> None:
        while request := self._next():
            found = self._recogniser.recognise(
                request.strokes, limit=request.limit, previous=request.previous
            )
            if self._is_open:
                self._answered.emit(_Answer(request, found))

    def _next(self) -> _Request | None:
        with self._news:
            self._news.wait_for(lambda: self._wanted or not self._is_open)
            request, self._wanted = self._wanted, None
            return request if self._is_open else None

    def _deliver(self, answer: _Answer) -> None:
        if answer.request is self._newest:
            self._newest = None
            answer.request.then(answer.found)
