"""What was said beside what was understood: Mandarin by syllables, English by its words' sound."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from kiosk.domain.language import Language
from kiosk.speech.characters import simplified
from kiosk.speech.pronounce import pronounce
from ui.voicing.english_phonemes import phonemes

_SYLLABLE = re.compile(r"[a-zü]+[1-5]")
_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
_STRESS = str.maketrans("", "", "ˈˌ")


@dataclass(frozen=True, slots=True)
class Take:
    """Recordings that were heard together, and how much of them was missed.

    Attributes:
        said: the sentences.
        heard: what was made of them.
        units: how many syllables, or English words, were said.
        missed: those that were not understood; of a syllable the tone is of no account.
        missed_with_tone: the same where a wrong tone counts.
    """

    said: tuple[str, ...]
    heard: str
    units: int
    missed: int
    missed_with_tone: int

    @classmethod
    def of(cls, said: tuple[str, ...], heard: str, language: Language) -> "Take":
        """Compare; how a syllable or a word was written is of no account."""
        if not language.is_chinese:
            meant, got = _words(" ".join(said)), _words(heard)
            missed = distance(meant, got)
            return cls(said, heard, units=len(meant), missed=missed, missed_with_tone=missed)
        heard = simplified(heard)
        meant, got = _syllables("，".join(said)), _syllables(heard)
        return cls(
            said,
            heard,
            units=len(meant),
            missed=distance(_without_tones(meant), _without_tones(got)),
            missed_with_tone=distance(meant, got),
        )

    @property
    def badness(self) -> float:
        """The share of what was said that was missed."""
        return self.missed / max(1, self.units)


def distance(meant: Sequence[str], got: Sequence[str]) -> int:
    """Return how many units must be changed, added or left out (Levenshtein 1965)."""
    costs = list(range(len(got) + 1))
    for unit in meant:
        before = costs
        costs = [before[0] + 1]
        for other, (across, above) in zip(got, pairwise(before), strict=True):
            costs.append(min(above + 1, costs[-1] + 1, across + (unit != other)))
    return costs[-1]


def _syllables(text: str) -> list[str]:
    return _SYLLABLE.findall(pronounce(text))


def _words(text: str) -> list[str]:
    sounds = (phonemes(word).split() for word in _WORD.findall(text.lower()))
    return [sound.translate(_STRESS) for sound in chain.from_iterable(sounds)]


def _without_tones(syllables: Sequence[str]) -> list[str]:
    return [syllable[:-1] for syllable in syllables]


def row(kind: str, clips: int, takes: Sequence[Take]) -> str:
    """Return a row of the table: syllables or words, and how many of a hundred were missed."""
    units = max(1, sum(one.units for one in takes))
    toneless = 100 * sum(one.missed for one in takes) / units
    toned = 100 * sum(one.missed_with_tone for one in takes) / units
    return f"| {kind} | {clips} | {units} | {toneless:.1f} | {toned:.1f} |"
