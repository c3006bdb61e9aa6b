"""The file itself: settings, upgrades, two processes, plans of the queries that must be quick."""

import sqlite3
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.case import CaseState
from kiosk.domain.errors import SealBroken, StorageFailed
from kiosk.store.cases import SqliteCases
from kiosk.store.database import HallDatabase, open_database
from kiosk.store.drafts import SqliteDrafts
from kiosk.store.events import has_witness
from kiosk.store.migrations import migrations
from kiosk.store.outbox import _CLAIM, SqliteOutbox
from kiosk.store.rows import SELECT_CASES
from tests.contracts.test_case_store import a_sealed
from tests.made_up import NOON, a_slip_number, verify_chain

SAVED = sorted((Path(__file__).parent / "saved").glob("*.sql"))


@pytest.fixture(name="database")
def a_database(tmp_path: Path) -> HallDatabase:
    return open_database(tmp_path / "hall.db")


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
    ],
)
def test_every_promise_rests_on_these_settings(
    database: HallDatabase, pragma: str, value: str | int
) -> None:
    assert database.rows(f"pragma {pragma}") == [{pragma: value}]


def test_every_table_of_ours_is_strict(database: HallDatabase) -> None:
    tables = database.rows("select name, strict from pragma_table_list where schema = 'main'")

    loose = {t["name"] for t in tables if not t["strict"]}
    assert loose == {"_sqlite_migrations", "sqlite_schema"}


def test_every_migration_has_a_saved_database_before_the_next() -> None:
    names = [migration.name for migration in migrations._migrations]

    assert [file.stem.partition("-")[2] for file in SAVED] == names


@pytest.mark.parametrize("saved", SAVED, ids=lambda file: file.stem)
def test_saved_old_database_opens_with_nothing_lost(tmp_path: Path, saved: Path) -> None:
    old = sqlite3.connect(tmp_path / "hall.db")
    old.executescript(saved.read_text("utf-8"))
    old.close()

    database = open_database(tmp_path / "hall.db")
    cases, outbox = SqliteCases(database), SqliteOutbox(database)

    verify_chain(database)
    assert [cases.by_slip(a_slip_number(n))[0].state for n in (1, 2, 3)] == [
        CaseState.NEEDS_CORRECTION,
        CaseState.SEALED,
        CaseState.SEALED,
    ]
    due = {outbox.claim(now=NOON + timedelta(minutes=1), lease=timedelta(1)) for _ in range(2)}
    assert {case.case_id for case in due if case} == {"b", "c"}
    assert SqliteDrafts(database).find(card_key="card", now=NOON, ran=timedelta()) is not None
    number = cases.next_slip_number(terminal="000012", day=NOON.date())
    assert number == a_slip_number(4)


def test_processes_that_start_together_share_one_database(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kiosk.store.database import open_database;"
        "open_database(Path(sys.argv[1]))"
    )
    command = [sys.executable, "-W", "error", "-c", code, str(tmp_path / "hall.db")]
    children = [subprocess.Popen(command) for _ in range(4)]

    assert [child.wait(timeout=60) for child in children] == [0] * 4
    applied = open_database(tmp_path / "hall.db").rows(
        "select name from _sqlite_migrations order by id"
    )
    assert [row["name"] for row in applied] == [m.name for m in migrations._migrations]


def test_window_and_worker_write_in_turns_and_lose_nothing(tmp_path: Path) -> None:
    databases = [open_database(tmp_path / "hall.db") for _ in range(2)]
    failed: list[Exception] = []

    def note(database: HallDatabase) -> None:
        try:
            for _ in range(100):
                SqliteCases(database).note_event("drill", at=NOON)
        except StorageFailed as error:
            failed.append(error)

    threads = [threading.Thread(target=note, args=[d]) for d in (*databases, *databases)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert databases[0].rows("select count(*) as n from events") == [{"n": 400}]
    verify_chain(databases[1])


def test_failed_block_keeps_nothing(database: HallDatabase) -> None:
    def half() -> None:
        with database.writing() as db:
            db.execute("update link set cursor = 'x'")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()

    assert SqliteOutbox(database).cursor() == ""


def test_log_stays_while_somebody_reads(tmp_path: Path) -> None:
    database = open_database(tmp_path / "hall.db")
    SqliteCases(database).note_event("drill", at=NOON)
    reader = sqlite3.connect(tmp_path / "hall.db", isolation_level=None)
    reader.execute("begin")
    reader.execute("select count(*) from events").fetchall()
    SqliteCases(database).note_event("drill", at=NOON)
    with database.writing() as db:
        db.execute("update link set why = ''")

    assert not database.wipe_log()
    assert not database.finish_wiping()
    reader.execute("commit")
    assert database.finish_wiping()
    assert not (tmp_path / "hall.db-wal").stat().st_size
    reader.close()


def test_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "hall.db").write_bytes(b"not a database" * 100)

    with pytest.raises(StorageFailed):
        open_database(tmp_path / "hall.db")


def test_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")

    with pytest.raises(StorageFailed):
        open_database(tmp_path / "data" / "hall.db")


@pytest.mark.parametrize(
    ("sql", "values", "index"),
    [
        (_CLAIM, ("", ""), "cases_by_urgency"),
        (SELECT_CASES + "where cases.slip_number = ?", ("",), "cases_by_slip"),
        (
            SELECT_CASES + "where applicant_key <> '' and applicant_key = ?",
            ("",),
            "cases_by_person",
        ),
        (
            "select due_at from cases where due_at is not null order by due_at limit 1",
            (),
            "cases_by_due",
        ),
    ],
)
def test_queries_people_wait_for_use_their_index(
    database: HallDatabase, sql: str, values: tuple[str, ...], index: str
) -> None:
    plan = " ".join(row["detail"] for row in database.rows("explain query plan " + sql, values))

    assert index in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    "tampering",
    [
        "update events set note = 'x' where seq = 2",
        "delete from events where seq = 2",
        "delete from events where seq = 1",
        "update events set seq = 9 where seq = 3",
    ],
)
def test_tampering_with_events_is_found(database: HallDatabase, tampering: str) -> None:
    for _ in range(3):
        SqliteCases(database).note_event("drill", at=NOON)
    verify_chain(database)
    with database.writing() as db:
        db.execute(tampering)

    with pytest.raises(SealBroken):
        verify_chain(database)


def test_head_on_a_slip_bears_witness(database: HallDatabase) -> None:
    cases = SqliteCases(database)
    head = cases.add_sealed([a_sealed()], slip_number=a_slip_number(), applicant_key="", at=NOON)
    cases.note_event("drill", at=NOON)
    printed = f"{head[:4]} {head[4:8]} {head[8:12]} {head[12:16]}"

    assert has_witness(database, printed)
    assert has_witness(database, printed.upper().replace(" ", ""))
    assert not has_witness(database, "0000 0000 0000 0000")
