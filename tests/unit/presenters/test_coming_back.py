"""返回 loses nothing: whatever stands on a page is there again when it is opened again."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.service import Material, Need, PaperForm, PaperSource
from kiosk.flow.visit import Answered, WentBack
from kiosk.forms.model import Form
from kiosk.ports.recogniser import Point, Stroke
from tests.unit.forms.building import form, row
from tests.unit.presenters.desk import Desk
from ui.pages import (
    Act,
    Action,
    Cells,
    Choice,
    Chose,
    Edit,
    Edited,
    Inked,
    Key,
    Keys,
    Page,
    Pressed,
    ReviewItem,
    SignatureBox,
    Typed,
)
from ui.presenting import Presenter

_PAPER = Material(
    id="image",
    name="户口簿",
    need=Need.REQUIRED,
    form=(PaperForm.ORIGINAL,),
    source=PaperSource.GOVERNMENT,
    shots=3,
    tip="放平。",
)
_TOUCHED = ("text", "word", "integer", "decimal", "select_one", "select_multiple", "date")
_INK: Stroke = tuple(Point(n / 20, 0.5, n) for n in range(20))
_FORM: Form = form(
    [
        row("acknowledge", "acknowledge", required="true()"),
        row("text", "text", constraint="regex(., '^[0-9]{18}$')", constraint_message="不对。"),
        row("text", "word"),
        row("integer", "integer", required="true()"),
        row("decimal", "decimal"),
        row("select_one yes_no", "select_one", required="true()"),
        row("select_multiple yes_no", "select_multiple"),
        row("date", "date", constraint=". <= today()", constraint_message="不对。"),
        row("image", "image", required="true()"),
        row("image", "sign", appearance="signature", required="true()"),
        row("note", "read_back", appearance="kiosk-review"),
    ]
)


@pytest.fixture
def desk() -> Desk:
    return Desk(_FORM, (_PAPER,))


def touchable(page: Page) -> Sequence[Act]:
    """Return what a finger can do on the body of a page."""
    acts: list[Act] = []
    for one in page.rows:
        match one:
            case Choice() | Action():
                acts.append(Chose(one.key))
            case Cells():
                acts += [Chose(key) for key in one.keys]
            case Keys():
                acts += [Typed(key) for keys in one.rows for key in keys if key.isalnum()]
                acts.append(Edited(Edit.ERASED))
            case _:
                pass
    return acts


def back_and_forth(desk: Desk, name: str, presenter: Presenter) -> Presenter:
    presenter.on(Pressed(Key.BACK))
    assert desk.events.pop() == WentBack()
    return desk.open(name)


@given(st.sampled_from(_TOUCHED), st.lists(st.integers(0, 60), max_size=12))
def test_what_was_touched_is_there_again_and_is_no_answer(name: str, touches: list[int]) -> None:
    desk = Desk(_FORM, (_PAPER,))
    presenter = desk.open(name)
    for number in touches:
        acts = touchable(presenter.page())
        presenter.on(acts[number % len(acts)])
    before = presenter.page()

    again = back_and_forth(desk, name, presenter).page()

    assert again.rows == before.rows
    assert again.is_primary_ready == before.is_primary_ready
    assert not desk.interview.view(desk.session.refs_of(name)[0]).value


def test_photographs_are_there_again_and_can_be_handed_in(desk: Desk) -> None:
    photo = desk.open("image")
    for key in ("shoot", "more", "shoot"):
        photo.on(Chose(key))

    again = back_and_forth(desk, "image", photo)
    again.on(Pressed(Key.PRIMARY))

    assert desk.events == [Answered()]
    assert len(desk.interview.attached(desk.session.refs_of("image")[0])) == 2


def test_the_ink_of_a_signature_is_there_again_and_counts(desk: Desk) -> None:
    signature = desk.open("sign")
    signature.on(Inked((_INK,), b"png"))

    again = back_and_forth(desk, "sign", signature)
    drawn = next(one for one in again.page().rows if isinstance(one, SignatureBox))
    again.on(Pressed(Key.PRIMARY))

    assert drawn.begun == (_INK,)
    assert desk.events == [Answered()]


def test_an_answer_ends_what_was_left_on_its_page(desk: Desk) -> None:
    typed = desk.open("integer")
    typed.on(Typed("4"))
    again = back_and_forth(desk, "integer", typed)
    again.on(Edited(Edit.ERASED))
    again.on(Typed("7"))
    again.on(Pressed(Key.PRIMARY))

    changed = desk.open("integer").page()

    assert "7" in str(changed.rows[0])
    assert "4" not in str(changed.rows[0])


def test_a_mark_that_was_left_is_shown_again_and_changes_no_answer(desk: Desk) -> None:
    ref = desk.session.refs_of("select_one")[0]
    desk.interview.answer(ref, "no")
    choice = desk.open("select_one")
    choice.on(Chose("yes"))

    again = back_and_forth(desk, "select_one", choice).page()

    assert [one.key for one in again.rows if isinstance(one, Choice) and one.is_chosen] == ["yes"]
    assert desk.interview.view(ref).value == "no"


def test_the_review_opens_at_the_row_that_was_changed(desk: Desk) -> None:
    desk.interview.answer(desk.session.refs_of("integer")[0], "7")
    review = desk.open("read_back")
    changed = [one.key for one in review.page().rows if isinstance(one, ReviewItem)][-1]

    review.on(Chose(changed))

    assert review.page().opens_at == ""
    assert desk.open("read_back").page().opens_at == changed
