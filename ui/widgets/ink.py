"""Ink as strokes, cleaned of tremor. No Qt: places in mm and milliseconds come in.

The figures are proposals for trembling hands; see the rules of each constant.
"""

import math
from collections.abc import Sequence

from kiosk.ports.recogniser import Point, Stroke

LEAST_STEP_MM = 0.8
"""Points nearer than this to the last one are dropped."""
BOUNCE_MS = 120
"""A finger that comes down again this soon …"""
BOUNCE_MM = 4.0
"""… and this near had only bounced: the stroke goes on."""
RESUMED_AFTER_MS = 1000
"""How long after ink of before new strokes are said to follow, whatever time went by."""
SHORTEST_DOT_MS = 40
"""A touch without movement shorter than this is no stroke."""


class Ink:
    """Collects the strokes of one box.

    Args:
        side_mm: width of the box; strokes come out in widths of it (0 … 1).
        strokes: what is in the box already.
    """

    def __init__(self, side_mm: float, strokes: Sequence[Stroke] = ()) -> None:
        self._side = side_mm
        self._strokes: list[list[Point]] = [list(stroke) for stroke in strokes]
        self._current: list[Point] = []
        self._start_ms: float | None = None

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """The finished strokes, in writing order."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    @property
    def drawn(self) -> tuple[Stroke, ...]:
        """The finished strokes and the one being written."""
        return (*self.strokes, tuple(self._current)) if self._current else self.strokes

    def press(self, x_mm: float, y_mm: float, at_ms: float) -> None:
        """Begin a stroke, or go on with the last one after a bounce."""
        if self._start_ms is None:
            last = self._strokes[-1][-1].t_ms + RESUMED_AFTER_MS if self._strokes else 0.0
            self._start_ms = at_ms - last
        point = self._point(x_mm, y_mm, at_ms)
        self._current = self._strokes.pop() if self._has_bounced(point) else []
        self._current.append(point)

    def move(self, x_mm: float, y_mm: float, at_ms: float) -> None:
        """Go on with the stroke; a step too short to be meant is dropped."""
        if not self._current:
            return
        point = self._point(x_mm, y_mm, at_ms)
        if self._distance_mm(self._current[-1], point) >= LEAST_STEP_MM:
            self._current.append(point)

    def lift(self, at_ms: float) -> bool:
        """End the stroke; say whether it was one."""
        stroke, self._current = self._current, []
        if not stroke:
            return False
        lasted = at_ms - (self._start_ms or 0.0) - stroke[0].t_ms
        if len(stroke) == 1 and lasted < SHORTEST_DOT_MS:
            return False
        self._strokes.append(stroke)
        return True

    def undo(self) -> None:
        """Take the last stroke back."""
        if self._strokes:
            self._strokes.pop()

    def clear(self) -> None:
        """Take all ink back."""
        self._strokes.clear()
        self._current = []
        self._start_ms = None

    def _point(self, x_mm: float, y_mm: float, at_ms: float) -> Point:
        x, y = x_mm / self._side, y_mm / self._side
        return Point(x, y, at_ms - (self._start_ms or 0.0))

    def _has_bounced(self, point: Point) -> bool:
        if not self._strokes:
            return False
        last = self._strokes[-1][-1]
        is_near = self._distance_mm(last, point) < BOUNCE_MM
        return is_near and point.t_ms - last.t_ms < BOUNCE_MS

    def _distance_mm(self, one: Point, other: Point) -> float:
        return math.hypot(one.x - other.x, one.y - other.y) * self._side
