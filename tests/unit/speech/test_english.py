"""What is said in English, and by whose voice each part of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.language import Language, Tongue
from kiosk.domain.sentences import sentences_of
from kiosk.speech.passages import Passage, passages
from kiosk.speech.speller import Spelling, spell


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Spelling.DIGITS, "4021", "four zero two one"),
        (Spelling.PHONE, "021-12345", "zero two one, one two three four five"),
        (Spelling.ID_CARD, "12010119", "one two zero one zero one, one nine"),
        (Spelling.DATE, "2026-11-22", "22 November 2026"),
        (Spelling.TIME, "14:05", "2 oh 5 p.m."),
        (Spelling.MONEY, "1234.50", "1234.50 yuan"),
        (Spelling.STEP, "2/5", "step 2 of 5"),
        (Spelling.INTEGER, "12", "12"),
        (Spelling.ID_CARD, "1101**", "6 characters"),
    ],
)  # fmt: skip
def test_values_are_spelt_as_english_people_say_them(kind: Spelling, value: str, said: str):
    assert spell(kind, value, Language.ENGLISH) == said


@given(kind=st.sampled_from(Spelling), value=st.text(max_size=30))
def test_whatever_was_typed_is_said_and_never_refused(kind: Spelling, value: str):
    assert isinstance(spell(kind, value, Language.ENGLISH), str)


def test_chinese_names_inside_english_are_said_in_mandarin():
    said = passages("Name: 王秀兰. Thank you.", Language.ENGLISH)

    assert said == (
        Passage("Name:", Tongue.ENGLISH),
        Passage("wang2 xiu4 lan2", Tongue.MANDARIN),
        Passage(". Thank you.", Tongue.ENGLISH),
    )


def test_chinese_is_one_passage_with_the_letters_in_it():
    (whole,) = passages("请按A。", Language.SIMPLIFIED)

    assert whole.tongue is Tongue.MANDARIN


def test_cantonese_is_given_hanzi_with_numbers_spelt_out_and_no_pinyin():
    name = spell(Spelling.NAME, "单小明")

    assert passages(f"{name}，第3步。", "yue") == (Passage("单小明，第三步。", Tongue.CANTONESE),)
    assert passages("……", "yue") == ()


def test_marks_alone_are_said_by_nobody():
    assert passages("... ?", Language.ENGLISH) == ()


def test_a_full_stop_ends_a_sentence_where_a_space_follows():
    assert sentences_of("It costs 1.50 yuan. Pay now! 好。再见") == (
        "It costs 1.50 yuan.", "Pay now!", "好。", "再见",
    )  # fmt: skip
