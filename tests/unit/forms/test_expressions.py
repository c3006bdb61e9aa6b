"""What expressions mean: JavaRosa's decisions, and rules over all numbers."""

import math
import sys
from datetime import UTC, date, datetime

import pytest
import rxeval
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import FormError
from kiosk.forms.expression import Scope, compile_expression
from kiosk.forms.instance import Seed, Shape
from kiosk.forms.model import Form
from kiosk.forms.syntax import DEEPEST
from kiosk.forms.values import Scalar, round_half_up, single, to_number, to_text
from kiosk.forms.world import World
from tests.unit.forms.building import CLOCK, ZONE

_FORM = Form(
    form_id="x", body=(), questions={}, names={}, repeats={}, singles=frozenset(), rules={},
    schedule=(), seed=Seed(Shape(path=("data",))), blanks={}, version="7",
    tables={"towns": ({"code": "1", "name": "城东"},)},
)  # fmt: skip
_WORLD = World(_FORM, clock=CLOCK, time_zone=ZONE, language="")
_SCOPE = Scope(here=("data",), origin=("data",), names={})
numbers = st.floats(-1e9, 1e9, allow_nan=False).map(lambda n: round(n, 4))


def value(expression: str) -> Scalar:
    return single(compile_expression(expression, _SCOPE).value(_WORLD, _WORLD.root))


def written(number: float) -> str:
    return f"({number:.4f})" if number >= 0 else f"(-{-number:.4f})"


@given(numbers, numbers)
def test_arithmetic_is_that_of_numbers(a: float, b: float) -> None:
    assert value(f"{written(a)} + {written(b)}") == a + b
    assert value(f"{written(a)} - {written(b)}") == a - b
    assert value(f"{written(a)} * {written(b)}") == a * b


@given(numbers, numbers)
def test_comparison_of_texts_that_are_numbers_is_numeric(a: float, b: float) -> None:
    assert value(f"'{a:.4f}' > '{b:.4f}'") is (a > b)
    assert value(f"'{a:.4f}' <= {written(b)}") is (a <= b)


@given(st.sampled_from(["''", "'词'", "number('')", "0 div 0"]), numbers)
@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
def test_nothing_is_smaller_or_larger_than_what_is_no_number(
    sign: str, none: str, number: float
) -> None:
    assert value(f"{none} {sign} {written(number)}") is False
    assert value(f"{none} != {written(number)}") is True


@given(numbers, st.integers(-3, 4))
def test_rounding_agrees_with_the_second_engine_on_positive_numbers(n: float, places: int) -> None:
    ours = value(f"round({abs(n):.4f}, {places})")

    theirs = rxeval.eval_expression(f"round({abs(n):.4f}, {places})", "<data/>")

    assert to_number(ours) == pytest.approx(float(theirs))


