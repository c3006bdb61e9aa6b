"""Accuracy and speed of handwriting: ``python -m tests.bench.handwriting [CHARACTERS]``.

The ink is the middle lines of printed characters with a tremor and shape noise of our own; it
flatters the recogniser, which has seen print. People's ink is a matter for a pilot.
"""

import sys
from collections.abc import Callable
from time import perf_counter

import numpy as np

from kiosk.entry.handwriting import InkRecogniser, Model
from kiosk.entry.hanzi import standard_levels
from kiosk.ports.recogniser import Point, Stroke
from ui.rehearsal.ink import strokes_for

Ink = tuple[Stroke, ...]
_SEED = 20251122
_AMONG_EIGHT = 0.95  # of level 1, in any hand
_P95_MS = 50


def clean(ink: Ink, chance: np.random.Generator) -> Ink:
    """Leave the ink as it is."""
    del chance
    return ink


def shaky(ink: Ink, chance: np.random.Generator) -> Ink:
    """Turn, slant and shift, and let a tremor of 1 % of the box run along each stroke."""
    turn, slant = chance.normal(0, np.radians(4)), chance.normal(0, 0.08)
    matrix = np.array([[np.cos(turn), slant - np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return tuple(_shaken(stroke, matrix, chance) for stroke in ink)


def shuffled(ink: Ink, chance: np.random.Generator) -> Ink:
    """Shake, and write the strokes in any order and direction."""
    written = [s[:: int(chance.choice((-1, 1)))] for s in shaky(ink, chance)]
    chance.shuffle(written)  # type: ignore[arg-type] # a list of tuples is a sequence
    return tuple(written)


def joined(ink: Ink, chance: np.random.Generator) -> Ink:
    """Shake, and do not lift the pen between a quarter of neighbouring strokes."""
    strokes = list(shaky(ink, chance))
    for at in range(len(strokes) - 2, -1, -1):
        if chance.random() < 0.25:
            strokes[at : at + 2] = [strokes[at] + strokes[at + 1]]
    return tuple(strokes)


def _shaken(stroke: Stroke, matrix: np.ndarray, chance: np.random.Generator) -> Stroke:
    line = np.array([(p.x, p.y) for p in stroke])
    steps = max(2, int(np.hypot(*np.diff(line, axis=0).T).sum() / 0.02))
    at = np.linspace(0, len(line) - 1, steps)
    fine = np.stack([np.interp(at, range(len(line)), line[:, axis]) for axis in (0, 1)], axis=1)
    wave = np.sin(np.arange(steps)[:, None] * 2.1 + chance.uniform(0, 6.3, 2)) * 0.01
    moved = (fine + wave + chance.normal(0, 0.02, 2)) @ matrix.T
    return tuple(Point(float(x), float(y), 20.0 * n) for n, (x, y) in enumerate(moved))


def score(
    recogniser: InkRecogniser,
    characters: str,
    hand: Callable[[Ink, np.random.Generator], Ink],
    write: Callable[[str], Ink] = strokes_for,
) -> tuple[float, float, list[float]]:
    """Return the shares found first and among eight, and milliseconds a recognition."""
    chance = np.random.default_rng(_SEED)
    first = eight = 0
    times = []
    for character in characters:
        ink = hand(write(character), chance)
        start = perf_counter()
        found = [candidate.text for candidate in recogniser.recognise(ink)]
        times.append((perf_counter() - start) * 1000)
        first += found[0] == character
        eight += character in found
    return first / len(characters), eight / len(characters), times


def main(count: int) -> int:
    """Print accuracy a level and a hand, and the time of one recognition.

    Returns:
        How many accuracies were missed; time depends on the machine and is only told.
    """
    recogniser = InkRecogniser(Model())
    chance = np.random.default_rng(_SEED)
    missed = 0
    times: list[float] = []
    for number, level in enumerate(standard_levels(), 1):
        drawn = "".join(chance.choice(list(level), count, replace=False))
        for hand in (clean, shaky, shuffled, joined):
            first, eight, spent = score(recogniser, drawn, hand)
            times += spent[1:]  # the first one of all reads the model
            _say(f"level {number} {hand.__name__:>8}: first {first:6.1%}, among 8 {eight:6.1%}")
            missed += number == 1 and eight < _AMONG_EIGHT
    p50, p95 = np.percentile(times, (50, 95))
    wanted = f"p95 wanted < {_P95_MS} ms"
    _say(f"one recognition: p50 {p50:.1f} ms, p95 {p95:.1f} ms ({wanted}), n = {len(times)}")
    return missed


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - its purpose


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
