"""Ink to measure with: characters as an imagined hand leaves them, and files of them.

The hands are guesses (no ink of old people is to be had): a turn of 4°, a slant, strokes that are
shifted, bent and scaled, and a tremor along each.
"""

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kiosk.ports.recogniser import Point, Stroke

Ink = tuple[Stroke, ...]
Hand = Callable[[Ink, np.random.Generator], Ink]
BOX = 1000
_MS_A_POINT = 20.0
_STEP = 0.02
_HARD = 1.6
_SMALL = 0.25  # of the box: the length of a stroke nobody misses


class Sample(NamedTuple):
    """One character of ink.

    Attributes:
        level: of the table of standard characters, 1 … 3; 0 for all others.
        condition: how it was written.
        previous: the character before it, or empty.
    """

    character: str
    level: int
    condition: str
    ink: Ink
    previous: str = ""


def clean(ink: Ink, chance: np.random.Generator) -> Ink:
    """Leave the ink as it is."""
    del chance
    return ink


def noisy(ink: Ink, chance: np.random.Generator, *, much: float = 1.0) -> Ink:
    """Turn, slant, shift and bend, and let a tremor run along each stroke."""
    turn, slant = chance.normal(0, np.radians(4) * much), chance.normal(0, 0.08 * much)
    aspect = np.exp(chance.normal(0, 0.12 * much / 2))
    matrix = np.array([[np.cos(turn), slant - np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    matrix = matrix @ np.diag([aspect, 1 / aspect])
    return tuple(_shaken(stroke, matrix, chance, much) for stroke in ink if stroke)


def hard(ink: Ink, chance: np.random.Generator) -> Ink:
    """Write with a hand that trembles hard."""
    return noisy(ink, chance, much=_HARD)


def swapped(ink: Ink, chance: np.random.Generator) -> Ink:
    """Write two pairs of strokes in the wrong order."""
    strokes = list(noisy(ink, chance))
    for _ in range(2):
        one, other = chance.integers(len(strokes), size=2)
        strokes[one], strokes[other] = strokes[other], strokes[one]
    return tuple(strokes)


def shuffled(ink: Ink, chance: np.random.Generator) -> Ink:
    """Write the strokes in any order and direction."""
    written = [stroke[:: int(chance.choice((-1, 1)))] for stroke in noisy(ink, chance)]
    return tuple(written[at] for at in chance.permutation(len(written)))


def joined(ink: Ink, chance: np.random.Generator, *, share: float = 0.25) -> Ink:
    """Do not lift the pen between a share of neighbouring strokes."""
    strokes = list(noisy(ink, chance))
    for at in range(len(strokes) - 2, -1, -1):
        if chance.random() < share:
            strokes[at : at + 2] = [strokes[at] + strokes[at + 1]]
    return tuple(strokes)


def half_joined(ink: Ink, chance: np.random.Generator) -> Ink:
    """Write running hand: every second stroke goes on from the one before."""
    return joined(ink, chance, share=0.5)


def missing(ink: Ink, chance: np.random.Generator) -> Ink:
    """Leave one short stroke out, where there is one."""
    strokes = list(noisy(ink, chance))
    short = [at for at, stroke in enumerate(strokes) if _length(stroke) < _SMALL]
    if short and len(strokes) > 1:
        del strokes[int(chance.choice(short))]
    return tuple(strokes)


HANDS: Mapping[str, Hand] = MappingProxyType({
    "clean": clean, "noisy": noisy, "hard": hard, "swapped": swapped, "shuffled": shuffled,
    "joined25": joined, "joined50": half_joined, "missing": missing,
})  # fmt: skip


def read(file: Path) -> Iterator[Sample]:
    """Yield the samples of a file: gzipped lines of JSON with c, lv, k, s and perhaps p.

    These are the character, its level, the condition, the strokes as points of a box of 1000, and
    the character before.
    """
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            ink = tuple(
                tuple(Point(p[0] / BOX, p[1] / BOX, n * _MS_A_POINT) for n, p in enumerate(stroke))
                for stroke in row["s"]
            )
            yield Sample(row["c"], int(row["lv"]), str(row["k"]), ink, row.get("p", ""))


def write(samples: Iterable[Sample], file: Path) -> None:
    """Write samples as :func:`read` takes them."""
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        for sample in samples:
            strokes = [[[round(p.x * BOX), round(p.y * BOX)] for p in s] for s in sample.ink]
            row = {"c": sample.character, "lv": sample.level, "k": sample.condition, "s": strokes}
            row |= {"p": sample.previous} if sample.previous else {}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def _shaken(
    stroke: Stroke, matrix: NDArray[np.float64], chance: np.random.Generator, much: float
) -> Stroke:
    line = np.array([(p.x, p.y) for p in stroke])
    steps = max(2, int(_length(stroke) / _STEP))
    at = np.linspace(0, len(line) - 1, steps)
    fine = np.stack([np.interp(at, range(len(line)), line[:, axis]) for axis in (0, 1)], axis=1)
    middle = fine.mean(0)
    fine = middle + (fine - middle) * np.exp(chance.normal(0, 0.12 * much / 2))
    along = np.linspace(0, np.pi, steps)[:, None]
    bow = np.sin(along) * chance.normal(0, 0.012 * much, 2)
    tremor = np.sin(np.arange(steps)[:, None] * 2.1 + chance.uniform(0, 6.3, 2))
    tremor = tremor * chance.uniform(0.003, 0.012) * much
    moved = (fine + bow + tremor + chance.normal(0, 0.022 * much, 2)) @ matrix.T
    return tuple(Point(float(x), float(y), _MS_A_POINT * n) for n, (x, y) in enumerate(moved))


def _length(stroke: Stroke) -> float:
    line = np.array([(p.x, p.y) for p in stroke])
    return float(np.hypot(*np.diff(line, axis=0).T).sum())
