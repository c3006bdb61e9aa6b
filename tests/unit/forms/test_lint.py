"""Mistakes in expressions that every compiler lets through, found with a mend."""

import pytest

from kiosk.forms.lint import Problem, cycles, never_true, problems
from kiosk.forms.model import QuestionKind
from kiosk.forms.syntax import Fault

KINDS = {
    "age": QuestionKind.INTEGER,
    "who": QuestionKind.SELECT_ONE,
    "needs": QuestionKind.SELECT_MULTIPLE,
    "until": QuestionKind.DATE,
    "r": QuestionKind.TEXT,
}
CHOICES = {"who": ("self", "helper")}


def found(expression: str, own: str = "") -> list[Problem]:
    return problems(expression, names=KINDS, kinds=KINDS, choices=CHOICES, own=own)


@pytest.mark.parametrize(
    ("expression", "fault", "mend"),
    [
        ("if(${age} > 3, 1", Fault.SYNTAX, "括号要成对"),
        ("(${age} > 3))", Fault.SYNTAX, "左括号"),
        ("${age} ＝ 3", Fault.FULL_WIDTH, "="),
        ("${who} = ‘self’", Fault.FULL_WIDTH, "'"),
        ("selectd(${who}, 'self')", Fault.FUNCTION, "selected"),
        ("quux(1)", Fault.FUNCTION, "换一种写法"),
        ("round(1, 2, 3)", Fault.ARGUMENTS, "逗号"),
        ("age(${until})", Fault.ARGUMENTS, "逗号"),
        ("${agee} > 3", Fault.REFERENCE, "${age}"),
        ("${zzzzzz} > 3", Fault.REFERENCE, "先加上"),
        ("sum(${r.money}) > 3", Fault.REFERENCE, "检查"),
        ("${needs} = 'x'", Fault.EQUALS_ON_MULTIPLE, "selected("),
        ("'x' != ${needs}", Fault.EQUALS_ON_MULTIPLE, "selected("),
        ("${until} > '2026-01-01'", Fault.DATE_AS_TEXT, "date('2026-01-01')"),
        ("'2026-01-01' < today()", Fault.DATE_AS_TEXT, "date('2026-01-01')"),
        ("${who} = 'helpr'", Fault.CHOICE, "'helper'"),
        ("selected(${who}, 'zz')", Fault.CHOICE, "helper、self"),
        ("regex(., '[')", Fault.PATTERN, "方括号"),
        ("regex(., '(a+)+')", Fault.PATTERN, "固定的次数"),
        ("date('2026-02-30') > today()", Fault.DATE, "2025-01-31"),
        ("-(selectd(1, 2)) and /a[quux()]", Fault.FUNCTION, "selected"),
        ("1", None, ""),
        ("${who} = '' or ${who} = 'self'", None, ""),
        ("age(${until}, today()) >= 60 and idcard-ok(.)", None, ""),
        ("selected(${needs}, 'x') and sum(${r}) > 3", None, ""),
        ("instance('x')/root/item[a = current()/../b]", None, ""),
        ("${until} = 'x'", None, ""),
    ],
)
def test_mistake_is_named_with_its_mend(expression: str, fault: Fault | None, mend: str) -> None:
    result = found(expression)

    if fault is None:
        assert result == []
    else:
        assert result[0].code is fault
        assert mend in result[0].mend
        assert result[0].message


def test_all_mistakes_are_told_at_once_and_each_once() -> None:
    result = found("${agee} > 3 and ${agee} < 9 and ${needs} = 'x'")

    assert [problem.code for problem in result] == [Fault.REFERENCE, Fault.EQUALS_ON_MULTIPLE]


def test_dot_stands_for_the_question_itself() -> None:
    assert found(". = 'x'", own="needs")[0].code is Fault.EQUALS_ON_MULTIPLE
    assert found(". >= '2026-01-01'", own="until")[0].code is Fault.DATE_AS_TEXT


@pytest.mark.parametrize(
    ("constraint", "kind", "is_possible"),
    [
        (". > 5 and . < 3", QuestionKind.INTEGER, False),
        (". > 5 and . < 6", QuestionKind.INTEGER, False),
        (". > 5 and . < 6", QuestionKind.DECIMAL, True),
        (". >= 0 and . < 100000", QuestionKind.DECIMAL, True),
        (". > today() and . < today()", QuestionKind.DATE, False),
        (". >= today() and days-between(today(), .) <= 365", QuestionKind.DATE, True),
        (". > date('1949-10-01')", QuestionKind.DATE, True),
        (". > ${other}", QuestionKind.INTEGER, True),
        (". > /data/other", QuestionKind.INTEGER, True),
        ("regex(., 'x') and . > 5", QuestionKind.INTEGER, True),
        (". = 'x' and . = 'y'", QuestionKind.TEXT, True),
        ("-1 > . and", QuestionKind.INTEGER, True),
        ("quux(.)", QuestionKind.INTEGER, True),
    ],
)
def test_constraint_nothing_fits_is_found(
    constraint: str,
    kind: QuestionKind,
    is_possible: bool,  # noqa: FBT001 - a column of the table
) -> None:
    problem = never_true(constraint, kind)

    assert (problem is None) is is_possible
    if problem:
        assert problem.code is Fault.NEVER_TRUE


def test_rings_of_references_are_found() -> None:
    binds = {
        "a": ["${b} = 1"], "b": ["1", "${c}"], "c": ["concat(${a}, ${free})"],
        "x": ["${x} > 1"], "free": ["(("], "y": ["${r.free}"],
    }  # fmt: skip

    rings = cycles(binds)

    assert [set(ring) for ring in rings] in ([{"a", "b", "c"}, {"x"}], [{"x"}, {"a", "b", "c"}])
    assert cycles({"a": ["${b}"], "b": []}) == []
