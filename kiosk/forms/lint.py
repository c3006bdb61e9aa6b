"""Authoring mistakes in expressions that no compiler notices, in Chinese and with the mend.

For the catalogue checker: expressions as hall staff write them, with ``${name}``.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter

from kiosk.domain.errors import FormError
from kiosk.forms import functions
from kiosk.forms.expression import Expression, Scope, compile_expression
from kiosk.forms.hall_functions import expand, hall_arities
from kiosk.forms.instance import Seed, Shape
from kiosk.forms.model import Form, QuestionKind
from kiosk.forms.syntax import (
    Binary,
    Call,
    Fault,
    Negative,
    Number,
    Reference,
    Route,
    Start,
    SyntaxProblem,
    Text,
    Tree,
    parse,
)
from kiosk.forms.values import parse_date
from kiosk.forms.world import World

_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_DATE_FUNCTIONS = frozenset({"today", "now", "date", "date-time", "idcard-birth"})
_PROBED = frozenset({QuestionKind.INTEGER, QuestionKind.DECIMAL, QuestionKind.DATE})
# A text that fits a pattern cannot be guessed, so constraints with these are not probed.
_UNGUESSABLE = frozenset({"regex", "idcard-ok", "selected", "contains", "pulldata", "instance"})
_FAR_DAYS = (0, 1, 2, 7, 30, 31, 60, 90, 180, 364, 365, 366, 3650, 21915, 29220, 36525)
_OWN = ("data", "own")


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: its kind, what is wrong, how to mend it."""

    code: Fault
    message: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the checker knows of the questions around an expression."""

    names: Collection[str]
    kinds: Mapping[str, QuestionKind]
    choices: Mapping[str, Collection[str]]
    own: str

    def name_of(self, tree: Tree) -> str:
        """Return the question a tree is, or empty."""
        match tree:
            case Reference(name):
                return name
            case Route(start=Start.HERE, steps=(step,)) if step.name == ".":
                return self.own
            case _:
                return ""

    def kind_of(self, tree: Tree) -> QuestionKind | None:
        return self.kinds.get(self.name_of(tree))


def problems(
    expression: str,
    *,
    names: Collection[str],
    kinds: Mapping[str, QuestionKind],
    choices: Mapping[str, Collection[str]] | None = None,
    own: str = "",
) -> list[Problem]:
    """Return what is wrong with an expression; an empty list means it may be published.

    Args:
        expression: as written, hall functions allowed.
        names: every question, group and repeat of the form.
        kinds: question name → kind.
        choices: question name → stored names of its choices, where they are fixed.
        own: the question the expression belongs to, for ``.``.
    """
    known = _Known(names=names, kinds=kinds, choices=choices or {}, own=own)
    try:
        tree = parse(expression)
    except SyntaxProblem as wrong:
        return [_problem(wrong)]
    found = [problem for part in _parts(tree) for problem in _of_part(part, known)]
    return list(dict.fromkeys(found))


def never_true(expression: str, kind: QuestionKind) -> Problem | None:
    """Return a problem when no probed value fits a constraint, else None.

    Boundary values round every number and date in the expression are tried. Constraints that
    refer to other questions, or that only a guessed text could fit, are not judged.
    """
    try:
        tree = parse(expression)
        parts = list(_parts(tree))
        if kind not in _PROBED or any(_is_unguessable(part) for part in parts):
            return None
        scope = Scope(here=_OWN, origin=_OWN, singles=frozenset({_OWN}), names={})
        compiled = compile_expression(expand(expression), scope)
    except FormError:
        return None
    if any(_holds(compiled, text, kind) for text in _probes(parts, kind)):
        return None
    return Problem(
        Fault.NEVER_TRUE,
        f"约束“{expression}”什么值都通不过",
        "检查大小于号的方向，或把 and 改成 or",
    )


def cycles(binds: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return rings of questions whose conditions or calculations need each other.

    Args:
        binds: question name → its relevant and calculation expressions, those that parse.
    """
    graph = {name: _references(expressions) & binds.keys() for name, expressions in binds.items()}
    found: list[tuple[str, ...]] = []
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as wrong:
            ring: list[str] = wrong.args[1][:-1]
            found.append(tuple(ring))
            graph[ring[0]] = set()
        else:
            return found


