"""Writing by hand on a screen: the ink of one character and what it may mean."""

from collections.abc import Sequence

from kiosk.ports.recogniser import Recogniser, Stroke
from ui.pages import Writing

_SHOWN = 8
_MOST = 24


class Handwriting:
    """Holds the candidates of the newest ink, eight at a time."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
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

    def read(self, strokes: Sequence[Stroke], *, previous: str = "") -> None:
        """Take new ink; without any there are no candidates."""
        self._first = 0
        found = self._recogniser.recognise(strokes, limit=_MOST, previous=previous)
        self._found = tuple(candidate.text for candidate in found) if strokes else ()

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

    def clear(self) -> None:
        """Begin the next character with an empty box."""
        self._found, self._first, self._told = (), 0, ""
        self._serial += 1
