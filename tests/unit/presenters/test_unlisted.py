"""The last resort for a character of a name: a picture, and 〓; never a reason to stop."""

from dataclasses import replace

import pytest

from kiosk.devices.camera_simulated import SimulatedCamera
from kiosk.devices.paper_picture import Paper, Shot
from kiosk.ports.camera import CameraState
from tests.unit.forms.building import form, row
from tests.unit.presenters.desk import Desk
from tests.unit.presenters.test_address import Visitor
from ui.pages import CameraPicture, Chose, Edit, Edited, Key, Page, Pressed, Typed
from ui.presenting import is_living

NAME = row("text", "home", label="您叫什么名字？", appearance="handwriting")


@pytest.fixture
def visitor() -> Visitor:
    return Visitor(Desk(form([NAME])))


def resort(visitor: Visitor) -> Visitor:
    """Write the surname and go to the last resort."""
    visitor.touch(Chose("pad:letters"), Typed("W"), Chose("pad:radicals"))
    visitor.choose("没有，拍照")
    return visitor


def attached(visitor: Visitor) -> list[str]:
    return [each.slot for each in visitor.desk.interview.all_attachments()]


def test_a_picture_is_taken_and_a_square_stands_in_its_place(visitor):
    page = resort(visitor).page
    assert page.screen == "unlisted"
    assert CameraPicture in {type(row) for row in page.rows}
    assert not page.primary, "there is nothing to use yet"

    visitor.touch(Chose("shoot"))
    page = visitor.touch(Pressed(Key.PRIMARY))

    assert (page.screen, visitor.shown()) == ("entry", "W〓")
    assert page.echo.shown == "放了一个方块，工作人员会补上这个字。"
    visitor.touch(Pressed(Key.PRIMARY))
    assert visitor.desk.session.value_of("home") == "W〓"
    assert attached(visitor) == ["home-unlisted.jpg"]


def test_a_name_that_was_mended_sends_no_picture(visitor):
    resort(visitor).touch(Chose("shoot"), Pressed(Key.PRIMARY), Edited(Edit.ERASED))
    visitor.touch(Typed("X"), Pressed(Key.PRIMARY))

    assert attached(visitor) == []


def test_a_blurred_picture_is_told_and_may_be_taken_again_or_used(visitor):
    visitor.desk.camera.show(Paper.ID_CARD, Shot.BLURRED)
    page = resort(visitor).touch(Chose("shoot"))
    assert "糊" in page.notice.shown
    visitor.desk.camera.show(Paper.ID_CARD, Shot.GOOD)
    visitor.touch(Chose("again"))
    assert not visitor.touch(Chose("shoot")).notice


@pytest.mark.parametrize("state", [CameraState.MISSING, CameraState.BUSY])
def test_without_a_camera_the_name_is_taken_all_the_same(state):
    visitor = Visitor(Desk(form([NAME]), camera=SimulatedCamera(state=state)))

    drawn: list[Page] = []
    stage = visitor.desk.stage
    visitor.desk.stage = replace(stage, refresh=lambda: drawn.append(visitor.page))
    visitor.presenter = visitor.desk.open("home")

    resort(visitor)
    assert "摄像头不能用" in drawn[-1].notice.shown, "what is drawn last tells it"
    visitor.touch(Chose("without"), Pressed(Key.PRIMARY))

    assert visitor.desk.session.value_of("home") == "W〓"


def test_a_camera_that_goes_away_is_told(visitor):
    resort(visitor)
    visitor.desk.camera.fail(CameraState.MISSING)
    visitor.desk.camera.close()
    page = visitor.touch(Chose("shoot"))

    assert "摄像头不能用" in page.notice.shown
    assert visitor.touch(Chose("without")).screen == "entry"


def test_back_leads_to_the_name_and_loses_nothing(visitor):
    page = resort(visitor).touch(Pressed(Key.BACK))

    assert (page.screen, visitor.shown()) == ("entry", "W")


def test_the_camera_is_looked_at_again_while_it_is_in_front_only(visitor):
    assert is_living(visitor.presenter)
    visitor.presenter.tick()
    resort(visitor)
    visitor.presenter.tick()
    visitor.presenter.leave()

    assert visitor.page.screen == "entry"


def test_the_last_resort_stands_beside_the_radicals_of_a_name_only(visitor):
    assert "没有，拍照" not in visitor.labels()
    visitor.touch(Chose("pad:radicals"))
    assert "没有，拍照" in visitor.labels()

    street = Visitor(Desk(form([row("text", "home", label="哪条街？")])))
    street.touch(Chose("pad:radicals"))
    assert "没有，拍照" not in street.labels()