def _references(expressions: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for expression in expressions:
        try:
            parts = list(_parts(parse(expression)))
        except FormError:
            continue
        found |= {p.name.rpartition(".")[2] for p in parts if isinstance(p, Reference)}
    return found


def _problem(wrong: SyntaxProblem) -> Problem:
    message, _, mend = str(wrong).partition("改法：")
    return Problem(wrong.fault, message.rstrip("。"), mend.rstrip("。"))


def _parts(tree: Tree) -> Iterator[Tree]:
    yield tree
    for inner in _inside(tree):
        yield from _parts(inner)


def _inside(tree: Tree) -> tuple[Tree, ...]:
    match tree:
        case Call(arguments=arguments):
            return arguments
        case Binary(operands=operands):
            return operands
        case Negative(operand):
            return (operand,)
        case Route(start=start, steps=steps):
            conditions = tuple(c for step in steps for c in step.conditions)
            return (start, *conditions) if isinstance(start, Call) else conditions
        case _:
            return ()


def _of_part(part: Tree, known: _Known) -> Iterator[Problem]:
    match part:
        case Call():
            yield from _of_call(part, known)
        case Reference():
            yield from _of_reference(part, known)
        case Binary() if part.operator in _COMPARISONS:
            left, right = part.operands
            yield from _of_comparison(part.operator, left, right, known)
            yield from _of_comparison(part.operator, right, left, known)
        case _:
            return


def _of_call(call: Call, known: _Known) -> Iterator[Problem]:
    try:
        _check_call(call)
    except SyntaxProblem as wrong:
        yield _problem(wrong)
        return
    if call.name == "selected":
        yield from _unknown_choice(call.arguments[0], call.arguments[1], known)


def _check_call(call: Call) -> None:
    takes = hall_arities().get(call.name)
    if takes is None:
        functions.check_call(call.name, len(call.arguments), at=call.at)
        texts = [a.value if isinstance(a, Text) else None for a in call.arguments]
        functions.check_constants(call.name, texts)
    elif takes != len(call.arguments):
        raise SyntaxProblem(
            f"函数 {call.name} 要 {takes} 个参数，写了 {len(call.arguments)} 个。"
            "改法：检查逗号和括号。",
            at=call.at,
            fault=Fault.ARGUMENTS,
        )


def _of_reference(reference: Reference, known: _Known) -> Iterator[Problem]:
    if all(part in known.names for part in reference.name.split(".")):
        return
    near = get_close_matches(reference.name, list(known.names), n=1)
    mend = f"是不是想写 ${{{near[0]}}}？" if near else "检查拼写，或先加上这道题"
    yield Problem(Fault.REFERENCE, f"没有叫“{reference.name}”的题目", mend)


def _of_comparison(operator: str, asked: Tree, other: Tree, known: _Known) -> Iterator[Problem]:
    name, kind = known.name_of(asked), known.kind_of(asked)
    if kind is QuestionKind.SELECT_MULTIPLE and operator in {"=", "!="}:
        yield Problem(
            Fault.EQUALS_ON_MULTIPLE,
            f"“{name}”是多选题，不能用 {operator} 比较",
            f"写成 selected(${{{name}}}, '选项')",
        )
    elif kind is QuestionKind.SELECT_ONE and operator in {"=", "!="}:
        yield from _unknown_choice(asked, other, known)
    if _is_date(asked, known) and isinstance(other, Text) and parse_date(other.value, UTC):
        yield Problem(
            Fault.DATE_AS_TEXT,
            f"日期和引号里的“{other.value}”直接比较，永远不成立",
            f"写成 date('{other.value}')",
        )


def _unknown_choice(asked: Tree, value: Tree, known: _Known) -> Iterator[Problem]:
    name = known.name_of(asked)
    choices = known.choices.get(name)
    if not choices or not isinstance(value, Text) or not value.value or value.value in choices:
        return
    near = get_close_matches(value.value, list(choices), n=1)
    mend = f"是不是想写 '{near[0]}'？" if near else f"可以写的有：{'、'.join(sorted(choices))}"
    yield Problem(Fault.CHOICE, f"“{name}”没有“{value.value}”这个选项", mend)


def _is_date(tree: Tree, known: _Known) -> bool:
    is_date_call = isinstance(tree, Call) and tree.name in _DATE_FUNCTIONS
    return is_date_call or known.kind_of(tree) in {QuestionKind.DATE, QuestionKind.TODAY}


# Probing ---------------------------------------------------------------------------------


def _is_unguessable(part: Tree) -> bool:
    match part:
        case Reference():
            return True
        case Call(name=name):
            return name in _UNGUESSABLE
        case Route(start=start, steps=steps):
            return start is not Start.HERE or [s.name for s in steps] != ["."]
        case _:
            return False


def _probes(parts: Sequence[Tree], kind: QuestionKind) -> Iterator[str]:
    numbers = {0.0, 1.0, 1e6} | {p.value for p in parts if isinstance(p, Number)}
    if kind is QuestionKind.DATE:
        yield from _date_probes(parts, numbers)
        return
    for number in sorted({sign * n for n in numbers for sign in (1, -1)}):
        yield from (f"{int(number) + step}" for step in (-1, 0, 1))
        if kind is QuestionKind.DECIMAL:
            yield from (f"{number + step:.3f}" for step in (-0.5, -0.001, 0, 0.001, 0.5))


def _date_probes(parts: Sequence[Tree], numbers: Collection[float]) -> Iterator[str]:
    literals = (parse_date(p.value, UTC) for p in parts if isinstance(p, Text))
    days = {_today()} | {day for day in literals if day}
    far = set(_FAR_DAYS) | {int(n) for n in numbers if n < 1e5}  # noqa: PLR2004 - 270 years
    for day in sorted(days):
        for distance in sorted(far):
            for step in (-1, 0, 1):
                yield (day + timedelta(days=distance + step)).isoformat()
                yield (day - timedelta(days=distance + step)).isoformat()


def _today() -> date:
    return _Noon().now().date()


class _Noon:
    """A clock for probing: any day does, as long as it is always the same."""

    def now(self) -> datetime:
        return datetime(2026, 1, 1, 12, tzinfo=UTC)

    def monotonic_ms(self) -> int:
        return 0


def _holds(constraint: Expression, text: str, kind: QuestionKind) -> bool:
    world = _probing_world(kind)
    node = world.places[_OWN]
    node.put(text)
    return constraint.truth(world, node)


def _probing_world(kind: QuestionKind) -> World:
    shape = Shape(path=_OWN, cast=_as_date if kind is QuestionKind.DATE else float)
    root = Shape(path=_OWN[:1], child_names=[_OWN[1]])
    form = Form(
        form_id="probe",
        body=(),
        questions={},
        names={},
        repeats={},
        singles=frozenset({_OWN}),
        rules={},
        schedule=(),
        seed=Seed(root, "", (Seed(shape),)),
        blanks={},
    )
    return World(form, clock=_Noon(), time_zone=UTC, language="")


def _as_date(text: str) -> date:
    return date.fromisoformat(text)
