"""By ear alone: the screen is black, all of it, and the way to the slip leads through the keys."""

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.flow import places as at
from kiosk.flow.comfort import Comfort
from kiosk.i18n import Text
from tests.journeys.conftest import a_citizen
from tests.personas.keys import KeyUser, is_black
from ui.adapters.voice import Voice
from ui.bootstrap import Kiosk
from ui.pages import Key
from ui.rehearsal.citizen import Citizen

KEPT = Path(__file__).with_name("transcripts") / "pension-check-in-the-dark.txt"


@pytest.fixture(autouse=True)
def sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the hall hear it; the machine that runs this may have no device."""
    monkeypatch.setattr(Voice, "is_available", True)


def in_the_dark(kiosk: Kiosk, *, kind: type[Citizen] = Citizen, **how: Any) -> Citizen:
    citizen = a_citizen(kiosk, kind=kind, **how)
    citizen.press(Key.PRIMARY)
    citizen.dock("voice")
    citizen.choose("dark")
    return citizen


def touch(kiosk: Kiosk, widget: QWidget) -> None:
    spot = widget.mapTo(kiosk.frame, widget.rect().center())
    QTest.mouseClick(kiosk.frame.windowHandle(), Qt.MouseButton.LeftButton, pos=spot)
    QApplication.processEvents()


@pytest.mark.slow
def test_a_service_is_applied_for_by_keys_alone_and_nothing_is_seen(
    kiosk: Kiosk, heard: list[str]
):
    numbers = {"live_same": "yes", "contact2": "13800138000", "way": "staff", "staff_no": "10086"}
    citizen = in_the_dark(kiosk, kind=KeyUser, seed=7, choices=numbers)
    citizen.press(Key.PRIMARY)

    number = citizen.apply_from_home("yanglao_zige_renzheng")
    still_dark = kiosk.app.visit.comfort.is_dark

    assert number.startswith("K")
    assert kiosk.cases.by_slip(kiosk.app.memory.submitted.slip_number)
    assert still_dark
    assert citizen.seen == []
    text = "\n".join(heard) + "\n"
    if os.environ.get("WRITE_TRANSCRIPTS"):
        KEPT.write_text(text, "utf-8")
    assert text == KEPT.read_text("utf-8")


def test_the_dark_is_announced_with_the_way_back_and_the_way_back_is_told(
    kiosk: Kiosk, heard: list[str]
):
    citizen = in_the_dark(kiosk)
    announced, was_black = list(heard), is_black(kiosk.frame)
    kiosk.darkness.set_on(is_on=False)  # the test must see what it touches
    citizen.choose("light")

    assert was_black
    assert "想看了，点一下屏幕，或者按语音，再按打开屏幕。" in announced
    assert heard[-1] == Text()("dark-off").spoken
    assert not kiosk.app.visit.comfort.is_dark


def test_a_touch_in_the_dark_brings_the_picture_back_and_presses_nothing(
    kiosk: Kiosk, heard: list[str]
):
    citizen = in_the_dark(kiosk)
    kiosk.darkness.set_on(is_on=False)  # the test must see what it touches
    citizen.press(Key.PRIMARY)
    kiosk.darkness.set_on(is_on=True)
    before = kiosk.navigator.page
    tile = kiosk.view.widget_for("apply")

    touch(kiosk, tile)
    told, lit, page = heard[-1], not is_black(kiosk.frame), kiosk.navigator.page
    touch(kiosk, tile)

    assert (lit, page) == (True, before)
    assert told == Text()("dark-off").spoken
    assert kiosk.navigator.page != before


def test_the_screen_is_light_again_for_the_next_visitor(kiosk: Kiosk):
    in_the_dark(kiosk)

    kiosk.app._on_idle()
    still_dark = is_black(kiosk.frame)
    kiosk.app._on_idle_ended()

    assert still_dark
    assert kiosk.app.visit.place == at.Standby()
    assert kiosk.app.visit.comfort == Comfort()
    assert not is_black(kiosk.frame)


def test_without_sound_the_screen_stays_light_and_it_is_said_why(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Voice, "is_available", False)

    citizen = in_the_dark(kiosk)

    assert not kiosk.app.visit.comfort.is_dark
    assert citizen.page.notice == Text()("dark-without-sound")


@pytest.mark.parametrize("how", ["the device goes", "it is turned down"])
def test_who_hears_nothing_any_more_sees_again(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, how: str
):
    citizen = in_the_dark(kiosk)
    was_black = is_black(kiosk.frame)

    if how == "the device goes":
        monkeypatch.setattr(Voice, "is_available", False)
        kiosk.voice.availability_changed.emit(False)
    else:
        kiosk.darkness.set_on(is_on=False)
        while kiosk.voice.controls.volume_step:
            citizen.choose("quieter")

    assert was_black
    assert not kiosk.app.visit.comfort.is_dark
    assert not is_black(kiosk.frame)
