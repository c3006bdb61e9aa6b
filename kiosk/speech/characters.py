"""Traditional characters as Mandarin is said from: recordings and readings are Simplified.

Only what is said goes through here, never what is shown: several Traditional characters become
one Simplified one, and which one a name is written with belongs to its owner.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

FILE = Path(str(files("assets"))) / "text" / "zh-Hant.characters"
"""Pairs of a Traditional and a Simplified character, with spaces between them."""


def simplified(text: str) -> str:
    """Return ``text`` in Simplified characters."""
    return text.translate(_table())


@cache
def _table() -> Mapping[int, str]:
    pairs = FILE.read_text("utf-8").split()
    return {ord(pair[0]): pair[1] for pair in pairs}
