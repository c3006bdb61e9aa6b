"""How long a draft lives, in real windows and the real database, whatever the clock says."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.devices.clock import FixedClock
from kiosk.settings import Settings
from tests.journeys.conftest import devices, fixed_clock, open_window
from tests.made_up import NAME, NUMBER
from ui.bootstrap import Kiosk

HOUR = timedelta(hours=1)
OFTEN = timedelta(milliseconds=20)
SELDOM = timedelta(days=1)


@pytest.fixture(name="clock")
def a_clock() -> FixedClock:
    return fixed_clock()


class Hall:
    """One data folder, and the windows that are opened on it one after the other."""

    def __init__(self, qapp: QApplication, settings: Settings, clock: FixedClock) -> None:
        self._qapp = qapp
        self._settings = settings
        self._clock = clock

    @contextmanager
    def window(self, *, expiry_check: timedelta = SELDOM) -> Iterator[Kiosk]:
        outside = devices(self._settings, self._clock)
        with open_window(self._qapp, self._settings, outside, expiry_check=expiry_check) as kiosk:
            yield kiosk

    def kept(self) -> int:
        """How many drafts stand in the file."""
        with closing(sqlite3.connect(self._settings.database)) as file:
            count: int = file.execute("select count(*) from drafts").fetchone()[0]
        return count


@pytest.fixture(name="hall")
def a_hall(qapp: QApplication, lone_settings: Settings, clock: FixedClock) -> Hall:
    return Hall(qapp, lone_settings, clock)


def keep(kiosk: Kiosk) -> None:
    drafts, content = kiosk.drafts, {"answers": {"name": NAME}}
    drafts.keep(drafts.new_id(), content, parts={}, service="s", citizen_number=NUMBER)


def test_a_draft_past_its_time_goes_while_the_window_stands_open(
    hall: Hall, clock: FixedClock, qtbot: QtBot
):
    with hall.window(expiry_check=OFTEN) as kiosk:
        keep(kiosk)
        clock.advance(24 * HOUR - timedelta(seconds=1))
        kiosk.forget_expired()
        before = hall.kept()
        clock.advance(timedelta(seconds=1))

        qtbot.waitUntil(lambda: hall.kept() == 0)

    assert before == 1


def test_a_draft_past_its_time_goes_before_anybody_is_let_in(hall: Hall, clock: FixedClock):
    with hall.window() as kiosk:
        keep(kiosk)
        clock.advance(4 * HOUR)
        kiosk.forget_expired()
    clock.set(clock.now() + 20 * HOUR)
    before = hall.kept()

    with hall.window():
        assert (before, hall.kept()) == (1, 0)


def test_a_clock_that_ran_ahead_keeps_no_draft_beyond_a_day_of_running(
    hall: Hall, clock: FixedClock
):
    right = clock.now()
    clock.set(right + timedelta(days=300))
    with hall.window() as kiosk:
        keep(kiosk)
        clock.advance(12 * HOUR)
        kiosk.forget_expired()
    clock.set(right)

    with hall.window() as kiosk:
        clock.advance(12 * HOUR - timedelta(seconds=1))
        early = kiosk.drafts.find_by_card(NUMBER)
        clock.advance(timedelta(seconds=1))
        late = kiosk.drafts.find_by_card(NUMBER)
        kiosk.forget_expired()

    assert early is not None
    assert late is None
    assert hall.kept() == 0


def test_a_glitch_of_the_clock_takes_no_fresh_draft_not_even_at_a_start(
    hall: Hall, clock: FixedClock
):
    with hall.window() as kiosk:
        keep(kiosk)
        clock.advance(HOUR)
        kiosk.forget_expired()
    right = clock.now()
    clock.set(right + timedelta(days=300))

    with hall.window() as kiosk:
        kiosk.forget_expired()
        clock.set(right)
        found = kiosk.drafts.find_by_card(NUMBER)

    assert found is not None
