"""A character that nothing here can write: 〓 holds its place, and a picture shows it (造字).

〓 (U+3013, the geta mark) is what printers set where a sort was missing, so nobody takes it for a
part of a name. Old identity cards hold such characters as private-use code points, which mean
another character to each maker: they are never kept.
"""

import re
from collections.abc import Iterable

UNLISTED = "〓"
PICTURE = "-unlisted.jpg"
"""Ends the slot of the picture that shows what stands for 〓 in an answer."""
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def without_private_use(text: str) -> str:
    """Return ``text`` with 〓 for each private-use character."""
    return _PRIVATE_USE.sub(UNLISTED, text)


def needs_character(texts: Iterable[str]) -> bool:
    """Whether a character in any of ``texts`` has yet to be made by the authorities."""
    return any(UNLISTED in text for text in texts)
