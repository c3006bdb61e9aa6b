"""Checks of expressions. What an expression may mean is known to :mod:`kiosk.forms.lint`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from kiosk.catalogue.authoring.checks.draft import ENDS, GROUPS, Draft
from kiosk.catalogue.authoring.checks.rows import is_plain
from kiosk.catalogue.authoring.compile import (
    BIND_COLUMNS,
    EXPRESSION_COLUMNS,
    constraint_of,
    is_reckoned,
)
from kiosk.catalogue.authoring.foreign import pattern_in_chinese
from kiosk.catalogue.authoring.source import Mistake, Row, texts
from kiosk.catalogue.authoring.trees import bare_names, parts
from kiosk.forms import lint
from kiosk.forms.model import QuestionKind
from kiosk.forms.syntax import Call, Reference, Text, Tree

_REFERENCE = re.compile(r"\$\{\s*([^\s{}]+)\s*\}")
_UNCLOSED = re.compile(r"\$\{(?![^{}]*\})")
_FACTS = frozenset({"test", "when", "urgent_when"})
_READ_BACK = ("label", "hint", "constraint_message", "required_message")
_CONSTANTS = frozenset({"true", "false", "today", "now"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """An expression in a source.

    Attributes:
        column: the column or the dotted path of the fact it stands in.
        title: what the author calls that place.
        name: the question it belongs to, or an empty text for a fact.
    """

    place: str
    column: str
    title: str
    text: str
    name: str = ""

    def mistake(self, what: str, mend: str) -> Mistake:
        """Return a mistake that says which cell it is in."""
        return Mistake(self.place, f"“{self.title}”：{what}", mend.rstrip("？"))


def expression_mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield what is wrong with conditions, constraints and calculations."""
    kinds = _kinds(draft)
    choices = {name: values for name in kinds if (values := draft.choice_names(name))}
    sums = {row["name"]: row["calculation"] for row in draft.questions() if row["calculation"]}
    for formula in _formulas(draft):
        if _UNCLOSED.search(formula.text):
            yield _unclosed(formula)
            continue
        found = lint.problems(
            formula.text, names=draft.by_name, kinds=kinds, choices=choices, calculations=sums,
            own=formula.name,
        )  # fmt: skip
        if not found and formula.column == "constraint" and formula.name in kinds:
            never = lint.never_true(formula.text, kinds[formula.name])
            found = [never] if never else []
        for problem in found:
            yield formula.mistake(pattern_in_chinese(problem.message), problem.mend)
        yield from _names(draft, formula)
        for part in parts(formula.text):
            yield from _of_part(draft, formula, part)
    yield from _read_back(draft)
    yield from _read_out(draft)
    yield from _circles(draft)


def _kinds(draft: Draft) -> Mapping[str, QuestionKind]:
    known = {kind.value: kind for kind in QuestionKind}
    return {name: known[kind] for name, kind in draft.kinds.items() if kind in known}


def _formulas(draft: Draft) -> Iterator[Formula]:
    for row in draft.source.survey:
        for column in (*EXPRESSION_COLUMNS, "default"):
            text = constraint_of(row)[0] if column == "constraint" else row[column]
            is_text = is_plain(column, text) or (column == "default" and not is_reckoned(row))
            if text and not is_text:
                yield _formula(draft, row, column, text)
    for path, text in texts(draft.source.facts):
        if path.rpartition(".")[2] in _FACTS:
            title, place = draft.terms.column(path), draft.source.place(path)
            yield Formula(place=place, column=path, title=title, text=text)


def _formula(draft: Draft, row: Row, column: str, text: str) -> Formula:
    title = draft.terms.column(column)
    return Formula(place=row.place, column=column, title=title, text=text, name=row["name"])


