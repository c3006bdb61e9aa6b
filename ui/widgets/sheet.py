"""Where on a page its parts may stand: below each other on an upright panel, or side by side.

A panel that lies on its side has little height and much width. What is read stands in one column
of it, what is pressed in the other, at the side of the hand.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QRect

from ui.theme import EDGE_MM, Theme

_PRESSED_SHARE = 0.6
"""Of the width, for what is pressed: rows then are about as wide as on an upright panel."""
_STEADY_SHARE = 0.62
"""The same for hands that shake: seven letters of theirs stand in a row, as in the alphabet."""


class Spread(StrEnum):
    """How what stays on every page and what is divided into pages share a page."""

    BELOW = "one below the other"
    BESIDE = "what is pressed beside what is read"
    APART = "as beside, and the keys that turn pages below what is read"
    ABREAST = "as many answers side by side as fit"
    COLUMNS = "in two columns, one after the other"


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one spread.

    Attributes:
        stays: for what stands on every page, from its top down.
        flow: for all the rest, one after the other and then overleaf; all of one size.
        pager: has at its foot the keys that turn pages.
    """

    stays: QRect
    flow: tuple[QRect, ...]
    pager: QRect

    @property
    def is_beside(self) -> bool:
        """Whether what stays leaves the rest its whole height."""
        return self.stays not in self.flow and len(self.flow) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page within its margins. Upright, its two columns are one.

    Attributes:
        whole: where anything may stand.
        read: the column of what is read.
        pressed: the column of what is pressed; the buttons stand at its foot.
        gap_px: what parts two columns.
        reached_from: how far down somebody who sits begins to reach.
    """

    whole: QRect
    read: QRect
    pressed: QRect
    gap_px: int
    reached_from: int = 0

    @classmethod
    def within(cls, box: QRect, theme: Theme, *, reached_from: int = 0) -> "Sheet":
        """Return the sheet of a page as the panel lies and the hand comes."""
        gap = theme.mm(EDGE_MM)
        if not theme.panel.is_wide:
            return cls(whole=box, read=box, pressed=box, gap_px=gap, reached_from=reached_from)
        share = _STEADY_SHARE if theme.hands.is_steady else _PRESSED_SHARE
        pressed = round((box.width() - gap) * share)
        read = box.adjusted(0, 0, -gap - pressed, 0)
        beside = box.adjusted(read.width() + gap, 0, 0, 0)
        if theme.hands.is_left:  # the hand must not cover what is read
            beside.moveLeft(box.left())
            read.moveRight(box.right())
        return cls(whole=box, read=read, pressed=beside, gap_px=gap, reached_from=reached_from)

    @property
    def is_wide(self) -> bool:
        """Whether what is read has a column of its own."""
        return self.read != self.pressed

    def above(self, height: int) -> "Sheet":
        """Return the sheet without so many pixels at the foot of what is pressed."""
        whole, pressed = (box.adjusted(0, 0, 0, -height) for box in (self.whole, self.pressed))
        read = self.read if self.is_wide else whole
        return replace(self, whole=whole, read=read, pressed=pressed)

    def places(self, spread: Spread) -> Places:
        """Return where things stand in that spread."""
        match spread:
            case Spread.BELOW | Spread.ABREAST:
                return Places(self.whole, (self.whole,), self.read)
            case Spread.BESIDE:
                return Places(self.read, (self.pressed,), self.pressed)
            case Spread.APART:
                return Places(self.read, (self.pressed,), self.read)
            case Spread.COLUMNS:
                half = (self.whole.width() - self.gap_px) // 2
                left = QRect(self.whole.topLeft(), self.whole.size())
                left.setWidth(half)
                right = left.translated(half + self.gap_px, 0)
                return Places(self.whole, (left, right), self.read)
