"""What was said beside what was understood, by syllables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kiosk.speech.characters import simplified
from kiosk.speech.pronounce import pronounce

_SYLLABLE = re.compile(r"[a-zü]+[1-5]")


@dataclass(frozen=True, slots=True)
class Take:
    """Recordings that were heard together, and how many of their syllables were missed."""

    said: tuple[str, ...]
    heard: str
    syllables: int
    missed: int
    missed_with_tone: int

    @classmethod
    def of(cls, said: tuple[str, ...], heard: str) -> "Take":
        """Compare; which character was written for a syllable is of no account."""
        heard = simplified(heard)
        meant, got = _syllables("，".join(said)), _syllables(heard)
        return cls(
            said,
            heard,
            syllables=len(meant),
            missed=distance(_without_tones(meant), _without_tones(got)),
            missed_with_tone=distance(meant, got),
        )

    @property
    def badness(self) -> float:
        """The share of syllables that were missed."""
        return self.missed / max(1, self.syllables)


def distance(meant: Sequence[str], got: Sequence[str]) -> int:
    """Return how many syllables must be changed, added or left out (Levenshtein 1965)."""
    costs = list(range(len(got) + 1))
    for syllable in meant:
        before = costs
        costs = [before[0] + 1]
        for other, (across, above) in zip(got, pairwise(before), strict=True):
            costs.append(min(above + 1, costs[-1] + 1, across + (syllable != other)))
    return costs[-1]


def _syllables(text: str) -> list[str]:
    return _SYLLABLE.findall(pronounce(text))


def _without_tones(syllables: Sequence[str]) -> list[str]:
    return [syllable[:-1] for syllable in syllables]


def row(kind: str, clips: int, takes: Sequence[Take]) -> str:
    """Return a row of the table: syllables, and how many of a hundred were missed."""
    syllables = max(1, sum(one.syllables for one in takes))
    toneless = 100 * sum(one.missed for one in takes) / syllables
    toned = 100 * sum(one.missed_with_tone for one in takes) / syllables
    return f"| {kind} | {clips} | {syllables} | {toneless:.1f} | {toned:.1f} |"