@given(st.text("ab zA1-. \t\n", max_size=12))
def test_text_functions_agree_with_the_second_engine(word: str) -> None:
    for expression in (f"string-length('{word}')", f"substr('{word}', 1, 3)",
                       f"normalize-space('{word}')", f"contains('{word}', 'a')"):  # fmt: skip
        theirs = rxeval.eval_expression(expression, "<data/>")

        assert to_text(value(expression)) == str(theirs)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("'2' > '10'", False),
        ("date('2025-01-02') > '2025-01-01'", False),
        ("date('2025-01-02') > date('2025-01-01')", True),
        ("date('2026-06-04') + 30", 20638.0),
        ("string(date(date('2026-06-04') + 30))", "2026-07-04"),
        ("today() = date('2026-11-22')", True),
        ("format-date(today(), '%Y年%n月%e日')", "2026年11月22日"),
        ("format-date-time(now(), '%y-%m-%d %H:%h:%M:%S.%3 %a %A %b %B %')",
         "26-11-22 12:12:00:00.000 Sun Sunday Nov November %"),
        ("format-date('x', '%Y')", ""),
        ("format-date(today(), '%q')", "%q"),
        ("string(now())", "2026-11-22T12:00:00.000+08:00"),
        ("date(now()) = today()", True),
        ("date-time('2026-01-01T08:00:00Z') = date-time('2026-01-01T16:00:00')", True),
        ("date-time('')", ""),
        ("date('')", ""),
        ("date(1e400)", None),
        ("decimal-date-time('1970-01-02T00:00:00Z')", 1.0),
        ("regex('abc', 'b')", False),
        ("regex('abc', '[a-c]+')", True),
        ("if('', 1, 2)", 2.0),
        ("coalesce('', 'b')", "b"),
        ("coalesce('', number(''))", ""),
        ("min(3, '', 2)", 2.0),
        ("max('词', 2)", math.nan),
        ("sum(1, '', 2)", 3.0),
        ("sum()", None),
        ("position()", 1.0),
        ("indexed-repeat(1, /data, 1)", None),
        ("indexed-repeat(../../../x, /data, 1)", None),
        ("count(/*)", 1.0),
        ("count(/*[1])", 1.0),
        ("count(/none[1])", 0.0),
        ("date-time('2026-13-01T00:00')", None),
        ("format-date('2026-02-30T10:00', '%Y')", ""),
        ("count-non-empty('a')", 1.0),
        ("count('a')", 1.0),
        ("1 div 0", math.inf),
        ("-1 div 0", -math.inf),
        ("0 div 0", math.nan),
        ("5 mod 0", math.nan),
        ("string(1 div 0)", "Infinity"),
        ("string(-1 div 0)", "-Infinity"),
        ("string(0 div 0)", "NaN"),
        ("string(0.1 + 0.2)", "0.30000000000000004"),
        ("int(-1.9)", -1.0),
        ("int('')", math.nan),
        ("floor(0 div 0)", math.nan),
        ("ceiling(1 div 0)", math.inf),
        ("round(2.5)", 3.0),
        ("round(12345.15, 1)", 12345.2),
        ("round(1 div 0)", math.inf),
        ("round(1, 400)", math.nan),
        ("substring('hello', 2, 3)", "ell"),
        ("substring('hello', 2)", "ello"),
        ("substr('hello', number(''))", "hello"),
        ("substring-before('a-b', '-')", "a"),
        ("substring-after('a-b', '-')", "b"),
        ("substring-after('ab', '-')", ""),
        ("translate('abc', 'ab', 'x')", "xc"),
        ("join('、', 'a', 'b')", "a、b"),
        ("selected-at('a b', 5)", ""),
        ("version()", "7"),
        ("string-length(uuid())", 36.0),
        ("pulldata('towns', 'name', 'code', 1)", "城东"),
        ("pulldata('towns', 'name', 'code', 2)", ""),
        ("instance('none')/root/item", ""),
        ("position(/data)", 1.0),
        ("position(/none)", 0.0),
        ("jr:itext('none')", ""),
        ("- - 3", 3.0),
        ("true() = 'x'", True),
        ("/data/none = 1", False),
        ("../../none", ""),
        ("not(/none)", True),
    ],
)  # fmt: skip
def test_expression_gives_what_collect_users_see(expression: str, expected: Scalar) -> None:
    if expected is None:
        with pytest.raises(FormError):
            value(expression)
        return

    result = value(expression)

    if isinstance(expected, float):
        assert to_number(result) == pytest.approx(expected, nan_ok=True)
    else:
        assert result == expected


