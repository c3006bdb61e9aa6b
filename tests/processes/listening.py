"""A private sound server without a card, a recording of it, and a voice to listen to."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

CHUNK_MS = 5
_RATE_HZ = 48_000
_CHUNK_BYTES = _RATE_HZ * 2 * CHUNK_MS // 1000
_LOUD = 200
_PATIENCE_S = 30.0


def missing_program() -> str:
    """Name the first program the recording needs and this machine lacks, or return nothing."""
    return next((p for p in ("pulseaudio", "parec") if not shutil.which(p)), "")


@dataclass(frozen=True)
class Chunk:
    at: float
    peak: int

    @property
    def is_loud(self) -> bool:
        return self.peak > _LOUD


class Recording:
    """Everything a null sink played, in stamped chunks of five milliseconds."""

    def __init__(self, environment: dict[str, str], sink: str = "kiosk") -> None:
        self._heard = threading.Condition()
        self.chunks: list[Chunk] = []
        self._parec = subprocess.Popen(
            ["parec", "--raw", "--format=s16le", f"--rate={_RATE_HZ}", "--channels=1",
             f"--latency-msec={CHUNK_MS}", "-d", f"{sink}.monitor"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
        )  # fmt: skip
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        self.wait(lambda chunks: len(chunks) > 2)

    def _listen(self) -> None:
        while len(raw := self._parec.stdout.read(_CHUNK_BYTES)) == _CHUNK_BYTES:
            peak = int(np.abs(np.frombuffer(raw, "<i2").astype(np.int32)).max())
            chunk = Chunk(time.perf_counter(), peak)
            with self._heard:
                self.chunks.append(chunk)
                self._heard.notify_all()

    def wait(self, is_so) -> None:
        with self._heard:
            assert self._heard.wait_for(lambda: is_so(self.chunks), _PATIENCE_S), "not heard"

    def onset(self, since: float) -> float:
        """Wait for the first loud chunk after ``since`` and return when it came."""
        found = []

        def has_begun(chunks: list[Chunk]) -> bool:
            found[:] = [c.at for c in _after(chunks, since) if c.is_loud][:1]
            return bool(found)

        self.wait(has_begun)
        return found[0]

    def end(self, since: float, *, quiet_s: float) -> float:
        """Wait until ``quiet_s`` passed without sound; return the last loud moment."""
        found = [since]

        def has_ended(chunks: list[Chunk]) -> bool:
            after = _after(chunks, since)
            found[0] = max((c.at for c in after if c.is_loud), default=since)
            return bool(after) and after[-1].at - found[0] > quiet_s

        self.wait(has_ended)
        return found[0]

    def heard_s(self, since: float) -> float:
        """Return how long it was heard, in samples: a busy machine does not stretch those."""
        loud = [i for i, c in enumerate(self.chunks) if c.at >= since and c.is_loud]
        return (loud[-1] - loud[0] + 1) * CHUNK_MS / 1000 if loud else 0.0

    def close(self) -> None:
        self._parec.kill()
        self._parec.wait()
        self._thread.join()
        self._parec.stdout.close()


def _after(chunks: list[Chunk], since: float) -> list[Chunk]:
    first = next((i for i in range(len(chunks) - 1, -1, -1) if chunks[i].at <= since), -1)
    return chunks[first + 1 :]


@contextlib.contextmanager
def sound_server(folder: Path) -> Iterator[dict[str, str]]:
    """Run a private server with one null sink; yield the environment that leads to it."""
    folder.chmod(0o700)
    socket = folder / "pulse.sock"
    environment = os.environ | {
        "XDG_RUNTIME_DIR": str(folder),
        "HOME": str(folder),
        "PULSE_SERVER": f"unix:{socket}",
    }
    server = subprocess.Popen(
        ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit",
         "--use-pid-file=no",
         "-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1",
         "-L", "module-null-sink sink_name=kiosk rate=48000 channels=2"],
        env=environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        _wait_for_sink(environment, server)
        yield environment
    finally:
        server.kill()
        server.communicate()


def _wait_for_sink(environment: dict[str, str], server: subprocess.Popen) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and server.poll() is None:
        asked = subprocess.run(
            ["pactl", "list", "short", "sinks"], env=environment, capture_output=True, check=False
        )
        if b"kiosk" in asked.stdout:
            return
    raise AssertionError("the private sound server did not come up")


@dataclass(frozen=True)
class Told:
    """What the speaking process reported, and when."""

    event: str
    value: object
    at: float


class Speaker:
    """The kiosk's voice in a process of its own, told what to do line by line."""

    def __init__(self, environment: dict[str, str], *options: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.processes.speaker", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=environment | {"QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        self._news = threading.Condition()
        self._told: list[Told] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        for line in self._process.stdout:
            with self._news:
                self._told.append(Told(**json.loads(line)))
                self._news.notify_all()

    def do(self, verb: str, *words: str) -> float:
        """Have the voice do something; return the moment it began."""
        asked = time.perf_counter()
        self._process.stdin.write(json.dumps([verb, *words]) + "\n")
        self._process.stdin.flush()
        return self.told("did", verb, since=asked).at

    def told(self, event: str, value: object = None, *, since: float) -> Told:
        """Wait for the first report of ``event`` with ``value`` after ``since``."""
        found: list[Told] = []

        def is_told() -> bool:
            found[:] = [
                t for t in self._told if (t.event, t.value) == (event, value) and t.at >= since
            ]
            return bool(found)

        with self._news:
            assert self._news.wait_for(is_told, _PATIENCE_S), f"{event} was not reported"
        return found[0]

    def close(self) -> None:
        self._process.stdin.close()
        assert self._process.wait(timeout=_PATIENCE_S) == 0
        self._thread.join()
        self._process.stdout.close()
