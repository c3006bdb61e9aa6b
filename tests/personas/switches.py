"""P4: one switch, or two, and nothing else."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.personas.spelling import Spelling
from ui.bootstrap import Kiosk
from ui.rehearsal.citizen import Stuck, let_the_window_live

_MOST_MOVES = 120
_QUICK_MS, _LONG_MS = 5, 60_000
_STEP_S = 2.0
"""How long a thing is offered in model time; ACCESSIBILITY, target 24."""


class SwitchUser(Spelling):
    """Touches nothing: waits until what is wanted is offered, and presses.

    Attributes:
        has_two: whether a second switch moves the scan.
        presses: of each control that was pressed.
    """

    def __init__(self, kiosk: Kiosk, **how: Any) -> None:
        super().__init__(kiosk, **how)
        self.has_two = False
        self.presses: list[int] = []
        self._offered: tuple[QWidget, ...] = ()
        kiosk.switches.offered.connect(self._on_offered)

    def _on_offered(self, widgets: tuple[QWidget, ...]) -> None:
        self._offered = widgets

    def _touch(self, widget: QWidget) -> None:
        self._wait_for_composing()  # candidates that come begin the scan anew
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
            elif self.has_two:
                presses += self._press(Qt.Key.Key_F1)
            else:
                self._let_it_move()
        raise Stuck(f"{type(widget).__name__} is never offered on {self._screen}")

    def _let_it_move(self) -> None:
        self.effort.wait(_STEP_S)
        self._kiosk.switches.set_interval(_QUICK_MS)
        before = self._offered
        self.wait(lambda: self._offered != before, "the scan moves")

    def _press(self, key: Qt.Key) -> int:
        self.effort.press_key()
        QTest.keyClick(self._kiosk.frame.windowHandle(), key)
        let_the_window_live(1)
        return 1
