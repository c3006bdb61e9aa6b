"""The recogniser of handwriting."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeAlias


class Point(NamedTuple):
    """A touch point in box units (0 … 1, origin top left) and milliseconds since the first."""

    x: float
    y: float
    t_ms: float


Stroke: TypeAlias = tuple[Point, ...]


class Candidate(NamedTuple):
    """One character the ink may mean, with its natural-log score."""

    text: str
    score: float


class Place(NamedTuple):
    """Where a character is written.

    Attributes:
        previous: the character before it, or empty.
        is_name: whether it belongs to a person's name.
    """

    previous: str = ""
    is_name: bool = False


NOWHERE = Place()


class Recogniser(Protocol):
    """Turns the ink of one character into candidates, best first."""

    def recognise(
        self, strokes: Sequence[Stroke], *, limit: int = 8, place: Place = NOWHERE
    ) -> tuple[Candidate, ...]:
        """Return at most ``limit`` candidates; empty ink gives none.

        Args:
            strokes: in writing order.
            limit: how many to return.
            place: where it is written, which makes some characters likelier.
        """
        ...
