"""Somebody who sees the focus and has the keys of a keyboard, or of a pad of five."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.personas.spelling import Spelling
from ui.bootstrap import Kiosk
from ui.rehearsal.citizen import Stuck

_MOST_KEYS = 120


class KeyUser(Spelling):
    """Goes from part to part by the tab key, and presses with the space bar.

    Attributes:
        seen: screens that could be seen although the screen was to be dark.
    """

    def __init__(self, kiosk: Kiosk, **how: Any) -> None:
        super().__init__(kiosk, **how)
        self.seen: list[str] = []

    def _touch(self, widget: QWidget) -> None:
        for _ in range(_MOST_KEYS):
            if self._kiosk.frame.focusWidget() is widget:
                self._press_key(Qt.Key.Key_Space)
                self._after_act()
                return
            self._press_key(Qt.Key.Key_Tab)
        raise Stuck(f"no key leads to {type(widget).__name__} on {self._screen}")

    def _press_key(self, key: Qt.Key) -> None:
        self.effort.press_key()
        QTest.keyClick(self._kiosk.frame.windowHandle(), key)

    def _after_act(self) -> None:
        super()._after_act()
        if self._kiosk.app.visit.comfort.is_dark and not is_black(self._kiosk.frame):
            self.seen.append(self._screen)


def is_black(window: QWidget) -> bool:
    """Return whether nothing at all can be seen of a window."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    return not bytes(picture.constBits()).strip(b"\0")
