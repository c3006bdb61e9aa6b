"""Characters looked up by radical and strokes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.entry.hanzi import is_han, standard
from kiosk.entry.radicals import RadicalLookup, Step, radical_name

RANGES = (
    ("\u4e00", "\u9fef"), ("\u3400", "\u4db5"), ("\U00020000", "\U0002a6d6"),
    ("\U0002a700", "\U0002b734"), ("\U0002b740", "\U0002b81d"), ("\U0002b820", "\U0002cea1"),
    ("\U0002ceb0", "\U0002ebe0"),
)  # fmt: skip
"""What GB 18030-2022 asks of public services (level 3), block by block."""


def chosen(*choices: str) -> RadicalLookup:
    lookup = RadicalLookup()
    for choice in choices:
        lookup = lookup.choose(choice)
    return lookup


def every_sign() -> set[str]:
    found = set()
    for strokes in RadicalLookup().choices:
        for radical in chosen(strokes).choices:
            for rest in chosen(strokes, radical).choices:
                found.update(chosen(strokes, radical, rest).choices)
    return found


@pytest.mark.parametrize(
    ("choices", "sign"),
    [
        (("3", "氵", "3"), "江"),
        (("4", "水", "0"), "水"),
        (("5", "钅", "13"), "𬭼"),
        (("2", "亠", "9"), "𠅤"),
        (("3", "女", "6"), "㛃"),
        (("5", "龙", "4"), "䶮"),
        (("5", "钅", "12"), "𬭸"),
        (("2", "左阝", "6"), "陕"),
        (("2", "右阝", "6"), "郑"),
        (("4", "王", "6"), "珠"),
        (("3", "纟", "6"), "绛"),
    ],
)
def test_a_character_is_found_by_the_radical_that_is_seen(
    choices: tuple[str, ...], sign: str
) -> None:
    assert sign in chosen(*choices).choices
    assert chosen(*choices, sign).sign == sign


def test_every_character_a_public_service_must_know_is_reached() -> None:
    found = every_sign()

    assert standard() <= found
    for first, last in RANGES:
        block = {chr(code) for code in range(ord(first), ord(last) + 1)}
        assert not block - found, first
    assert all(is_han(sign) for sign in found)


def test_standard_characters_come_first() -> None:
    choices = chosen("3", "氵", "8").choices
    are_standard = [sign in standard() for sign in choices]

    assert are_standard == sorted(are_standard, reverse=True)


@given(st.data())
def test_back_takes_one_choice_back(data: st.DataObject) -> None:
    lookup, before = RadicalLookup(), []
    while lookup.step is not Step.DONE:
        before.append(lookup)
        lookup = lookup.choose(data.draw(st.sampled_from(lookup.choices)))

    while before:
        lookup = lookup.back()
        assert lookup == before.pop()
    assert lookup.back() == lookup


def test_what_is_not_offered_cannot_be_chosen() -> None:
    with pytest.raises(ValueError, match="not among"):
        RadicalLookup().choose("99")


def test_radicals_are_called_as_people_call_them() -> None:
    assert [radical_name(form) for form in "氵亻艹木"] == ["三点水", "单人旁", "草字头", "木字旁"]
