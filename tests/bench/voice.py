"""How soon a touch is heard, and how soon it silences: ``python -m tests.bench.voice``.

Everything is taken from a recording of a null sink, in chunks of five milliseconds; a real card
adds its own ten to forty. Idle, and with a process on every core that does nothing else.
"""

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.processes.listening import CHUNK_MS, Recording, Speaker, missing_program, sound_server

_PROGRESS = Console(stderr=True)
_QUIET_S = 0.2
_CACHED = "请把身份证放在读卡器上，听到提示音以后再拿开。"
_RECORDED = "点一下屏幕就开始。"
_STARTS = 5
_DIGITS = "零一二三四五六七八九"


class Bench:
    """A speaking voice and its recording; every measure returns milliseconds."""

    def __init__(self, speaker: Speaker, recording: Recording) -> None:
        self._speaker = speaker
        self._recording = recording
        self._made = 0
        self.cached_ms()

    def cached_ms(self) -> float:
        """From a touch to the first sound of a sentence rendered before."""
        return self._answer_ms(_CACHED)

    def uncached_ms(self) -> float:
        """From a touch to the first sound of a sentence never said before."""
        self._made += 1
        number = "".join(_DIGITS[int(digit)] for digit in f"{self._made:03d}")
        return self._answer_ms(f"请{number}号到三号窗口办理。")

    def silence_ms(self) -> float:
        """From a touch to the last sound of the sentence it cuts."""
        self._recording.onset(self._speaker.do("say", _CACHED))
        return self._cut_ms()

    def ended_ms(self) -> float:
        """From the end of a visit to the last sound of the sentence it cuts."""
        self._recording.onset(self._speaker.do("say", _CACHED))
        ended = self._speaker.do("reset")
        return 1000 * (self._recording.end(ended, quiet_s=_QUIET_S) - ended)

    def _answer_ms(self, words: str) -> float:
        touched = self._speaker.do("touch", words)
        begun = self._recording.onset(touched)
        self._cut_ms()
        return 1000 * (begun - touched)

    def _cut_ms(self) -> float:
        touched = self._speaker.do("touch")
        return 1000 * (self._recording.end(touched, quiet_s=_QUIET_S) - touched)


def main() -> int:
    """Measure and print the table; return 0 when it could be measured."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--samples", type=int, default=20)
    samples = options.parse_args().samples
    if missing := missing_program():
        sys.stderr.write(f"{missing} is missing: apt install pulseaudio pulseaudio-utils\n")
        return 1
    with tempfile.TemporaryDirectory() as folder, sound_server(Path(folder)) as environment:
        recording, speaker = Recording(environment), Speaker(environment)
        bench = Bench(speaker, recording)
        table = _table(samples)

        def measure(name: str, once: Callable[[], float], wanted_ms: int, times: int) -> None:
            taken = [once() for _ in track(range(times), name, console=_PROGRESS)]
            table.add_row(name, *_figures(taken), f"< {wanted_ms}")

        measure("touch → sound, sentence at hand", bench.cached_ms, 50, samples)
        measure("touch → sound, sentence rendered first", bench.uncached_ms, 150, samples)
        measure("touch → silence", bench.silence_ms, 50, samples)
        measure("end of a visit → silence", bench.ended_ms, 50, samples)
        with _busy_cores():
            measure("touch → sound at hand, cores busy", bench.cached_ms, 100, samples)
            measure("touch → silence, cores busy", bench.silence_ms, 50, samples)
        speaker.close()
        recorded = environment | {"HALL_VOICE": "female"}
        speaker = Speaker(recorded)
        bench = Bench(speaker, recording)
        measure("touch → sound, joined of recordings", bench.uncached_ms, 150, samples)
        speaker.close()
        starts = min(samples, _STARTS)
        for name, voice, words in (
            ("engine", environment, _CACHED),
            ("recorded", recorded, _RECORDED),
            ("joined, recorded and engine", recorded, _CACHED),
        ):
            first = partial(_first_ms, voice, recording, words)
            measure(f"first sentence: {name}", first, 300, starts)
        recording.close()
    Console().print(table)
    return 0


def _first_ms(environment: dict[str, str], recording: Recording, words: str) -> float:
    """From the first sentence a new process is given to its first sound."""
    speaker = Speaker(environment)
    speaker.do("touch")  # it is up
    asked = speaker.do("say", words)
    heard_ms = 1000 * (recording.onset(asked) - asked)
    speaker.close()
    recording.end(asked, quiet_s=_QUIET_S)
    return heard_ms


@contextlib.contextmanager
def _busy_cores() -> Iterator[None]:
    command = [sys.executable, "-c", "while True: pass"]
    busy = [subprocess.Popen(command) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


def _table(samples: int) -> Table:
    table = Table(title=f"voice, ms, {samples} samples, ± {CHUNK_MS} ms", show_edge=False)
    table.add_column("")
    for column in ("median", "p95", "max", "p95 wanted"):
        table.add_column(column, justify="right")
    return table


def _figures(taken: list[float]) -> tuple[str, ...]:
    return tuple(f"{ms:.0f}" for ms in (statistics.median(taken), _p95(taken), max(taken)))


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    sys.exit(main())