@pytest.mark.parametrize(
    "expression",
    ["", "1 +", "(1", "1)", "'a", "1 ? 2", "a | b", "//a", "a/@b", "a[1", "f(1,", "$x", "a b",
     "child::a", "__import__('os')", "document('x')", "1e5", "a/", "substr('a')", "round(1,2,3)",
     "indexed-repeat(/data/a, /data/r, 1, 2)", "date('2025-02-30')", "regex(., '(a+)+')",
     "regex(., '[')", "instance(a)", "${nobody} = 1", "indexed-repeat(/data/a, /x, 1)",
     "indexed-repeat('a', /x, 1)", "jr:choice-name('a', '1 + 1')", "１ = 1", "．", "a" * 20_001],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_mend(expression: str) -> None:
    with pytest.raises(FormError, match="改法"):
        value(expression)


@pytest.mark.parametrize("opening", ["(", "not(", "-(", "a["])
def test_brackets_nested_too_deeply_are_refused(opening: str) -> None:
    closing = "]" if opening.endswith("[") else ")"

    with pytest.raises(FormError, match="太深"):
        value(opening * 3000 + "1" + closing * 3000)


def test_nesting_up_to_the_limit_is_reckoned() -> None:
    depth = DEEPEST - 10

    assert value("(" * depth + "1" + ")" * depth) == 1


def test_endless_chain_of_additions_is_refused_but_not_of_conditions() -> None:
    with pytest.raises(FormError, match="太深"):
        value("+".join("1" for _ in range(1000)))

    assert value(" or ".join("false()" for _ in range(1000))) is False


def test_brackets_and_chains_add_up() -> None:
    with pytest.raises(FormError, match="太深"):
        value("(" * 45 + "1" + ("+1" * 195 + ")") * 45)


def test_what_is_too_deep_for_the_stack_left_is_refused() -> None:
    chain = "+".join(["1"] * DEEPEST)

    def deeper(frames: int) -> Scalar:
        return deeper(frames - 1) if frames else value(chain)

    assert value(chain) == DEEPEST
    with pytest.raises(FormError, match="太深"):
        deeper(sys.getrecursionlimit() - 400)


def test_number_out_of_range_is_no_number_and_never_an_exception() -> None:
    huge = "9" * 400

    assert to_number(value(f"int({huge}) * 2")) == math.inf
    assert value(f"selected-at('a b', {huge})") == ""


@given(st.integers(-100_000, 100_000))
def test_date_and_day_number_are_each_others_inverse(days: int) -> None:
    day = value(f"date({days})")

    assert isinstance(day, date)
    assert to_number(day) == days


@pytest.mark.parametrize("days", ["1e300 * 1e300", "99999999999"])
def test_day_outside_the_calendar_is_empty(days: str) -> None:
    assert value(f"date({days.replace('1e300', '9' * 300)})") == ""


def test_conditions_nested_too_deeply_are_refused_before_they_run() -> None:
    with pytest.raises(FormError, match="太深"):
        value(".[" * 195 + "1" + "]" * 195)


_LEAVES = st.sampled_from(
    ["1", "-2.5", "''", "'a b'", "'2026-02-29'", "today()", "/data", ".", "../x", "true()",
     "999999999999999999999", "now()", "0 div 0", "1 div 0"]
)  # fmt: skip
_MANY = st.sampled_from([
    "date", "date-time", "format-date", "decimal-date-time", "int", "round", "substr", "substring",
    "selected-at", "join", "concat", "sum", "min", "max", "count", "if", "coalesce", "translate",
    "string-length", "number", "not", "regex", "position", "indexed-repeat", "floor", "abs",
])  # fmt: skip


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    called = st.builds(
        lambda name, a: f"{name}({', '.join(a)})", _MANY, st.lists(inner, max_size=3)
    )
    marks = st.sampled_from(["+", "-", "*", "div", "mod", "=", "!=", "<", ">=", "and", "or"])
    return called | st.builds(lambda a, mark, b: f"({a} {mark} {b})", inner, marks, inner)


@given(st.recursive(_LEAVES, _larger, max_leaves=12))
def test_what_compiles_never_raises(expression: str) -> None:
    try:
        compiled = compile_expression(expression, _SCOPE)
    except FormError:
        return

    assert isinstance(to_text(compiled.value(_WORLD, _WORLD.root)), str)


def test_halves_go_up_in_decimal() -> None:
    assert round_half_up(12350.12345, -2) == 12400
    assert math.copysign(1, round_half_up(-0.5)) == -1


def test_moment_is_told_in_iso_form() -> None:
    assert to_text(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-01-01T00:00:00.000+00:00"
