"""Dividing rows into pages: what fits stays together, a long paragraph is continued."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeGuard

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.widgets.bars import StepBar
from ui.widgets.cells import CellGrid
from ui.widgets.text_block import TextBlock


class Divisible(Protocol):
    """A row that can be shown in parts when it is taller than a page."""

    def slice_heights(self, width: int, room: int, first: int) -> list[int]:
        """Return the heights of its parts when a page has ``room`` pixels.

        The first part has ``first`` pixels; only what runs on can be given fewer than ``room``.
        """
        ...

    def show_slice(self, index: int, room: int, first: int) -> None:
        """Show one of those parts."""
        ...


class RunsOn(Divisible, Protocol):
    """Text or cells that may begin at the end of a page and go on at the top of the next."""

    def least_part(self, width: int) -> int:
        """Return the least height worth beginning with."""
        ...


# Asked for every row of every plan, and a protocol's own check is slow.
def _is_divisible(widget: QWidget) -> TypeGuard[Divisible]:
    return hasattr(widget, "show_slice")


def _runs_on(widget: QWidget) -> TypeGuard[RunsOn]:
    return hasattr(widget, "least_part")


@dataclass(frozen=True, slots=True)
class Band:
    """Rows that stand side by side, in one of ``columns`` each."""

    widgets: tuple[QWidget, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A row, or the ``part``-th part of it, at its place; ``first`` is the room part 0 had."""

    widget: QWidget
    box: QRect
    part: int
    first: int

    def show(self, room: int) -> None:
        """Put the row there and make it visible."""
        if _is_divisible(self.widget):
            self.widget.show_slice(self.part, room, self.first)
        self.widget.setGeometry(self.box)
        self.widget.show()


@dataclass(frozen=True, slots=True)
class Plan:
    """All pages of a body.

    Attributes:
        room: the height of a column of each.
        fits: whether everything fits on its page.
        above: what stands on every page.
        pager: where the keys stand that turn pages; nowhere for a single one.
    """

    pages: tuple[tuple[Placed, ...], ...] = ()
    room: int = 0
    fits: bool = True
    above: tuple[Placed, ...] = ()
    pager: QRect | None = None

    @property
    def staying(self) -> tuple[QWidget, ...]:
        """What stands on every page, in the order of reading."""
        return tuple(placed.widget for placed in self.above)

    @property
    def first_page(self) -> frozenset[QWidget]:
        """What stands on the first page."""
        return frozenset(placed.widget for placed in self.pages[0]) if self.pages else frozenset()

    def page_with(self, widget: QWidget, part: int) -> int | None:
        """Return the page that shows ``part`` of ``widget``, or the last part there is of it."""
        found = [
            number
            for number, page in enumerate(self.pages)
            for placed in page
            if placed.widget is widget and placed.part <= part
        ]
        return max(found, default=None)


class Heights:
    """The heights that rows want; each is measured once, for many plans ask for the same."""

    def __init__(self) -> None:
        self._known: dict[tuple[QWidget, int], int] = {}

    def of(self, widget: QWidget, width: int) -> int:
        """Return the height of a row at ``width``, in px."""
        known = self._known.get((widget, width))
        if known is None:
            known = self._known[widget, width] = height_of(widget, width)
        return known


def divide(
    bands: Sequence[Band],
    columns: Sequence[QRect],
    heights: Heights,
    *,
    gap_px: int,
    text_gap_px: int,
    runs_on: bool = False,
) -> Plan:
    """Place the bands on as many pages as they need; each has these columns, all of one size.

    ``gap_px`` parts rows and columns, ``text_gap_px`` a paragraph from what follows. With
    ``runs_on`` text begins in the column where the one before it ended; without it a paragraph
    that fits in a column stays whole. Cells always run on, so that some stand below their field.
    """
    body = columns[0]
    pages: list[list[Placed]] = [[]]
    free = list(columns[1:])
    left, top, is_begun = body.left(), body.top(), False
    for number, band in enumerate(bands):
        gap = text_gap_px if _is_text(band) else gap_px
        with_it = _kept_with(band, bands[number + 1 :], body, heights, gap_px)
        may_begin = is_begun and (runs_on or isinstance(band.widgets[0], CellGrid))
        below = body.top() + body.height() - top if may_begin else body.height()
        first = _first_room(band, body, heights, below)
        for part, height in _parts(band, body, heights, first, gap_px):
            if is_begun and top + height + with_it > body.top() + body.height():
                if not free:
                    pages.append([])
                    free = list(columns)
                left, top = free.pop(0).left(), body.top()
            box = QRect(left, top, body.width(), height)
            pages[-1].extend(_placed(band, part, first, box, gap_px))
            top += height + gap
            is_begun = True
    shown = tuple(tuple(page) for page in pages if page)
    fits = all(placed.box.height() <= body.height() for page in shown for placed in page)
    return Plan(shown, body.height(), fits)


def height_of(widget: QWidget, width: int) -> int:
    """Return the height a row wants at ``width``."""
    if widget.hasHeightForWidth():
        return widget.heightForWidth(width)
    return widget.sizeHint().height()


def _kept_with(
    band: Band, after: Sequence[Band], body: QRect, heights: Heights, gap_px: int
) -> int:
    """Return the height of what must stand on the same page below ``band``: keys below a field."""
    if not after or not getattr(band.widgets[0], "keeps_with_next", False):
        return 0
    width = body.width()
    own, below = (max(heights.of(w, width) for w in b.widgets) for b in (band, after[0]))
    if isinstance(after[0].widgets[0], CellGrid):
        below = after[0].widgets[0].least_part(width)
    return gap_px + below if own + gap_px + below <= body.height() else 0


def _is_text(band: Band) -> bool:
    return len(band.widgets) == 1 and isinstance(band.widgets[0], TextBlock | StepBar)


def _column_width(band: Band, width: int, gap_px: int) -> int:
    return (width - gap_px * (band.columns - 1)) // band.columns


def _first_room(band: Band, body: QRect, heights: Heights, left: int) -> int:
    """Return the room of the first part: what is left for text that runs on, else a page."""
    only = band.widgets[0]
    if len(band.widgets) > 1 or not _runs_on(only):
        return body.height()
    whole = heights.of(band.widgets[0], body.width())
    is_begun = only.least_part(body.width()) <= left < whole
    return left if is_begun else body.height()


def _parts(
    band: Band, body: QRect, heights: Heights, first: int, gap_px: int
) -> Iterator[tuple[int, int]]:
    width = _column_width(band, body.width(), gap_px)
    whole = max(heights.of(widget, width) for widget in band.widgets)
    only = band.widgets[0]
    if whole > first and len(band.widgets) == 1 and _is_divisible(only):
        yield from enumerate(only.slice_heights(width, body.height(), first))
    else:
        yield 0, whole


def _placed(band: Band, part: int, first: int, box: QRect, gap_px: int) -> Iterator[Placed]:
    width = _column_width(band, box.width(), gap_px)
    for column, widget in enumerate(band.widgets):
        left = box.left() + column * (width + gap_px)
        yield Placed(widget, QRect(left, box.top(), width, box.height()), part, first)
