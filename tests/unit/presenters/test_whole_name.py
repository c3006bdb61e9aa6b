"""A name written at once: what stands in the field, is changed, taken back and never lost."""

import pytest

from kiosk.ports.recogniser import Candidate, Place, Point
from tests.fakes.ink import ReadsAtOnce
from tests.unit.forms.building import form, row
from tests.unit.presenters.desk import Desk
from tests.unit.presenters.test_address import Visitor
from ui.pages import Chose, Field, Inked, Key, NameBox, Pressed

NAME = row("text", "home", label="您叫什么名字？", appearance="handwriting")


def ink(*slots: int):
    """Return a stroke in the middle of each of these slots."""
    return tuple((Point((n + 0.4) / 3, 0.1, 0), Point((n + 0.6) / 3, 0.2, 50)) for n in slots)


class ReadsLater:
    """Reads when it is told to; the newest ink only."""

    def __init__(self) -> None:
        self.places: list[Place] = []

    def read(self, strokes, *, limit, place, then) -> None:
        self.places.append(place)
        self._then = then

    def answer(self, signs: str) -> None:
        self._then(tuple(Candidate(sign, 0.0) for sign in signs))


@pytest.fixture
def visitor() -> Visitor:
    visitor = Visitor(Desk(form([NAME]), ink_reader=ReadsAtOnce("王玉兰")))
    visitor.choose("写全名")
    return visitor


def box(visitor: Visitor) -> NameBox:
    return next(row for row in visitor.page.rows if isinstance(row, NameBox))


def test_what_each_slot_means_most_likely_stands_in_the_field(visitor):
    visitor.touch(Inked(ink(0)))
    assert visitor.shown() == "王"
    visitor.touch(Inked(ink(0, 1, 2)))
    assert visitor.shown() == "王王王"

    visitor.touch(Chose("slot:1:玉"), Chose("slot:2:兰"), Pressed(Key.PRIMARY))

    assert visitor.desk.session.value_of("home") == "王玉兰"


def test_a_candidate_that_is_picked_comes_first_below_its_slot_and_is_said(visitor):
    page = visitor.touch(Inked(ink(0)), Chose("slot:0:兰"))

    assert [sign for _, sign in box(visitor).slots[0]] == ["兰", "王", "玉"]
    assert page.echo.private == "兰，兰花的兰"
    assert "兰" not in page.echo.spoken


def test_a_slot_left_out_is_no_character_and_ink_taken_back_is_gone(visitor):
    visitor.touch(Inked(ink(0, 2)))
    assert visitor.shown() == "王王"
    visitor.touch(Inked(ink(2)))
    assert visitor.shown() == "王"
    visitor.touch(Inked(()))
    assert visitor.shown() == ""


def test_the_next_three_come_after_what_was_written(visitor):
    visitor.touch(Inked(ink(0, 1)), Chose("pad:handwriting"))
    visitor.choose("写全名")
    assert visitor.shown() == "王王"
    assert not any(box(visitor).slots)
    visitor.touch(Inked(ink(0)))

    assert visitor.shown() == "王王王"


def test_others_hear_how_much_is_written_only(visitor):
    page = visitor.touch(Inked(ink(0, 1)))

    field = next(row for row in page.rows if isinstance(row, Field))
    assert "王" not in field.value.spoken
    assert box(visitor).hushed


def test_what_was_written_is_there_after_back(visitor):
    visitor.touch(Inked(ink(0, 1)), Pressed(Key.BACK))

    assert Visitor(visitor.desk).shown() == "王王"


def test_slots_are_read_one_after_the_other_with_what_stands_before_them():
    reader = ReadsLater()
    visitor = Visitor(Desk(form([NAME]), ink_reader=reader))
    visitor.choose("写全名")
    visitor.touch(Inked(ink(0)), Inked(ink(0, 1)))
    reader.answer("王")
    reader.answer("玉")

    assert reader.places == [Place("", is_name=True)] * 2 + [Place("王", is_name=True)]
    assert visitor.shown() == "王玉"


def test_a_name_is_answered_with_all_that_was_written_however_soon_one_goes_on():
    reader = ReadsLater()
    visitor = Visitor(Desk(form([NAME]), ink_reader=reader))
    visitor.choose("写全名")
    visitor.touch(Inked(ink(0)))
    reader.answer("王")
    visitor.touch(Inked(ink(0, 1)), Pressed(Key.PRIMARY))
    assert not visitor.desk.session.value_of("home")

    reader.answer("玉")

    assert visitor.desk.session.value_of("home") == "王玉"


def test_ink_that_is_read_too_late_counts_no_more():
    reader = ReadsLater()
    visitor = Visitor(Desk(form([NAME]), ink_reader=reader))
    visitor.choose("写全名")
    visitor.touch(Inked(ink(0)), Chose("pad:handwriting"))
    reader.answer("王")

    assert visitor.shown() == ""


def test_only_a_name_is_written_so():
    street = Visitor(
        Desk(form([row("text", "home", label="哪条街？")]), ink_reader=ReadsAtOnce("街"))
    )

    assert "写全名" not in street.labels()
