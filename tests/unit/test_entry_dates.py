from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.language import Language
from kiosk.domain.words import Words
from kiosk.entry.calendars import GREGORIAN, LUNAR, Calendar
from kiosk.entry.dates import DateEntry, Step
from kiosk.entry.lunar_words import lunar_month, lunar_words, lunar_year
from kiosk.i18n import Text

LIFE = DateEntry(earliest=date(1900, 1, 1), latest=date(2025, 11, 22))
CALENDARS = st.sampled_from([GREGORIAN, LUNAR])
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


@given(first=DAYS, last=DAYS, calendar=CALENDARS, is_by_age=st.booleans(), data=st.data())
def test_every_way_through_ends_at_a_date_inside_the_limits(
    *, first: date, last: date, calendar: Calendar, is_by_age: bool, data: st.DataObject
) -> None:
    entry = DateEntry(
        earliest=min(first, last),
        latest=max(first, last),
        today=max(first, last),
        calendar=calendar,
        is_by_age=is_by_age,
    )

    while entry.step is not Step.DONE:
        assert entry.choices
        entry = entry.choose(data.draw(st.sampled_from(entry.choices)))

    assert entry.value is not None
    assert entry.earliest <= entry.value <= entry.latest


@given(days=st.tuples(DAYS, DAYS, DAYS), calendar=CALENDARS, is_by_age=st.booleans())
def test_every_date_inside_the_limits_can_be_reached(
    *, days: tuple[date, date, date], calendar: Calendar, is_by_age: bool
) -> None:
    first, day, last = sorted(days)
    entry = DateEntry(
        earliest=first, latest=last, today=last, calendar=calendar, is_by_age=is_by_age
    )
    wanted = entry.with_value(day)

    assert chosen(entry, *(number for _, number in wanted.chosen)) == wanted
    assert wanted.value == day


@given(DAYS)
def test_the_lunar_calendar_counts_each_day_once(day: date) -> None:
    year, month, number = LUNAR.parts(day)
    after = LUNAR.parts(day + timedelta(days=1))

    assert LUNAR.day(year, month, number) == day
    if number < LUNAR.length(year, month):
        assert after == (year, month, number + 1)
    else:
        months = [*LUNAR.months(year), 1]
        following = months[months.index(month) + 1]
        assert after == (year + (month == 12), following, 1)


def test_a_lunar_birthday_takes_four_touches() -> None:
    entry = chosen(LIFE.turned(calendar=LUNAR), 1940, 1940, 3, 8)

    assert entry.value == date(1940, 4, 15)


def test_a_leap_month_is_offered_in_its_own_years_only() -> None:
    lunar = LIFE.turned(calendar=LUNAR)

    assert chosen(lunar, 1940, 1941).choices == (1, 2, 3, 4, 5, 6, -6, 7, 8, 9, 10, 11, 12)
    assert -6 not in chosen(lunar, 1940, 1942).choices
    assert chosen(lunar, 2020, 2025, -6).choices == tuple(range(1, 30))


def test_the_end_of_a_lunar_year_lies_in_the_next_one() -> None:
    assert chosen(LIFE.turned(calendar=LUNAR), 1930, 1939, 12, 22).value == date(1940, 1, 30)


def test_an_age_leads_to_the_years_it_may_be_counted_from() -> None:
    """Who says 85 in 2025 counts to the last birthday or the next, or by 虚岁."""
    by_age = replace(LIFE, today=LIFE.latest).turned(is_by_age=True)

    assert by_age.choices[:2] == (0, 10)
    assert chosen(by_age, 80).choices == tuple(range(80, 90))
    assert chosen(by_age, 80, 85).choices == (1939, 1940, 1941)
    assert chosen(by_age, 80, 85, 1940, 3, 1).value == date(1940, 3, 1)


def test_another_way_begins_anew() -> None:
    entry = chosen(LIFE, 1940, 1940)

    assert entry.turned(calendar=LUNAR).chosen == ()
    assert entry.turned(calendar=LUNAR).turned(calendar=GREGORIAN) == LIFE


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


@pytest.mark.parametrize(
    ("words", "shown", "spoken"),
    [
        (lunar_month(-6, Text()), "闰六月", "闰六月"),
        (lunar_month(12, Text()), "腊月", "腊月"),
        (lunar_month(-6, Text(language=Language.ENGLISH)), "leap month 6", "leap month 6"),
        (Text().lunar_day(8), "初八", "初八"),
        (Text().lunar_day(22), "廿二", "二十二"),
        (Text(language=Language.ENGLISH).lunar_day(22), "22", "22"),
        (lunar_year(1940, Text()), "1940年，属龙", "1940年，属龙"),
        (lunar_year(1999, Text()), "1999年，属兔", "1999年，属兔"),
    ],
)
def test_parts_of_a_lunar_date_are_called_as_people_call_them(
    words: Words, shown: str, spoken: str
) -> None:
    assert (words.shown, words.spoken) == (shown, spoken)
