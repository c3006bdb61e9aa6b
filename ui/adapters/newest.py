"""Work off the GUI thread of which only the newest counts: what was overtaken is not begun."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, eq=False)
class _Request:
    work: Callable[[], Any] = field(repr=False)
    then: Callable[[Any], None] = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    request: _Request
    found: Any = field(repr=False)


class Newest(QObject):
    """One thread that does the newest request. Its owner calls ``close``."""

    _answered = Signal(_Answer)

    def __init__(self, name: str, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._newest: _Request | None = None  # of the GUI thread alone
        self._wanted: _Request | None = None
        self._is_open = True
        self._news = threading.Condition()
        self._answered.connect(self._deliver)
        self._thread = self._begun()

    @property
    def is_busy(self) -> bool:
        """Whether the newest request has not been answered yet."""
        return self._newest is not None

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs; one that failed is begun anew by the next request."""
        return self._thread.is_alive()

    def ask(self, work: Callable[[], _T], then: Callable[[_T], None]) -> None:
        """Do ``work`` there and call ``then`` here, unless a newer request comes before."""
        if not self._thread.is_alive():  # one request it failed at must not end all
            self._thread = self._begun()
        self._newest = _Request(work, then)
        with self._news:
            self._wanted = self._newest
            self._news.notify()

    def close(self) -> None:
        """End the thread after what it is at; nothing more is told."""
        self._newest = None
        with self._news:
            self._is_open = False
            self._news.notify()
        self._thread.join()

    def _begun(self) -> threading.Thread:
        thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        thread.start()
        return thread

    def _run(self) -> None:
        while request := self._next():
            found = request.work()
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
