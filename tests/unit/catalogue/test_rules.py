"""Named rules, tried with the kiosk's own engine against independent reckoning."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.authoring.rules import RULES
from kiosk.devices.clock import FixedClock
from kiosk.domain.people import check_digit
from kiosk.forms.hall_functions import expand
from kiosk.forms.session import FormSession
from kiosk.forms.xform import load_form
from tests.made_up import NOON

_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_FORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><h:title>t</h:title><model>
<instance><data id="t" version="1">{fields}</data></instance>{binds}</model></h:head>
<h:body>{inputs}</h:body></h:html>"""


def _session() -> FormSession:
    names = [rule.code for rule in RULES.values()]
    binds = "".join(
        f'<bind nodeset="/data/{rule.code}" constraint="{_escaped(rule.constraint)}"/>'
        for rule in RULES.values()
    )
    xml = _FORM.format(
        fields="".join(f"<{name}/>" for name in names),
        binds=binds,
        inputs="".join(f'<input ref="/data/{n}"><label>x</label></input>' for n in names),
    )
    return FormSession(
        load_form(xml.encode()), clock=FixedClock(NOON), time_zone=UTC, instance_id="uuid:1"
    )


def _escaped(constraint: str) -> str:
    return expand(constraint).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


SESSION = _session()


def takes(rule: str, value: str) -> bool:
    code = RULES[rule].code
    return SESSION.try_answer(SESSION.refs_of(code)[0], value).value == "accepted"


def credit_digit(body: str) -> str:
    total = sum(_CREDIT.index(c) * pow(3, place, 31) for place, c in enumerate(body))
    return _CREDIT[-total % 31]


@given(st.text("0123456789", min_size=12, max_size=22))
def test_a_bank_card_is_judged_by_its_length_alone(number: str) -> None:
    assert takes("银行卡号", number) == (16 <= len(number) <= 19)


@given(body=st.text(_CREDIT, min_size=17, max_size=17), wrong=st.integers(1, 30))
def test_a_credit_code_with_the_right_check_character_alone_is_taken(
    body: str, wrong: int
) -> None:
    last = credit_digit(body)

    assert takes("统一社会信用代码", body + last)
    assert not takes("统一社会信用代码", body + _CREDIT[(_CREDIT.index(last) + wrong) % 31])


@given(day=st.dates(), order=st.integers(0, 999), wrong=st.integers(1, 10))
def test_a_citizen_number_with_the_right_check_character_alone_is_taken(
    day: object, order: int, wrong: int
) -> None:
    born = f"{19 + order % 2}{order % 100:02d}0228"
    body = f"110101{born}{order:03d}"
    checks = "10X98765432"
    last = check_digit(body)

    assert takes("身份证号", body + last)
    assert not takes("身份证号", body + checks[(checks.index(last) + wrong) % 11])


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        ("手机号", "19900006789", "1990000678"),
        ("电话", "057188886666", "88886666"),
        ("银行账号", "6222021234567890123", "62220212345"),
        ("残疾人证号", "11010119380715002X43B1", "11010119380715002X48"),
    ],
)
def test_a_rule_tells_right_from_wrong(rule: str, good: str, bad: str) -> None:
    assert takes(rule, good)
    assert not takes(rule, bad)
