"""How soon a touch is heard, and how soon it silences: ``python -m tests.bench.voice``.

Everything is taken from a recording of a null sink, in chunks of five milliseconds; a real card
adds its own ten to forty.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.processes.listening import CHUNK_MS, Recording, Speaker, missing_program, sound_server

_PROGRESS = Console(stderr=True)
_QUIET_S = 0.2
_CACHED = "请把身份证放在读卡器上，听到提示音以后再拿开。"
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
        for name, measure, target_ms in (
            ("touch → sound, sentence at hand", bench.cached_ms, 50),
            ("touch → sound, sentence rendered first", bench.uncached_ms, 150),
            ("touch → silence", bench.silence_ms, 50),
        ):
            taken = [measure() for _ in track(range(samples), name, console=_PROGRESS)]
            table.add_row(name, *_figures(taken), f"< {target_ms}")
        speaker.close()
        recording.close()
    Console().print(table)
    return 0


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
