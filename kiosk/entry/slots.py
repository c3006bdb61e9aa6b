"""A name written in one wide box: a stroke belongs to the slot in which its middle lies."""

from collections.abc import Sequence

from kiosk.ports.recogniser import Point, Stroke


def in_slots(strokes: Sequence[Stroke], count: int) -> tuple[tuple[Stroke, ...], ...]:
    """Return the strokes of each of ``count`` square slots side by side.

    Args:
        strokes: in widths of the box: x from 0 to 1, y from 0 to 1 / ``count``.
        count: how many slots the box has.

    Returns:
        For each slot its strokes, in widths of the slot from its own top left.
    """
    slots: list[list[Stroke]] = [[] for _ in range(count)]
    for stroke in strokes:
        xs = [point.x for point in stroke]
        number = min(max(int((min(xs) + max(xs)) / 2 * count), 0), count - 1)
        slots[number].append(
            tuple(Point(p.x * count - number, p.y * count, p.t_ms) for p in stroke)
        )
    return tuple(tuple(slot) for slot in slots)
