from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import BadConfiguration
from kiosk.domain.language import Language
from kiosk.domain.words import Words
from kiosk.i18n import Text, say_small


@pytest.fixture(scope="module")
def text() -> Text:
    return Text()


def test_a_missing_key_is_an_error_and_names_itself(text: Text) -> None:
    with pytest.raises(BadConfiguration, match="no-such-key"):
        text("no-such-key")


def test_a_missing_argument_is_an_error_not_a_hole_in_the_sentence(text: Text) -> None:
    with pytest.raises(BadConfiguration, match="date-lunar"):
        text("date-lunar", year="1940")


def test_arguments_are_filled_in_without_isolation_marks(text: Text) -> None:
    shown = text("date-year-month", year="1940", month="3").shown

    assert shown == "1940年3月"
    assert "\u2068" not in shown


def test_has_tells_whether_there_are_words(text: Text) -> None:
    assert text.has("date-lunar")
    assert not text.has("no-such-key")


def test_a_language_without_a_file_is_refused() -> None:
    with pytest.raises(ValueError, match="xx-XX"):
        Text(Language("xx-XX"))


def test_dates_are_drawn_in_digits_and_said_in_words(text: Text) -> None:
    assert text.day(date(2026, 11, 22)) == Words("11月22日", "十一月二十二日")
    assert text.full_day(date(1940, 3, 8)) == Words("1940年3月8日", "一九四零年三月八日")


@pytest.mark.parametrize(
    ("hour", "minute", "shown", "spoken"),
    [
        (0, 0, "0:00", "凌晨零点"),
        (2, 0, "2:00", "凌晨两点"),
        (8, 5, "8:05", "上午八点零五分"),
        (12, 30, "12:30", "中午十二点三十分"),
        (14, 0, "14:00", "下午两点"),
        (15, 15, "15:15", "下午三点十五分"),
        (20, 10, "20:10", "晚上八点十分"),
    ],
)
def test_the_clock_is_said_as_people_say_it(
    hour: int, minute: int, shown: str, spoken: str
) -> None:
    text = Text(time_zone="UTC")

    words = text.clock(datetime(2026, 11, 22, hour, minute, tzinfo=UTC))

    assert words == Words(f"11月22日 星期日 {shown}", f"十一月二十二日星期日，{spoken}")


def test_the_clock_shows_the_halls_own_time(text: Text) -> None:
    assert text.clock(datetime(2026, 11, 22, 16, 30, tzinfo=UTC)).shown == "11月23日 星期一 0:30"


@given(st.integers(0, 99))
def test_small_numbers_are_read_back_from_their_words(number: int) -> None:
    digits = "零一二三四五六七八九"
    said = say_small(number)
    tens, ten, ones = said.partition("十")

    assert number == (
        (digits.index(tens or "一") * 10 + digits.index(ones or "零"))
        if ten
        else digits.index(said)
    )


def test_english_says_days_and_times_its_own_way() -> None:
    text = Text(Language.ENGLISH)
    at = datetime(2026, 11, 22, 6, 5, tzinfo=UTC)

    assert text.full_day(date(1940, 3, 8)) == Words.same("8 March 1940")
    assert text.clock(at) == Words("Sunday 22 November 14:05", "Sunday 22 November, 2 oh 5 p.m.")
    assert text.time_of_day(at.replace(hour=16, minute=0)) == Words("0:00", "12 a.m.")


def test_whoever_holds_the_words_speaks_the_language_of_the_moment() -> None:
    text = Text()
    back = text("key-back").shown

    text.speak(Language.ENGLISH)

    assert (back, text("key-back").shown) == ("返回", "Back")
    assert text.sentence("one", "two") == "one; two."
    assert text.list_of(["one", "two"]) == "one, two"


def test_counted_things_are_one_or_several_in_english() -> None:
    text = Text(Language.ENGLISH)

    assert text("review-photos", count=1).shown == "1 photo"
    assert text("review-photos", count=2).shown == "2 photos"
