"""What a rule is and what it finds; shared by the rules of one window and those of a journey."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import QRect

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in words, and where in the window it stands, if it stands anywhere."""

    words: str
    box: QRect | None = None


def faults(words: Iterable[str]) -> tuple[Fault, ...]:
    """Return what is wrong with a journey, which stands nowhere in a window."""
    return tuple(map(Fault, words))


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found on one subject.

    Attributes:
        checked: how many things it looked at.
        measured: a figure for each thing, where there is one.
        boxes: where these things stand.
    """

    checked: int
    wrong: tuple[Fault, ...] = ()
    measured: tuple[float, ...] = ()
    boxes: tuple[QRect, ...] = ()


class Follows(StrEnum):
    """What a rule's verdict follows from, and so in which looks it has to be asked again."""

    WORDS = "the words, whatever they look like"
    LAYOUT = "what stands where"
    COLOURS = "the picture"


@dataclass(frozen=True, slots=True)
class Rule(Generic[S]):
    """A rule: the fact it holds, what looks for it, and which of two figures is the worse."""

    title: str
    check: Callable[[S], Found]
    worse: Callable[[float, float], float] = min
    follows: Follows = Follows.LAYOUT
