"""The values an expression works on and how one kind becomes another, as JavaRosa decides.

A value is a number, a text, a truth, a date (with or without time) or a set of nodes. An empty
answer is the empty text: it is false, and not a number.
"""

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import ROUND_FLOOR, Decimal
from typing import TypeAlias

from kiosk.forms.instance import Node, Scalar

EPOCH = date(1970, 1, 1)
_EPSILON = 1e-12
_NUMBER = re.compile(r"\s*-?([0-9]+(\.[0-9]*)?|\.[0-9]+)\s*")
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


class NodeSet(list[Node]):
    """The nodes a path leads to, in document order, without those that are not relevant."""

    __slots__ = ()


Value: TypeAlias = Scalar | NodeSet


def single(value: Value) -> Scalar:
    """Return a scalar: of a set of nodes the first node's value, or the empty text."""
    if isinstance(value, NodeSet):
        return value[0].value() if value else ""
    return value


def several(value: Value) -> list[Scalar]:
    """Return all values of a set of nodes, or the one value."""
    return [node.value() for node in value] if isinstance(value, NodeSet) else [value]


def to_number(value: Value) -> float:
    """Return the number a value stands for; NaN when it stands for none.

    Dates count as whole days since 1970-01-01. Exponents and infinities in texts do not count.
    """
    plain = single(value)
    if isinstance(plain, str):
        return float(plain) if _NUMBER.fullmatch(plain) else math.nan
    if isinstance(plain, date):
        return float(days_since_epoch(plain))
    return float(plain)


def to_text(value: Value) -> str:
    """Return the text of a value: whole numbers without a point, dates in ISO form."""
    plain = single(value)
    if isinstance(plain, str):
        return plain
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, datetime):
        return plain.isoformat(timespec="milliseconds")
    if isinstance(plain, date):
        return plain.isoformat()
    return _number_text(plain)


def _number_text(number: float) -> str:
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return str(int(number))
    return format(Decimal(repr(number)), "f")


def to_truth(value: Value) -> bool:
    """Return whether a value counts as true: a non-empty text, a number that is not zero."""
    plain = single(value)
    if isinstance(plain, bool):
        return plain
    if isinstance(plain, float | int):
        return abs(plain) > _EPSILON and not math.isnan(plain)
    return bool(plain)


def equal(left: Value, right: Value) -> bool:
    """Whether two values are the same; sets of nodes when any pair is."""
    if _is_plural(left) or _is_plural(right):
        return any(_same(a, b) for a in several(left) for b in several(right))
    return _same(single(left), single(right))


def unequal(left: Value, right: Value) -> bool:
    """Whether two values differ; sets of nodes when any pair does."""
    if _is_plural(left) or _is_plural(right):
        return any(not _same(a, b) for a in several(left) for b in several(right))
    return not _same(single(left), single(right))


def compare(left: Value, right: Value, holds: Callable[[float, float], bool]) -> bool:
    """Whether ``holds`` is true of the two numbers; never with NaN."""
    if _is_plural(left) or _is_plural(right):
        return any(
            holds(to_number(a), to_number(b)) for a in several(left) for b in several(right)
        )
    return holds(to_number(left), to_number(right))


def _is_plural(value: Value) -> bool:
    return isinstance(value, NodeSet) and len(value) > 1


def _same(left: Scalar, right: Scalar) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return to_truth(left) == to_truth(right)
    if isinstance(left, float | int) or isinstance(right, float | int):
        a, b = to_number(left), to_number(right)
        return a == b or abs(a - b) < _EPSILON
    return to_text(left) == to_text(right)


def days_since_epoch(day: date) -> int:
    """Return whole days since 1970-01-01."""
    return day.toordinal() - EPOCH.toordinal()


def date_from_days(days: float) -> date | None:
    """Return the date that many days after 1970-01-01, or None outside the calendar."""
    try:
        return EPOCH + timedelta(days=math.floor(days))
    except (OverflowError, ValueError):
        return None


def parse_date(text: str, time_zone: tzinfo) -> date | None:
    """Return the date in an ISO date or date-time text as seen in ``time_zone``, or None."""
    text = text.strip()
    if "T" in text:
        moment = parse_moment(text, time_zone)
        return moment.date() if moment else None
    found = _DATE.fullmatch(text)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def parse_moment(text: str, time_zone: tzinfo) -> datetime | None:
    """Return the aware date-time in an ISO text; without offset it is in ``time_zone``."""
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is None:
            return moment.replace(tzinfo=time_zone)
        return moment.astimezone(time_zone)
    except (ValueError, OverflowError):
        return None


def fractional_days(moment: datetime) -> float:
    """Return days since 1970-01-01T00:00Z with their fraction."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(days=1)


def round_half_up(number: float, places: int = 0) -> float:
    """Round with halves going up, in decimal and not in binary (12345.15 → 12345.2)."""
    if math.isnan(number) or math.isinf(number):
        return number
    unit = Decimal(1).scaleb(-places)
    steps = Decimal(repr(number)) / unit + Decimal("0.5")
    rounded = float(steps.to_integral_value(ROUND_FLOOR) * unit)
    return math.copysign(rounded, number) if rounded == 0 else rounded
