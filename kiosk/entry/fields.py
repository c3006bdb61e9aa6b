"""How a question is typed: which keys, how entries are forgiven, shown in groups and masked."""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

ERASE = "\b"  # the place of the erase key in a layout; the window draws its own sign there
BLANK = ""  # a place in a layout without a key
NAME_DOT = "\N{MIDDLE DOT}"  # between the parts of a name, GB/T 29263 and identity cards

_TEXT_LIMIT = 200
_NAME_LIMIT = 50
_NUMBER_LIMIT = 12
_DIGITS_LIMIT = 40
_DOTS = "・•‧∙⋅．。"
_HOUSE_KEYS = (("号", "栋", "单元"), ("室", "组", "楼"))
_FULL_STOPS = str.maketrans(dict.fromkeys("\N{IDEOGRAPHIC FULL STOP}．｡", "."))
_COUNTRY = re.compile(r"^(\+|00)?86(?=1[3-9]\d{9}$|0\d{9,11}$)")
_PATTERN = re.compile(r"regex\([^,]*,\s*'([^']*)'")
_RANGE = re.compile(r"[A-Z]-[A-Z]")
_CAPITALS = re.compile(r"(?<!\\)[A-Z]")


class Pad(StrEnum):
    """A kind of key field the window can draw, those that are easiest to use first."""

    HANDWRITING = "handwriting"
    WHOLE_NAME = "whole-name"
    PINYIN = "pinyin"
    STROKES = "strokes"
    DIGITS = "digits"
    LETTERS = "letters"
    RADICALS = "radicals"
    CODE_POINT = "code-point"


class Shape(StrEnum):
    """What the entry is, which decides how it is forgiven, grouped and masked."""

    TEXT = "text"
    NAME = "name"
    ID_NUMBER = "id-number"
    PHONE = "phone"
    DIGITS = "digits"
    INTEGER = "integer"
    DECIMAL = "decimal"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryField:
    """How one question is typed.

    Attributes:
        shape: what is typed.
        pads: the key fields offered, the first one open.
        keys: rows of the digit pad; :data:`ERASE` and :data:`BLANK` mark their places.
        limit: most code points taken.
        is_multiline: whether a new line may be typed.
    """

    shape: Shape
    pads: tuple[Pad, ...]
    keys: tuple[tuple[str, ...], ...]
    limit: int
    is_multiline: bool = False


def entry_field(*, kind: str, appearance: str = "", constraint: str = "") -> EntryField:
    """Return how a question of that XLSForm ``kind`` and ``appearance`` is typed.

    Args:
        kind: ``text``, ``integer`` or ``decimal``.
        appearance: words of the appearance column; unknown ones are ignored.
        constraint: the constraint's source. Capital letters in its pattern get a key of their
            own on the digit pad: the 20-digit disability certificate may hold X and B. A range
            of them, as in ``[A-Z]``, brings the letter pad.
    """
    words = set(appearance.split())
    if kind in {"integer", "decimal"}:
        return _number(kind)
    if "idcard" in words:
        return _digits(Shape.ID_NUMBER, extra="X", limit=18)
    if "phone" in words:
        return _digits(Shape.PHONE, limit=13)
    if words & {"numeric", "numbers"}:
        return _long_number(constraint)
    return _words(words)


def with_house_numbers(field: EntryField) -> EntryField:
    """Return how the rest of an address is typed: by digits first, with 号, 栋 and 单元."""
    pads = (Pad.DIGITS, *(pad for pad in field.pads if pad is not Pad.DIGITS))
    return replace(field, pads=pads, keys=_HOUSE_KEYS + field.keys)


def normalised(text: str, field: EntryField) -> str:
    """Return the answer meant by ``text``: spaces, dashes and full-width forms are forgiven."""
    narrow = unicodedata.normalize("NFKC", text.translate(_FULL_STOPS))
    match field.shape:
        case Shape.TEXT:
            return _tidy_text(text, keep_lines=field.is_multiline)
        case Shape.NAME:
            return _tidy_name(text)
        case Shape.ID_NUMBER | Shape.DIGITS:
            return "".join(c for c in narrow.upper() if c.isascii() and c.isalnum())
        case Shape.PHONE:
            return _COUNTRY.sub("", "".join(c for c in narrow if c in "+0123456789"))
        case Shape.INTEGER | Shape.DECIMAL:
            return _tidy_number(narrow)


