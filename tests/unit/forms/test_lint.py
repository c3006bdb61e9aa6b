"""Mistakes in expressions that every compiler lets through, found with a mend."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.forms.lint import Problem, cycles, never_true, problems
from kiosk.forms.model import QuestionKind
from kiosk.forms.protocol import Ref, Verdict
from kiosk.forms.syntax import Fault
from tests.unit.forms.building import row, session

KINDS = {
    "age": QuestionKind.INTEGER,
    "who": QuestionKind.SELECT_ONE,
    "level": QuestionKind.SELECT_ONE,
    "needs": QuestionKind.SELECT_MULTIPLE,
    "until": QuestionKind.DATE,
    "r": QuestionKind.TEXT,
    "birth": QuestionKind.CALCULATE,
    "either": QuestionKind.CALCULATE,
    "copied": QuestionKind.CALCULATE,
    "ring": QuestionKind.CALCULATE,
    "sex": QuestionKind.CALCULATE,
    "broken": QuestionKind.CALCULATE,
}
CHOICES = {"who": ("self", "helper"), "level": ("1", "2")}
CALCULATIONS = {
    "birth": "idcard-birth(${r})",
    "either": "if(${age} > 3, ${birth}, '')",
    "copied": "coalesce(${either}, today())",
    "ring": "once(${ring})",
    "sex": "if(${age} > 3, ${birth}, '男')",
    "broken": "date(",
}


def found(expression: str, own: str = "") -> list[Problem]:
    return problems(
        expression, names=KINDS, kinds=KINDS, choices=CHOICES, calculations=CALCULATIONS, own=own
    )


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
        ("${until} > '2025/01/01'", Fault.DATE_AS_TEXT, "date('2025-01-01')"),
        ("${until} = '2025年1月1日'", Fault.DATE_AS_TEXT, "date('2025-01-01')"),
        ("'20250101' >= ${until}", Fault.DATE_AS_TEXT, "date('2025-01-01')"),
        ("${until} != '2025'", Fault.DATE_AS_TEXT, "format-date(题目, '%Y')"),
        ("${until} < '2025-02-30'", Fault.DATE_AS_TEXT, "date('2025-01-31')"),
        ("${until} = 'x'", Fault.DATE_AS_TEXT, "date('2025-01-31')"),
        ("${birth} <= '1960-01-01'", Fault.DATE_AS_TEXT, "date('1960-01-01')"),
        ("'1960-01-01' > ${either}", Fault.DATE_AS_TEXT, "date('1960-01-01')"),
        ("${copied} = '1960-01-01'", Fault.DATE_AS_TEXT, "date('1960-01-01')"),
        ("${sex} = '男' or ${ring} = 'x' or ${broken} = 'x'", None, ""),
        ("${until} != '' and ${birth} = ''", None, ""),
        ("${who} = 'helpr'", Fault.CHOICE, "'helper'"),
        ("selected(${who}, 'zz')", Fault.CHOICE, "helper、self"),
        ("${level} = 5", Fault.CHOICE, "1、2"),
        ("${level} != 5", Fault.CHOICE, "1、2"),
        ("5 = ${level}", Fault.CHOICE, "1、2"),
        ("-1 != ${level}", Fault.CHOICE, "1"),
        ("${who} = 1", Fault.CHOICE, "helper、self"),
        ("selected(${level}, 3)", Fault.CHOICE, "1、2"),
        ("${level} = 1 or 2.0 = ${level} or ${level} >= 3 or ${level} = ${age}", None, ""),
        ("selected(${level}, 2) or ${level} = '2' or ${level} != ''", None, ""),
        ("idcard-ok(idcard-birth(${r}))", Fault.ARGUMENTS, "计算题"),
        ("age(age(${until}, today()), today())", Fault.ARGUMENTS, "计算题"),
        ("age(idcard-birth(${r}), today()) > 3", None, ""),
        ("regex(., '[')", Fault.PATTERN, "方括号"),
        ("regex(., '(a+)+')", Fault.PATTERN, "固定的次数"),
        ("date('2026-02-30') > today()", Fault.DATE, "2025-01-31"),
        ("-(selectd(1, 2)) and /a[quux()]", Fault.FUNCTION, "selected"),
        ("1", None, ""),
        ("${who} = '' or ${who} = 'self'", None, ""),
        ("age(${until}, today()) >= 60 and idcard-ok(.)", None, ""),
        ("selected(${needs}, 'x') and sum(${r}) > 3", None, ""),
        ("instance('x')/root/item[a = current()/../b]", None, ""),
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


POSSIBLE = [
    (". > 5 and . < 6", QuestionKind.DECIMAL),
    (". >= 0 and . < 100000", QuestionKind.DECIMAL),
    (". > 0.5 and not(. >= 0.75)", QuestionKind.DECIMAL),
    ("string-length(.) = 4", QuestionKind.INTEGER),
    (". mod 7 = 5 and . > 100", QuestionKind.INTEGER),
    (". * . = 144", QuestionKind.INTEGER),
    ("regex(., 'x') and . > 5", QuestionKind.INTEGER),
    (". > ${other}", QuestionKind.INTEGER),
    ("/data/r/a > 5 and /data/r/a < 3", QuestionKind.INTEGER),
    ("(. > 5 and . < 3) or ${other} = 1", QuestionKind.INTEGER),
    (". >= today() and days-between(today(), .) <= 365", QuestionKind.DATE),
    (". > date('1949-10-01')", QuestionKind.DATE),
    (". >= date('1950-01-01') and . <= date('1960-12-31')", QuestionKind.DATE),
    ("format-date(., '%Y') >= 1950 and format-date(., '%Y') <= 1960", QuestionKind.DATE),
    ("age(., today()) >= 16 and age(., today()) <= 18", QuestionKind.DATE),
    ("age(., today()) >= 45 and age(., today()) <= 50", QuestionKind.DATE),
    ("age(., today()) = 70", QuestionKind.DATE),
    ("format-date(., '%n') = '9'", QuestionKind.DATE),
    (". > today() and . < date('2020-01-01')", QuestionKind.DATE),
    (". = '2026-01-01' and . != date('2026-01-01')", QuestionKind.DATE),
    (". > '5' and . < '3'", QuestionKind.TEXT),
    ("uuid() > 5 and uuid() < 3", QuestionKind.TEXT),
    (". = 'x' and . = 'y'", QuestionKind.TEXT),
    ("-1 > . and", QuestionKind.INTEGER),
    ("quux(.)", QuestionKind.INTEGER),
]
IMPOSSIBLE = [
    (". > 5 and . < 3", QuestionKind.INTEGER),
    (". > 5 and . < 3", QuestionKind.DECIMAL),
    ("5 < . and 3 > .", QuestionKind.DECIMAL),
    (". > 5 and . < 6", QuestionKind.INTEGER),
    (". = 2.5", QuestionKind.INTEGER),
    ("not(. > 0 or . <= 0)", QuestionKind.DECIMAL),
    ("(. = 1 or . = 2) and . > 2 and ${other} = 1", QuestionKind.INTEGER),
    (". < -1 and . >= -0.5", QuestionKind.DECIMAL),
    (". > today() and . < today()", QuestionKind.DATE),
    ("today() < . and . <= today()", QuestionKind.DATE),
    (". > date('2026-01-01') and . < date('2025-01-01')", QuestionKind.DATE),
    (". > date('2026-01-01') and . < date('2026-01-02')", QuestionKind.DATE),
    (". < today() and days-between(today(), .) >= 1", QuestionKind.DATE),
    ("days-between(., today()) > 30 and . >= today()", QuestionKind.DATE),
    ("age(., today()) >= 60 and age(., today()) < 50", QuestionKind.DATE),
    ("days-between(${a}, today()) > 5 and days-between(${a}, today()) < 3", QuestionKind.DATE),
    ("-. > 5 and -. < 3", QuestionKind.DECIMAL),
    ("string-length(.) > 5 and string-length(.) < 3", QuestionKind.TEXT),
    (f". > {'9' * 400}", QuestionKind.INTEGER),
]


@pytest.mark.parametrize(("constraint", "kind"), POSSIBLE)
def test_constraint_that_something_may_fit_is_left_alone(
    constraint: str, kind: QuestionKind
) -> None:
    assert never_true(constraint, kind) is None


@pytest.mark.parametrize(("constraint", "kind"), IMPOSSIBLE)
def test_constraint_nothing_fits_is_found(constraint: str, kind: QuestionKind) -> None:
    problem = never_true(constraint, kind)

    assert problem is not None
    assert problem.code is Fault.NEVER_TRUE
    assert len(problem.message) < 100


def test_constraint_with_very_many_cases_is_left_alone() -> None:
    many = " and ".join(f"string-length(substr(., {n})) > {n}" for n in range(40))

    assert never_true(f"{many} and . > 5 and . < 3", QuestionKind.INTEGER) is None


_QUANTITIES = st.sampled_from([".", "string-length(.)", ". * 2", ". mod 3", "/data/other"])
_COMPARED = st.builds(
    lambda quantity, sign, limit: f"{quantity} {sign} {limit}",
    _QUANTITIES,
    st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
    st.sampled_from(["-1", "0", "1", "2", "2.5", "3"]),
)
_WORDS = st.sampled_from(["and", "or"])
_CONSTRAINTS = st.recursive(
    _COMPARED,
    lambda inner: (
        st.builds("({} {} {})".format, inner, _WORDS, inner) | st.builds("not({})".format, inner)
    ),
    max_leaves=5,
)


@given(_CONSTRAINTS, st.sampled_from(["integer", "decimal"]))
@settings(max_examples=60)
def test_what_some_answer_fits_is_never_called_impossible(constraint: str, kind: str) -> None:
    filled = session([row(kind, "n", constraint=constraint), row("integer", "other")])
    accepted = [
        answer
        for other in ("", "1", "3")
        if filled.try_answer(Ref("/data/other"), other) is Verdict.ACCEPTED
        for answer in ("-2", "-1", "0", "1", "2", "3", "4", "12", "345", "1.5", "2.75")
        if filled.judge(Ref("/data/n"), answer) is Verdict.ACCEPTED
    ]

    if accepted:
        assert never_true(constraint, QuestionKind(kind)) is None


_PIECES = st.sampled_from([
    "(", ")", "[", "]", ",", " and ", " or ", " div ", "+", "-", "*", "=", "!=", "<", ">=", ".",
    "..", "/", "/data", "${age}", "${level}", "${birth}", "${nobody}", "1", "0.5", "9" * 400, "''",
    "'x'", "'2025-02-30'", "'((.*){})*X'", "'[[a]'", "if(", "not(", "regex(., ", "age(",
    "idcard-ok(", "idcard-birth(", "days-between(", "selected(", "date(", "round(", "quux(", "，",
    "“", "$", "|", "a" * 300,
])  # fmt: skip


@given(st.lists(_PIECES, max_size=12).map("".join), st.sampled_from(list(QuestionKind)))
def test_no_text_makes_the_checker_fail(expression: str, kind: QuestionKind) -> None:
    wrong = problems(
        expression, names=KINDS, kinds=KINDS, choices=CHOICES,
        calculations={"birth": expression}, own="age",
    )  # fmt: skip
    never = never_true(expression, kind)
    rings = cycles({"age": [expression]})

    assert all(len(p.message) + len(p.mend) < 300 for p in wrong)
    assert never is None or len(never.message) < 300
    assert rings in ([], [("age",)])


@pytest.mark.parametrize(
    "expression",
    [
        "(" * 45 + "1" + ("+1" * 195 + ")") * 45,
        "-(" * 150 + "." + " and (. > 1" * 40 + ")" * 190,
        "+".join(["1"] * 9_000),
        " and ".join(["idcard-ok(.)"] * 1_200),
        f". > {'9' * 400}",
        "a/" * 5_000 + "a",
    ],
)
def test_large_expression_is_judged_and_never_a_traceback(expression: str) -> None:
    wrong = problems(expression, names=KINDS, kinds=KINDS, own="age")
    never_true(expression, QuestionKind.INTEGER)

    assert all(len(p.message) < 200 and p.mend for p in wrong)


def test_rings_of_references_are_found() -> None:
    binds = {
        "a": ["${b} = 1"], "b": ["1", "${c}"], "c": ["concat(${a}, ${free})"],
        "x": ["${x} > 1"], "free": ["(("], "y": ["${r.free}"],
    }  # fmt: skip

    rings = cycles(binds)

    assert [set(ring) for ring in rings] in ([{"a", "b", "c"}, {"x"}], [{"x"}, {"a", "b", "c"}])
    assert cycles({"a": ["${b}"], "b": []}) == []
