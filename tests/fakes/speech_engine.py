"""pyttsx3 on espeak with the traps that were met, and nothing that can be heard."""

import io
import os
import sys
import threading
import wave
from collections.abc import Callable
from types import SimpleNamespace

import pytest

_POLLS_AT_WORK = 3
_FRAMES = bytes(2 * 200)


class SpeechEngine:
    """One engine of a process. espeak's own thread is at work for a while after each request.

    Attributes:
        lost: what was handed over while it was at work, and so never happened.
        said: the texts of all runs.
        empty_runs: how many of the next runs give a WAV without frames.
        late_s: how long after ``runAndWait`` a sound is there and ``finished-utterance`` comes.
    """

    RATE = 1

    def __init__(self, *, empty_runs: int = 0, late_s: float = 0.0) -> None:
        self.voice, self.rate = "gmw/en", 200
        self.lost: list[str] = []
        self.said: list[str] = []
        self.empty_runs, self.late_s = empty_runs, late_s
        self._polls_at_work = 0
        self._wanted: tuple[str, int] | None = None
        self._tell_finished: Callable[..., None] = lambda **_facts: None
        self.dll = SimpleNamespace(espeak_GetParameter=lambda _which, _current: self.rate)

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Be the pyttsx3 that is imported next."""
        pyttsx3 = SimpleNamespace(init=lambda _driver: self)
        monkeypatch.setitem(sys.modules, "pyttsx3", pyttsx3)
        monkeypatch.setitem(sys.modules, "pyttsx3.drivers", SimpleNamespace(_espeak=self))

    def IsPlaying(self) -> bool:  # noqa: N802 - espeak's name
        is_at_work = self._polls_at_work > 0
        self._polls_at_work = max(0, self._polls_at_work - 1)
        return is_at_work

    def connect(self, topic: str, tell: Callable[..., None]) -> None:
        assert topic == "finished-utterance"
        self._tell_finished = tell

    def getProperty(self, name: str) -> object:  # noqa: N802 - pyttsx3's name
        return getattr(self, name)

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802 - pyttsx3's name
        if self._is_free_for(name):
            setattr(self, name, value)

    def save_to_file(self, text: str, path: str) -> None:
        self._wanted = text, os.open(path, os.O_WRONLY)

    def runAndWait(self) -> None:  # noqa: N802 - pyttsx3's name
        """Return before the sound is there."""
        wanted, self._wanted = self._wanted, None
        if self._is_free_for("run") and wanted:
            self.said.append(wanted[0])
            threading.Timer(self.late_s, self._finish, wanted[1:]).start()

    def _is_free_for(self, request: str) -> bool:
        if self._polls_at_work:
            self.lost.append(request)
            return False
        self._polls_at_work = _POLLS_AT_WORK
        return True

    def _finish(self, file: int) -> None:
        os.write(file, self._wav())
        os.close(file)
        self._tell_finished(completed=True)

    def _wav(self) -> bytes:
        is_empty = self.empty_runs > 0
        self.empty_runs -= is_empty
        out = io.BytesIO()
        with wave.open(out, "wb") as wav:
            wav.setnchannels(1)
            wav.setsampwidth(2)
            wav.setframerate(22_050)
            wav.writeframes(b"" if is_empty else _FRAMES)
        return out.getvalue()
