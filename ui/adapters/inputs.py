"""The one event filter of the application: presses, keys and focus go to who listens for them."""

from typing import Protocol

from PySide6.QtCore import QEvent, QObject

_KINDS = frozenset((
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.TouchBegin,
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,
    QEvent.Type.FocusIn,
))  # fmt: skip


class Listener(Protocol):
    """Looks at input before it is delivered; shaped as Qt shapes an event filter."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Return whether the event is to go no further."""
        ...


class Inputs(QObject):
    """An application event filter that asks its listeners, the first one first.

    A touch makes some hundreds of events, and every filter in Python is handed all of them: four
    filters took a fifth of the processor's time of a visit, one that knows what it wants does not.

    Args:
        listeners: one that says the event is to go no further is the last that sees it.
    """

    def __init__(self, *listeners: Listener, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listeners = listeners

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Pass on what somebody may want."""
        if event.type() not in _KINDS:
            return False
        return any(listener.eventFilter(watched, event) for listener in self._listeners)
