"""The closed table of functions. What is not in it does not exist; there is no other way out."""

import math
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, tzinfo
from difflib import get_close_matches
from typing import NamedTuple, TypeAlias

from kiosk.forms.instance import Scalar
from kiosk.forms.patterns import matches, refuse_pattern
from kiosk.forms.surroundings import Context
from kiosk.forms.syntax import Fault, SyntaxProblem, shown
from kiosk.forms.values import (
    NodeSet,
    Value,
    date_from_days,
    days_since_epoch,
    fractional_days,
    parse_date,
    parse_moment,
    round_half_up,
    several,
    single,
    to_number,
    to_text,
    to_truth,
)

Plain: TypeAlias = Callable[..., Value]
_MANY = 250
_MONTHS = "January February March April May June July August September October November December"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"


class Arity(NamedTuple):
    """How many arguments a function takes; ``step`` when they come in pairs."""

    least: int
    most: int
    step: int = 1


def check_call(name: str, count: int, *, at: int) -> None:
    """Refuse an unknown function or a wrong number of arguments.

    Raises:
        SyntaxProblem: with the nearest name, or the number of arguments it takes.
    """
    arity = ARITIES.get(name)
    if arity is None:
        near = get_close_matches(name, ARITIES, n=1)
        mend = f"是不是想写 {near[0]}？" if near else "这个函数不在支持范围，请换一种写法。"
        raise SyntaxProblem(
            f"没有叫“{shown(name)}”的函数。改法：{mend}", at=at, fault=Fault.FUNCTION
        )
    is_odd = arity.step > 1 and (count - arity.least) % arity.step
    if not arity.least <= count <= arity.most or is_odd:
        takes = _takes(arity)
        raise SyntaxProblem(
            f"函数 {name} 要{takes}个参数，写了 {count} 个。改法：检查逗号和括号。",
            at=at,
            fault=Fault.ARGUMENTS,
        )


def _takes(arity: Arity) -> str:
    if arity.most == _MANY:
        return f"至少 {arity.least} "
    if arity.least == arity.most:
        return f" {arity.least} "
    return f" {arity.least} 到 {arity.most} "


def check_constants(name: str, texts: Sequence[str | None]) -> None:
    """Refuse constants that can never work: a date not in the calendar, a dangerous pattern.

    Args:
        name: the function.
        texts: its arguments, None where they are not a fixed text.

    Raises:
        FormError: with the mend.
    """
    first = texts[0] if texts else None
    is_date = name in {"date", "date-time", "decimal-date-time"}
    if is_date and first and parse_moment(first, UTC) is None and parse_date(first, UTC) is None:
        raise SyntaxProblem(
            f"“{shown(first)}”不是日历上的日期。改法：写成 {name}('2025-01-31') 这样。",
            at=0,
            fault=Fault.DATE,
        )
    if name == "regex" and (pattern := texts[1]) is not None:
        refuse_pattern(pattern)


# Numbers ---------------------------------------------------------------------------------


def _number(value: Value) -> Value:
    plain = single(value)
    if isinstance(plain, str) and (day := parse_date(plain, UTC)):
        return float(days_since_epoch(day))
    return to_number(plain)


def _int(value: Value) -> Value:
    number = to_number(value)
    return number if math.isnan(number) or math.isinf(number) else float(int(number))


def _round(value: Value, places: Value = 0.0) -> Value:
    wanted = to_number(places)
    if math.isnan(wanted) or abs(wanted) > 300:  # noqa: PLR2004 - beyond a float's digits
        return math.nan
    return round_half_up(to_number(value), int(wanted))


def _floor(value: Value) -> Value:
    number = to_number(value)
    return float(math.floor(number)) if math.isfinite(number) else number


def _ceiling(value: Value) -> Value:
    number = to_number(value)
    return float(math.ceil(number)) if math.isfinite(number) else number


def _sum(*values: Value) -> Value:
    return sum((n for n in _numbers(values) if not math.isnan(n)), 0.0)


def _numbers(values: Sequence[Value]) -> list[float]:
    """Return the numbers of all answers that are not empty."""
    return [to_number(v) for value in values for v in several(value) if v != ""]


