"""Checks of expressions: can they be read, and can they mean what the author meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter

from kiosk.catalogue.authoring.checks.draft import GROUPS, Draft
from kiosk.catalogue.authoring.checks.probing import can_be_met
from kiosk.catalogue.authoring.checks.trees import constant, everything, is_here
from kiosk.catalogue.authoring.compile import EXPRESSION_COLUMNS, constraint_of
from kiosk.catalogue.authoring.headers import in_chinese
from kiosk.catalogue.authoring.source import (
    FALSE_WORDS,
    TRUE_WORDS,
    Mistake,
    Severity,
    split_mend,
    texts,
)
from kiosk.domain.errors import FormError
from kiosk.forms.expression import Scope, compile_expression
from kiosk.forms.hall_functions import expand
from kiosk.forms.syntax import Binary, Call, Reference, Tree, parse

_REFERENCE = re.compile(r"\$\{\s*([^\s{}]+)\s*\}")
_UNCLOSED = re.compile(r"\$\{(?![^{}]*\})")
_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_FACTS = frozenset({"test", "when", "urgent_when"})
_HERE = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """An expression in a source.

    Attributes:
        name: the question it belongs to, or an empty text for a fact.
        kind: that question's type.
    """

    place: str
    column: str
    text: str
    name: str = ""
    kind: str = ""

    def mistake(self, what: str, mend: str, severity: Severity = Severity.MISTAKE) -> Mistake:
        """Return a mistake that says which cell it is in."""
        return Mistake(self.place, f"“{in_chinese(self.column)}”：{what}", mend, severity)


def expression_mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield what is wrong with conditions, constraints and calculations."""
    for formula in formulas(draft):
        references = tuple(_reference_mistakes(draft, formula))
        yield from references
        if references:
            continue
        try:
            tree = parse(formula.text)
        except FormError as wrong:
            what, mend = split_mend(str(wrong))
            yield formula.mistake(what, mend)
            continue
        unreadable = tuple(_engine_mistakes(draft, formula))
        yield from unreadable or _meaning(draft, formula, tree)
    yield from _circles(draft)
    for row in draft.source.survey:
        for column in ("label", "hint", "constraint_message"):
            if row[column]:
                yield from _reference_mistakes(
                    draft, Formula(place=row.place, column=column, text=row[column])
                )


def formulas(draft: Draft) -> Iterator[Formula]:
    """Yield every expression of the source."""
    for row in draft.source.survey:
        for column in EXPRESSION_COLUMNS:
            text = constraint_of(row)[0] if column == "constraint" else row[column]
            is_plain = column in {"required", "readonly"} and (
                text.lower() in TRUE_WORDS | FALSE_WORDS
            )
            if text and not is_plain:
                yield Formula(
                    place=row.place, column=column, text=text, name=row["name"], kind=row.kind
                )
    for path, text in texts(draft.source.facts):
        if path.rpartition(".")[2] in _FACTS:
            yield Formula(place=draft.source.place(path), column=path, text=text)


def _reference_mistakes(draft: Draft, formula: Formula) -> Iterator[Mistake]:
    if _UNCLOSED.search(formula.text):
        yield formula.mistake("“${”没有配上“}”", "补上右花括号，写成 ${代号}")
        return
    for name in dict.fromkeys(_REFERENCE.findall(formula.text)):
        if name not in draft.by_name:
            near = get_close_matches(name, draft.by_name, n=1)
            mend = f"是不是想写 ${{{near[0]}}}" if near else "改成前面题目的代号"
            yield formula.mistake(f"没有代号是“{name}”的题", mend)


def _engine_mistakes(draft: Draft, formula: Formula) -> Iterator[Mistake]:
    """Compile as the kiosk will: unknown functions, numbers of arguments, dangerous patterns."""
    here = ("data", formula.name or "_")
    names = {name: ("data", name) for name in draft.by_name}
    try:
        compile_expression(expand(formula.text), Scope(here=here, origin=here, names=names))
    except FormError as wrong:
        what, mend = split_mend(str(wrong))
        yield formula.mistake(what, mend)


def _circles(draft: Draft) -> Iterator[Mistake]:
    """Yield the rows whose conditions and calculations need each other."""
    needs: dict[str, set[str]] = {}
    around: list[str] = []
    for row in draft.source.survey:
        if row.kind in {"end_group", "end_repeat"}:
            around = around[:-1]
            continue
        text = f"{row['relevant']} {row['calculation']}"
        needs.setdefault(row["name"], set()).update(_REFERENCE.findall(text), around)
        around = [*around, row["name"]] if row.kind in GROUPS else around
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as wrong:
        knot: list[str] = wrong.args[1]
        row = draft.by_name[knot[0]]
        yield Mistake(
            row.place, f"题目 {' → '.join(knot)} 互相等对方，成了一圈", "去掉其中一处引用"
        )


def _meaning(draft: Draft, formula: Formula, tree: Tree) -> Iterator[Mistake]:
    for part in everything(tree):
        match part:
            case Binary(operator, (left, right)) if operator in _COMPARISONS:
                yield from _comparison(draft, formula, operator, left, right)
                yield from _comparison(draft, formula, operator, right, left)
            case Call("selected", (question, value), _):
                yield from _no_such_choice(draft, formula, question, constant(value))
            case _:
                continue
    if formula.column == "constraint" and not can_be_met(expand(formula.text), formula.kind):
        yield formula.mistake("没有一个回答能通过", "看看大于小于是不是写反了，and 是不是该写 or")


def _comparison(
    draft: Draft, formula: Formula, operator: str, asked: Tree, given: Tree
) -> Iterator[Mistake]:
    value = constant(given)
    kind = _kind_of(draft, formula, asked)
    if value is None or kind is None:
        return
    if kind == "select_multiple" and value:
        yield formula.mistake(
            f"多选题不能直接用 {operator} 比较", f"写成 selected({_shown(asked)}, '{value}')"
        )
    elif kind == "select_one" and operator in {"=", "!="} and value:
        yield from _no_such_choice(draft, formula, asked, value)
    elif kind == "date" and value:
        yield formula.mistake(f"日期不能直接和“{value}”比较，永远比不对", f"写成 date('{value}')")


def _no_such_choice(
    draft: Draft, formula: Formula, asked: Tree, value: str | None
) -> Iterator[Mistake]:
    name = _name_of(formula, asked)
    known = draft.choice_names(name) if name else None
    if value is None or known is None or value in known:
        return
    shown = "、".join(sorted(known))
    yield formula.mistake(f"“{name}”没有“{value}”这个选项", f"改成已有的选项代号：{shown}")


def _kind_of(draft: Draft, formula: Formula, asked: Tree) -> str | None:
    if isinstance(asked, Call) and asked.name == "today":
        return "date"
    name = _name_of(formula, asked)
    return draft.kinds.get(name) if name else None


def _name_of(formula: Formula, asked: Tree) -> str | None:
    if isinstance(asked, Reference):
        return asked.name
    return formula.name if is_here(asked) and formula.name else None


def _shown(asked: Tree) -> str:
    return f"${{{asked.name}}}" if isinstance(asked, Reference) else _HERE
