"""Every camera behind the port: the simulated one, and Qt's on a machine without any."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from kiosk.devices.camera_simulated import SimulatedCamera
from kiosk.devices.paper_picture import Paper, Shot
from kiosk.ports.camera import Camera, CameraState

# Screen capture, which the kiosk does not use, looks for PipeWire and says so once.
pytestmark = pytest.mark.qt_log_ignore("pipewire")


@pytest.fixture(params=["simulated", "simulated-missing", "qt"])
def camera(request: pytest.FixtureRequest) -> Iterator[Camera]:
    if request.param == "qt":
        request.getfixturevalue("qtbot")
        from ui.adapters.camera import QtCamera  # noqa: PLC0415 - Qt only where it is meant

        camera: Camera = QtCamera()
    else:
        missing = request.param == "simulated-missing"
        state = CameraState.MISSING if missing else CameraState.READY
        camera = SimulatedCamera(state=state)
    yield camera
    camera.close()


def test_a_closed_camera_has_no_picture(camera: Camera) -> None:
    assert camera.preview() is None
    assert camera.take() is None


def test_opening_twice_answers_the_same(camera: Camera) -> None:
    assert camera.open() is camera.open()


def test_a_camera_that_is_not_ready_gives_no_picture(camera: Camera) -> None:
    if camera.open() is not CameraState.READY:
        assert camera.preview() is None
        assert camera.take() is None


def test_closing_is_safe_at_any_time(camera: Camera) -> None:
    camera.close()
    camera.open()
    camera.close()
    camera.close()

    assert camera.preview() is None


def test_the_simulated_camera_gives_jpegs_and_a_still_larger_than_the_preview() -> None:
    camera = SimulatedCamera()
    camera.open()

    preview, still = camera.preview(), camera.take()

    assert preview is not None
    assert still is not None
    small, large = Image.open(BytesIO(preview)), Image.open(BytesIO(still))
    assert (small.format, large.format) == ("JPEG", "JPEG")
    assert small.width < large.width


def test_the_same_seed_sees_the_same_picture_and_each_still_is_another() -> None:
    first, again = SimulatedCamera(seed=7), SimulatedCamera(seed=7)
    first.open()
    again.open()

    still = first.take()

    assert still == again.take()
    assert still != first.take()


def test_another_paper_is_another_picture() -> None:
    camera = SimulatedCamera()
    camera.open()
    before = camera.preview()

    camera.show(Paper.HOUSEHOLD_REGISTER, Shot.GOOD)

    assert camera.preview() != before


def test_a_camera_pulled_out_in_the_middle_gives_no_more_pictures() -> None:
    camera = SimulatedCamera()
    camera.open()

    camera.fail(CameraState.MISSING)

    assert camera.take() is None
    assert camera.open() is CameraState.MISSING


def test_qt_finds_no_camera_on_this_machine_and_says_so(qtbot: QtBot) -> None:
    from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415 - Qt only where it is meant

    from ui.adapters.camera import QtCamera  # noqa: PLC0415 - Qt only where it is meant

    if QMediaDevices.videoInputs():
        pytest.skip("a camera is plugged in")

    assert QtCamera().open() is CameraState.MISSING
