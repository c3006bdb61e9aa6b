"""Numbers that look wrong are asked about once, and taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.entry.doubts import is_doubtful
from tests.unit.forms.building import form, row
from tests.unit.presenters.desk import Desk
from ui.pages import Key, Page, Pressed, Typed
from ui.presenting import Presenter

CARD = "6222020200112230000"
CHECKS = st.sampled_from(["bank-card", "bank-account"])


def check_digit(body: str) -> str:
    """Return the last digit of a number (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


@given(body=st.text("0123456789", min_size=15, max_size=18), wrong=st.integers(1, 9), check=CHECKS)
def test_a_card_is_doubted_when_its_check_digit_does_not_fit(
    body: str, wrong: int, check: str
) -> None:
    last = check_digit(body)

    assert not is_doubtful(body + last, check)
    assert is_doubtful(body + str((int(last) + wrong) % 10), check)


@pytest.mark.parametrize(
    ("value", "check"),
    [("", "bank-card"), ("123456789012345", "bank-account"), (CARD, "phone"), (CARD, "")],
)
def test_what_has_no_check_digit_is_not_doubted(value: str, check: str) -> None:
    assert not is_doubtful(value, check)


def asked() -> tuple[Desk, Presenter]:
    account = row(
        "text",
        "account",
        label="卡号是多少？",
        appearance="numeric",
        constraint="regex(., '^[0-9]{12,30}$')",
        **{"bind::kiosk:check": "bank-account"},
    )
    desk = Desk(form([account]))
    return desk, desk.open("account")


def pressed_next(presenter: Presenter) -> Page:
    presenter.on(Pressed(Key.PRIMARY))
    return presenter.page()


def test_a_doubtful_card_is_taken_when_it_is_meant() -> None:
    desk, presenter = asked()
    presenter.on(Typed(CARD))

    page = pressed_next(presenter)

    assert page.notice.shown.startswith("号码好像有一位不对")
    assert page.echo == page.notice, "it is said, too"
    assert desk.session.value_of("account") == ""
    assert page.rows[0].value.shown.replace(" ", "") == CARD, "nothing is lost"
    assert not pressed_next(presenter).notice
    assert desk.session.value_of("account") == CARD


def test_another_doubtful_number_is_asked_about_anew() -> None:
    desk, presenter = asked()
    presenter.on(Typed(CARD[:-1]))
    assert not is_doubtful(CARD[:-1] + check_digit(CARD[:-1]), "bank-account")
    presenter.on(Typed("1" if check_digit(CARD[:-1]) != "1" else "2"))
    assert pressed_next(presenter).notice

    presenter.on(Typed("7"))

    assert len(desk.session.value_of("account")) == 0
