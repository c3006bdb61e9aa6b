"""A citizen with one switch, or with two, and nothing else applies alone."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.flow import places as at
from kiosk.flow.comfort import Comfort
from tests.journeys.conftest import a_citizen
from ui.bootstrap import Kiosk
from ui.pages import Choice, Key
from ui.rehearsal.citizen import Citizen, let_the_window_live
from ui.widgets.pager import Pager

ONE, TWO = "one switch", "two switches"
_MOST_MOVES = 120
_QUICK_MS, _LONG_MS = 5, 60_000


class SwitchCitizen(Citizen):
    """Touches nothing: waits until what is wanted is offered, and presses."""

    def __init__(self, kiosk: Kiosk, **how: Any) -> None:
        super().__init__(kiosk, **how)
        self.has_two = False
        self.presses: list[int] = []
        self._offered: tuple[QWidget, ...] = ()
        kiosk.switches.offered.connect(self._on_offered)

    def _on_offered(self, widgets: tuple[QWidget, ...]) -> None:
        self._offered = widgets

    def _touch(self, widget: QWidget) -> None:
        presses = 0
        if not self._kiosk.switches.is_scanning:
            presses += self._press(Qt.Key.Key_F1 if self.has_two else Qt.Key.Key_F2)
        for _ in range(_MOST_MOVES):
            if widget in self._offered:
                is_it = len(self._offered) == 1
                self._kiosk.switches.set_interval(_LONG_MS)  # nothing moves under the press
                presses += self._press(Qt.Key.Key_F2)
                if is_it:
                    self.presses.append(presses)
                    self._after_act()
                    return
            else:
                self._let_it_move()
        raise AssertionError(f"{type(widget).__name__} is never offered")

    def _let_it_move(self) -> None:
        if self.has_two:
            self._press(Qt.Key.Key_F1)
            return
        self._kiosk.switches.set_interval(_QUICK_MS)
        before = self._offered
        self.wait(lambda: self._offered != before, "the scan moves")

    def _press(self, key: Qt.Key) -> int:
        QTest.keyClick(self._kiosk.frame.windowHandle(), key)
        let_the_window_live(1)
        return 1

    def _touch_when_shown(self, find, what: str) -> None:  # type: ignore[no-untyped-def]
        """Turn the page by the switch, too."""
        view = self._kiosk.view
        for _ in range(view.page_count):
            widget = find()
            if widget is not None and widget.isVisible() and widget.isEnabled():
                self._touch(widget)
                return
            self._touch(self._kiosk.frame.findChild(Pager).next)
        raise AssertionError(f"there is no {what}")

    def _draw(self, box: QWidget, strokes: object) -> None:
        raise AssertionError(f"who uses a switch cannot draw for {self.diary.asked[-1]}")

    def _sign(self) -> None:
        self.press(Key.SECONDARY)
        self.press(Key.PRIMARY)


@pytest.mark.slow
@pytest.mark.parametrize("switches", [ONE, TWO])
def test_a_service_is_applied_for_by_switches_alone(kiosk: Kiosk, switches: str):
    # nothing to write but numbers: there is no pinyin yet
    numbers = {"live_same": "yes", "contact2": "13800138000", "way": "staff", "staff_no": "10086"}
    citizen = a_citizen(kiosk, kind=SwitchCitizen, choices=numbers)
    citizen.has_two = switches == TWO

    number = citizen.apply("yanglao_zige_renzheng")

    assert number.startswith("K")
    assert max(citizen.presses) <= (3 if switches == ONE else _MOST_MOVES)
    assert kiosk.cases.by_slip(kiosk.app.memory.submitted.slip_number)


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


def test_who_uses_a_switch_finds_its_speed_first_and_it_ends_with_the_visit(kiosk: Kiosk):
    citizen = a_citizen(kiosk, kind=SwitchCitizen)
    citizen.has_two = True
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


def test_a_scan_that_nobody_watches_does_not_talk_on(kiosk: Kiosk, heard: list[str], qtbot: QtBot):
    window = kiosk.frame.windowHandle()
    QTest.keyClick(window, Qt.Key.Key_F2)
    kiosk.switches.set_interval(_QUICK_MS)

    qtbot.waitUntil(lambda: not kiosk.switches.is_scanning)
    said = len(heard)
    let_the_window_live(10 * _QUICK_MS)
    silent = len(heard) == said
    QTest.keyClick(window, Qt.Key.Key_F2)

    assert silent
    assert kiosk.switches.is_scanning
