"""A Mandarin sentence that is not recorded as a whole, put together of recordings that are.

A sentence is cut into clauses, where a voice draws breath. A clause is one recording, or several
without a pause between them, as 二十三日 follows 十一月; but only where together they read as the
clause reads by itself: 一 before 个 is another syllable than 一 alone. Third tones count as second
ones there, since a voice that gives figures one by one may bend them or not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from kiosk.speech.pronounce import pieces as pieces_of
from kiosk.speech.pronounce import spelt_out
from kiosk.speech.readings import ANNOTATED

_BREATH = re.compile(r"(?<=[，、：；）])(?!\d)|(?=（)")
_UNSAID = re.compile(r"[^\w·]")


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

    def __init__(self, recorded: Iterable[str]) -> None:
        self._recorded = {heard_of(text): text for text in recorded if not ANNOTATED.search(text)}
        self._recorded.pop("", None)
        self._readings: dict[str, tuple[str, ...]] = {}
        self._longest = max(map(len, self._recorded), default=0)

    def pieces(self, sentence: str) -> tuple[Piece, ...]:
        """Return what to say one after the other, in recordings as long as there are."""
        clauses = [clause for clause in _BREATH.split(sentence) if heard_of(clause)]
        pieces: list[Piece] = []
        while clauses:
            count, found = self._beginning(clauses)
            pieces += found
            del clauses[:count]
        return tuple(
            piece
            for is_recorded, run in groupby(pieces, lambda piece: piece.is_recorded)
            for piece in (run if is_recorded else [_together(run)])
        )

    def _beginning(self, clauses: list[str]) -> tuple[int, tuple[Piece, ...]]:
        """Return how many clauses are said next, and by what."""
        for count in range(len(clauses), 0, -1):
            text = self._recorded.get(heard_of("".join(clauses[:count])))
            if text and not any(map(ANNOTATED.search, clauses[:count])):
                return count, (Piece(text, is_recorded=True),)
        return 1, self._joined(clauses[0]) or (Piece(clauses[0], is_recorded=False),)

    def _joined(self, clause: str) -> tuple[Piece, ...]:
        texts = () if ANNOTATED.search(clause) else self._fewest(heard_of(clause))
        last = len(texts) - 1
        return tuple(
            Piece(text, is_recorded=True, ends_clause=number == last)
            for number, text in enumerate(texts)
        )

    def _fewest(self, key: str) -> tuple[str, ...]:
        """Return the fewest recordings that hold ``key`` and read as it does, or none."""
        reading = _reading(key)
        best: list[tuple[str, ...] | None] = [()]
        for end in range(1, len(key) + 1):
            starts = range(max(0, end - self._longest), end)
            ways = [
                (*before, self._recorded[key[start:end]])
                for start in starts
                if (before := best[start]) is not None
                and key[start:end] in self._recorded
                and self._reading_of(key[start:end]) == reading[start:end]
            ]
            best.append(min(ways, key=len, default=None))
        return best[-1] or ()

    def _reading_of(self, recorded: str) -> tuple[str, ...]:
        """Return it from memory, which holds nothing but what is recorded."""
        if recorded not in self._readings:
            self._readings[recorded] = _reading(recorded)
        return self._readings[recorded]


def _together(run: Iterable[Piece]) -> Piece:
    return Piece("".join(piece.text for piece in run), is_recorded=False)


def heard_of(text: str) -> str:
    """Return what is heard of ``text``, in one way of writing."""
    return _UNSAID.sub("", spelt_out(text))


def _reading(key: str) -> tuple[str, ...]:
    """Return the syllable of each character; a letter is its own."""
    return tuple(
        sound.replace("2", "3")
        for piece in pieces_of(key)
        for sound in piece.syllables or piece.text
    )
