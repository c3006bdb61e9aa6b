"""Writing by hand on a screen: the ink of one character and what it may mean."""

from collections.abc import Callable, Sequence
from typing import Protocol

from kiosk.entry.continuations import continuations
from kiosk.ports.recogniser import NOWHERE, Candidate, Place, Stroke
from ui.pages import Writing

_SHOWN = 8
_MOST = 24


class InkReader(Protocol):
    """Reads ink without keeping the writer waiting."""

    def read(
        self,
        strokes: Sequence[Stroke],
        *,
        limit: int,
        place: Place,
        then: Callable[[tuple[Candidate, ...]], None],
    ) -> None:
        """Read ink and call ``then`` with what it may mean, unless newer ink comes before."""
        ...


class Handwriting:
    """Holds the candidates of the newest ink, eight at a time."""

    def __init__(self, reader: InkReader) -> None:
        self._reader = reader
        self._newest = 0
        self._found: tuple[str, ...] = ()
        self._first = 0
        self._serial = 0
        self._told = ""

    @property
    def row(self) -> Writing:
        """The box to write in, as it stands."""
        return Writing(
            candidates=self._found[self._first : self._first + _SHOWN],
            has_more=len(self._found) > _SHOWN,
            serial=self._serial,
        )

    @property
    def best(self) -> str:
        """The first candidate shown, or nothing."""
        return self._found[self._first] if self._found else ""

    def read(
        self, strokes: Sequence[Stroke], *, place: Place = NOWHERE, then: Callable[[], None]
    ) -> None:
        """Take new ink and call ``then`` when it is read; without any there are no candidates.

        Until then the candidates of the ink before stand.
        """
        self._newest += 1
        asked = self._newest

        def take(found: tuple[Candidate, ...]) -> None:
            if asked == self._newest:
                self._first = 0
                self._found = tuple(candidate.text for candidate in found)
                then()

        if strokes:
            self._reader.read(strokes, limit=_MOST, place=place, then=take)
        else:
            take(())

    def show_more(self) -> None:
        """Show the next eight, after the last the first again."""
        self._first += _SHOWN
        if self._first >= len(self._found):
            self._first = 0

    def new_best(self) -> str:
        """Return the first candidate if it is another one than last time, else nothing.

        So a stroke that changes nothing is not heard.
        """
        before, self._told = self._told, self.best
        return self.best if self.best != before else ""

    def clear(self, *, after: str = "") -> None:
        """Begin the next character with an empty box; ink that is being read counts no more.

        Args:
            after: what is written so far: what may follow it is offered before there is ink.
        """
        self._newest += 1
        self._found, self._first, self._told = continuations(after, most=_SHOWN), 0, ""
        self._serial += 1
