"""The hand scanner: a device that types what it reads, very fast, and ends with Enter."""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

_PAUSE_MS = 120
"""No person types that fast; a pause this long begins a new word."""
_SHORTEST = 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CodeScanner(QObject):
    """A listener to the application's input that hears a scanner among the keys.

    Signals:
        scanned(str): a code was read. Its closing Enter goes no further, so that it presses
            nothing.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._word = ""
        self._since = QElapsedTimer()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Collect fast keys; pass everything on but the Enter that ends a code."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not self._since.isValid() or self._since.elapsed() > _PAUSE_MS:
            self._word = ""
        self._since.start()
        if event.key() in _ENTER and len(self._word) >= _SHORTEST:
            word, self._word = self._word, ""
            self.scanned.emit(word)
            return True
        self._word += event.text() if event.text().isprintable() else ""
        return False
