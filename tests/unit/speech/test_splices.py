"""A sentence is put together of recordings only where they read as the sentence does."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.language import Language
from kiosk.speech.pronounce import pronounce
from kiosk.speech.readings import annotate
from kiosk.speech.speller import Spelling, spell
from kiosk.speech.splices import Splicer, heard_of
from ui.voicing.figures import YEARS, figures

FIGURES = Splicer(figures())


def said(splicer: Splicer, sentence: str) -> list[str]:
    """Return the pieces; what the engine says is in brackets, a breath is a bar."""
    pieces = splicer.pieces(sentence)
    return [
        (p.text if p.is_recorded else f"[{p.text}]") + ("|" if p.ends_clause else "")
        for p in pieces
    ]


def test_clauses_are_recordings_with_a_breath_between():
    splicer = Splicer(["第3步", "共26步"])

    assert said(splicer, "第3步，共26步") == ["第3步|", "共26步|"]


def test_figures_follow_each_other_without_a_breath():
    assert said(FIGURES, "二零二六年十一月二十三日，上午九点半") == [
        "二零二六年", "十一月", "二十三日|", "上午", "九点半|",
    ]  # fmt: skip


def test_digits_and_marks_are_no_difference():
    splicer = Splicer(["共26步。", "点“下一步”"])

    assert said(splicer, "共二十六步！") == ["共26步。|"]
    assert said(splicer, "点下一步，好吗") == ["点“下一步”|", "[好吗]|"]


def test_the_longest_recording_is_taken():
    splicer = Splicer(["写字", "听不见电话", "写字（听不见电话）", "怎么告诉您", "打电话"])

    assert said(splicer, "怎么告诉您：写字（听不见电话）") == [
        "怎么告诉您|",
        "写字（听不见电话）|",
    ]


def test_only_what_is_recorded_nowhere_is_the_engines():
    splicer = Splicer(["姓名", "您好"])

    assert said(splicer, "姓名：欧阳娜，小娜，您好") == ["姓名|", "[欧阳娜，小娜，]|", "您好|"]


@pytest.mark.parametrize(
    ("recorded", "sentence", "pieces"),
    [
        (["二十三", "二十", "三"], "二十、三", ["二十|", "三|"]),
        (["好不好", "好", "不好"], "好、不好", ["好|", "不好|"]),
        (["电话", "零五", "七幺", "八八", "七七"], "电话：0571-88887777", [
            "电话|", "零五", "七幺|", "八八", "八八", "七七", "七七|",
        ]),
        (["我们答应", "十五", "天"], "我们答应：15天", ["我们答应|", "十五", "天|"]),
    ],
)  # fmt: skip
def test_a_mark_is_a_breath_in_what_is_joined_too(recorded, sentence, pieces):
    assert said(Splicer(recorded), sentence) == pieces


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("一个", ["一", "个"]),  # yí, not yī
        ("不是", ["不", "是"]),  # bú
        ("还款", ["还", "款"]),  # huán, not hái
        ("银行", ["银", "行"]),
    ],
)
def test_what_reads_otherwise_by_itself_is_not_joined(sentence, parts):
    assert said(Splicer(parts), sentence) == [f"[{sentence}]|"]


def test_a_name_with_a_reading_of_its_own_is_never_taken_for_other_words():
    splicer = Splicer(["单", "三"])

    assert said(splicer, annotate("单", "shan4") + "三") == [f"[{annotate('单', 'shan4')}三]|"]


def all_of(*texts: str) -> str:
    """Return all hanzi that are heard."""
    return "".join(hanzi for text in texts for clause in heard_of(text) for hanzi in clause)


def digits(least: int, most: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=least, max_size=most)


VALUES = st.one_of(
    st.tuples(st.just(Spelling.ID_CARD), digits(17, 17).map(lambda d: f"{d}X")),
    st.tuples(st.just(Spelling.PHONE), digits(10, 10).map(lambda d: f"1{d}")),
    st.tuples(st.just(Spelling.PHONE), digits(10, 12)),
    st.tuples(st.just(Spelling.DIGITS), digits(1, 20)),
    st.tuples(
        st.just(Spelling.DATE),
        st.dates(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)).map(str),
    ),
    st.tuples(st.just(Spelling.TIME), st.times().map(lambda t: f"{t.hour}:{t.minute:02}")),
    st.tuples(
        st.just(Spelling.MONEY),
        st.decimals(0, 99_999_999, places=2, allow_nan=False).map(str),
    ),
    st.tuples(st.just(Spelling.INTEGER), st.integers(0, 10**12).map(str)),
    st.tuples(st.just(Spelling.DECIMAL), st.decimals(0, 9999, places=1).map(lambda d: f"{d}%")),
)


@given(VALUES)
def test_any_figure_is_heard_from_recordings(value):
    sentence = spell(*value)
    pieces = FIGURES.pieces(sentence)

    assert all(piece.is_recorded for piece in pieces)
    assert all_of(*(piece.text for piece in pieces)) == all_of(sentence)


@given(st.text("一二三不个年月还长行好，：", min_size=1, max_size=12))
def test_pieces_hold_all_of_a_sentence_and_read_as_its_clauses_do(sentence):
    recorded = ["一", "一二", "不", "个", "年", "月", "还", "长", "好", "行", "三个"]
    clauses: list[list[str]] = [[]]
    for piece in Splicer(recorded).pieces(sentence):
        clauses[-1].append(piece.text)
        if piece.ends_clause:
            clauses.append([])

    assert all_of(*(text for clause in clauses for text in clause)) == all_of(sentence)
    assert [folded("".join(c)) for c in clauses] == [folded(*c) for c in clauses]


def folded(*texts: str) -> str:
    """Return how they are read, the second and the third tone as one."""
    return " ".join(pronounce(text).strip(" .,") for text in texts).replace("2", "3")


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        ("Step 3 of 26", ["Step", "3", "of", "26|"]),
        ("Yes.", ["yes|"]),
        ("22 November 2026, 9 30 a.m.", ["22", "November", "2026|", "9", "30", "a.m.|"]),
        ("Name: 王秀兰, yes", ["[Name: 王秀兰,]|", "yes|"]),
        ("Stepmother", ["[Stepmother]|"]),
        ("50%", ["[50%]|"]),
        ("-5 yuan", ["[-5 yuan]|"]),
        ("12,100 yuan", ["[12,100 yuan]|"]),
        ("3/4", ["[3/4]|"]),
        ("Yes & 3", ["[Yes & 3]|"]),
        ("Yes, 3", ["yes|", "3|"]),
    ],
)
def test_english_is_joined_by_its_words(sentence: str, pieces: list[str]) -> None:
    words = ["Step", "of", "yes", "yuan", "November", "2026", "a.m.", *map(str, range(101))]

    assert said(Splicer(words, Language.ENGLISH), sentence) == pieces
