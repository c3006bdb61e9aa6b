"""Characters the network cannot read: ``python -m tests.bench.rare [--write]``.

Measures how often they are among the first eight by their pattern, written by another hand (the
middle lines of a Mincho font) than the one the table was made with. ``--write`` finds them among
all 8,105 standard characters, in some ten minutes, and makes the table anew.
"""

import json
import sys
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiosk.entry.handwriting import InkRecogniser, Model
from kiosk.entry.hanzi import standard_levels
from kiosk.entry.lookalikes import PATTERN_SIZE, usual_classes
from tests.bench.handwriting import score
from tests.bench.ink import clean, noisy
from ui.rehearsal.ink import strokes_for

_TABLE = Path(__file__).parents[2] / "assets" / "hanzi" / "lookalikes.json"
_FONTS = Path("/usr/share/fonts")
SANS = (
    (_FONTS / "opentype/noto/NotoSansCJK-Regular.ttc", 2),
    (_FONTS / "truetype/hanazono/HanaMinB.ttf", 0),
)
MINCHO = tuple((_FONTS / f"truetype/hanazono/HanaMin{part}.ttf", 0) for part in "AB")
_SEED = 7
_AMONG_EIGHT = 0.85
_HANDS = (clean, noisy, noisy, noisy)


def unread(model: Model) -> str:
    """Return the standard characters whose clean ink the network does not put among eight."""
    usual = usual_classes(model.signs)
    own = {model.signs[at]: row for row, at in enumerate(usual)}
    missed = []
    for char in "".join(standard_levels()):
        logs = model.log_probabilities(strokes_for(char))[usual]
        if char not in own or int((logs > logs[own[char]]).sum()) >= 8:
            missed.append(char)
    return "".join(missed)


def pattern(model: Model, char: str, chance: np.random.Generator) -> dict[str, float]:
    """Return what the network takes the character for, as shares of the standard classes."""
    usual = usual_classes(model.signs)
    shares = np.mean([_shares(model, char, usual, hand, chance) for hand in _HANDS], axis=0)
    best = np.argsort(-shares)[:PATTERN_SIZE]
    return {
        model.signs[usual[at]]: round(float(shares[at]), 4) for at in best if shares[at] > 5e-5
    }


def _shares(
    model: Model,
    char: str,
    usual: NDArray[np.intp],
    hand: object,
    chance: np.random.Generator,
) -> NDArray[np.float64]:
    assert callable(hand)
    shares = np.exp(model.log_probabilities(hand(strokes_for(char), chance))[usual])
    whole: NDArray[np.float64] = shares / shares.sum()
    return whole


def write(model: Model) -> None:
    """Make the table anew."""
    chance = np.random.default_rng(_SEED)
    table = {char: pattern(model, char, chance) for char in unread(model)}
    rows = (
        f"{json.dumps(char, ensure_ascii=False)}: {json.dumps(row, ensure_ascii=False)}"
        for char, row in table.items()
    )
    _TABLE.write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")
    _say(f"{len(table)} characters written")


def main(arguments: list[str]) -> int:
    """Print how many are found, or make the table; return whether the target was missed."""
    model = Model()
    model.load()
    if "--write" in arguments:
        write(model)
        return 0
    characters = "".join(json.loads(_TABLE.read_text("utf-8")))
    missed = 0
    for name, fonts in (("Sans", SANS), ("Mincho", MINCHO)):
        for hand in (clean, noisy):
            ink = partial(strokes_for, fonts=fonts)
            first, eight = score(InkRecogniser(model), characters, hand, ink)
            _say(f"{name:>6} {hand.__name__:>6}: first {first:6.1%}, among 8 {eight:6.1%}")
            missed += eight < _AMONG_EIGHT
    return missed


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - its purpose


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
