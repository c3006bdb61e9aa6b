"""Another process has the database: nobody waits long, nothing is lost, the log is wiped soon."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest

from kiosk.domain.errors import StorageBusy
from kiosk.domain.ids import DraftId
from kiosk.store.cases import SqliteCases
from kiosk.store.database import HallDatabase, open_database
from kiosk.store.drafts import SqliteDrafts
from tests.contracts.test_draft_store import a_draft
from tests.made_up import NOON
from tests.store.holding_child import held

SHORT, LONG = timedelta(milliseconds=200), timedelta(seconds=2)


@pytest.fixture(name="file")
def a_file(tmp_path: Path) -> Path:
    return tmp_path / "hall.db"


@pytest.fixture(name="database")
def a_database(file: Path) -> HallDatabase:
    return open_database(file)


def seconds(act: Callable[[], object]) -> float:
    begun = monotonic()
    act()
    return monotonic() - begun


def refused(database: HallDatabase) -> None:
    with pytest.raises(StorageBusy):
        SqliteCases(database).note_event("drill", at=NOON)


def test_a_writer_is_waited_for_as_long_as_was_said_and_then_told(
    database: HallDatabase, file: Path
) -> None:
    with held(file, "write"):
        database.wait_at_most(SHORT)
        short = seconds(lambda: refused(database))
        database.wait_at_most(LONG)
        long = seconds(lambda: refused(database))

    assert short < long / 2
    SqliteCases(database).note_event("drill", at=NOON)


@pytest.mark.parametrize("how", ["read", "write"])
def test_wiping_waits_for_nobody(database: HallDatabase, file: Path, how: str) -> None:
    database.wait_at_most(LONG)
    with held(file, "write"):
        waited = seconds(lambda: refused(database))
    SqliteCases(database).note_event("drill", at=NOON)

    with held(file, how):
        wiping = seconds(database.wipe_log)

    assert wiping < waited / 2


def test_a_reader_keeps_no_writer_waiting_and_the_log_is_wiped_when_it_is_done(
    database: HallDatabase, file: Path
) -> None:
    drafts, mark = SqliteDrafts(database), b"mark-of-a-draft" * 300
    log = file.with_name("hall.db-wal")
    with held(file, "read"):
        drafts.keep(a_draft(sealed=mark))
        drafts.drop(DraftId("d1"))
        SqliteCases(database).note_event("drill", at=NOON)
        left = log.read_bytes()
    drafts.finish_wiping()

    assert b"mark-of-a-draft" in left
    assert log.read_bytes() == b""
    assert b"mark-of-a-draft" not in file.read_bytes()
