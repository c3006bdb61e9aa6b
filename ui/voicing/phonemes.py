"""Sentences as the neural voice is given them: its phonemes, with our readings.

Runs in the tool's own environment. The syllables are ours (:mod:`kiosk.speech.pronounce`), so that
a recorded sentence and one said by the engine at run time read every name and word alike; words
are cut apart as in the texts the voice was trained on, because it pauses by them.
"""

from collections.abc import Iterator

import jieba
from misaki.zh import ZHG2P

from kiosk.speech.pronounce import Piece, pieces

_TIE = "\u032f"  # below the second vowel of a diphthong; the voice was trained without it
_MARKS = {
    "，": ", ", "、": ", ", "：": ": ", "；": "; ", "。": ". ", "？": "? ", "！": "! ",
    "（": ", ", "）": ", ", "《": " ", "》": " ", "—": ", ", "…": ", ",
}  # fmt: skip
_LETTERS = {
    "A": "ˈA", "B": "bˈi", "C": "sˈi", "D": "dˈi", "E": "ˈi", "F": "ˈɛf", "G": "ʤˈi", "H": "ˈAʧ",
    "I": "ˈI", "J": "ʤˈA", "K": "kˈA", "L": "ˈɛl", "M": "ˈɛm", "N": "ˈɛn", "O": "ˈO", "P": "pˈi",
    "Q": "kjˈu", "R": "ˈɑɹ", "S": "ˈɛs", "T": "tˈi", "U": "jˈu", "V": "vˈi", "W": "dˈʌbᵊlju",
    "X": "ˈɛks", "Y": "wˈI", "Z": "zˈi",
}  # fmt: skip


def phonemes(text: str) -> str:
    """Return what the voice is given for ``text``."""
    return " ".join("".join(_said(piece) for piece in pieces(text)).split()).strip(", ")


def _said(piece: Piece) -> str:
    if piece.syllables:
        return " ".join(_words(piece))
    if piece.text[0] in _MARKS or not piece.text.isalpha():
        return _MARKS.get(piece.text[0], f"{piece.text[0]} ")
    return f" {' '.join(_LETTERS[letter] for letter in piece.text.upper())} "


def _words(piece: Piece) -> Iterator[str]:
    """Yield the phonemes of each word; the pieces' syllables stand one to a character."""
    if len(piece.syllables) != len(piece.text):
        yield "".join(_syllable(syllable) for syllable in piece.syllables)
        return
    start = 0
    for word in jieba.lcut(piece.text):
        end = start + len(word)
        yield "".join(_syllable(syllable) for syllable in piece.syllables[start:end])
        start = end


def _syllable(pinyin: str) -> str:
    return str(ZHG2P.py2ipa(pinyin)).replace(_TIE, "")
