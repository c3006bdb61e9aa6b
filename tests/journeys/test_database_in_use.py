"""Another process has the database while a citizen stands before a real window."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from time import monotonic

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.slip_number import SlipNumber
from kiosk.flow import places as at
from kiosk.settings import Settings
from tests.journeys.conftest import a_citizen, devices, fixed_clock, open_window
from tests.journeys.test_coming_back import PHOTOS, QUICK, SHORT, walk
from tests.store.holding_child import held
from ui.bootstrap import Kiosk
from ui.pages import Key
from ui.rehearsal.citizen import Citizen

_TOO_LONG_S = 4


@pytest.fixture(name="kiosk")
def a_kiosk(qapp: QApplication, lone_settings: Settings) -> Iterator[Kiosk]:
    with open_window(qapp, lone_settings, devices(lone_settings, fixed_clock())) as kiosk:
        yield kiosk


def seconds(act: Callable[[], object]) -> float:
    begun = monotonic()
    act()
    return monotonic() - begun


def wait_in_vain(kiosk: Kiosk) -> None:
    """Wait for the database longer than a person should."""
    database = kiosk.settings.database
    with (
        closing(sqlite3.connect(database, timeout=_TOO_LONG_S)) as other,
        pytest.raises(sqlite3.OperationalError),
    ):
        other.execute("begin immediate")


def walk_to_the_end(kiosk: Kiosk) -> Citizen:
    """Answer everything but the last page, which seals."""
    citizen = a_citizen(kiosk, choices=QUICK)
    citizen.press(Key.PRIMARY)
    citizen.open_service(SHORT)
    citizen.press(Key.PRIMARY)
    while citizen.page.screen != "signature":
        citizen.answer_page()
    return citizen


def test_an_answer_is_refused_soon_and_in_words_and_kept_at_the_next_try(kiosk: Kiosk):
    citizen = walk(kiosk, until="choice")
    here = kiosk.app.visit.place

    with held(kiosk.settings.database, "write"):
        frozen = seconds(citizen.answer_page)
        too_long = seconds(lambda: wait_in_vain(kiosk))
        told = (citizen.page.screen, citizen.page.heading.shown)
    citizen.press(Key.PRIMARY)
    again = kiosk.app.visit.place
    citizen.press(Key.PRIMARY)

    assert told == ("trouble", "机器正忙着")
    assert frozen < too_long
    assert again == here
    assert kiosk.app.visit.place != here


def test_a_seal_that_must_wait_promises_nothing_and_is_made_once_at_the_next_try(kiosk: Kiosk):
    citizen = walk_to_the_end(kiosk)

    with held(kiosk.settings.database, "write"):
        citizen.answer_page()
        told = (citizen.page.screen, citizen.page.lead.shown)
    citizen.press(Key.PRIMARY)
    while citizen.page.screen != "sealed":
        citizen.answer_page()

    assert told == ("trouble", "您填的都还在，没有丢。请等一会儿，再试一次。")
    number = kiosk.app.memory.submitted.slip_number
    assert len(kiosk.cases.by_slip(SlipNumber(str(number)))) == 1
    assert len(list((kiosk.settings.data / "bundles").iterdir())) == 1


def test_a_reader_delays_no_success_and_its_log_is_wiped_when_it_is_gone(
    kiosk: Kiosk, qtbot: QtBot
):
    citizen = walk_to_the_end(kiosk)
    log = kiosk.settings.database.with_name("hall.db-wal")

    with held(kiosk.settings.database, "read"):
        citizen.answer_page()
        screen, left = citizen.page.screen, log.stat().st_size

    assert screen == "sealed"
    assert left
    qtbot.waitUntil(lambda: not log.stat().st_size, timeout=20_000)


def test_who_stops_while_the_database_is_in_use_keeps_the_draft_at_the_next_try(kiosk: Kiosk):
    citizen = walk(kiosk, until="choice")
    citizen.dock("home")

    with held(kiosk.settings.database, "write"):
        citizen.choose("keep")
        told = citizen.page.heading.shown
    citizen.press(Key.PRIMARY)
    citizen.choose("keep")

    assert told == "机器正忙着"
    assert kiosk.app.visit.place == at.Kept()
    assert kiosk.drafts.find_by_code(kiosk.app.memory.code.digits) is not None


def test_what_is_erased_while_the_database_is_in_use_opens_no_more_and_goes_after(kiosk: Kiosk):
    citizen = walk(kiosk, service=PHOTOS, until="photo")
    number = citizen.applicant.number
    before = kiosk.drafts.find_by_card(number)
    citizen.dock("home")
    citizen.choose("forget")

    with held(kiosk.settings.database, "write"):
        citizen.choose("erase")
        screen, during = citizen.page.screen, kiosk.drafts.find_by_card(number)
    kiosk.drafts.finish_wiping()

    assert before is not None
    assert (screen, during) == ("home", None)
    with closing(sqlite3.connect(kiosk.settings.database)) as file:
        assert file.execute("select count(*) from drafts").fetchone() == (0,)


def test_a_goodbye_frightens_nobody_with_the_database(kiosk: Kiosk):
    citizen = a_citizen(kiosk, choices=QUICK)
    citizen.apply(SHORT)
    citizen.press(Key.PRIMARY)

    with held(kiosk.settings.database, "write"):
        citizen.choose("5")

        assert citizen.page.screen == "farewell"
