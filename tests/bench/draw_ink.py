"""A draw of ink to tune or to test with: ``python -m tests.bench.draw_ink FOLDER FILE [SEED]``.

FOLDER holds the characters of the npm package ``hanzi-writer-data`` (Arphic Public License): the
middle line of each stroke, in the order of the school book. FILE becomes what
``python -m tests.bench.handwriting FILE`` reads. Each character of a draw is written in every
hand; characters of words are written with the one before them, too.
"""

import json
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np

from kiosk.entry.hanzi import standard_levels
from kiosk.ports.recogniser import Point
from tests.bench.ink import HANDS, Ink, Sample, hard, noisy, write

_COUNTS = (150, 100, 100)
_WORDS = 200
_SEED = 20261127
_TOP, _SIDE = 900, 1024  # of the package's own box, whose y goes up


def main(folder: Path, file: Path, seed: int) -> None:
    """Draw, and write the file."""
    write(_samples(folder, np.random.default_rng(seed)), file)


def _samples(folder: Path, chance: np.random.Generator) -> Iterator[Sample]:
    for level, (signs, count) in enumerate(zip(standard_levels(), _COUNTS, strict=True), 1):
        known = [sign for sign in signs if (folder / f"{sign}.json").is_file()]
        for sign in chance.choice(known, min(count, len(known)), replace=False):
            for name, hand in HANDS.items():
                yield Sample(sign, level, name, hand(_middle_lines(folder, sign), chance))
    for word in chance.choice(_words(folder), _WORDS, replace=False):
        for name, hand in (("word noisy", noisy), ("word hard", hard)):
            ink = hand(_middle_lines(folder, word[1]), chance)
            yield Sample(word[1], 1, f"{name}, alone", ink)
            yield Sample(word[1], 1, name, ink, previous=word[0])


def _words(folder: Path) -> list[str]:
    lines = files("assets").joinpath("hanzi", "words.txt").read_text("utf-8").splitlines()
    words = (line.split(" ")[1] for line in lines if not line.startswith("#"))
    common = set(standard_levels()[0])
    return [w for w in words if w[1] in common and (folder / f"{w[1]}.json").is_file()]


def _middle_lines(folder: Path, sign: str) -> Ink:
    medians = json.loads((folder / f"{sign}.json").read_text("utf-8"))["medians"]
    return tuple(
        tuple(Point(x / _SIDE, (_TOP - y) / _SIDE, 20.0 * n) for n, (x, y) in enumerate(line))
        for line in medians
    )


if __name__ == "__main__":
    _folder, _file, *_seed = sys.argv[1:]
    main(Path(_folder), Path(_file), int(_seed[0]) if _seed else _SEED)
