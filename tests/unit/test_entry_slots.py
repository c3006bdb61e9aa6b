"""Ink of a name is parted by the slots it was written in, and nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.entry.slots import in_slots
from kiosk.ports.recogniser import Point

COUNT = 3
INSIDE = st.floats(0, 1, allow_nan=False)
STROKES = st.lists(
    st.lists(st.builds(Point, INSIDE, INSIDE, INSIDE), min_size=1, max_size=4).map(tuple),
    max_size=8,
)


@given(STROKES)
def test_every_stroke_is_in_one_slot_in_its_order_and_stays_where_it_was(strokes):
    slots = in_slots(strokes, COUNT)

    assert len(slots) == COUNT
    assert sum(map(len, slots)) == len(strokes)
    for number, slot in enumerate(slots):
        moved = [tuple(pytest.approx((p.x + number) / COUNT) for p in stroke) for stroke in slot]
        kept = [tuple(p.x for p in stroke) for stroke in strokes if _slot(stroke) == number]
        assert moved == kept


def _slot(stroke):
    xs = [point.x for point in stroke]
    return min(int((min(xs) + max(xs)) / 2 * COUNT), COUNT - 1)


def test_a_stroke_that_leaves_its_slot_a_little_still_belongs_to_it():
    stroke = (Point(0.1, 0.1, 0), Point(0.35, 0.2, 100))

    assert in_slots([stroke], COUNT)[0]


def test_each_slot_is_a_box_of_its_own():
    ((), (stroke,), ()) = in_slots([(Point(0.5, 0.1, 0),)], COUNT)

    assert stroke == (pytest.approx((0.5, 0.3, 0)),)
