"""What is likely at a place, before anything is written there."""

import math

from hypothesis import given
from hypothesis import strategies as st

from kiosk.entry.hanzi import standard_levels
from kiosk.entry.likely import FLOOR, following, likely
from kiosk.ports.recogniser import NOWHERE, Place

COMMON = st.sampled_from(standard_levels()[0])


def test_nothing_is_known_of_the_beginning_of_a_text() -> None:
    assert likely(NOWHERE) == {}


def test_a_name_begins_with_a_surname() -> None:
    found = likely(Place(is_name=True))

    assert max(found, key=lambda sign: found[sign]) == "王"
    assert "欧" in found, "compound surnames begin so"
    assert "秀" not in found


def test_a_name_goes_on_with_given_names_and_compound_surnames() -> None:
    found = likely(Place("王", is_name=True))

    assert found["秀"] > found.get("锈", FLOOR)
    assert likely(Place("欧", is_name=True))["阳"] > FLOOR


def test_a_word_goes_on_with_what_follows_in_words() -> None:
    found = likely(Place("残"))

    assert max(found, key=lambda sign: found[sign]) == "疾"


@given(COMMON)
def test_what_follows_is_a_share_of_the_whole_and_never_below_the_floor(sign: str) -> None:
    found = following(sign)

    # each is rounded to a power of two
    assert sum(math.exp(log) for log in found.values()) < 1.5
    assert all(FLOOR < log < 0 for log in found.values())
