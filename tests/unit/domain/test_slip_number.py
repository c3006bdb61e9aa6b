from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.slip_number import SlipNumber


def slip_numbers() -> st.SearchStrategy[SlipNumber]:
    return st.builds(
        SlipNumber.make,
        terminal=st.integers(0, 999999).map("{:06d}".format),
        day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
        serial=st.integers(1, 9999),
    )


def test_a_number_tells_terminal_day_and_order() -> None:
    number = SlipNumber.make(terminal="000012", day=date(2026, 11, 22), serial=7)

    assert str(number).startswith("K000012202611220007")
    assert number.grouped.startswith("K 000012 2026 1122 0007 ")


@given(slip_numbers())
def test_what_was_printed_is_read_back(number: SlipNumber) -> None:
    assert SlipNumber(str(number)) == number
    assert SlipNumber(number.grouped) == number
    assert SlipNumber(number.grouped.lower().replace(" ", "-")) == number


@given(slip_numbers(), st.integers(1, 19), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: SlipNumber, place: int, by: int) -> None:
    text = str(number)
    wrong = text[:place] + str((int(text[place]) + by) % 10) + text[place + 1 :]

    with pytest.raises(ValueError, match="check digit"):
        SlipNumber(wrong)


@given(slip_numbers(), st.integers(1, 18))
def test_two_neighbours_swapped_are_always_found(number: SlipNumber, place: int) -> None:
    text = str(number)
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if swapped == text:
        return

    with pytest.raises(ValueError, match="check digit"):
        SlipNumber(swapped)


@pytest.mark.parametrize("text", ["", "K", "K" + "0" * 18, "0" * 20, "K" + "０" * 19, "K" * 20])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="K and nineteen digits"):
        SlipNumber(text)
