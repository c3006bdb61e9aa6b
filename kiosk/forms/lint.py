"""Authoring mistakes in expressions that no compiler notices, in Chinese and with the mend.

For the catalogue checker: expressions as hall staff write them, with ``${name}``.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter

from kiosk.domain.errors import FormError
from kiosk.forms import functions
from kiosk.forms.hall_functions import check_hall_call, hall_arities
from kiosk.forms.model import QuestionKind
from kiosk.forms.possibility import can_hold
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
    shown,
    walk,
)
from kiosk.forms.values import equal, parse_date, to_text

_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_DATE_KINDS = frozenset({QuestionKind.DATE, QuestionKind.TODAY})
_DATE_FUNCTIONS = frozenset({"today", "now", "date", "date-time", "idcard-birth"})
# Functions that give one of their arguments, and from which argument on.
_HANDING_ON = {"if": 1, "coalesce": 0, "once": 0}
_DAY = re.compile(r"([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})日?")
_FARTHEST = 100
_NOTHING = Text("")


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
    calculations: Mapping[str, str]
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
    calculations: Mapping[str, str] | None = None,
    own: str = "",
) -> list[Problem]:
    """Return what is wrong with an expression; an empty list means it may be published.

    Args:
        expression: as written, hall functions allowed.
        names: every question, group and repeat of the form.
        kinds: question name → kind.
        choices: question name → stored names of its choices, where they are fixed.
        calculations: question name → its calculation, to know which ones give a date.
        own: the question the expression belongs to, for ``.``.
    """
    known = _Known(
        names=names, kinds=kinds, choices=choices or {}, calculations=calculations or {}, own=own
    )
    try:
        tree = parse(expression)
    except SyntaxProblem as wrong:
        return [_problem(wrong)]
    found = [problem for part in walk(tree) for problem in _of_part(part, known)]
    return list(dict.fromkeys(found))


def never_true(expression: str, kind: QuestionKind) -> Problem | None:
    """Return a problem when it is shown that no answer of that kind fits a constraint, else None.

    A constraint that cannot be read is left to :func:`problems`.
    """
    try:
        is_possible = can_hold(parse(expression), kind)
    except FormError:
        return None
    if is_possible:
        return None
    return Problem(
        Fault.NEVER_TRUE,
        f"约束“{shown(expression)}”什么值都通不过",
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
            parts = list(walk(parse(expression)))
        except FormError:
            continue
        found |= {p.name.rpartition(".")[2] for p in parts if isinstance(p, Reference)}
    return found


def _problem(wrong: SyntaxProblem) -> Problem:
    message, _, mend = str(wrong).partition("改法：")
    return Problem(wrong.fault, message.rstrip("。"), mend.rstrip("。"))


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
        yield from _unknown_choice(call.arguments[0], call.arguments[1], known, _is_selected)


def _check_call(call: Call) -> None:
    if call.name in hall_arities():
        parts = (part for argument in call.arguments for part in walk(argument))
        inside = [part.name for part in parts if isinstance(part, Call)]
        check_hall_call(call.name, len(call.arguments), inside, at=call.at)
        return
    functions.check_call(call.name, len(call.arguments), at=call.at)
    texts = [a.value if isinstance(a, Text) else None for a in call.arguments]
    functions.check_constants(call.name, texts)


def _of_reference(reference: Reference, known: _Known) -> Iterator[Problem]:
    if all(part in known.names for part in reference.name.split(".")):
        return
    near = get_close_matches(reference.name, list(known.names), n=1)
    mend = f"是不是想写 ${{{near[0]}}}？" if near else "检查拼写，或先加上这道题"
    yield Problem(Fault.REFERENCE, f"没有叫“{shown(reference.name)}”的题目", mend)


def _of_comparison(operator: str, asked: Tree, other: Tree, known: _Known) -> Iterator[Problem]:
    name, kind = known.name_of(asked), known.kind_of(asked)
    if kind is QuestionKind.SELECT_MULTIPLE and operator in {"=", "!="}:
        yield Problem(
            Fault.EQUALS_ON_MULTIPLE,
            f"“{name}”是多选题，不能用 {operator} 比较",
            f"写成 selected(${{{name}}}, '选项')",
        )
    elif kind is QuestionKind.SELECT_ONE and operator in {"=", "!="}:
        yield from _unknown_choice(asked, other, known, equal)
    if isinstance(other, Text) and other != _NOTHING and _is_date(asked, known, {}):
        yield Problem(
            Fault.DATE_AS_TEXT,
            f"日期不能和引号里的文字“{shown(other.value)}”直接比较",
            _date_instead_of(other.value),
        )


def _date_instead_of(text: str) -> str:
    found = _DAY.fullmatch(text.strip())
    day = parse_date("-".join(found.groups()), UTC) if found else None
    if day is None:
        return "写成 date('2025-01-31') 这样；只比年份就写 format-date(题目, '%Y') = '2025'"
    return f"写成 date('{day.isoformat()}')"


def _is_date(tree: Tree, known: _Known, told: dict[str, bool]) -> bool:
    """Whether a tree gives a date, or nothing.

    Args:
        tree: what is asked about.
        known: the questions around it.
        told: what was found of calculated questions so far; one that needs itself is no date.
    """
    match tree:
        case Call(name=name, arguments=arguments) if name in _HANDING_ON:
            given = [a for a in arguments[_HANDING_ON[name] :] if a != _NOTHING]
            return bool(given) and all(_is_date(each, known, told) for each in given)
        case Call(name=name):
            return name in _DATE_FUNCTIONS
        case _:
            return known.kind_of(tree) in _DATE_KINDS or _is_reckoned_date(tree, known, told)


def _is_reckoned_date(tree: Tree, known: _Known, told: dict[str, bool]) -> bool:
    name = known.name_of(tree)
    if name in known.calculations and name not in told and len(told) < _FARTHEST:
        told[name] = False
        try:
            told[name] = _is_date(parse(known.calculations[name]), known, told)
        except FormError:
            return False
    return told.get(name, False)


def _unknown_choice(
    asked: Tree, value: Tree, known: _Known, is_same: Callable[[str | float, str], bool]
) -> Iterator[Problem]:
    name, literal = known.name_of(asked), _literal(value)
    choices = known.choices.get(name)
    if not choices or literal is None or any(is_same(literal, choice) for choice in choices):
        return
    written = to_text(literal)
    near = get_close_matches(written, list(choices), n=1)
    listed = shown("、".join(sorted(choices)))
    mend = f"是不是想写 '{near[0]}'？" if near else f"可以写的有：{listed}"
    yield Problem(Fault.CHOICE, f"“{name}”没有“{shown(written)}”这个选项", mend)


def _literal(tree: Tree) -> str | float | None:
    """Return a text or number as written; None for the empty text and anything else."""
    match tree:
        case Text(""):
            return None
        case Text(value) | Number(value):
            return value
        case Negative(Number(value)):
            return -value
        case _:
            return None


def _is_selected(literal: str | float, choice: str) -> bool:
    return to_text(literal).strip() == choice
