"""Trying out a constraint: a condition nobody can ever meet is found by answers around its limits.

Only constraints that speak of nothing but the answer itself and today are tried; a pattern or
another question's answer makes the outcome open, and then nothing is said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise
from types import MappingProxyType

from kiosk.catalogue.authoring.checks.trees import everything, is_here
from kiosk.domain.errors import FormError
from kiosk.forms.expression import Scope, compile_expression
from kiosk.forms.instance import Node, Path, Scalar
from kiosk.forms.syntax import Binary, Call, Number, Reference, Route, Text, Tree, parse

_PATH: Path = ("data", "probe")
_FAR = 1e9
_LONGEST_TEXT = 500
# What a constraint may call and reckon with if trying answers around its limits is to prove it.
_CALLS: Mapping[str, frozenset[str]] = MappingProxyType({
    "integer": frozenset({"not", "number", "int"}),
    "decimal": frozenset({"not", "number"}),
    "date": frozenset({"not", "number", "today", "date", "decimal-date-time"}),
    "text": frozenset({"not", "string-length"}),
})  # fmt: skip
_ARITHMETIC = frozenset({"+", "-", "*", "div", "mod"})
_ONE_DAY = timedelta(days=1)


def can_be_met(constraint: str, kind: str) -> bool:
    """Whether some answer of that ``kind`` meets the constraint, as far as can be tried."""
    probes = tuple(_probes(constraint, kind))
    if not probes:
        return True
    try:
        scope = Scope(here=_PATH, origin=_PATH, names={})
        expression = compile_expression(constraint, scope)
        return any(expression.truth(_Desk(), _holding(probe)) for probe in probes)
    except FormError:
        return True  # what cannot be read was complained about elsewhere


def _probes(constraint: str, kind: str) -> Iterator[Scalar]:
    try:
        parts = tuple(everything(parse(constraint)))
    except FormError:
        return
    if kind not in _CALLS or any(_is_open(part, kind) for part in parts):
        return
    numbers = {part.value for part in parts if isinstance(part, Number)} | {0.0}
    texts = {part.value for part in parts if isinstance(part, Text)}
    match kind:
        case "integer":
            yield from (
                sign * n + d for n in numbers for sign in (1, -1) for d in (-1.0, 0.0, 1.0)
            )
            yield from (-_FAR, _FAR)
        case "decimal":
            limits = sorted(numbers | {-n for n in numbers} | {-_FAR, _FAR})
            yield from limits
            yield from ((low + high) / 2 for low, high in pairwise(limits))
        case "date":
            yield from _days(numbers, texts)
        case "text":
            yield from texts
            yield from ("1" * int(n + d) for n in numbers for d in (-1, 0, 1)
                        if 0 < n + d <= _LONGEST_TEXT)  # fmt: skip
        case _:
            return


def _is_open(part: Tree, kind: str) -> bool:
    """Whether a part makes the outcome depend on more than can be tried."""
    match part:
        case Reference():
            return True
        case Call(name, _, _):
            return name not in _CALLS[kind]
        case Route():
            return not is_here(part)
        case Binary(operator, _) if operator in _ARITHMETIC:
            return kind != "date" or operator not in {"+", "-"}
        case _:
            return False


def _days(numbers: set[float], texts: set[str]) -> Iterator[date]:
    today = _Desk().now().date()
    anchors = {today, date(1900, 1, 1), date(2199, 12, 31)}
    anchors |= {day for text in texts if (day := _day(text))}
    offsets = {int(n) for n in numbers if abs(n) < 100_000}  # noqa: PLR2004 - 270 years of days
    for anchor in anchors:
        for offset in offsets | {-n for n in offsets}:
            day = anchor + timedelta(days=offset)
            yield from (day - _ONE_DAY, day, day + _ONE_DAY)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _holding(value: Scalar) -> Node:
    node = Node(_PATH[-1], parent=Node(_PATH[0]))
    node.put(value.isoformat() if isinstance(value, date) else str(value), value)
    return node


@dataclass(frozen=True, slots=True)
class _Desk:
    """The least an expression needs around it; the day does not matter, only that it is one."""

    @property
    def root(self) -> Node:
        return Node(_PATH[0])

    @property
    def places(self) -> Mapping[Path, Node]:
        return {}

    @property
    def instances(self) -> Mapping[str, Node]:
        return {}

    @property
    def time_zone(self) -> tzinfo:
        return UTC

    @property
    def version(self) -> str:
        return ""

    def now(self) -> datetime:
        return datetime(2026, 11, 22, 12, tzinfo=UTC)

    def choice_label(self, value: str, path: Path, node: Node) -> str:  # noqa: ARG002 - protocol
        return ""

    def itext(self, text_id: str) -> str:  # noqa: ARG002 - protocol
        return ""

    def table_cell(
        self, table: str, column: str, key_column: str, key: str  # noqa: ARG002 - protocol
    ) -> str:  # fmt: skip
        return ""
