"""How typed values are said in English; the twin of the speller for Mandarin.

An English voice reads numbers and words by itself. What names something, a card, a telephone, a
slip, is said sign by sign, in the groups it is read in.
"""

import re
from datetime import date

from kiosk.i18n.english import DIGITS, English


def one_by_one(groups: list[str]) -> str:
    """Return groups of signs, each sign by itself, with a pause between the groups."""
    return ", ".join(" ".join(map(_sign, group)) for group in groups if group)


def day(value: str) -> str:
    """Return ``2026-11-22`` as a day of the calendar; what is none stays as it is."""
    try:
        return English().full_day(date.fromisoformat(value)).spoken
    except ValueError:
        return value


def time(value: str) -> str:
    """Return ``14:05`` as a time of day; what is none stays as it is."""
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)(?::\d{2})?", value)
    return English().time(int(found[1]), int(found[2])).spoken if found else value


def money(value: str) -> str:
    """Return an amount in yuan; what is none stays as it is."""
    bare = re.sub(r"[¥￥,，元\s]", "", value)
    return f"{bare} yuan" if re.fullmatch(r"-?\d+(\.\d{1,2})?", bare) else value


def step(value: str) -> str:
    """Return ``2/5`` as a step of several."""
    found = re.fullmatch(r"\D*(\d+)\s*/\s*(\d+)\D*", value)
    return f"step {found[1]} of {found[2]}" if found else value


def hidden(value: str) -> str:
    """Return only how much was typed, for what must not be heard by others."""
    return f"{len(value)} characters" if value else "empty"


def _sign(sign: str) -> str:
    return DIGITS[int(sign)] if sign.isdecimal() else sign.upper()
