"""Characters by their number in Unicode."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.entry.code_points import composed
from kiosk.entry.hanzi import is_han
from kiosk.ports.input_method import Composition

IDEOGRAPHS = st.characters(min_codepoint=0x3400, max_codepoint=0x323AF).filter(is_han)


@pytest.mark.parametrize(
    ("digits", "sign"),
    [
        ("20164", "𠅤"),
        ("4dae", "䶮"),
        ("36C3", "㛃"),
        ("2CB7C", "𬭼"),
        ("2cb78", "𬭸"),
        ("02CB78", "𬭸"),
    ],
)
def test_a_number_is_its_character(digits: str, sign: str) -> None:
    found = composed(tuple(digits))

    assert found.candidates == (sign,)
    assert found.spelled == digits.upper()
    assert found.text == ""


@given(IDEOGRAPHS)
def test_every_ideograph_is_reached_and_picked(sign: str) -> None:
    digits = tuple(f"{ord(sign):X}")

    assert composed(digits).candidates == (sign,)
    assert composed((*digits, 0)) == Composition(text=sign, used=len(digits) + 1)


@pytest.mark.parametrize(
    "digits", ["", "4", "4DAG", "2016", "E000", "F8FF", "F0000", "FFFFFF", "0041", "1F600"]
)
def test_nothing_else_is_offered(digits: str) -> None:
    """Least of all the private use area, where each maker has characters of its own."""
    assert composed(tuple(digits)).candidates == ()
