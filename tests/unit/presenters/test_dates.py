"""Days the form would surely refuse are not offered."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.words import Hearer
from tests.made_up import NOON
from tests.unit.forms.building import form, row
from tests.unit.presenters.desk import Desk
from ui.pages import Cells, Chose
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
