"""Every case store keeps these promises."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.case import CaseState
from kiosk.domain.chain import FIRST_HEAD
from kiosk.domain.errors import StorageFailed
from kiosk.domain.ids import CaseId, DraftId
from kiosk.domain.manifest import Manifest
from kiosk.domain.rating import Rating
from kiosk.ports.cases import CaseStore
from kiosk.ports.sealer import SealedCase
from kiosk.store.cases import SqliteCases
from kiosk.store.database import HallDatabase, open_database
from kiosk.store.drafts import SqliteDrafts
from kiosk.store.events import all_events
from kiosk.store.outbox import SqliteOutbox
from tests.contracts.test_draft_store import a_draft
from tests.made_up import NOON, TERMINAL, a_slip_number, verify_chain

DAY = date(2026, 11, 23)
MINUTE = timedelta(minutes=1)


@pytest.fixture(name="database")
def a_database(tmp_path: Path) -> HallDatabase:
    return open_database(tmp_path / "hall.db")


@pytest.fixture(name="cases")
def a_case_store(database: HallDatabase) -> CaseStore:
    return SqliteCases(database)


def a_sealed(name: str = "case-1", **changes: Any) -> SealedCase:
    plain = Manifest(
        case_id=CaseId(name),
        rev=1,
        group=str(a_slip_number()),
        service="senior-allowance",
        service_version="1",
        schema_digest="5" * 64,
        item_code="11000000MB000000001",
        kiosk_id=TERMINAL,
        captured_at="2026-11-23T12:00:00.000+00:00",
        captured_boot="first",
        captured_ms=60_000,
        by_helper=True,
        is_urgent=False,
        token_sha256="7" * 64,
        previous_head=FIRST_HEAD,
        recipients={},
        parts=(),
    )
    manifest = replace(plain, **changes)
    return SealedCase(manifest, f"{name}-{manifest.rev}.case")


def add(cases: CaseStore, *sealed: SealedCase, serial: int = 1, person: str = "p1") -> str:
    return cases.add_sealed(
        sealed, slip_number=a_slip_number(serial), applicant_key=person, at=NOON
    )


def test_numbers_of_a_day_follow_each_other(cases: CaseStore) -> None:
    numbers = [cases.next_slip_number(terminal=TERMINAL, day=DAY) for _ in range(3)]
    tomorrow = cases.next_slip_number(terminal=TERMINAL, day=date(2026, 11, 24))

    assert numbers == [a_slip_number(n) for n in (1, 2, 3)]
    assert tomorrow.text[15:19] == "0001"


def test_number_given_out_is_not_given_again_after_a_restart(tmp_path: Path) -> None:
    first = open_database(tmp_path / "hall.db")
    SqliteCases(first).next_slip_number(terminal=TERMINAL, day=DAY)
    first.close()

    again = SqliteCases(open_database(tmp_path / "hall.db"))

    assert again.next_slip_number(terminal=TERMINAL, day=DAY) == a_slip_number(2)


def test_day_with_no_numbers_left_is_told(cases: CaseStore, database: HallDatabase) -> None:
    with database.writing() as db:
        db.execute("insert into serials values (?, '20261123', 9998)", (TERMINAL,))

    assert cases.next_slip_number(terminal=TERMINAL, day=DAY) == a_slip_number(9999)
    for _ in range(2):
        with pytest.raises(StorageFailed):
            cases.next_slip_number(terminal=TERMINAL, day=DAY)


def test_sealed_case_is_found_by_slip_and_person(cases: CaseStore) -> None:
    add(cases, a_sealed())

    (row,) = cases.by_slip(a_slip_number())

    assert cases.by_person("p1") == (row,)
    assert (row.case_id, row.rev, row.state) == ("case-1", 1, CaseState.SEALED)
    assert (row.file_name, row.seal) == ("case-1-1.case", a_sealed().manifest.seal())
    assert (row.sealed_at, row.attempts, row.by_helper) == (NOON, 0, True)
    assert (row.next_at, row.received_at, row.rating) == (None, None, None)


def test_cases_of_one_slip_stand_in_their_order_and_a_persons_newest_first(
    cases: CaseStore,
) -> None:
    add(cases, a_sealed("b"), a_sealed("a"))
    add(cases, a_sealed("c"), serial=2)

    assert [c.case_id for c in cases.by_slip(a_slip_number())] == ["b", "a"]
    assert [c.case_id for c in cases.by_person("p1")] == ["c", "a", "b"]


def test_nobody_is_found_under_the_empty_key(cases: CaseStore) -> None:
    add(cases, a_sealed(), person="")

    assert cases.by_person("") == ()


def test_returned_head_is_the_chain_head_and_covers_every_case(
    cases: CaseStore, database: HallDatabase
) -> None:
    assert cases.chain_head() == FIRST_HEAD

    head = add(cases, a_sealed("a"), a_sealed("b"))

    assert head == cases.chain_head() == verify_chain(database)
    assert [(e.kind, e.case_id, e.actor) for e in all_events(database)] == [
        ("sealed", "a", "kiosk"),
        ("sealed", "b", "kiosk"),
    ]


def test_nothing_is_recorded_when_one_case_can_not_be(
    cases: CaseStore, database: HallDatabase
) -> None:
    head = add(cases, a_sealed("a"))

    with pytest.raises(StorageFailed):
        add(cases, a_sealed("b"), a_sealed("a"), serial=2)

    assert cases.by_slip(a_slip_number(2)) == ()
    assert cases.chain_head() == head == verify_chain(database)


def test_correction_takes_the_place_of_what_waits_for_it(
    cases: CaseStore, database: HallDatabase
) -> None:
    add(cases, a_sealed())
    outbox = SqliteOutbox(database)
    claimed = outbox.claim(now=NOON, lease=MINUTE)
    assert claimed is not None
    outbox.settle_refused(claimed, to=CaseState.NEEDS_CORRECTION, code="fields", note="", at=NOON)

    add(cases, a_sealed(rev=2))

    states = [(c.rev, c.state) for c in cases.by_slip(a_slip_number())]
    assert states == [(1, CaseState.SUPERSEDED), (2, CaseState.SEALED)]


def test_correction_of_what_does_not_wait_is_refused(cases: CaseStore) -> None:
    head = add(cases, a_sealed())

    with pytest.raises(StorageFailed):
        add(cases, a_sealed(rev=2))

    assert cases.chain_head() == head


def test_correction_made_at_another_kiosk_is_taken(cases: CaseStore) -> None:
    add(cases, a_sealed(rev=2))

    assert [c.rev for c in cases.by_slip(a_slip_number())] == [2]


def test_first_rating_counts(cases: CaseStore, database: HallDatabase) -> None:
    add(cases, a_sealed())

    cases.rate(a_slip_number(), Rating.SATISFIED, at=NOON)
    cases.rate(a_slip_number(), Rating.VERY_DISSATISFIED, at=NOON)

    assert cases.by_slip(a_slip_number())[0].rating is Rating.SATISFIED
    assert [e.kind for e in all_events(database)] == ["sealed", "rated"]


def test_noted_event_joins_the_chain(cases: CaseStore, database: HallDatabase) -> None:
    cases.note_event("slip_printed", case_id="case-1", note="printed", at=NOON)

    (event,) = all_events(database)

    assert (event.kind, event.case_id, event.note) == ("slip_printed", "case-1", "printed")
    assert event.at == "2026-11-23T12:00:00.000+00:00"
    assert cases.chain_head() == event.head


def test_no_contact_and_no_change_before_the_platform_spoke(cases: CaseStore) -> None:
    assert cases.last_contact() is None
    assert cases.changes(CaseId("case-1")) == ()


def test_draft_goes_with_the_seal_and_only_with_it(
    cases: CaseStore, database: HallDatabase
) -> None:
    drafts = SqliteDrafts(database)
    drafts.keep(a_draft("d1"))
    drafts.keep(a_draft("d2", card_key="other"))
    kept = {"slip_number": a_slip_number(), "applicant_key": "p1", "at": NOON}

    with pytest.raises(StorageFailed):
        cases.add_sealed([a_sealed(), a_sealed()], **kept, draft_id=DraftId("d1"))
    still_there = drafts.find(card_key="card", now=NOON, ran=timedelta())
    cases.add_sealed([a_sealed()], **kept, draft_id=DraftId("d1"))

    assert still_there is not None
    assert drafts.find(card_key="card", now=NOON, ran=timedelta()) is None
    assert drafts.find(card_key="other", now=NOON, ran=timedelta()) is not None
