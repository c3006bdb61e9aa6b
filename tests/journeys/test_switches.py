"""Scanning by a switch, in the real window; the one-switch journey is among the eight people."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain.slip_number import SlipNumber
from kiosk.flow import places as at
from kiosk.flow.comfort import Comfort
from tests.journeys.conftest import a_citizen
from tests.personas.switches import SwitchUser
from ui.bootstrap import Kiosk
from ui.pages import Choice, Key
from ui.rehearsal.citizen import let_the_window_live

MOST_PRESSES = 12
"""To choose anything; ACCESSIBILITY, target 24."""
_QUICK_MS = 5


def with_two_switches(kiosk: Kiosk, heard: list[str], **how: Any) -> SwitchUser:
    citizen = a_citizen(kiosk, kind=partial(SwitchUser, heard=heard), **how)
    citizen.has_two = True
    return citizen


@pytest.mark.slow
def test_a_service_is_applied_for_by_two_switches_alone(kiosk: Kiosk, heard: list[str]):
    words = {"live_same": "no", "live_addr": "ZHONGJIE7", "way": "staff", "staff_no": "9"}
    citizen = with_two_switches(kiosk, heard, choices=words)

    number = citizen.apply("yanglao_zige_renzheng")

    assert max(citizen.presses) <= MOST_PRESSES
    assert [str(case.slip_number) for case in kiosk.cases.by_slip(SlipNumber(number))] == [number]


def test_what_is_offered_is_said_and_a_touch_ends_it(kiosk: Kiosk, heard: list[str]):
    citizen = a_citizen(kiosk)
    citizen.press(Key.PRIMARY)
    heard.clear()

    QTest.keyClick(kiosk.frame.windowHandle(), Qt.Key.Key_F1)
    said, began = list(heard), kiosk.switches.is_scanning
    citizen.choose("apply")

    assert began
    assert any("办事" in sentence for sentence in said)
    assert not kiosk.switches.is_scanning


def test_who_uses_a_switch_finds_its_speed_first_and_it_ends_with_the_visit(
    kiosk: Kiosk, heard: list[str]
):
    citizen = with_two_switches(kiosk, heard)
    citizen.press(Key.PRIMARY)
    citizen.dock("text-size")
    first = citizen.page.rows[0]
    citizen.choose("scan:3000")
    chosen = {row.key for row in citizen.page.rows if isinstance(row, Choice) and row.is_chosen}
    comfort = kiosk.app.visit.comfort

    citizen.press(Key.PRIMARY)
    citizen.dock("home")
    kiosk.app._on_idle()
    kiosk.app._on_idle_ended()

    assert isinstance(first, Choice)
    assert first.key.startswith("scan:")
    assert "scan:3000" in chosen
    assert comfort.scan_ms == 3000
    assert kiosk.app.visit.place in {at.Standby(), at.Farewell()}
    assert kiosk.app.visit.comfort == Comfort()
    assert not kiosk.switches.is_scanning


def test_who_touches_the_need_is_told_how_and_offered_everything_at_once(
    kiosk: Kiosk, heard: list[str], qtbot: QtBot
):
    citizen = a_citizen(kiosk)
    citizen.press(Key.PRIMARY)
    citizen.dock("text-size")
    heard.clear()

    citizen.choose("need:keys")
    told = list(heard)
    kiosk.switches.set_interval(_QUICK_MS)
    qtbot.waitUntil(lambda: kiosk.switches.is_scanning)
    citizen.choose("need:keys")

    assert "现在自己往下走，走到要的，按一下开关。" in told
    assert not kiosk.switches.is_scanning
    assert kiosk.app.visit.comfort == Comfort()


def test_a_switch_may_end_its_own_scan(kiosk: Kiosk, heard: list[str]):
    citizen = with_two_switches(kiosk, heard)
    citizen.press(Key.PRIMARY)
    citizen.dock("text-size")

    citizen.choose("need:keys")
    let_the_window_live(_QUICK_MS)

    assert not kiosk.switches.is_scanning
    assert not kiosk.app.visit.comfort.uses_keys


def test_keys_that_move_the_focus_take_over_from_the_scan(kiosk: Kiosk):
    citizen = a_citizen(kiosk)
    citizen.press(Key.PRIMARY)
    window = kiosk.frame.windowHandle()
    QTest.keyClick(window, Qt.Key.Key_F1)

    QTest.keyClick(window, Qt.Key.Key_Down)

    assert not kiosk.switches.is_scanning
    assert kiosk.app.visit.comfort.uses_keys


def test_a_scan_that_nobody_watches_does_not_talk_on(kiosk: Kiosk, heard: list[str], qtbot: QtBot):
    window = kiosk.frame.windowHandle()
    QTest.keyClick(window, Qt.Key.Key_F2)
    kiosk.switches.set_interval(_QUICK_MS)

    qtbot.waitUntil(lambda: not kiosk.switches.is_scanning)
    said = len(heard)
    let_the_window_live(10 * _QUICK_MS)
    silent, left_over = len(heard) == said, kiosk.app.visit.comfort
    QTest.keyClick(window, Qt.Key.Key_F2)

    assert silent
    assert left_over == Comfort()
    assert kiosk.switches.is_scanning
