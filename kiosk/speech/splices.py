"""A sentence that is not recorded as a whole, put together of recordings that are.

A sentence is cut into clauses, where a voice draws breath. A clause is one recording, or several
without a pause between them, as 二十三日 follows 十一月; but in Mandarin only where together they
read as the clause reads by itself: 一 before 个 is another syllable than 一 alone. Third tones
count as second ones there, since a voice that gives figures one by one may bend them or not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from kiosk.domain.language import Language
from kiosk.speech.pronounce import pieces as pieces_of
from kiosk.speech.pronounce import spelt_out
from kiosk.speech.readings import ANNOTATED

_BREATH = {
    True: re.compile(r"(?<=[，、：；）])(?!\d)|(?=（)"),
    False: re.compile(r"(?<=[,:;)])\s+|\s+(?=\()"),
}
"""Where a voice draws breath, in Chinese and in English."""
_UNSAID = re.compile(r"[^\w·]")
_WORD = re.compile(r"\w+(?:['.]\w+)*")
_Sounds: TypeAlias = tuple[str, ...]
"""What is heard: hanzi one by one, or words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence.

    Attributes:
        text: as it is recorded, or what the engine is to say.
        is_recorded: which of the two.
        ends_clause: a breath follows, unless it is the last.
    """

    text: str
    is_recorded: bool
    ends_clause: bool = True


class Splicer:
    """Knows what is recorded, and tells of which recordings a sentence is made."""

    def __init__(self, recorded: Iterable[str], language: Language = Language.SIMPLIFIED) -> None:
        self._is_chinese = language.is_chinese
        self._recorded = {
            self._heard_of(text): text for text in recorded if not ANNOTATED.search(text)
        }
        self._recorded.pop((), None)
        self._readings: dict[_Sounds, _Sounds] = {}
        self._longest = max(map(len, self._recorded), default=0)

    def pieces(self, sentence: str) -> tuple[Piece, ...]:
        """Return what to say one after the other, in recordings as long as there are."""
        breath = _BREATH[self._is_chinese]
        clauses = [clause for clause in breath.split(sentence) if self._heard_of(clause)]
        pieces: list[Piece] = []
        while clauses:
            count, found = self._beginning(clauses)
            pieces += found
            del clauses[:count]
        return tuple(
            piece
            for is_recorded, run in groupby(pieces, lambda piece: piece.is_recorded)
            for piece in (run if is_recorded else [self._together(run)])
        )

    def _beginning(self, clauses: list[str]) -> tuple[int, tuple[Piece, ...]]:
        """Return how many clauses are said next, and by what."""
        for count in range(len(clauses), 0, -1):
            text = self._recorded.get(self._heard_of(" ".join(clauses[:count])))
            if text and not any(map(ANNOTATED.search, clauses[:count])):
                return count, (Piece(text, is_recorded=True),)
        return 1, self._joined(clauses[0]) or (Piece(clauses[0], is_recorded=False),)

    def _joined(self, clause: str) -> tuple[Piece, ...]:
        texts = () if ANNOTATED.search(clause) else self._fewest(self._heard_of(clause))
        last = len(texts) - 1
        return tuple(
            Piece(text, is_recorded=True, ends_clause=number == last)
            for number, text in enumerate(texts)
        )

    def _fewest(self, heard: _Sounds) -> tuple[str, ...]:
        """Return the fewest recordings in which that is heard as it is read there, or none."""
        reading = self._read(heard)
        best: list[tuple[str, ...] | None] = [()]
        for end in range(1, len(heard) + 1):
            starts = range(max(0, end - self._longest), end)
            ways = [
                (*before, self._recorded[heard[start:end]])
                for start in starts
                if (before := best[start]) is not None
                and heard[start:end] in self._recorded
                and self._reading_of(heard[start:end]) == reading[start:end]
            ]
            best.append(min(ways, key=len, default=None))
        return best[-1] or ()

    def _reading_of(self, recorded: _Sounds) -> _Sounds:
        """Return it from memory, which holds nothing but what is recorded."""
        if recorded not in self._readings:
            self._readings[recorded] = self._read(recorded)
        return self._readings[recorded]

    def _read(self, heard: _Sounds) -> _Sounds:
        """Return the syllable of each hanzi; a letter or a word is its own."""
        if not self._is_chinese:
            return heard
        return tuple(
            sound.replace("2", "3")
            for piece in pieces_of("".join(heard))
            for sound in piece.syllables or piece.text
        )

    def _heard_of(self, text: str) -> _Sounds:
        return tuple(heard_of(text)) if self._is_chinese else tuple(_WORD.findall(text.lower()))

    def _together(self, run: Iterable[Piece]) -> Piece:
        between = "" if self._is_chinese else " "
        return Piece(between.join(piece.text for piece in run), is_recorded=False)


def heard_of(text: str) -> str:
    """Return what is heard of ``text``, in one way of writing."""
    return _UNSAID.sub("", spelt_out(text))
