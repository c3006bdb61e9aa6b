"""Says a page once more to who does nothing: a cue that was missed must not be lost."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

_MOST = 2  # a page; who needs more touches 再说一遍, or has left
_PRESSES = frozenset((QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress))
_MS = timedelta(milliseconds=1)


class Reminder(QObject):
    """A listener to the application's input that counts from the last word, touch or key.

    A reminder is no sign that somebody is here: the idle time goes on while it is said, so no
    number of reminders keeps the page of somebody who has left.

    Args:
        pause: how long nothing is said or done before a reminder; none ever comes after zero.
        may_remind: asked at the end of the pause.
        remind: says the page once more.

    Signals:
        said: anything but a reminder was said to its end, or was cut.
    """

    said = Signal()

    def __init__(
        self,
        *,
        pause: timedelta,
        may_remind: Callable[[], bool],
        remind: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._may_remind = may_remind
        self._remind = remind
        self._is_wanted = bool(pause)
        self._is_reminding = False
        self._reminded = 0
        self._pause = QTimer(self, singleShot=True, interval=pause // _MS)
        self._pause.timeout.connect(self._on_pause_over)

    @property
    def is_waiting(self) -> bool:
        """Whether a reminder comes if nothing happens."""
        return self._pause.isActive()

    @property
    def is_reminding(self) -> bool:
        """Whether the page is being said once more."""
        return self._is_reminding

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Begin to count anew at each press, and let all of them pass."""
        if event.type() in _PRESSES:
            self._is_reminding = False
            self._wait()
        return False

    def screen_changed(self) -> None:
        """Another page is shown, which was not yet said."""
        self.stop()
        self._reminded = 0

    def fell_silent(self) -> None:
        """Begin to count: all that was to be said has been said, or was cut."""
        was_reminding, self._is_reminding = self._is_reminding, False
        if not was_reminding:
            self.said.emit()
        self._wait()

    def stop(self) -> None:
        """Remind nobody of what is shown now until the next press."""
        self._pause.stop()
        self._is_reminding = False

    def _wait(self) -> None:
        if self._is_wanted and self._reminded < _MOST:
            self._pause.start()

    def _on_pause_over(self) -> None:
        if self._may_remind():
            self._reminded += 1
            self._is_reminding = True
            self._remind()