def _extreme(pick: Callable[[list[float]], float]) -> Plain:
    def extreme(*values: Value) -> Value:
        numbers = _numbers(values)
        is_known = numbers and not any(math.isnan(n) for n in numbers)
        return pick(numbers) if is_known else math.nan

    return extreme


def _count(value: Value) -> Value:
    return float(len(value)) if isinstance(value, NodeSet) else float(value != "")


def _count_non_empty(value: Value) -> Value:
    return float(sum(1 for v in several(value) if v != ""))


# Texts -----------------------------------------------------------------------------------


def _concat(*values: Value) -> Value:
    return "".join(to_text(v) for value in values for v in several(value))


def _join(separator: Value, *values: Value) -> Value:
    return to_text(separator).join(to_text(v) for value in values for v in several(value))


def _substr(value: Value, start: Value, end: Value | None = None) -> Value:
    text = to_text(value)
    first = _index(start, len(text))
    last = len(text) if end is None else _index(end, len(text))
    return text[first:last]


def _index(value: Value, length: int) -> int:
    number = to_number(value)
    if math.isnan(number):
        return 0
    place = int(max(-length, min(number, length)))
    return place + length if place < 0 else place


def _substring(value: Value, start: Value, length: Value | None = None) -> Value:
    text, first = to_text(value), round_half_up(to_number(start))
    last = math.inf if length is None else first + round_half_up(to_number(length))
    return "".join(c for place, c in enumerate(text, 1) if first <= place < last)


def _substring_before(value: Value, mark: Value) -> Value:
    before, found, _ = _partitioned(value, mark)
    return before if found else ""


def _substring_after(value: Value, mark: Value) -> Value:
    return _partitioned(value, mark)[2]


def _partitioned(value: Value, mark: Value) -> tuple[str, bool, str]:
    text, wanted = to_text(value), to_text(mark)
    place = text.find(wanted)
    return (text[:place], True, text[place + len(wanted) :]) if place >= 0 else (text, False, "")


def _translate(value: Value, old: Value, new: Value) -> Value:
    targets = to_text(new)
    table: dict[str, str] = {}
    for place, character in enumerate(to_text(old)):
        table.setdefault(character, targets[place] if place < len(targets) else "")
    return "".join(table.get(c, c) for c in to_text(value))


# Choices ---------------------------------------------------------------------------------


def _selected(value: Value, choice: Value) -> Value:
    return to_text(choice).strip() in to_text(value).split()


def _selected_at(value: Value, place: Value) -> Value:
    chosen, number = to_text(value).split(), to_number(place)
    return chosen[int(number)] if 0 <= number < len(chosen) else ""


# Dates -----------------------------------------------------------------------------------


def _zone(context: Context) -> tzinfo:
    return context.env.time_zone


def _today(context: Context) -> Value:
    return context.env.now().date()


def _date(context: Context, value: Value) -> Value:
    plain = single(value)
    if isinstance(plain, datetime):
        return plain.astimezone(_zone(context)).date()
    if isinstance(plain, date):
        return plain
    if isinstance(plain, str) and (day := parse_date(plain, _zone(context))):
        return day
    return _date_of_number(plain)


def _date_of_number(plain: Scalar) -> Value:
    number = to_number(plain)
    day = date_from_days(number) if math.isfinite(number) else None
    return "" if day is None else day


def _date_time(context: Context, value: Value) -> Value:
    moment = _moment(context, single(value))
    return "" if moment is None else moment


def _moment(context: Context, plain: Scalar) -> datetime | None:
    if isinstance(plain, datetime):
        return plain.astimezone(_zone(context))
    if isinstance(plain, str) and (moment := parse_moment(plain, _zone(context))):
        return moment
    day = _date(context, plain)
    return datetime.combine(day, time(), _zone(context)) if isinstance(day, date) else None


def _decimal_date_time(context: Context, value: Value) -> Value:
    moment = _moment(context, single(value))
    return math.nan if moment is None else fractional_days(moment)


def _format_date(context: Context, value: Value, pattern: Value) -> Value:
    moment = _moment(context, single(value))
    if moment is None:
        return ""
    parts = to_text(pattern).split("%")
    known = (_formatted(moment, part) for part in parts[1:])
    return parts[0] + "".join(known)


def _formatted(moment: datetime, part: str) -> str:
    if not part:
        return "%"
    write = _FORMATS.get(part[0])
    return (write(moment) + part[1:]) if write else f"%{part}"


