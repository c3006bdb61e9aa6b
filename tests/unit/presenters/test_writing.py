"""Words written by hand: what may follow is offered, but for names."""

import pytest

from kiosk.ports.recogniser import Place, Point
from tests.fakes.ink import ReadsAtOnce
from tests.unit.forms.building import form, row
from tests.unit.presenters.desk import Desk
from ui.pages import Chose, Inked, Writing
from ui.presenting import Presenter

INK = ((Point(0.2, 0.5, 0.0), Point(0.8, 0.5, 300.0)),)


def opened(appearance: str) -> tuple[Presenter, ReadsAtOnce]:
    reader = ReadsAtOnce("养")
    asked = row("text", "t", label="写什么？", appearance=appearance)
    return Desk(form([asked]), ink_reader=reader).open("t"), reader


def candidates(presenter: Presenter) -> tuple[str, ...]:
    (found,) = (r.candidates for r in presenter.page().rows if isinstance(r, Writing))
    return found


def test_what_may_follow_is_offered_before_there_is_ink() -> None:
    presenter, _ = opened("")

    assert candidates(presenter) == ()
    presenter.on(Inked(INK))
    assert candidates(presenter) == ("养",)
    presenter.on(Chose("养"))
    assert candidates(presenter)[:2] == ("老", "殖")
    presenter.on(Chose("老"))
    assert candidates(presenter)[0] == "保"
    presenter.on(Inked(INK))
    assert candidates(presenter) == ("养",), "ink takes its place"


def test_what_follows_in_a_name_is_not_guessed() -> None:
    presenter, _ = opened("handwriting")

    presenter.on(Inked(INK))
    presenter.on(Chose("养"))

    assert candidates(presenter) == ()


@pytest.mark.parametrize(("appearance", "is_name"), [("", False), ("handwriting", True)])
def test_the_recogniser_is_told_where_a_character_is_written(
    appearance: str,
    is_name: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    presenter, reader = opened(appearance)

    presenter.on(Inked(INK))
    presenter.on(Chose("养"))
    presenter.on(Inked(INK))

    assert reader.places == [Place("", is_name), Place("养", is_name)]
