"""Ink that is read at once, for presenters without a window."""

from collections.abc import Callable, Sequence

from kiosk.ports.recogniser import Candidate, Place, Stroke


class ReadsAtOnce:
    """Has a list of candidates for each number of strokes; the last one for all beyond.

    Attributes:
        places: where each ink was written.
    """

    def __init__(self, *found: str) -> None:
        self._found = found
        self.places: list[Place] = []

    def read(
        self,
        strokes: Sequence[Stroke],
        *,
        limit: int,
        place: Place,
        then: Callable[[tuple[Candidate, ...]], None],
    ) -> None:
        self.places.append(place)
        texts = self._found[min(len(strokes), len(self._found)) - 1]
        then(tuple(Candidate(text, 0.0) for text in texts[:limit]))
