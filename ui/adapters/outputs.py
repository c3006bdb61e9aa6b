"""Where the voice is heard: the loudspeaker, or headphones as long as they are plugged in."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices

from ui.adapters.jack import Jack


class Outlet(StrEnum):
    """What the voice comes out of."""

    LOUDSPEAKER = "loudspeaker"
    HEADPHONES = "headphones"


class Outputs(QObject):
    """Chooses the device at the moment of playing. Its owner calls ``close``.

    Args:
        loudspeaker: id or description of the device; empty, or gone, is the system's own choice.
        headphones: what names them to the sound server, see :func:`plugged`; empty where there
            never are any.

    Signals:
        changed: devices came or went.
        moved: the voice comes out of the other outlet from now on.
    """

    changed = Signal()
    moved = Signal()

    def __init__(
        self, *, loudspeaker: str = "", headphones: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._loudspeaker, self._headphones = loudspeaker, headphones
        self._jack = Jack(headphones, parent=self) if headphones else None
        if self._jack:
            self._jack.changed.connect(self._look_again)
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._look_again)
        self._outlet = self.outlet

    @property
    def outlet(self) -> Outlet:
        """What the voice comes out of now."""
        is_there = self._plugged() is not None
        return Outlet.HEADPHONES if is_there else Outlet.LOUDSPEAKER

    @property
    def is_private(self) -> bool:
        """Whether only the visitor hears the voice."""
        return self.outlet is Outlet.HEADPHONES

    def device(self) -> QAudioDevice:
        """Return what to play on now; a null device when there is none."""
        return self._plugged() or self._loud()

    def close(self) -> None:
        """Watch no more."""
        if self._jack:
            self._jack.close()

    def _look_again(self) -> None:
        before, self._outlet = self._outlet, self.outlet
        if self._outlet is not before:
            self.moved.emit()
        self.changed.emit()

    def _plugged(self) -> QAudioDevice | None:
        sink = self._jack.sink if self._jack else ""
        found = (device for device in QMediaDevices.audioOutputs() if sink == _names(device)[0])
        return next(found, None)

    def _loud(self) -> QAudioDevice:
        """Return the loudspeaker; Qt may still list headphones that are gone, even as default."""
        listed = (QMediaDevices.defaultAudioOutput(), *QMediaDevices.audioOutputs())
        there = [device for device in listed if self._headphones not in _names(device)]
        named = (device for device in there if self._loudspeaker in _names(device))
        return next(named, there[0] if there else QAudioDevice())


def _names(device: QAudioDevice) -> tuple[str, str]:
    return device.id().toStdString(), device.description()
