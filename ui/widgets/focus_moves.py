"""Tells where keys have moved the focus, so that who cannot see the ring hears where it stands."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

MOVING_KEYS = frozenset(
    {
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
    }
)


class FocusMoves(QObject):
    """A listener to the application's input that watches the focus of one window.

    A touch moves the focus, too, and so does a new page; both say words of their own. The reason
    Qt gives would not tell: a part that is hidden hands the focus on as the tab key does.

    Signals:
        moved(QWidget): a key moved the focus there.
    """

    moved = Signal(QWidget)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_moving = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at keys and at what gets the focus, and let all of it pass."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._is_moving = event.key() in MOVING_KEYS
        elif kind == QEvent.Type.KeyRelease:
            self._is_moving = False
        elif kind == QEvent.Type.FocusIn and self._is_moving and self._has(watched):
            self.moved.emit(watched)
        return False

    def _has(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and watched.window() is self._window
