"""A paper is photographed: no shot is lost, and there is always a way on."""

import pytest

from kiosk.catalogue.service import Material, Need, PaperForm, PaperSource
from kiosk.flow.visit import Answered
from kiosk.ports.camera import CameraState
from tests.unit.forms.building import form, row
from tests.unit.presenters.desk import Desk
from ui.pages import Action, CameraPicture, Chose, Key, Page, Pressed
from ui.screens.photo.presenter import Presenter

PAPER = Material(
    id="m_a",
    name="户口簿",
    need=Need.LATER,
    form=(PaperForm.ORIGINAL,),
    source=PaperSource.GOVERNMENT,
    shots=3,
    tip="放平。",
)
TICKS = 30


@pytest.fixture
def desk() -> Desk:
    return Desk(form([row("image", "m_a", label="请拍户口本", required="true()")]), (PAPER,))


def open_photo(desk: Desk) -> Presenter:
    presenter = desk.open("m_a")
    assert isinstance(presenter, Presenter)
    return presenter


def offered(page: Page) -> set[str]:
    return {one.key for one in page.rows if isinstance(one, Action)}


def contents(desk: Desk) -> list[bytes]:
    return [a.content for a in desk.interview.attached(desk.session.refs_of("m_a")[0])]


def test_before_the_first_shot_the_paper_may_come_later(desk: Desk) -> None:
    page = open_photo(desk).page()

    assert offered(page) == {"shoot", "later"}
    assert not page.primary


@pytest.mark.parametrize("another", ["more", "again"])
def test_while_another_is_shot_the_way_on_stays_and_later_does_not(
    desk: Desk, another: str
) -> None:
    photo = open_photo(desk)
    photo.on(Chose("shoot"))

    photo.on(Chose(another))

    assert photo.page().primary
    assert offered(photo.page()) == {"shoot"}


@pytest.mark.parametrize("another", ["more", "again"])
def test_going_on_while_another_is_shot_keeps_what_there_is(desk: Desk, another: str) -> None:
    photo = open_photo(desk)
    photo.on(Chose("shoot"))
    photo.on(Chose(another))

    photo.on(Pressed(Key.PRIMARY))

    assert len(contents(desk)) == 1
    assert desk.events == [Answered()]


@pytest.mark.parametrize(("another", "kept"), [("more", 2), ("again", 1)])
def test_another_shot_is_added_or_takes_the_place_of_the_last(
    desk: Desk, another: str, kept: int
) -> None:
    photo = open_photo(desk)
    photo.on(Chose("shoot"))
    first = next(r.jpeg for r in photo.page().rows if isinstance(r, CameraPicture))
    photo.on(Chose(another))

    photo.on(Chose("shoot"))
    photo.on(Pressed(Key.PRIMARY))

    assert len(contents(desk)) == kept
    assert (first in contents(desk)) == (another == "more")


def test_a_camera_that_goes_leaves_the_shots_and_the_way_on(desk: Desk) -> None:
    photo = open_photo(desk)
    photo.on(Chose("shoot"))
    photo.on(Chose("more"))
    desk.camera.fail(CameraState.MISSING)

    photo.on(Chose("shoot"))

    page = photo.page()
    assert page.notice
    assert page.primary
    assert any(isinstance(r, CameraPicture) and r.jpeg for r in page.rows)
    photo.on(Pressed(Key.PRIMARY))
    assert len(contents(desk)) == 1


def test_a_busy_camera_is_tried_again_until_it_is_free(desk: Desk) -> None:
    desk.camera.fail(CameraState.BUSY)
    photo = open_photo(desk)
    for _ in range(TICKS):
        photo.tick()
    assert offered(photo.page()) == {"later"}
    assert photo.page().notice

    desk.camera.fail(CameraState.READY)
    for _ in range(TICKS):
        photo.tick()

    assert "shoot" in offered(photo.page())
    assert not photo.page().notice
