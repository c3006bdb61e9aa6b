"""Renderers of speech: pyttsx3 in a child process, and its silent twin.

The child is killed and started again when it hangs; a sentence that fails is tried once more. No
engine on this machine is a value (None), never an exception: the captions carry the words then.
"""

import base64
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kiosk.devices.recorded_voice import recorded
from kiosk.domain.language import Language
from kiosk.ports.synthesiser import Synthesiser
from kiosk.speech.passages import passages
from kiosk.speech.sound import silence_for

_ROOT = Path(__file__).parents[2]  # the child finds our code from whatever folder we run in
_START_PATIENCE_S = 10.0
_PATIENCE_S = 1.0
_PATIENCE_PER_CHARACTER_S = 0.02
_NORMAL_PERCENT, _NORMAL_WPM = 100, 175


class SilentSynthesiser:
    """The simulated twin: silence that lasts as long as the words would."""

    def render(
        self, text: str, *, rate_percent: int, language: str = Language.SIMPLIFIED
    ) -> bytes | None:
        """Return a WAV of silence."""
        del language
        return silence_for(text, rate_percent=rate_percent).to_wav()

    def close(self) -> None:
        """Nothing to give back."""


class WorkerSynthesiser:
    """pyttsx3 in a process of its own. Call ``render`` off the GUI thread.

    One request is under way at a time; the calls of several threads queue up.
    """

    def __init__(self, *, python: str = sys.executable) -> None:
        self._python = python
        self._turn = threading.Lock()
        self._worker: _Worker | None = None
        self._has_engine = True
        self._asked = 0

    @property
    def pid(self) -> int | None:
        """The child's process id while it lives."""
        worker = self._worker
        return worker.pid if worker and worker.is_alive else None

    def warm_up(self) -> bool:
        """Start the child if need be; return whether there is an engine."""
        with self._turn:
            return self._ready_worker() is not None

    def render(
        self, text: str, *, rate_percent: int, language: str = Language.SIMPLIFIED
    ) -> bytes | None:
        """Return a WAV, or None when no voice is to be had."""
        said = [(part.tongue, part.text) for part in passages(text, language)]
        request = {"rate": words_per_minute(rate_percent), "passages": said}
        patience_s = _PATIENCE_S + len(text) * _PATIENCE_PER_CHARACTER_S
        with self._turn:
            return self._ask(request, patience_s) or self._ask(request, patience_s)

    def close(self) -> None:
        """End the child."""
        with self._turn:
            self._has_engine = False
            self._drop_worker()

    def _ask(self, request: Mapping[str, object], patience_s: float) -> bytes | None:
        worker = self._ready_worker()
        if worker is None:
            return None
        self._asked += 1
        try:
            worker.send({"id": self._asked, **request})
            answer = worker.answer(patience_s)
        except (OSError, ValueError):
            self._drop_worker()
            return None
        wav = answer.get("wav")
        return base64.b64decode(wav) if wav else None

    def _ready_worker(self) -> "_Worker | None":
        if self._worker and self._worker.is_alive:
            return self._worker
        self._drop_worker()
        if not self._has_engine:
            return None
        try:
            self._worker = _Worker(self._python)
            self._has_engine = self._worker.answer(_START_PATIENCE_S)["voice"] is not None
        except (OSError, ValueError, KeyError):
            self._has_engine = False
        if not self._has_engine:
            self._drop_worker()
        return self._worker

    def _drop_worker(self) -> None:
        if self._worker:
            self._worker.end()
        self._worker = None


class _Worker:
    """One child process and its two pipes; OSError when it does not answer in time."""

    def __init__(self, python: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [python, "-m", "kiosk.devices.synthesis_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": _with_ours(os.environ.get("PYTHONPATH", ""))},
        )
        self._unread = b""

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def send(self, request: dict[str, object]) -> None:
        pipe = self._process.stdin
        if pipe is None:
            raise BrokenPipeError
        pipe.write(json.dumps(request).encode() + b"\n")
        pipe.flush()

    def answer(self, patience_s: float) -> dict[str, Any]:
        """Return the next line as JSON.

        Raises:
            OSError: the child has ended, or ``patience_s`` have passed.
            ValueError: the line is not JSON.
        """
        until = time.monotonic() + patience_s
        while b"\n" not in self._unread:
            self._unread += self._read(until - time.monotonic())
        line, self._unread = self._unread.split(b"\n", 1)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _read(self, patience_s: float) -> bytes:
        pipe = self._process.stdout
        if pipe is None:
            raise BrokenPipeError
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            if patience_s <= 0 or not selector.select(patience_s):
                raise TimeoutError
        chunk = os.read(pipe.fileno(), 1 << 20)
        if not chunk:
            raise BrokenPipeError
        return chunk

    def end(self) -> None:
        """Kill the child and take its exit status, so that it leaves no trace."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                _close_quietly(pipe)


def _with_ours(search_path: str) -> str:
    return os.pathsep.join(part for part in (str(_ROOT), search_path) if part)


def _close_quietly(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:
        """A request the child never read was still buffered."""


def words_per_minute(rate_percent: int) -> int:
    """Return espeak's rate for our percent, fitted to measured lengths of Mandarin sentences.

    Espeak's 92 takes twice as long as its 175, which is our normal rate; 318 half as long.
    """
    slope = 1.66 if rate_percent < _NORMAL_PERCENT else 1.43
    return round(_NORMAL_WPM + slope * (rate_percent - _NORMAL_PERCENT))


def _recorded_woman() -> Synthesiser:
    return recorded("zf_xiaoxiao", instead=WorkerSynthesiser())


SYNTHESISERS: Mapping[str, Callable[[], Synthesiser]] = {
    "female": _recorded_woman,
    "espeak": WorkerSynthesiser,
    "silent": SilentSynthesiser,
}
"""Voices by the name that stands in the settings."""
