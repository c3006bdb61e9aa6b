"""Drafts through the desk: encrypted, opened again whole, and cheap to keep with photographs."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.devices.clock import FixedClock
from kiosk.domain.errors import SealBroken
from kiosk.domain.resume_code import ResumeCode
from kiosk.store.database import HallDatabase, open_database
from kiosk.store.drafts import SqliteDrafts
from kiosk.usecases.drafts import DraftDesk
from kiosk.vault.bundle import HpkeSealer
from kiosk.vault.drafts import AesDraftCipher
from tests.made_up import NAME, NOON, NUMBER, a_key_ring, a_photo, all_bytes

MEGABYTE = 1_000_000
CONTENT = {"answers": {"name": NAME}}


@pytest.fixture(name="database")
def a_database(tmp_path: Path) -> HallDatabase:
    return open_database(tmp_path / "data" / "hall.db")


@pytest.fixture(name="clock")
def a_clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture(name="desk")
def a_desk(tmp_path: Path, database: HallDatabase, clock: FixedClock) -> DraftDesk:
    keys = a_key_ring(tmp_path).keys
    return DraftDesk(
        drafts=SqliteDrafts(database),
        cipher=AesDraftCipher(keys),
        sealer=HpkeSealer(folder=tmp_path / "data" / "bundles", keys=keys, kiosk_id="000012"),
        clock=clock,
        kept_for=timedelta(hours=24),
    )


def test_an_answer_after_many_photographs_writes_none_of_them_again(
    desk: DraftDesk, database: HallDatabase, tmp_path: Path
):
    draft = desk.new_id()
    photos = {f"p{n}": a_photo(n, MEGABYTE) for n in range(6)}
    desk.keep(draft, CONTENT, parts=photos, service="s", citizen_number=NUMBER)
    database.wipe_log()

    for _ in range(10):
        desk.keep(draft, CONTENT, parts=photos, service="s", citizen_number=NUMBER)

    log = tmp_path / "data" / "hall.db-wal"
    assert log.stat().st_size < MEGABYTE / 2
    found = desk.find_by_card(NUMBER)
    assert found is not None
    assert (found.content, found.parts) == (CONTENT, photos)


def test_a_draft_with_photographs_opens_by_code_for_a_day_and_leaves_nothing(
    desk: DraftDesk, clock: FixedClock, tmp_path: Path
):
    draft, code, photo = desk.new_id(), ResumeCode.make(), a_photo(1, MEGABYTE)
    desk.keep(draft, CONTENT, parts={"p": photo}, service="s", code=code)
    assert photo[100:164] not in all_bytes(tmp_path / "data")
    size = (tmp_path / "data" / "hall.db").stat().st_size

    clock.advance(timedelta(hours=23, minutes=59))
    found = desk.find_by_code(code.grouped)
    clock.advance(timedelta(minutes=1))

    assert found is not None
    assert found.parts == {"p": photo}
    assert desk.find_by_code(code.digits) is None
    assert desk.forget_expired() == 1
    wiped = (tmp_path / "data" / "hall.db").read_bytes()
    assert len(wiped) >= size
    assert wiped.count(bytes(4000)) > MEGABYTE // 5000


def test_a_photograph_of_another_draft_does_not_open(desk: DraftDesk, database: HallDatabase):
    first, second = desk.new_id(), desk.new_id()
    desk.keep(first, CONTENT, parts={"p": b"one"}, service="s")
    desk.keep(second, CONTENT, parts={"p": b"two"}, service="s", citizen_number=NUMBER)
    with database.writing() as db:
        db.execute(
            """
            update draft_parts
            set sealed = (select sealed from draft_parts where draft_id = ?)
            where draft_id = ?
            """,
            (first, second),
        )

    with pytest.raises(SealBroken):
        desk.find_by_card(NUMBER)


def test_an_open_draft_says_nothing_of_itself(desk: DraftDesk):
    desk.keep(desk.new_id(), CONTENT, parts={"p": b"photo"}, service="s", citizen_number=NUMBER)

    found = repr(desk.find_by_card(NUMBER))

    assert NAME not in found
    assert "photo" not in found
