"""Keys every screen lays out alike."""

from kiosk.domain.words import Words
from kiosk.entry.fields import ERASE
from kiosk.entry.hanzi import STROKES
from kiosk.i18n import Text

LETTER_KEYS = (tuple("ABCDEFG"), tuple("HIJKLMN"), tuple("OPQRSTU"), (*"VWXYZ", ERASE))
"""In the order of the alphabet: who cannot type does not know another one."""
PINYIN_KEYS = tuple(tuple("Ü" if key == "V" else key for key in row) for row in LETTER_KEYS)
"""Pinyin has no v, but an ü that other keyboards hide behind it."""
STROKE_KEYS = (tuple(STROKES)[:3], (*tuple(STROKES)[3:], ERASE))
"""Across, down, left; dot, bend."""
CODE_POINT_KEYS = (tuple("123456"), tuple("7890AB"), (*"CDEF", ERASE))
"""Hexadecimal digits."""
_STROKE_NAMES = ("heng", "shu", "pie", "dian", "zhe")
_LETTERS = {"Ü": "v", **STROKES}
DIGIT_KEYS = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), ("", "0", ERASE))
"""As on a telephone."""


def key_names(text: Text) -> tuple[tuple[str, Words], ...]:
    """Return what the keys without a readable character are called."""
    return ((ERASE, text("key-erase")), (".", text("key-point")))


def stroke_names(text: Text) -> tuple[tuple[str, Words], ...]:
    """Return what the keys of the strokes are called; the sign stands before its name."""
    words = (text(f"stroke-{name}") for name in _STROKE_NAMES)
    return tuple(
        (sign, Words(f"{sign} {name.shown}", name.spoken))
        for sign, name in zip(STROKES, words, strict=True)
    )


def spelled_by(key: str) -> str:
    """Return the letter an input method takes for a key of pinyin or of strokes."""
    return _LETTERS.get(key, key.lower())
