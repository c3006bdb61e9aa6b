"""The one thing that makes sound: a QAudioSink fed from memory.

With no device it keeps silent for as long as the sound would have lasted, so that captions keep
their pace.
"""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, Signal
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices, QtAudio

from kiosk.speech.sound import Sound

MakeSink: TypeAlias = Callable[[QAudioDevice, QAudioFormat, QObject], QAudioSink]
_TAIL_MS = 120  # silence after each sound: the pause between sentences, and what a sink may cut
_GRACE_MS = 1000  # a stalled device is given up that much after the sound should have ended


class Player(QObject):
    """Plays one sound at a time; a new one ends the old.

    Args:
        output: where to play; by default whatever the system's output is at that moment.
        make_sink: makes what plays one sound there.

    Signals:
        finished: a sound was played, or kept silent for, to its end; not after ``stop``.
        availability_changed: a device came (True) or the last one went (False).
    """

    finished = Signal()
    availability_changed = Signal(bool)

    def __init__(
        self,
        *,
        output: Callable[[], QAudioDevice] | None = None,
        make_sink: MakeSink = QAudioSink,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._devices = None if output else QMediaDevices(self)
        self._output = output or QMediaDevices.defaultAudioOutput
        self._make_sink = make_sink
        if self._devices:
            self._devices.audioOutputsChanged.connect(self.on_outputs_changed)
        self._is_available = not self._output().isNull()
        self._volume = 1.0
        self._sink: QAudioSink | None = None
        self._buffer = QBuffer(self)
        self._end = QTimer(self, singleShot=True)
        self._end.timeout.connect(self._on_time_over)

    @property
    def is_available(self) -> bool:
        """Whether there is a device to play on."""
        return self._is_available

    @property
    def is_playing(self) -> bool:
        """Whether a sound, or the silence in its place, is under way."""
        return self._end.isActive()

    def set_volume(self, percent: float) -> None:
        """Set the loudness of this and every later sound; 0 is silence."""
        self._volume = percent / 100
        if self._sink:
            self._sink.setVolume(self._volume)

    def play(self, sound: Sound) -> None:
        """Play ``sound`` from its start."""
        self.stop()
        whole_ms = sound.duration_ms + _TAIL_MS
        self._end.start(whole_ms + _GRACE_MS if self._start_sink(sound) else whole_ms)

    def stop(self) -> None:
        """Be silent at once."""
        self._end.stop()
        sink, self._sink = self._sink, None
        if sink:
            sink.stateChanged.disconnect(self._on_state_changed)
            sink.setVolume(0)  # what the device has already taken must not sound on
            sink.reset()
            sink.deleteLater()
        self._buffer.close()

    def on_outputs_changed(self) -> None:
        """Look again whether there is a device."""
        self._note(is_available=not self._output().isNull())

    def _start_sink(self, sound: Sound) -> bool:
        device = self._output()
        if device.isNull():
            self._note(is_available=False)
            return False
        self._buffer.setData(QByteArray(sound.pcm + bytes(2 * sound.rate_hz * _TAIL_MS // 1000)))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = self._make_sink(device, _format(sound), self)
        self._sink.setVolume(self._volume)
        self._sink.stateChanged.connect(self._on_state_changed)
        self._sink.start(self._buffer)
        return self._sink.state() is not QtAudio.State.StoppedState

    def _on_state_changed(self) -> None:
        # WORKAROUND: PySide 6.11 cannot hand the signal's QAudio::State to a bound method.
        state = self._sink.state() if self._sink else None
        if state is QtAudio.State.IdleState:
            self._note(is_available=True)
            self._on_ended()
        elif state is QtAudio.State.StoppedState:
            self._note(is_available=False)
            self._end.start(max(self._end.remainingTime() - _GRACE_MS, _TAIL_MS))

    def _on_time_over(self) -> None:
        is_stalled = self._sink is not None and self._sink.state() is QtAudio.State.ActiveState
        if is_stalled:  # PulseAudio keeps a stream alive, and Qt its device, when the sink is gone
            self._note(is_available=False)
        self._on_ended()

    def _on_ended(self) -> None:
        self.stop()
        self.finished.emit()

    def _note(self, *, is_available: bool) -> None:
        if is_available != self._is_available:
            self._is_available = is_available
            self.availability_changed.emit(is_available)


def _format(sound: Sound) -> QAudioFormat:
    form = QAudioFormat()
    form.setSampleRate(sound.rate_hz)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return form
