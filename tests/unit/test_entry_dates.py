from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.entry.dates import DateEntry, Step, lunar_words
from kiosk.i18n import Text

LIFE = DateEntry(earliest=date(1900, 1, 1), latest=date(2025, 11, 22))
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def chosen(entry: DateEntry, *numbers: int) -> DateEntry:
    for number in numbers:
        entry = entry.choose(number)
    return entry


def test_a_birthday_takes_four_touches() -> None:
    entry = chosen(LIFE, 1940, 1940, 3, 1)

    assert entry.step is Step.DONE
    assert entry.value == date(1940, 3, 1)


def test_few_years_need_no_decade() -> None:
    entry = DateEntry(earliest=date(2025, 11, 22), latest=date(2026, 11, 22))

    assert entry.step is Step.YEAR
    assert entry.choices == (2025, 2026)


def test_a_page_never_holds_more_than_a_month_of_choices() -> None:
    assert len(LIFE.choices) <= 13
    assert chosen(LIFE, 1980).choices == tuple(range(1980, 1990))


def test_the_thirtieth_of_february_is_not_offered() -> None:
    assert chosen(LIFE, 1940, 1940, 2).choices[-1] == 29
    assert chosen(LIFE, 1940, 1941, 2).choices[-1] == 28
    with pytest.raises(ValueError, match="not among"):
        chosen(LIFE, 1940, 1941, 2).choose(30)


def test_nothing_outside_the_limits_is_offered() -> None:
    assert chosen(LIFE, 2020).choices[-1] == 2025
    assert chosen(LIFE, 2020, 2025).choices[-1] == 11
    assert chosen(LIFE, 2020, 2025, 11).choices[-1] == 22


@given(first=DAYS, last=DAYS, data=st.data())
def test_every_way_through_ends_at_a_date_inside_the_limits(
    first: date, last: date, data: st.DataObject
) -> None:
    entry = DateEntry(earliest=min(first, last), latest=max(first, last))

    while entry.step is not Step.DONE:
        assert entry.choices
        entry = entry.choose(data.draw(st.sampled_from(entry.choices)))

    assert entry.value is not None
    assert entry.earliest <= entry.value <= entry.latest


@given(first=DAYS, day=DAYS, last=DAYS)
def test_every_date_inside_the_limits_can_be_reached(first: date, day: date, last: date) -> None:
    first, day, last = sorted((first, day, last))
    entry = DateEntry(earliest=first, latest=last)

    numbers = [day.year // 10 * 10] * (entry.step is Step.DECADE) + [day.year, day.month, day.day]

    assert chosen(entry, *numbers) == entry.with_value(day)
    assert entry.with_value(day).value == day


def test_back_takes_one_answer_back_at_a_time() -> None:
    entry = chosen(LIFE, 1940, 1940, 3, 1)

    steps = []
    while entry != LIFE:
        entry = entry.back()
        steps.append(entry.step)

    assert steps == [Step.DAY, Step.MONTH, Step.YEAR, Step.DECADE]
    assert entry.back() == LIFE


def test_limits_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="before"):
        DateEntry(earliest=date(2025, 1, 2), latest=date(2025, 1, 1))


def test_an_earlier_answer_outside_the_limits_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        LIFE.with_value(LIFE.latest + timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "shown", "spoken"),
    [
        (date(1940, 4, 15), "农历1940年三月初八", "农历一九四零年三月初八"),
        (date(1940, 1, 30), "农历1939年腊月廿二", "农历一九三九年腊月二十二"),
        (date(2025, 8, 10), "农历2025年闰六月十七", "农历二零二五年闰六月十七"),
        (date(2025, 1, 29), "农历2025年正月初一", "农历二零二五年正月初一"),
    ],
)
def test_the_lunar_date_is_shown_and_said(day: date, shown: str, spoken: str) -> None:
    words = lunar_words(day, Text())

    assert (words.shown, words.spoken) == (shown, spoken)
