"""A citizen who uses the keys of a keyboard, or of a pad of five, and touches nothing."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.bootstrap import Kiosk
from ui.pages import Key
from ui.rehearsal.citizen import Citizen
from ui.widgets.pager import Pager

_MOST_KEYS = 120


def is_black(window: QWidget) -> bool:
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    return not bytes(picture.constBits()).strip(b"\0")


class KeyCitizen(Citizen):
    """Goes from part to part by the tab key, and presses with the space bar."""

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
        raise AssertionError(f"no key leads to {type(widget).__name__}")

    def _press_key(self, key: Qt.Key) -> None:
        QTest.keyClick(self._kiosk.frame.windowHandle(), key)

    def _after_act(self) -> None:
        super()._after_act()
        if self._kiosk.app.visit.comfort.is_dark and not is_black(self._kiosk.frame):
            self.seen.append(self._screen)

    def _touch_when_shown(self, find, what: str) -> None:  # type: ignore[no-untyped-def]
        """Turn the page by its key, too."""
        for _ in range(self._kiosk.view.page_count):
            widget = find()
            if widget is not None and widget.isVisible() and widget.isEnabled():
                self._touch(widget)
                return
            self._touch(self._kiosk.frame.findChild(Pager).next)
        raise AssertionError(f"there is no {what}")

    def _sign(self) -> None:
        self.press(Key.SECONDARY)
        self.press(Key.PRIMARY)
