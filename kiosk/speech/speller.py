"""How typed values are spoken: a field knows what it holds, so nothing is guessed.

What does not look like its kind is said digit by digit, never refused: the citizen must hear what
stands on the screen.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from kiosk.domain.language import Language
from kiosk.domain.slip_number import SlipNumber
from kiosk.domain.unlisted import UNLISTED
from kiosk.speech import english_speller as english
from kiosk.speech.numerals import cardinal, decimal, digit_by_digit
from kiosk.speech.readings import SURNAMES, annotate

_MOBILE_DIGITS = 11
_UNLISTED_SAID = "方块"
_LONGEST_GROUP = 6


class Spelling(StrEnum):
    """The kinds of value that are read in a way of their own."""

    ID_CARD = "id_card"
    PHONE = "phone"
    DATE = "date"
    TIME = "time"
    MONEY = "money"
    DECIMAL = "decimal"
    INTEGER = "integer"
    COUNT = "count"
    STEP = "step"
    CASE_NUMBER = "case_number"
    DIGITS = "digits"
    NAME = "name"


def spell(kind: Spelling, value: str, language: Language = Language.SIMPLIFIED) -> str:
    """Return ``value`` as it is spoken.

    Args:
        kind: what the value is.
        value: as shown or stored: ``2026-11-22``, ``1234.50``, ``2/5``, ``2张``. A masked one
            is only counted.
        language: in which it is said; a name keeps its Chinese reading in all of them.
    """
    bare = _narrow(value).strip()
    if not language.is_chinese:
        return english.hidden(bare) if "*" in bare else _IN_ENGLISH[kind](bare)
    return spell_hidden(bare) if "*" in bare else _SPELLERS[kind](bare) or bare


def spell_hidden(value: str) -> str:
    """Return only how much was typed, for what must not be heard by others."""
    return f"共{_count(f'{len(value)}位')}" if value else "还没有填"


def _id_card(value: str) -> str:
    return _grouped(_id_card_groups(value))


def _id_card_groups(value: str) -> list[str]:
    number = re.sub(r"[^0-9X]", "", value.upper())
    sizes = (6, 4, 4, 4) if len(number) == sum((6, 4, 4, 4)) else (6, 6, 3)
    return _cut(number, sizes)


def _phone(value: str) -> str:
    number, _, extension = _without_country(value).partition("转")
    tail = f"，转{_names(extension)}" if extension else ""
    return _grouped(_number_groups(number)) + tail


def _without_country(value: str) -> str:
    return re.sub(r"^(\+|00)86[ -]?", "", value)


def _number_groups(number: str) -> list[str]:
    parts = re.findall(r"\d+", number)
    if len(parts) == 1:
        parts = _phone_groups(parts[0])
    return [group for part in parts for group in _even_groups(part)]


def _phone_groups(digits: str) -> list[str]:
    if digits.startswith("1") and len(digits) == _MOBILE_DIGITS:
        return _cut(digits, (3, 4, 4))
    if digits.startswith("0"):
        area = 3 if digits[1:2] in ("1", "2") else 4
        return [digits[:area], digits[area:]]
    return [digits]


def _date(value: str) -> str:
    found = re.fullmatch(r"(\d{4})[-/.年]?(?:(\d{1,2})[-/.月]?(?:(\d{1,2})日?)?)?", value)
    if not found:
        return value
    year, month, day = found.groups()
    said = f"{digit_by_digit(year)}年"
    said += f"{cardinal(month)}月" if month else ""
    return said + (f"{cardinal(day)}日" if day else "")


def _time(value: str) -> str:
    found = re.fullmatch(r"(\D*)(\d{1,2}):(\d{2})(?::\d{2})?", value)
    if not found:
        return value
    part_of_day, hour, minute = found.groups()
    said = _count(f"{int(hour)}点")
    return f"{part_of_day}{said}{_minutes(minute)}"


def _minutes(minute: str) -> str:
    if minute == "00":
        return ""
    if minute == "30":
        return "半"
    return ("零" if minute.startswith("0") else "") + f"{cardinal(minute)}分"


def _money(value: str) -> str:
    found = re.fullmatch(r"(-?)(\d+)(?:\.(\d{1,2})0*)?", re.sub(r"[¥￥,，元\s]", "", value))
    if not found:
        return value
    sign, yuan, part = found.groups()
    jiao, fen = divmod(int((part or "").ljust(2, "0")), 10)
    said = f"{cardinal(yuan)}元" if int(yuan) or not (jiao or fen) else ""
    said += f"{cardinal(str(jiao))}角" if jiao else ("零" if said and fen else "")
    return ("负" if sign else "") + said + (f"{cardinal(str(fen))}分" if fen else "")


def _decimal(value: str) -> str:
    bare = value.replace(",", "")
    if re.fullmatch(r"-?\d+(\.\d+)?%", bare):
        return f"百分之{decimal(bare[:-1])}"
    return decimal(bare) if re.fullmatch(r"-?\d+(\.\d+)?", bare) else value


def _count(value: str) -> str:
    found = re.fullmatch(r"(\d+)(\D*)", value)
    if not found:
        return value
    number, unit = found.groups()
    said = "两" if unit and number.lstrip("0") == "2" else cardinal(number)
    return said + unit


def _step(value: str) -> str:
    found = re.fullmatch(r"\D*(\d+)\s*/\s*(\d+)\D*", value)
    if not found:
        return value
    return f"第{cardinal(found[1])}步，共{cardinal(found[2])}步"


def _case_number(value: str) -> str:
    return _grouped(_case_number_groups(value))


def _case_number_groups(value: str) -> list[str]:
    runs = re.findall(r"\d+|[A-Za-z]+", _as_on_the_slip(value))
    return [g for run in runs for g in (_even_groups(run) if run.isdigit() else [run])]


def _as_on_the_slip(value: str) -> str:
    try:
        return SlipNumber(value).grouped
    except ValueError:
        return value


def _digits(value: str) -> str:
    return re.sub(r"\d+", lambda run: _names(run[0]), value)


def _name(value: str) -> str:
    value = value.replace(UNLISTED, _UNLISTED_SAID)
    for length in (2, 1):
        surname = value[:length]
        if len(value) > length and surname in SURNAMES:
            return annotate(surname, SURNAMES[surname]) + value[length:]
    return value


_SPELLERS: Mapping[Spelling, Callable[[str], str]] = {
    Spelling.ID_CARD: _id_card,
    Spelling.PHONE: _phone,
    Spelling.DATE: _date,
    Spelling.TIME: _time,
    Spelling.MONEY: _money,
    Spelling.DECIMAL: _decimal,
    Spelling.INTEGER: _decimal,
    Spelling.COUNT: _count,
    Spelling.STEP: _step,
    Spelling.CASE_NUMBER: _case_number,
    Spelling.DIGITS: _digits,
    Spelling.NAME: _name,
}

_IN_ENGLISH: Mapping[Spelling, Callable[[str], str]] = {
    Spelling.ID_CARD: lambda value: english.one_by_one(_id_card_groups(value)),
    Spelling.PHONE: lambda value: english.one_by_one(_number_groups(_without_country(value))),
    Spelling.DATE: english.day,
    Spelling.TIME: english.time,
    Spelling.MONEY: english.money,
    Spelling.DECIMAL: str,
    Spelling.INTEGER: str,
    Spelling.COUNT: str,
    Spelling.STEP: english.step,
    Spelling.CASE_NUMBER: lambda value: english.one_by_one(_case_number_groups(value)),
    Spelling.DIGITS: lambda value: english.one_by_one(value.split()),
    Spelling.NAME: _name,
}


def _narrow(text: str) -> str:
    return "".join(
        chr(ord(c) - 0xFEE0) if "０" <= c <= "９" or c in "Ｘｘ：／" else c for c in text
    )


def _names(text: str) -> str:
    """Say the digits of a number that names something: one is 幺, X is 艾克斯."""
    return "".join(
        "艾克斯" if c in "Xx" else digit_by_digit(c, one="幺") if c.isdecimal() else c
        for c in text
    )


def _grouped(groups: list[str]) -> str:
    return "，".join(
        _names(g) if not g.isalpha() or g == "X" else " ".join(g) for g in groups if g
    )


def _cut(text: str, sizes: tuple[int, ...]) -> list[str]:
    groups, start = [], 0
    for size in sizes:
        groups.append(text[start : start + size])
        start += size
    return [*groups, *_even_groups(text[start:])]


def _even_groups(text: str) -> list[str]:
    if len(text) <= _LONGEST_GROUP:
        return [text]
    head = len(text) % 4 or 4
    return [text[:head], *(text[i : i + 4] for i in range(head, len(text), 4))]
