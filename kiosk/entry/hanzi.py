"""Which characters are Han, and which of them are standard (通用规范汉字表, 2013)."""

from functools import cache
from importlib.resources import files

# Blocks of unified ideographs and the ideographic zero, Unicode 15.
_BLOCKS = (
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2EBEF),
    (0x30000, 0x323AF),
)

STROKES = {"一": "h", "丨": "s", "丿": "p", "丶": "n", "乛": "z"}
"""The five kinds of strokes (GB 13000.1 汉字笔顺规范) and the letters that spell them."""


def is_han(sign: str) -> bool:
    """Whether ``sign`` is one Han character."""
    return len(sign) == 1 and any(low <= ord(sign) <= high for low, high in _BLOCKS)


@cache
def standard_levels() -> tuple[str, str, str]:
    """Return the table's three levels: 3,500, 3,000 and 1,605 characters in its own order."""
    text = files("assets").joinpath("hanzi", "standard.txt").read_text("utf-8")
    first, second, third = (line for line in text.splitlines() if not line.startswith("#"))
    return first, second, third


@cache
def standard() -> frozenset[str]:
    """Return all 8,105 standard characters."""
    return frozenset("".join(standard_levels()))