def _names(draft: Draft, formula: Formula) -> Iterator[Mistake]:
    """Yield names that lack their ``${}``; in a choice filter they are columns."""
    for name in bare_names(formula.text) if formula.column != "choice_filter" else ():
        if name in draft.by_name:
            label = draft.by_name[name]["label"] or name
            yield formula.mistake(f"要用题目“{label}”，却只写了 {name}", f"写成 ${{{name}}}")
        elif name in _CONSTANTS:
            yield formula.mistake(f"“{name}”少了括号", f"写成 {name}()")
        else:
            near = get_close_matches(name, draft.by_name, n=1)
            other = f"；是题目就写成 ${{{near[0]}}}" if near else ""
            yield formula.mistake(f"看不懂“{name}”", f"是文字就加引号，写成 '{name}'{other}")


def _of_part(draft: Draft, formula: Formula, part: Tree) -> Iterator[Mistake]:
    match part:
        case Call(name="pulldata"):
            yield formula.mistake("pulldata 要用外部的表，本机没有", "换成选项表和选项筛选")
        case Call(name="instance", arguments=(Text(value=name),)) if name not in draft.lists:
            yield formula.mistake(f"没有叫“{name}”的选项表", "写一个题目用到的选项表")
        case Reference(name=name) if "." in name:
            yield from _inside(draft, formula, name)
        case _:
            return


def _inside(draft: Draft, formula: Formula, name: str) -> Iterator[Mistake]:
    """Yield wrong uses of ``${r.f}``, the answers to f in all copies of r."""
    outer, _, inner = name.rpartition(".")
    if outer not in draft.by_name or inner not in draft.by_name:
        return
    if outer not in draft.around[inner]:
        yield formula.mistake(f"题目 {inner} 不在 {outer} 里", f"写成 ${{{inner}}}")
    elif outer in draft.around.get(formula.name, ()):
        yield formula.mistake(
            f"在 {outer} 里面用 ${{{name}}}，算不到别的几份", "把这道计算题放到重复结束的后面"
        )


def _read_back(draft: Draft) -> Iterator[Mistake]:
    """Yield references to unknown questions in words that read an answer back."""
    choices = (row for rows in draft.lists.values() for row in rows)
    for row in (*draft.source.survey, *choices):
        for column in (c for c in row.cells if c.partition("::")[0] in _READ_BACK):
            formula = _formula(draft, row, column, row[column])
            if _UNCLOSED.search(formula.text):
                yield _unclosed(formula)
            for name in _REFERENCE.findall(formula.text):
                if name not in draft.by_name:
                    near = get_close_matches(name, draft.by_name, n=1)
                    mend = f"是不是想写 ${{{near[0]}}}" if near else "改成前面题目的代号"
                    yield formula.mistake(f"没有叫“{name}”的题目", mend)


def _read_out(draft: Draft) -> Iterator[Mistake]:
    """Yield references in words that reach the citizen as they are written."""
    for row in draft.source.survey:
        for column in BIND_COLUMNS:
            if "${" in row[column]:
                label = draft.terms.column("label")
                yield _formula(draft, row, column, row[column]).mistake(
                    "这里不能念出填的内容，${} 会照样念出来",
                    f"把带 ${{}} 的话挪到{label}里，或删掉 ${{}}",
                )
    for path, text in texts(draft.source.facts):
        if "${" in text and path.rpartition(".")[2] not in _FACTS:
            yield Mistake(
                draft.source.place(path),
                f"“{draft.terms.column(path)}”里不能用 ${{}}，会照样显示出来",
                "写成现成的话",
            )


def _unclosed(formula: Formula) -> Mistake:
    return formula.mistake("“${”没有配上“}”", "补上右花括号，写成 ${代号}")


def _circles(draft: Draft) -> Iterator[Mistake]:
    """Yield rings of rows that need each other; what is in a group needs the group."""
    needs: dict[str, list[str]] = {}
    around: list[str] = []
    for row in draft.source.survey:
        if row.kind in ENDS:
            around = around[:-1]
            continue
        expressions = [row["relevant"], row["calculation"], *(f"${{{name}}}" for name in around)]
        needs.setdefault(row["name"], []).extend(filter(None, expressions))
        around = [*around, row["name"]] if row.kind in GROUPS else around
    for ring in lint.cycles(needs):
        yield Mistake(
            draft.by_name[ring[0]].place,
            f"题目 {' → '.join((*ring, ring[0]))} 互相等对方，成了一圈",
            "去掉其中一处引用",
        )
