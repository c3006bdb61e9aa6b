"""Keys every screen lays out alike."""

from kiosk.domain.words import Words
from kiosk.entry.fields import ERASE
from kiosk.i18n import Text

LETTER_KEYS = (tuple("ABCDEFG"), tuple("HIJKLMN"), tuple("OPQRSTU"), (*"VWXYZ", ERASE))
"""In the order of the alphabet: who cannot type does not know another one."""
DIGIT_KEYS = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), ("", "0", ERASE))
"""As on a telephone."""


def key_names(text: Text) -> tuple[tuple[str, Words], ...]:
    """Return what the keys without a readable character are called."""
    return ((ERASE, text("key-erase")), (".", text("key-point")))
