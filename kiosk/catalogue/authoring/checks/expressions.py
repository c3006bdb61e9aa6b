"""Checks of expressions. What an expression may mean is known to :mod:`kiosk.forms.lint`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from kiosk.catalogue.authoring.checks.draft import GROUPS, Draft
from kiosk.catalogue.authoring.compile import EXPRESSION_COLUMNS, constraint_of
from kiosk.catalogue.authoring.headers import in_chinese
from kiosk.catalogue.authoring.source import FALSE_WORDS, TRUE_WORDS, Mistake, texts
from kiosk.forms import lint
from kiosk.forms.model import QuestionKind

_REFERENCE = re.compile(r"\$\{\s*([^\s{}]+)\s*\}")
_UNCLOSED = re.compile(r"\$\{(?![^{}]*\})")
_FACTS = frozenset({"test", "when", "urgent_when"})
_READ_BACK = ("label", "hint", "constraint_message", "required_message")


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """An expression in a source.

    Attributes:
        name: the question it belongs to, or an empty text for a fact.
    """

    place: str
    column: str
    text: str
    name: str = ""

    def mistake(self, what: str, mend: str) -> Mistake:
        """Return a mistake that says which cell it is in."""
        return Mistake(self.place, f"“{in_chinese(self.column)}”：{what}", mend.rstrip("？"))


def expression_mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield what is wrong with conditions, constraints and calculations."""
    kinds = _kinds(draft)
    choices = {name: values for name in kinds if (values := draft.choice_names(name))}
    for formula in _formulas(draft):
        if _UNCLOSED.search(formula.text):
            yield _unclosed(formula)
            continue
        found = lint.problems(
            formula.text, names=draft.by_name, kinds=kinds, choices=choices, own=formula.name
        )
        if not found and formula.column == "constraint" and formula.name in kinds:
            never = lint.never_true(formula.text, kinds[formula.name])
            found = [never] if never else []
        yield from (formula.mistake(problem.message, problem.mend) for problem in found)
    yield from _read_back(draft)
    yield from _circles(draft)


def _kinds(draft: Draft) -> Mapping[str, QuestionKind]:
    known = {kind.value: kind for kind in QuestionKind}
    return {name: known[kind] for name, kind in draft.kinds.items() if kind in known}


def _formulas(draft: Draft) -> Iterator[Formula]:
    for row in draft.source.survey:
        for column in EXPRESSION_COLUMNS:
            text = constraint_of(row)[0] if column == "constraint" else row[column]
            is_plain = column in {"required", "readonly"} and (
                text.lower() in TRUE_WORDS | FALSE_WORDS
            )
            if text and not is_plain:
                yield Formula(place=row.place, column=column, text=text, name=row["name"])
    for path, text in texts(draft.source.facts):
        if path.rpartition(".")[2] in _FACTS:
            yield Formula(place=draft.source.place(path), column=path, text=text)


def _read_back(draft: Draft) -> Iterator[Mistake]:
    """Yield references to unknown questions in words that read an answer back."""
    for row in draft.source.survey:
        for column in (c for c in row.cells if c.partition("::")[0] in _READ_BACK):
            formula = Formula(place=row.place, column=column, text=row[column])
            if _UNCLOSED.search(formula.text):
                yield _unclosed(formula)
            for name in _REFERENCE.findall(formula.text):
                if name not in draft.by_name:
                    near = get_close_matches(name, draft.by_name, n=1)
                    mend = f"是不是想写 ${{{near[0]}}}" if near else "改成前面题目的代号"
                    yield formula.mistake(f"没有叫“{name}”的题目", mend)


def _unclosed(formula: Formula) -> Mistake:
    return formula.mistake("“${”没有配上“}”", "补上右花括号，写成 ${代号}")


def _circles(draft: Draft) -> Iterator[Mistake]:
    """Yield rings of rows that need each other; what is in a group needs the group."""
    needs: dict[str, list[str]] = {}
    around: list[str] = []
    for row in draft.source.survey:
        if row.kind in {"end_group", "end_repeat"}:
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
