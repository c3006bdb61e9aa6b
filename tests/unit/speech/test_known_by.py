import pytest

from kiosk.entry.hanzi import is_han, standard_levels
from kiosk.speech.known_by import _pairs, explained


@pytest.mark.parametrize(
    ("sign", "said"),
    [("张", "张，弓长张"), ("章", "章，立早章"), ("兰", "兰，兰花的兰"), ("蓝", "蓝，蓝天的蓝")],
)
def test_a_character_is_told_apart_from_those_that_sound_like_it(sign, said):
    assert explained(sign) == said


@pytest.mark.parametrize("text", ["", "A", "3", "养老", "𠅤", "\N{MIDDLE DOT}"])
def test_what_needs_no_explanation_or_has_none_stays(text):
    assert explained(text) == text


def test_nearly_every_common_character_is_explained():
    first, second, _ = standard_levels()

    assert sum(explained(sign) != sign for sign in first) / len(first) > 0.95
    assert sum(explained(sign) != sign for sign in second) / len(second) > 0.3


@pytest.mark.parametrize("table", ["known_by.txt", "words.txt"])
def test_each_line_of_a_table_tells_of_one_character_once(table):
    pairs = _pairs(table)

    assert all(is_han(sign) and said for sign, said in pairs)
    assert len({sign for sign, _ in pairs}) == len(pairs)
    if table == "words.txt":
        assert all(sign in word for sign, word in pairs)
