"""The same page one text size smaller, to see whether everything grows with the text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from tests.audit.seen import Seen
from tests.windows import settle
from ui.theme import TextSize


@dataclass(frozen=True, slots=True)
class Grown:
    """A mark, or what is pressed, in two sizes.

    Attributes:
        before: its box at the smaller size.
        growth: how much larger the text is now.
    """

    name: str
    is_pressed: bool
    box: QRect
    before: QRect
    growth: float


def grown(seen: Seen) -> Iterator[Grown]:
    """Lay the page out one size smaller and as it was again, and compare."""
    page = seen.page
    step = tuple(TextSize).index(seen.theme.size)
    if page is None or step == 0:
        return
    now, number, look = _parts(seen), page.page_number, page.look
    smaller = replace(seen.theme, size=tuple(TextSize)[step - 1])
    look._theme = smaller
    look.changed.emit()
    settle()
    before = _parts(Seen(window=seen.window, theme=smaller))
    look._theme = seen.theme
    look.changed.emit()
    settle()
    page.turn_to(number)
    growth = seen.theme.size.cap_mm / smaller.size.cap_mm
    for (widget, nth), box in now.items():
        if (widget, nth) in before:
            yield Grown(seen.name(widget), nth == 0, box, before[widget, nth], growth)


def _parts(seen: Seen) -> dict[tuple[QWidget, int], QRect]:
    """Return the boxes of what is pressed (0) and of marks (1, 2 …), by their widgets."""
    parts = {(widget, 0): seen.box(widget) for widget in seen.pressed}
    for widget, box in seen.marks:
        nth = max(1, sum(1 for owner, _ in parts if owner is widget))
        parts[widget, nth] = box
    return parts
