"""The dark screen of who only listens: everything is there and works, and nothing is seen."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsEffect, QWidget

_PRESSES = frozenset((QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin))


class Black(QGraphicsEffect):
    """Draws black instead of a widget and all that is in it, on the screen and in pictures of it.

    Unlike a widget laid over the others it takes no touch and is no part of the window that a
    screen reader could find.
    """

    def draw(self, painter: QPainter) -> None:
        """Draw black."""
        painter.fillRect(self.boundingRect(), Qt.GlobalColor.black)


class Darkness(QObject):
    """A listener to the application's input: in the dark a touch only asks for light.

    Who touches a dark screen does not see what is there, so nothing else comes of it.

    Signals:
        touched: somebody touched the dark screen.
    """

    touched = Signal()

    def __init__(self, window: QWidget, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._is_on = False
        self._is_held = False

    @property
    def is_on(self) -> bool:
        """Whether the screen is dark."""
        return self._is_on

    def set_on(self, *, is_on: bool) -> None:
        """Make the screen dark, or light again."""
        if is_on != self._is_on:
            self._is_on = is_on
            # Qt deletes the one before; in the light there is none, so drawing costs no more
            black = Black(self._window) if is_on else None
            self._window.setGraphicsEffect(black)  # type: ignore[arg-type]  # None takes it away

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep a touch in the dark, from the press to the release, from whatever lies there."""
        if event.type() in _PRESSES:
            self._is_held = self._is_on
            if self._is_held:
                event.accept()  # lest Qt makes a mouse press of a touch nobody took
                self.touched.emit()
            return self._is_held
        if event.type() == QEvent.Type.MouseButtonRelease and self._is_held:
            self._is_held = False
            return True
        return False
