"""Whether any answer can fit a constraint, for the checker: “no” only where that is shown.

Comparisons of a quantity (``.``, ``. - today()``, ``age(., today())``) with a fixed number are
tried case by case; everything else in the constraint may come out either way. A quantity is taken
to be any number at all, so what is impossible here is impossible for the values it really has.
A comparison changes only at its fixed number: those numbers, one between each two and one beyond
either end stand for all the others.
"""

import math
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from itertools import islice, pairwise, product
from typing import TypeAlias

from kiosk.forms.model import QuestionKind
from kiosk.forms.syntax import Binary, Call, Negative, Number, Route, Start, Step, Text, Tree
from kiosk.forms.values import days_since_epoch, parse_date

_Quantity: TypeAlias = tuple[Tree, ...]
"""What is compared: one number, or a number and another that is taken from it."""

_HERE = Route(Start.HERE, (Step("."),))
_HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_WHOLE_KINDS = frozenset({QuestionKind.INTEGER, QuestionKind.DATE})
_NUMBER_KINDS = _WHOLE_KINDS | {QuestionKind.DECIMAL}
_SUMS = frozenset({"+", "-", "*", "div", "mod"})
_DAYS = frozenset({"today", "date"})
# One number each time they are asked, or none; a path may stand for many.
_NUMBERS = _DAYS | {
    "number", "int", "round", "floor", "ceiling", "abs", "count", "count-non-empty", "sum", "min",
    "max", "string-length", "count-selected", "decimal-date-time", "age", "days-between",
}  # fmt: skip
_MOST_TRIED = 10_000


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A quantity beside a fixed number."""

    quantity: _Quantity
    sign: str
    limit: float

    def holds(self, value: float) -> bool:
        return _HOLDS[self.sign](value, self.limit)


def can_hold(constraint: Tree, kind: QuestionKind) -> bool:
    """Whether some answer of that kind may fit; False only when none can.

    What would take too many cases to decide may fit.
    """
    comparisons = [found for part in _joined(constraint) if (found := _read(part, kind))]
    limits: dict[_Quantity, set[float]] = {}
    for comparison in comparisons:
        limits.setdefault(comparison.quantity, set()).add(comparison.limit)
    cases = product(*(_cases(asked, sorted(at), kind) for asked, at in limits.items()))
    affordable = _MOST_TRIED // (len(comparisons) + 1)
    for values in islice(cases, affordable):
        if _may_be(constraint, dict(zip(limits, values, strict=True)), kind, wanted=True):
            return True
    return next(cases, None) is not None


def _joined(tree: Tree) -> Iterator[Tree]:
    """Yield what ``and``, ``or`` and ``not`` put together."""
    match tree:
        case Binary("and" | "or", operands) | Call("not", operands):
            for operand in operands:
                yield from _joined(operand)
        case _:
            yield tree


def _may_be(
    tree: Tree, values: Mapping[_Quantity, float], kind: QuestionKind, *, wanted: bool
) -> bool:
    match tree:
        case Binary("and" | "or" as word, operands):
            are_all_needed = (word == "and") is wanted
            parts = (_may_be(part, values, kind, wanted=wanted) for part in operands)
            return all(parts) if are_all_needed else any(parts)
        case Call("not", (inner,)):
            return _may_be(inner, values, kind, wanted=not wanted)
        case _:
            found = _read(tree, kind)
            return found is None or found.holds(values[found.quantity]) is wanted


def _read(tree: Tree, kind: QuestionKind) -> _Comparison | None:
    """Return the comparison a tree is, or None when it may come out either way."""
    if not isinstance(tree, Binary) or tree.operator not in _HOLDS:
        return None
    left, right = tree.operands
    if _fixed(left) is None:
        return _beside(left, tree.operator, right, kind)
    return _beside(right, _MIRRORED.get(tree.operator, tree.operator), left, kind)


def _beside(asked: Tree, sign: str, other: Tree, kind: QuestionKind) -> _Comparison | None:
    limit = _fixed(other)
    if limit is None:
        return _difference(asked, sign, other, kind)
    are_days = isinstance(asked, Call) and asked.name == "days-between"
    if are_days and kind is QuestionKind.DATE and (found := _days(asked, sign, limit)):
        return found
    return _Comparison((asked,), sign, limit) if _is_number(asked, kind) else None


def _days(counted: Tree, sign: str, limit: float) -> _Comparison | None:
    """Read days to or from ``.`` as what is left of ``.`` when the other day is taken away."""
    match counted:
        case Call(arguments=(other, here)) if here == _HERE:
            return _Comparison((here, other), sign, limit)
        case Call(arguments=(here, other)) if here == _HERE:
            return _Comparison((here, other), _MIRRORED.get(sign, sign), -limit)
        case _:
            return None


def _difference(left: Tree, sign: str, right: Tree, kind: QuestionKind) -> _Comparison | None:
    if right == _HERE:
        left, sign, right = right, _MIRRORED.get(sign, sign), left
    is_read = left == _HERE and _is_number(left, kind) and _is_number(right, kind)
    return _Comparison((left, right), sign, 0.0) if is_read else None


def _fixed(tree: Tree) -> float | None:
    match tree:
        case Number(value):
            return value
        case Negative(Number(value)):
            return -value
        case Call("date", (Text(text),)) if "T" not in text:
            day = parse_date(text, UTC)
            return None if day is None else float(days_since_epoch(day))
        case _:
            return None


def _is_number(tree: Tree, kind: QuestionKind) -> bool:
    match tree:
        case Negative():
            return True
        case Binary(sign):
            return sign in _SUMS
        case Call(name):
            return name in _NUMBERS
        case _:
            return tree == _HERE and kind in _NUMBER_KINDS


def _cases(quantity: _Quantity, limits: list[float], kind: QuestionKind) -> list[float]:
    """Return values that stand for all; an answer is always a number, a quantity may be none."""
    finite = [limit for limit in limits if math.isfinite(limit)] or [0.0]
    low, high = finite[0], finite[-1]
    beyond = [low - abs(low) - 1, high + abs(high) + 1]
    ends = [-math.inf, math.inf] if quantity == (_HERE,) else [-math.inf, math.inf, math.nan]
    if _is_whole(quantity, kind):
        near = (math.floor(limit) + step for limit in finite for step in (-1, 0, 1))
        return [*map(float, near), *(float(math.floor(limit)) for limit in beyond), *ends]
    between = [(left + right) / 2 for left, right in pairwise(finite)]
    return [*finite, *between, *beyond, *ends]


def _is_whole(quantity: _Quantity, kind: QuestionKind) -> bool:
    first, *others = quantity
    are_days = all(isinstance(other, Call) and other.name in _DAYS for other in others)
    return first == _HERE and kind in _WHOLE_KINDS and are_days
