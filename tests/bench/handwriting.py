"""Accuracy, speed and memory of handwriting: ``python -m tests.bench.handwriting [FILE]``.

FILE is a draw of ink (see ``tests.bench.draw_ink``); without one the middle lines of printed
characters are written, which flatters the recogniser: it has seen print. ``--peer zinnia`` prints
the classic matcher of strokes beside ours. People's ink is a matter for a pilot.
"""

import argparse
import resource
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import numpy as np

from kiosk.entry.handwriting import InkRecogniser, Model
from kiosk.entry.hanzi import standard_levels
from kiosk.ports.recogniser import Place, Recogniser
from tests.bench import zinnia
from tests.bench.ink import HANDS, Ink, Sample, clean, joined, noisy, read, shuffled
from ui.rehearsal.ink import strokes_for

_SEED = 20251122
_SHOWN = 10
_TOPS = (1, 5, 10)
_OWN_COUNT = 60
_P95_MS = 40
_WANTED = {  # level, condition → of how many the character is among ten
    (1, "noisy"): 0.98, (1, "swapped"): 0.98, (1, "shuffled"): 0.98, (1, "joined25"): 0.98,
    (1, "joined50"): 0.97, (1, "missing"): 0.97, (1, "hard"): 0.93,
    (2, "noisy"): 0.96, (3, "noisy"): 0.85,
}  # fmt: skip
_FIRST_WANTED = {(1, "noisy"): 0.96}
_MB = 1024 * 1024


@dataclass(slots=True)
class Tally:
    """Where the written character stood among the candidates: 0 is first, −1 nowhere."""

    ranks: list[int] = field(default_factory=list)

    def top(self, most: int) -> float:
        """Return the share found among the first ``most``."""
        return sum(0 <= rank < most for rank in self.ranks) / len(self.ranks)


@dataclass(slots=True)
class Measured:
    """What a recogniser made of a draw.

    Attributes:
        tallies: by level and condition.
        times_ms: of each recognition but the first, which reads the model.
        grown_mb: resident memory it took.
    """

    tallies: dict[tuple[int, str], Tally]
    times_ms: list[float]
    grown_mb: float


def measure(recogniser: Recogniser, samples: Iterable[Sample]) -> Measured:
    """Have all samples read."""
    tallies: dict[tuple[int, str], Tally] = defaultdict(Tally)
    times: list[float] = []
    before = _resident_mb()
    for sample in samples:
        began = perf_counter()
        place = Place(previous=sample.previous)
        found = [c.text for c in recogniser.recognise(sample.ink, limit=_SHOWN, place=place)]
        times.append((perf_counter() - began) * 1000)
        rank = found.index(sample.character) if sample.character in found else -1
        tallies[sample.level, sample.condition].ranks.append(rank)
    return Measured(tallies, times[1:], _resident_mb() - before)


def score(
    recogniser: InkRecogniser,
    characters: str,
    hand: Callable[[Ink, np.random.Generator], Ink],
    write: Callable[[str], Ink] = strokes_for,
) -> tuple[float, float]:
    """Return the shares of characters found first and among eight."""
    chance = np.random.default_rng(_SEED)
    samples = (Sample(char, 0, "", hand(write(char), chance)) for char in characters)
    (tally,) = measure(recogniser, samples).tallies.values()
    return tally.top(1), tally.top(8)


def own_draw(count: int) -> Iterator[Sample]:
    """Yield ``count`` characters of each level in four hands."""
    chance = np.random.default_rng(_SEED)
    names = {hand: name for name, hand in HANDS.items()}
    for level, signs in enumerate(standard_levels(), 1):
        drawn = chance.choice(list(signs), count, replace=False)
        for hand in (clean, noisy, shuffled, joined):
            for sign in drawn:
                yield Sample(sign, level, names[hand], hand(strokes_for(sign), chance))


def main() -> int:
    """Print the tables.

    Returns:
        How many shares were missed in a draw; time depends on the machine and is only told.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.bench.handwriting", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="a draw of ink, .jsonl.gz")
    parser.add_argument("--peer", choices=["zinnia"], help="measured beside ours")
    chosen = parser.parse_args()
    samples = list(read(chosen.file) if chosen.file else own_draw(_OWN_COUNT))
    ours = measure(InkRecogniser(Model()), samples)
    peer = measure(_peer(), samples) if chosen.peer else None
    missed = 0
    for (level, condition), tally in sorted(ours.tallies.items()):
        beside = f"   {_shares(peer.tallies[level, condition])}" if peer else ""
        wanted, first = (table.get((level, condition), 0.0) for table in (_WANTED, _FIRST_WANTED))
        is_missed = tally.top(_SHOWN) < wanted or tally.top(1) < first
        missed += is_missed and chosen.file is not None
        note = f"   wanted {wanted:.0%}{f', first {first:.0%}' if first else ''}" if wanted else ""
        _say(
            f"level {level} {condition:18} n {len(tally.ranks):4}  {_shares(tally)}{beside}{note}"
        )
    _say(f"ours:   {_costs(ours)} (p95 wanted ≤ {_P95_MS} ms)")
    if peer:
        _say(f"zinnia: {_costs(peer)}; its shares stand in the second column")
    return missed


def _peer() -> zinnia.Zinnia:
    try:
        return zinnia.Zinnia()
    except OSError as missing:
        sys.exit(f"zinnia is not installed ({missing}): {zinnia.NEEDED}")


def _shares(tally: Tally) -> str:
    return "top-1/5/10 " + " ".join(f"{tally.top(most):6.1%}" for most in _TOPS)


def _costs(measured: Measured) -> str:
    p50, p95 = np.percentile(measured.times_ms, (50, 95))
    return f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, memory {measured.grown_mb:+.0f} MB"


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / _MB


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - its purpose


if __name__ == "__main__":
    sys.exit(main())
