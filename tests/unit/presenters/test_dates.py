"""Days the form would surely refuse are not offered."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.words import Hearer
from tests.made_up import NOON
from tests.unit.forms.building import form, row
from tests.unit.presenters.desk import Desk
from ui.pages import Cells, Chose, Key, Page, Pressed
from ui.screens.date.limits import limits
from ui.screens.date.presenter import Presenter

TODAY = NOON.date()
EARLIEST, LATEST = date(TODAY.year - 120, 1, 1), TODAY + timedelta(days=366)


def offered(constraint: str, **columns: str) -> tuple[date, date]:
    """Return the first and last day a person can reach by touch."""
    asked = row("date", "d", label="哪天？", constraint=constraint, **columns)
    desk = Desk(form([asked]))
    return _reach(desk, 0), _reach(desk, -1)


def _reach(desk: Desk, which: int) -> date:
    presenter = desk.open("d")
    assert isinstance(presenter, Presenter)
    chosen: list[int] = []
    while cells := [r for r in presenter.page().rows if isinstance(r, Cells)]:
        key = sorted(cells[0].keys, key=int)[which]
        chosen.append(int(key))
        presenter.on(Chose(key))
    return date(*chosen[-3:])


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("constraint", "first", "last"),
    [
        (". <= today()", EARLIEST, TODAY),
        (". < today()", EARLIEST, days(-1)),
        (". > today()", days(1), LATEST),
        (
            ". >= today() and decimal-date-time(.) - decimal-date-time(today()) <= 365",
            TODAY,
            days(365),
        ),
        (
            ". > today() and decimal-date-time(.) - decimal-date-time(today()) <= 60",
            days(1),
            days(60),
        ),
        (
            ". > today() and decimal-date-time(.) - decimal-date-time(today()) <= 3",
            days(1),
            days(3),
        ),
        (". > date('1990-05-06') and . <= today()", date(1990, 5, 7), TODAY),
        ("true()", EARLIEST, LATEST),
        ("false()", EARLIEST, LATEST),
        ("format-date(., '%d') != '01'", EARLIEST, LATEST),
    ],
)
def test_a_day_the_form_would_refuse_cannot_be_reached(
    constraint: str, first: date, last: date
) -> None:
    assert offered(constraint, constraint_message="不对。") == (first, last)


def test_of_a_sensitive_day_others_hear_only_that_something_is_chosen() -> None:
    asked = row("date", "d", label="哪天？", **{"bind::kiosk:sensitive": "true"})
    presenter = Desk(form([asked])).open("d")
    for key in ("2020", "2026"):
        presenter.on(Chose(key))

    page = presenter.page()
    cells = next(one for one in page.rows if isinstance(one, Cells))

    assert page.echo.spoken == "选上了。请选几月"
    assert page.echo.private == "2026年。请选几月"
    assert "2026年" not in page.spoken()
    assert "2026年" in page.spoken(Hearer.VISITOR)
    assert cells.hushed


def test_a_sensitive_age_is_told_to_nobody_else() -> None:
    asked = row("date", "birth", label="哪天生的？", constraint=". <= today()")
    presenter = Desk(form([asked | {"bind::kiosk:sensitive": "true"}])).open("birth")
    for key in ("age", "80", "85"):
        presenter.on(Chose(key))

    page = presenter.page()

    assert page.echo.private.startswith("85岁")
    assert "85" not in page.echo.spoken
    assert all("85岁" not in said for said in page.spoken())


def test_a_papers_own_date_may_be_any_day() -> None:
    found = offered(". <= today()", constraint_message="还没到。", appearance="kiosk-any-day")

    assert found == (EARLIEST, LATEST)


@pytest.mark.parametrize(
    ("name", "first"), [("auth_from", "2020"), ("birth", "1900"), ("f_birthday", "1900")]
)
def test_the_years_of_today_come_first_but_for_a_birthday(name: str, first: str) -> None:
    desk = Desk(form([row("date", name, label="哪天？", constraint=". <= today()")]))

    cells = next(r for r in desk.open(name).page().rows if isinstance(r, Cells))

    assert cells.keys[0] == first
    assert min(cells.keys) == "1900"


near = st.integers(-40000, 366)


@given(near, near)
def test_no_day_of_a_stretch_is_ever_lost(one: int, other: int) -> None:
    first, last = sorted((days(one), days(other)))

    found = limits(lambda day: first <= day <= last, today=TODAY, earliest=EARLIEST, latest=LATEST)

    assert found[0] <= max(first, EARLIEST)
    assert found[1] >= last


def reached(presenter: Presenter, *keys: str) -> Page:
    for key in keys:
        presenter.on(Chose(key))
    return presenter.page()


def cells(page: Page) -> tuple[Cells, ...]:
    return tuple(row for row in page.rows if isinstance(row, Cells))


def test_a_birthday_is_chosen_by_age_and_by_the_lunar_calendar() -> None:
    desk = Desk(form([row("date", "birth", label="哪天生的？", constraint=". <= today()")]))
    presenter = desk.open("birth")
    assert isinstance(presenter, Presenter)

    assert cells(presenter.page())[1].keys == ("lunar", "age")
    by_age = reached(presenter, "lunar", "age")
    assert by_age.echo.spoken == "按岁数选。请选现在几十岁"
    assert cells(by_age)[1].keys == ("gregorian", "years")
    years = cells(reached(presenter, "80", "85"))[0]
    assert [label.shown for label in years.labels] == [
        "1940年，属龙", "1941年，属蛇", "1942年，属马",
    ]  # fmt: skip
    assert len(cells(reached(presenter, "1941"))) == 1, "the ways are offered at the beginning"
    months = cells(presenter.page())[0]
    assert [label.shown for label in months.labels][5:8] == ["六月", "闰六月", "七月"]
    page = reached(presenter, "-6", "2")
    assert page.rows[0].value.shown == "1941年7月25日（农历1941年闰六月初二）"
    presenter.on(Pressed(Key.PRIMARY))
    assert desk.session.value_of("birth") == "1941-07-25"


def test_a_day_to_come_is_not_asked_by_the_lunar_calendar() -> None:
    desk = Desk(form([row("date", "d", label="哪天？", constraint=". > today()")]))

    assert len(cells(desk.open("d").page())) == 1


def test_another_way_forgets_what_was_begun() -> None:
    desk = Desk(form([row("date", "birth", label="哪天生的？", constraint=". <= today()")]))
    presenter = desk.open("birth")
    assert isinstance(presenter, Presenter)

    page = reached(presenter, "1940", "again", "lunar")

    assert page.rows[0].value.shown == "还没有选"
    assert cells(page)[0].keys[0] == "1900"
