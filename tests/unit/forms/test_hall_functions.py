"""The hall's functions, written out in portable XPath, agree with the domain and elsewhere."""

import math
from datetime import date, timedelta

import pytest
import rxeval
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.errors import FormError
from kiosk.domain.people import IdCardNumber, check_digit
from kiosk.forms.hall_functions import expand, hall_arities
from kiosk.forms.protocol import Ref
from kiosk.forms.session import FormSession
from kiosk.forms.values import to_number
from tests.unit.forms.building import form, start, text

_FORM = form([text("n"), text("m")])
_CHECK, _BIRTH, _SEX = (expand(f"{name}(/data/n)") for name in
                        ("idcard-ok", "idcard-birth", "idcard-sex"))  # fmt: skip
days = st.dates(date(1801, 1, 1), date(2099, 12, 31))
true_numbers = st.builds(
    lambda county, day, order: county + day.strftime("%Y%m%d") + order,
    st.from_regex(r"[1-6][0-9]{5}", fullmatch=True).filter(str.isascii),
    days,
    st.from_regex(r"[0-9]{3}", fullmatch=True).filter(str.isascii),
).map(lambda first: first + check_digit(first))


@st.composite
def nearly_numbers(draw: st.DrawFn) -> str:
    """A true number with one character changed, perhaps to another true one."""
    number = draw(true_numbers)
    place = draw(st.integers(0, 17))
    return number[:place] + draw(st.sampled_from("0123456789Xxa")) + number[place + 1 :]


def session_with(number: str) -> FormSession:
    session = start(_FORM)
    session.try_answer(Ref("/data/n"), number)
    return session


def is_citizen_number(number: str) -> bool:
    try:
        IdCardNumber(number)
    except ValueError:
        return False
    return True


@given(st.one_of(true_numbers, nearly_numbers(), true_numbers.map(str.lower)))
@settings(max_examples=150)
def test_idcard_ok_agrees_with_the_domain_and_the_second_engine(number: str) -> None:
    expected = is_citizen_number(number)

    assert session_with(number).evaluate(_CHECK) is expected
    document = f"<data><n>{number}</n></data>"
    assert (str(rxeval.eval_expression(_CHECK, document)).lower() == "true") is expected


@pytest.mark.parametrize("number", ["", "1", "11010519491231002", "11010519491231002X0", "词"])
def test_idcard_ok_refuses_other_shapes(number: str) -> None:
    assert session_with(number).evaluate(_CHECK) is False


@given(true_numbers)
@settings(max_examples=40)
def test_birth_and_sex_are_those_of_the_number(number: str) -> None:
    session, known = session_with(number), IdCardNumber(number)

    assert session.evaluate(_BIRTH) == known.birth.isoformat()
    assert session.evaluate(_SEX) == ("男" if int(number[16]) % 2 else "女")


def test_birth_and_sex_of_no_number_are_empty() -> None:
    assert session_with("").evaluate(_BIRTH) == ""
    assert session_with("").evaluate(_SEX) == ""


@given(days, st.integers(0, 40_000))
@settings(max_examples=60)
def test_age_counts_the_birthday_itself(born: date, later: int) -> None:
    on = born + timedelta(days=later)
    had_birthday = (on.month, on.day) >= (born.month, born.day)
    completed = on.year - born.year - (not had_birthday)

    age = session_with("").evaluate(expand(f"age('{born}', '{on}')"))
    between = session_with("").evaluate(expand(f"days-between(date('{born}'), '{on}')"))

    assert age == completed
    assert between == later
    assert float(rxeval.eval_expression(expand(f"age('{born}', '{on}')"), "<data/>")) == completed


def test_age_of_an_empty_date_is_empty_and_compares_false() -> None:
    assert session_with("").evaluate(expand("age(/data/n, today()) >= 60")) is False
    between = session_with("").evaluate(expand("days-between(/data/n, today())"))
    assert math.isnan(to_number(between))


def test_nested_and_repeated_functions_are_all_written_out() -> None:
    written = expand("age(idcard-birth(${n}), today()) >= 60 and not(idcard-ok( . ))")

    assert not any(f"{name}(" in written for name in hall_arities())
    session = session_with("11010519491231002X")
    assert session.evaluate(written.replace("substr(.,", "substr(/data/n,")) is True


def test_what_only_looks_like_a_hall_function_is_left_alone() -> None:
    for expression in ("${age} > 3", "concat('age(1)', 'x')", "string-length(.) > 3", ""):
        assert expand(expression) == expression


@pytest.mark.parametrize(
    "wrong",
    [
        "age(1)", "idcard-ok()", "age(1, 2", "idcard-ok(., 1)",
        "idcard-birth(idcard-birth(.))", "idcard-birth(idcard-birth(idcard-birth(.)))",
        "idcard-ok(concat(idcard-sex(.), 'x'))", "age(age(., today()), today())",
        "days-between(today(), days-between(., today()))", "idcard-ok(" + "x" * 5_000,
    ],
)  # fmt: skip
def test_wrong_use_is_refused_with_a_mend(wrong: str) -> None:
    with pytest.raises(FormError, match="改法") as refusal:
        expand(wrong)
    assert len(str(refusal.value)) < 200


def test_nested_function_is_refused_with_the_way_out() -> None:
    with pytest.raises(FormError, match=r"idcard-birth 的括号里不能再写 idcard-ok.*计算题"):
        expand("1 + idcard-birth(if(idcard-ok(.), ., ''))")


def test_very_many_functions_in_a_row_are_written_out() -> None:
    written = expand(" and ".join(["idcard-ok(.)"] * 2_000))

    assert "idcard-ok" not in written
    assert written.count("regex(") == 2_000
