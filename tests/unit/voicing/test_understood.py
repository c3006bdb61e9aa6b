"""Errors are counted as heard: a homophone is none, what lacks is one, tones count apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.language import Language
from ui.voicing.understood import Take, distance, row

WORDS = st.lists(st.sampled_from(["ma", "shi", "de"]), max_size=6)


@pytest.mark.parametrize(
    ("said", "heard", "missed", "with_tone"),
    [
        ("居住证", "居住证", 0, 0),
        ("居住证", "居住正。", 0, 0),
        ("居住证", "居住症明", 1, 1),
        ("居住证", "居住", 1, 1),
        ("填一遍", "甜一遍", 0, 0),
        ("请拍照", "轻拍照", 0, 1),
        ("80周岁", "八十周岁", 0, 0),
        ("簡單", "简单", 0, 0),
    ],
)
def test_a_sentence_is_compared_by_what_is_heard(said, heard, missed, with_tone):
    take = Take.of((said,), heard, Language.SIMPLIFIED)

    assert (take.missed, take.missed_with_tone) == (missed, with_tone)


@pytest.mark.parametrize(
    ("said", "heard", "missed"),
    [
        ("Your licence", "your license.", 0),
        ("Wait for your turn", "Wait four your turn", 0),
        ("80 yuan", "Eighty yuan", 0),
        ("Don't worry", "do worry", 1),
        ("Hand it in", "Hand in", 1),
    ],
)
def test_english_is_compared_by_words_as_they_sound(said, heard, missed):
    assert Take.of((said,), heard, Language.ENGLISH).missed == missed


@given(WORDS, WORDS)
def test_the_distance_is_a_metric_of_edits(one, two):
    assert distance(one, one) == 0
    assert distance(one, two) == distance(two, one)
    assert abs(len(one) - len(two)) <= distance(one, two) <= max(len(one), len(two))


@given(WORDS, WORDS, st.integers(0, 6))
def test_one_more_edit_is_at_most_one_further(one, two, at):
    changed = [*two[:at], "lü", *two[at:]]

    assert abs(distance(one, changed) - distance(one, two)) <= 1


def test_a_row_tells_errors_of_a_hundred_syllables():
    takes = [
        Take.of((said,), heard, Language.SIMPLIFIED)
        for said, heard in (("居住证", "居住"), ("请拍照", "轻拍照"))
    ]

    assert row("全部", 2, takes) == "| 全部 | 2 | 6 | 16.7 | 33.3 |"
