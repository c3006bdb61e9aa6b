"""A sentence that is not recorded as a whole, put together of recordings that are.

A sentence is cut into clauses, where a voice draws breath. A clause is one recording, or several
without a pause between them, as 二十三日 follows 十一月; but in Mandarin only where together they
read as the clause reads by itself: 一 before 个 is another syllable than 一 alone. Third tones
count as second ones there, since a voice that gives figures one by one may bend them or not.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
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
_WORD = re.compile(r"\d+(?:,\d{3})+|-\d+|[%/&+@#°]|\w+(?:['.]\w+)*")
Sounds: TypeAlias = tuple[str, ...]
"""What is heard of a clause: hanzi one by one, or words and signs that are read as words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence.

    Attributes:
        text: as it is recorded, or what the engine is to say.
        is_recorded: which of the two.
        ends_clause: a breath follows, unless it is the last.
    """

    text: str = field(repr=False)
    is_recorded: bool
    ends_clause: bool = True


class Splicer:
    """Knows what is recorded, and tells of which recordings a sentence is made."""

    def __init__(self, recorded: Iterable[str], language: Language = Language.SIMPLIFIED) -> None:
        self._language = language
        self._recorded = {
            heard_of(text, language): text for text in recorded if not ANNOTATED.search(text)
        }
        self._recorded.pop((), None)
        self._clauses = {heard[0]: text for heard, text in self._recorded.items() if not heard[1:]}
        self._readings: dict[Sounds, Sounds] = {}
        self._longest = max(map(len, self._clauses), default=0)

    def pieces(self, sentence: str) -> tuple[Piece, ...]:
        """Return what to say one after the other, in recordings as long as there are."""
        clauses = _clauses(sentence, self._language)
        heard = [() if ANNOTATED.search(c) else _sounds(c, self._language) for c in clauses]
        pieces: list[Piece] = []
        done = 0
        while done < len(clauses):
            count, text = self._longest_run(heard[done:])
            unsaid = Piece(clauses[done], is_recorded=False)
            whole = (Piece(text, is_recorded=True),) if text else ()
            pieces += whole or self._joined(heard[done]) or (unsaid,)
            done += count
        return tuple(
            piece
            for is_recorded, run in groupby(pieces, lambda piece: piece.is_recorded)
            for piece in (run if is_recorded else [self._together(run)])
        )

    def _longest_run(self, heard: Sequence[Sounds]) -> tuple[int, str]:
        """Return how many clauses are recorded together, and as what; one when none are."""
        for count in range(len(heard), 0, -1):
            text = self._recorded.get(tuple(heard[:count]))
            if text:
                return count, text
        return 1, ""

    def _joined(self, heard: Sounds) -> tuple[Piece, ...]:
        texts = self._fewest(heard)
        last = len(texts) - 1
        return tuple(
            Piece(text, is_recorded=True, ends_clause=number == last)
            for number, text in enumerate(texts)
        )

    def _fewest(self, heard: Sounds) -> tuple[str, ...]:
        """Return the fewest recordings in which that is heard as it is read there, or none."""
        reading = self._read(heard)
        best: list[tuple[str, ...] | None] = [()]
        for end in range(1, len(heard) + 1):
            starts = range(max(0, end - self._longest), end)
            ways = [
                (*before, self._clauses[heard[start:end]])
                for start in starts
                if (before := best[start]) is not None
                and heard[start:end] in self._clauses
                and self._reading_of(heard[start:end]) == reading[start:end]
            ]
            best.append(min(ways, key=len, default=None))
        return best[-1] or ()

    def _reading_of(self, recorded: Sounds) -> Sounds:
        """Return it from memory, which holds nothing but what is recorded."""
        if recorded not in self._readings:
            self._readings[recorded] = self._read(recorded)
        return self._readings[recorded]

    def _read(self, heard: Sounds) -> Sounds:
        """Return the syllable of each hanzi; a letter or a word is its own."""
        if not self._language.is_chinese:
            return heard
        return tuple(
            sound.replace("2", "3")
            for piece in pieces_of("".join(heard))
            for sound in piece.syllables or piece.text
        )

    def _together(self, run: Iterable[Piece]) -> Piece:
        between = "" if self._language.is_chinese else " "
        return Piece(between.join(piece.text for piece in run), is_recorded=False)


def heard_of(text: str, language: Language = Language.SIMPLIFIED) -> tuple[Sounds, ...]:
    """Return what is heard of the clauses of ``text``, whatever marks stand between and after."""
    return tuple(_sounds(clause, language) for clause in _clauses(text, language))


def _clauses(text: str, language: Language) -> list[str]:
    """Return the parts of ``text`` between which a voice draws breath, digits spelt out."""
    breath = _BREATH[language.is_chinese]
    parts = breath.split(text) if ANNOTATED.search(text) else [text]
    spelt = [
        part if ANNOTATED.search(part) or not language.is_chinese else spelt_out(part)
        for part in parts
    ]
    found = [clause for part in spelt for clause in breath.split(part)]
    return [clause for clause in found if _sounds(clause, language)]


def _sounds(clause: str, language: Language) -> Sounds:
    if language.is_chinese:
        return tuple(_UNSAID.sub("", clause))
    return tuple(_WORD.findall(clause.lower()))
