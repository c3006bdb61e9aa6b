"""The input method: keys that spell, in; what they may mean, out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeAlias


class Scheme(StrEnum):
    """What is spelled with."""

    PINYIN = "pinyin"
    NAMES = "names"
    """Pinyin that thinks of surnames and given names first."""
    STROKES = "strokes"
    """h, s, p, n and z for 横, 竖, 撇, 点 and 折."""
    JYUTPING = "jyutping"


Step: TypeAlias = str | int
"""A key (a … z), or the place of the candidate that was picked at that moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What was spelled so far.

    Attributes:
        text: what was picked to its end; it belongs to the entry now.
        used: how many of the steps went into ``text``.
        spelled: what is still open, as it is shown: picked characters, then syllables.
        candidates: what it may mean, best first; picking one may leave a rest to pick for.
    """

    text: str = field(default="", repr=False)
    used: int = 0
    spelled: str = field(default="", repr=False)
    candidates: tuple[str, ...] = field(default=(), repr=False)


class InputMethod(Protocol):
    """Turns steps into characters. It remembers nothing of what was spelled."""

    def compose(
        self, scheme: Scheme, steps: Sequence[Step], *, is_accented: bool = False
    ) -> Composition | None:
        """Return what the steps make, from the first on; None when there is no engine.

        May take tens of milliseconds.

        Args:
            scheme: what is spelled with.
            steps: keys and picked candidates, in their order.
            is_accented: whether pinyin is taken with n for l, z for zh, an for ang and the like.
        """
        ...

    def close(self) -> None:
        """End the engine; safe to call at any time."""
        ...
