"""Characters the recogniser lists but cannot read, found by what it takes them for.

Nearly all standard characters beyond the BMP are classes of the network that never answer, even
on clean print. What it answers instead is steady, though: shown 𬭼 it wavers between the same few
characters each time. The table holds, for each such character, that pattern; ink that gives a
close pattern is offered as the character. ``python -m tests.bench.rare --write`` makes the table.
"""

import json
from collections.abc import Sequence
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from kiosk.entry.hanzi import standard

PATTERN_SIZE = 16  # classes kept of a pattern
# Bhattacharyya coefficient. Shaky ink of 235 such characters: 0.51 at the 5th percentile; ink of
# other characters reaches 0.36 at the 90th.
_LEAST_ALIKE = 0.4

Logs = NDArray[np.float32]


class Lookalikes:
    """The table, bound to the classes of one network."""

    def __init__(self, classes: Sequence[str]) -> None:
        place = {sign: at for at, sign in enumerate(classes)}
        table = _table()
        self._usual = usual_classes(classes)
        self._signs = tuple(table)
        self._classes = np.zeros((len(table), PATTERN_SIZE), np.intp)
        self._roots = np.zeros((len(table), PATTERN_SIZE), np.float32)
        for row, pattern in enumerate(table.values()):
            for column, (sign, share) in enumerate(pattern.items()):
                self._classes[row, column] = place[sign]
                self._roots[row, column] = share**0.5

    def found(self, logs: Logs) -> dict[str, float]:
        """Return the characters whose pattern is close, and how close: 0.4 … 1."""
        roots = np.exp(logs / 2)
        roots /= np.linalg.norm(roots[self._usual])
        alike = (roots[self._classes] * self._roots).sum(axis=1)
        return {self._signs[k]: float(alike[k]) for k in np.flatnonzero(alike >= _LEAST_ALIKE)}


def usual_classes(classes: Sequence[str]) -> NDArray[np.intp]:
    """Return the places of the standard characters among the classes."""
    usual = standard()
    return np.array([at for at, sign in enumerate(classes) if sign in usual])


def _table() -> dict[str, dict[str, float]]:
    text = files("assets").joinpath("hanzi", "lookalikes.json").read_text("utf-8")
    table: dict[str, dict[str, float]] = json.loads(text)
    return table
