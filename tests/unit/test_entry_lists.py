"""Known answers: whole, found by letters, in the reader's characters, a hall's own first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from kiosk.domain.errors import BadConfiguration
from kiosk.domain.language import Language
from kiosk.entry.hanzi import is_han
from kiosk.entry.lists import LISTS, answer_lists, put_first
from kiosk.speech.characters import simplified

SHIPPED = answer_lists()
EVERY = [answer for answers in SHIPPED.values() for answer in answers]


def test_the_lists_are_whole():
    assert set(SHIPPED) == set(LISTS)
    assert len(list(SHIPPED["ethnic"])) == 56
    assert len(list(SHIPPED["nationality"])) == 195
    assert [next(iter(SHIPPED[name])).name for name in ("ethnic", "nationality")] == [
        "汉族",
        "中国",
    ]


@pytest.mark.parametrize("answer", EVERY, ids=lambda answer: answer.name)
def test_each_is_written_for_every_reader_and_found_by_its_letters(answer):
    hanzi = "".join(sign for sign in answer.name if is_han(sign))

    assert answer.initials == "".join(lazy_pinyin(hanzi, style=Style.FIRST_LETTER))
    assert simplified(answer.traditional) == answer.name
    assert answer.called(Language.ENGLISH)[0].isascii()
    assert answer.called(Language.SIMPLIFIED) == answer.name


@pytest.mark.parametrize(
    ("letters", "first"),
    [("zz", "壮族"), ("WWEZ", "维吾尔族"), ("uyg", "维吾尔族"), ("d", "侗族")],
)
def test_an_answer_is_found_by_initials_or_in_english(letters, first):
    assert SHIPPED["ethnic"].find(letters, most=3)[0].name == first


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz '", max_size=4), st.integers(1, 9))
def test_what_is_found_holds_the_letters_and_those_that_begin_so_come_first(letters, most):
    wanted = letters.strip()
    found = SHIPPED["nationality"].find(letters, most=most)
    told = [(answer.initials, answer.english.lower()) for answer in found]

    assert len(found) <= most
    assert all(any(wanted in one for one in each) for each in told)
    begins = [any(one.startswith(wanted) for one in each) for each in told]
    assert begins == sorted(begins, reverse=True)


def test_a_hall_puts_its_own_first_and_nothing_is_lost_or_doubled(tmp_path):
    put_first("bank", ["示例农商银行", "中国银行"], tmp_path)

    names = [answer.name for answer in answer_lists(tmp_path)["bank"]]
    assert names[:2] == ["示例农商银行", "中国银行"]
    assert set(names) == {"示例农商银行", *(answer.name for answer in SHIPPED["bank"])}
    assert len(names) == len(set(names))
    (own,) = answer_lists(tmp_path)["bank"].find("slns", most=3)
    assert own.name == "示例农商银行"
    assert answer_lists(tmp_path)["bank"]["中国银行"].english == "Bank of China"


def test_no_names_bring_the_usual_order_back(tmp_path):
    put_first("ethnic", ["回族"], tmp_path)
    put_first("ethnic", [], tmp_path)

    assert next(iter(answer_lists(tmp_path)["ethnic"])).name == "汉族"


@pytest.mark.parametrize(
    "names", [[""], [" "], ["回族", "回族"], ["回\t族"], ["回\n族"], ["#回族"]]
)
def test_what_is_no_name_and_doubled_ones_are_refused(tmp_path, names):
    with pytest.raises(BadConfiguration, match="改法"):
        put_first("ethnic", names, tmp_path)


def test_a_file_that_cannot_be_read_changes_nothing_and_is_told(tmp_path, capsys):
    (tmp_path / "bank.txt").write_bytes(b"\xff\xfe no columns")

    assert list(answer_lists(tmp_path)["bank"]) == list(SHIPPED["bank"])
    assert "list_unreadable" in capsys.readouterr().out
