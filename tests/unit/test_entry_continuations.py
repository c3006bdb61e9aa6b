"""What is offered to be written next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.entry.continuations import continuations
from kiosk.entry.hanzi import is_han

TEXTS = st.text("养老保险高龄津贴身份证abc1。", max_size=8)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("养", "老"),
        ("养老", "保"),
        ("养老保", "险"),
        ("我要申请养老保", "险"),
        ("残", "疾"),
        ("残疾人", "证"),
        ("尿", "毒"),
    ],
)
def test_the_words_of_a_hall_go_on_first(text: str, first: str) -> None:
    assert continuations(text, most=8)[0] == first


@given(TEXTS, st.integers(0, 8))
def test_each_is_one_character_and_offered_once(text: str, most: int) -> None:
    found = continuations(text, most=most)

    assert len(found) <= most
    assert len(set(found)) == len(found)
    assert all(is_han(sign) for sign in found)


def test_nothing_follows_nothing() -> None:
    assert continuations("", most=8) == ()
    assert continuations("。", most=8) == ()
