"""Characters by their number in Unicode: for who helps, when nothing else finds one."""

import sys
from collections.abc import Sequence
from string import hexdigits

from kiosk.entry.hanzi import is_han
from kiosk.ports.input_method import Composition, Step

_BASE = 16
_LEAST_DIGITS, _MOST_DIGITS = 4, 6


def composed(steps: Sequence[Step]) -> Composition:
    """Return what hexadecimal digits spell: the one ideograph with that number.

    What is no ideograph is not offered: least of all the private use area, where each maker's
    characters are others.
    """
    digits = "".join(step for step in steps if isinstance(step, str)).upper()
    sign = _sign(digits)
    if sign and any(isinstance(step, int) for step in steps):
        return Composition(text=sign, used=len(steps))
    return Composition(spelled=digits, candidates=(sign,) if sign else ())


def _sign(digits: str) -> str:
    if not _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS or not set(digits) <= set(hexdigits):
        return ""
    number = int(digits, _BASE)
    sign = chr(number) if number <= sys.maxunicode else ""
    return sign if is_han(sign) else ""