_FORMATS: dict[str, Callable[[datetime], str]] = {
    "Y": lambda d: f"{d.year:04d}",
    "y": lambda d: f"{d.year % 100:02d}",
    "m": lambda d: f"{d.month:02d}",
    "n": lambda d: f"{d.month}",
    "B": lambda d: _MONTHS.split()[d.month - 1],
    "b": lambda d: _MONTHS.split()[d.month - 1][:3],
    "d": lambda d: f"{d.day:02d}",
    "e": lambda d: f"{d.day}",
    "H": lambda d: f"{d.hour:02d}",
    "h": lambda d: f"{d.hour}",
    "M": lambda d: f"{d.minute:02d}",
    "S": lambda d: f"{d.second:02d}",
    "3": lambda d: f"{d.microsecond // 1000:03d}",
    "A": lambda d: _WEEKDAYS.split()[d.weekday()],
    "a": lambda d: _WEEKDAYS.split()[d.weekday()][:3],
}


def _regex(value: Value, pattern: Value) -> Value:
    return matches(to_text(pattern), to_text(value))


PLAIN: dict[str, Plain] = {
    "true": lambda: True,
    "false": lambda: False,
    "not": lambda value: not to_truth(value),
    "boolean": to_truth,
    "number": _number,
    "string": to_text,
    "int": _int,
    "round": _round,
    "floor": _floor,
    "ceiling": _ceiling,
    "abs": lambda value: abs(to_number(value)),
    "sum": _sum,
    "min": _extreme(min),
    "max": _extreme(max),
    "count": _count,
    "count-non-empty": _count_non_empty,
    "concat": _concat,
    "join": _join,
    "substr": _substr,
    "substring": _substring,
    "substring-before": _substring_before,
    "substring-after": _substring_after,
    "contains": lambda value, part: to_text(part) in to_text(value),
    "starts-with": lambda value, part: to_text(value).startswith(to_text(part)),
    "ends-with": lambda value, part: to_text(value).endswith(to_text(part)),
    "string-length": lambda value: float(len(to_text(value))),
    "translate": _translate,
    "normalize-space": lambda value: " ".join(to_text(value).split()),
    "regex": _regex,
    "selected": _selected,
    "selected-at": _selected_at,
    "count-selected": lambda value: float(len(to_text(value).split())),
    "uuid": lambda: str(uuid.uuid4()),
}
PLACED: dict[str, Callable[..., Value]] = {
    "today": _today,
    "now": lambda context: context.env.now(),
    "date": _date,
    "date-time": _date_time,
    "decimal-date-time": _decimal_date_time,
    "format-date": _format_date,
    "format-date-time": _format_date,
    "version": lambda context: context.env.version,
    "jr:itext": lambda context, name: context.env.itext(to_text(name)),
}
_NONE, _ONE, _TWO, _THREE = Arity(0, 0), Arity(1, 1), Arity(2, 2), Arity(3, 3)
_ANY = Arity(1, _MANY)
ARITIES: dict[str, Arity] = {
    **dict.fromkeys(("true", "false", "today", "now", "uuid", "version", "current"), _NONE),
    **dict.fromkeys(
        (
            "not", "boolean", "number", "string", "int", "floor", "ceiling", "abs", "count",
            "count-non-empty", "string-length", "normalize-space", "count-selected", "date",
            "date-time", "decimal-date-time", "instance", "once", "jr:itext",
        ),
        _ONE,
    ),
    **dict.fromkeys(
        (
            "substring-before", "substring-after", "contains", "starts-with", "ends-with",
            "regex", "selected", "selected-at", "format-date", "format-date-time",
            "jr:choice-name",
        ),
        _TWO,
    ),
    **dict.fromkeys(("if", "translate"), _THREE),
    **dict.fromkeys(("sum", "min", "max", "coalesce"), _ANY),
    "concat": Arity(0, _MANY),
    "join": Arity(2, _MANY),
    "round": Arity(1, 2),
    "substr": Arity(2, 3),
    "substring": Arity(2, 3),
    "position": Arity(0, 1),
    "pulldata": Arity(4, 4),
    "indexed-repeat": Arity(3, 7, 2),
}  # fmt: skip