def grouped(value: str, field: EntryField) -> str:
    """Return the value in the groups people compare by eye; text stays as it is."""
    match field.shape:
        case Shape.ID_NUMBER:
            sizes: tuple[int, ...] = (6, 8, 4)
        case Shape.PHONE if value.startswith("1"):
            sizes = (3, 4, 4)
        case Shape.PHONE:
            sizes = (4, 4, 4)
        case Shape.DIGITS:
            sizes = (4,) * (len(value) // 4 + 1)
        case _:
            return value
    return " ".join(_cut(value, sizes))


def masked(value: str, field: EntryField) -> str:
    """Return the value with its middle hidden, for a screen others may see."""
    match field.shape:
        case Shape.ID_NUMBER:
            return _starred(value, head=6, tail=4)
        case Shape.PHONE:
            return _starred(value, head=3, tail=4)
        case Shape.DIGITS:
            return _starred(value, head=0, tail=4)
        case Shape.INTEGER | Shape.DECIMAL:
            return "*" * len(value)
        case Shape.NAME | Shape.TEXT:
            return _starred(value, head=1, tail=0)


def _number(kind: str) -> EntryField:
    if kind == "integer":
        return _digits(Shape.INTEGER, limit=_NUMBER_LIMIT)
    return _digits(Shape.DECIMAL, extra=".", limit=_NUMBER_LIMIT)


def _digits(shape: Shape, *, limit: int, extra: str = "") -> EntryField:
    """Lay the keys out as on a telephone; more than one extra key stands in a row above."""
    corner = extra if len(extra) == 1 else BLANK
    rows = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), (corner, "0", ERASE))
    above = () if len(extra) <= 1 else (tuple(extra),)
    return EntryField(shape=shape, pads=(Pad.DIGITS,), keys=above + rows, limit=limit)


def _words(appearance: set[str]) -> EntryField:
    is_name = bool(appearance & {"handwriting", "name"})
    without = Pad.DIGITS if is_name else Pad.WHOLE_NAME
    pads = tuple(pad for pad in Pad if pad is not without)
    return EntryField(
        shape=Shape.NAME if is_name else Shape.TEXT,
        pads=pads,
        keys=_digits(Shape.DIGITS, limit=_TEXT_LIMIT).keys,
        limit=_NAME_LIMIT if is_name else _TEXT_LIMIT,
        is_multiline="multiline" in appearance,
    )


def _long_number(constraint: str) -> EntryField:
    patterns = "".join(_PATTERN.findall(constraint))
    plain = _RANGE.sub("", patterns)
    field = _digits(
        Shape.DIGITS,
        extra="".join(dict.fromkeys(_CAPITALS.findall(plain))),
        limit=_DIGITS_LIMIT,
    )
    has_range = plain != patterns
    return replace(field, pads=(Pad.DIGITS, Pad.LETTERS)) if has_range else field


def _tidy_text(text: str, *, keep_lines: bool) -> str:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return ("\n" if keep_lines else " ").join(line for line in lines if line)


def _tidy_name(text: str) -> str:
    """Drop spaces and make every dot people find the one of identity cards.

    Nothing else is changed: NFKC would turn a compatibility ideograph into another character,
    and a name is what the card says.
    """
    dotted = "".join(NAME_DOT if c in _DOTS else c for c in text)
    return "".join(dotted.split()).strip(NAME_DOT)


def _tidy_number(text: str) -> str:
    kept = "".join(c for c in text if c in "0123456789.")
    whole, dot, rest = kept.partition(".")
    if not kept.strip("."):
        return ""
    tail = rest.replace(".", "").rstrip("0") if dot else ""
    head = whole.lstrip("0") or "0"
    return f"{head}.{tail}" if tail else head


def _cut(value: str, sizes: tuple[int, ...]) -> list[str]:
    parts, at = [], 0
    for size in sizes:
        parts.append(value[at : at + size])
        at += size
    return [part for part in (*parts, value[at:]) if part]


def _starred(value: str, *, head: int, tail: int) -> str:
    if len(value) <= head + tail:
        return "*" * len(value)
    return value[:head] + "*" * (len(value) - head - tail) + value[len(value) - tail :]
