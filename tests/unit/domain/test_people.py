from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.people import (
    IdCard,
    IdCardNumber,
    check_digit,
    forgiven_id_number,
    names_a_person,
)
from tests.unit.domain.people_strategies import citizen_numbers


def test_check_character_follows_the_standards_own_example() -> None:
    assert check_digit("11010519491231002") == "X"  # GB 11643-1999, annex


@given(citizen_numbers())
def test_a_number_with_a_fitting_check_character_is_taken(text: str) -> None:
    number = IdCardNumber(text)

    assert number.digits == text
    assert number.birth == date(int(text[6:10]), int(text[10:12]), int(text[12:14]))


@given(citizen_numbers(), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(text: str, place: int, by: int) -> None:
    wrong = text[:place] + str((int(text[place]) + by) % 10) + text[place + 1 :]

    with pytest.raises(ValueError, match=r"check character|month|day|birth|year"):
        IdCardNumber(wrong)


@given(citizen_numbers(), st.integers(0, 15))
def test_two_neighbours_swapped_are_always_found(text: str, place: int) -> None:
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if swapped == text:
        return

    with pytest.raises(ValueError, match=r"check character|month|day|birth|year"):
        IdCardNumber(swapped)


@given(citizen_numbers(), st.sampled_from([" ", "-", "　", "\t"]), st.integers(0, 18))
def test_spaces_and_dashes_people_type_are_forgiven(text: str, gap: str, place: int) -> None:
    assert IdCardNumber(text[:place] + gap + text[place:]).digits == text


@given(citizen_numbers())
def test_full_width_and_lower_case_are_forgiven(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) for c in text)

    assert forgiven_id_number(wide) == text
    assert IdCardNumber(text.lower()).digits == text


@pytest.mark.parametrize("text", ["", "X", "1" * 17, "1" * 19, "11010519491231A02X", "十" * 18])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="17 digits"):
        IdCardNumber(text)


def test_a_birth_date_no_living_person_has_is_refused() -> None:
    body = "11010517991231001"

    with pytest.raises(ValueError, match="impossible"):
        IdCardNumber(body + check_digit(body))


@given(citizen_numbers())
def test_neither_str_nor_repr_tells_the_number_or_the_birth_date(text: str) -> None:
    number = IdCardNumber(text)

    for told in (str(number), repr(number), f"{number}"):
        assert text not in told
        assert text[6:14] not in told


def test_a_card_answers_its_four_sources_and_nothing_else() -> None:
    number = IdCardNumber("11010519491231002X")
    card = IdCard(name="王秀英", number=number, nation="汉", address="幸福路1号")

    answers = {word: card.answer_for(word) for word in ("name", "number", "nation", "address")}

    assert answers == {
        "name": "王秀英",
        "number": "11010519491231002X",
        "nation": "汉",
        "address": "幸福路1号",
    }
    assert card.answer_for("phone") == ""


def test_a_cards_repr_names_nobody() -> None:
    card = IdCard(name="王秀英", number=IdCardNumber("11010519491231002X"), address="幸福路1号")

    assert repr(card) == "IdCard(valid_until=None)"


@given(citizen_numbers())
def test_a_citizen_number_is_noticed_however_it_is_typed(text: str) -> None:
    for typed in (text, f"{text[:6]} {text[6:14]}-{text[14:]}", text.translate(_WIDE)):
        assert names_a_person(f"申请人{typed}的照片看不清")


_WIDE = {ord(narrow): ord(narrow) + 0xFEE0 for narrow in "0123456789X"}


@pytest.mark.parametrize("phone", ["13800138000", "138 0013 8000", "+86 138-0013-8000"])
def test_a_mobile_number_is_noticed(phone: str) -> None:
    assert names_a_person(f"请打{phone}。")


@pytest.mark.parametrize(
    "text",
    [
        "照片看不清，请在2026-12-31以前补来",
        "凭条 K 138000 2026 1123 0001 5",
        "K13800020261123000151",
        "办件编号 000511202611230001",
        "窗口电话 12345，010-66668888",
    ],
)
def test_other_numbers_name_nobody(text: str) -> None:
    assert not names_a_person(text)
