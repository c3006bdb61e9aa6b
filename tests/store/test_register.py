from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.case import CaseState, PlatformStatus, StatusChange
from kiosk.domain.ids import CaseId
from kiosk.store.cases import SqliteCases
from kiosk.store.database import open_database
from kiosk.store.outbox import SqliteOutbox
from kiosk.store.register import CaseFilter, CaseRegister
from tests.contracts.test_case_store import a_sealed
from tests.contracts.test_outbox import a_receipt
from tests.made_up import NOON, a_slip_number

MINUTE = timedelta(minutes=1)


class Office:
    """Five cases: received, waiting for another try, quarantined, and two untouched."""

    def __init__(self, folder: Path) -> None:
        self.database = open_database(folder / "hall.db")
        self.cases = SqliteCases(self.database)
        self.outbox = SqliteOutbox(self.database)
        self.register = CaseRegister(self.database, actor="staff-7")
        for serial, name in enumerate("abcde", 1):
            service = "senior-allowance" if name != "e" else "bus-card"
            self.cases.add_sealed(
                [a_sealed(name, service=service)],
                slip_number=a_slip_number(serial),
                applicant_key="p1",
                at=NOON + serial * MINUTE,
            )
        a, b, c = (self.outbox.claim(now=NOON + 9 * MINUTE, lease=MINUTE) for _ in range(3))
        assert a is not None
        assert b is not None
        assert c is not None
        self.outbox.settle_received(a, a_receipt("a"), at=NOON)
        self.outbox.settle_later(b, next_at=NOON + 60 * MINUTE, why="timeout", at=NOON)
        self.outbox.settle_refused(c, to=CaseState.QUARANTINED, code="conflict", note="", at=NOON)

    def found(self, **wanted: object) -> str:
        page = self.register.find(CaseFilter(**wanted))  # type: ignore[arg-type] # any field
        return "".join(case.case_id for case in page.cases)


@pytest.fixture(name="office")
def an_office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({}, "edcba"),
        ({"state": CaseState.SEALED}, "edb"),
        ({"service": "bus-card"}, "e"),
        ({"slip_number": str(a_slip_number(2))}, "b"),
        ({"case_id": "c"}, "c"),
        ({"why": "timeout"}, "b"),
        ({"sealed_before": NOON + 3 * MINUTE}, "ba"),
        ({"only_waiting": True}, "edb"),
        ({"state": CaseState.SEALED, "service": "bus-card"}, "e"),
    ],
)
def test_cases_are_found_by_any_filter(
    office: Office, wanted: dict[str, object], names: str
) -> None:
    assert office.found(**wanted) == names


def test_pages_follow_each_other_without_gap_or_repeat(office: Office) -> None:
    first = office.register.find(CaseFilter(), limit=2)
    second = office.register.find(CaseFilter(), limit=2, after=first.after)
    third = office.register.find(CaseFilter(), limit=2, after=second.after)

    ids = [case.case_id for page in (first, second, third) for case in page.cases]
    assert ids == list("edcba")
    assert third.after is None


def test_counts_causes_and_oldest_tell_the_queue(office: Office) -> None:
    assert office.register.counts() == {
        CaseState.RECEIVED: 1,
        CaseState.SEALED: 3,
        CaseState.QUARANTINED: 1,
    }
    assert office.register.causes() == {"": 2, "timeout": 1}
    assert office.register.oldest_waiting() == NOON + 2 * MINUTE


def test_facts_explain_where_a_case_stands(office: Office) -> None:
    office.outbox.note_contact(NOON, online=False, why="no-route")

    facts = office.register.show(CaseId("a"))

    assert facts is not None
    assert facts.case.state is CaseState.RECEIVED
    assert '"platform_number":"2026-0001"' in facts.receipt
    assert [e.kind for e in facts.events] == ["sealed", "received"]
    assert (facts.link.is_online, facts.link.why) == (False, "no-route")
    assert (facts.link.checked_at, facts.link.last_contact) == (NOON, None)
    assert facts.lease_until is None


def test_newest_or_named_revision_is_shown(office: Office) -> None:
    assert office.register.show(CaseId("a"), rev=1) is not None
    assert office.register.show(CaseId("a"), rev=2) is None
    assert office.register.show(CaseId("zz")) is None


def test_held_case_is_not_sent_until_it_is_released(office: Office) -> None:
    verbs = ((CaseState.HELD, "hold"), (CaseState.SEALED, "release"))
    waiting = []
    for to, verb in verbs:
        (case,) = office.cases.by_slip(a_slip_number(2))
        assert office.register.change_state(case, to=to, verb=verb, reason="r", at=NOON)
        waiting.append("b" in office.found(only_waiting=True))

    assert waiting == [False, True]
    facts = office.register.show(CaseId("b"))
    assert facts is not None
    assert [(e.kind, e.actor) for e in facts.events][-2:] == [
        ("hold", "staff-7"),
        ("release", "staff-7"),
    ]


def test_step_that_no_state_allows_changes_nothing(office: Office) -> None:
    head = office.cases.chain_head()
    (case,) = office.cases.by_slip(a_slip_number(1))

    assert not office.register.change_state(
        case, to=CaseState.HELD, verb="hold", reason="r", at=NOON
    )
    assert not office.register.retry_now(case, reason="r", at=NOON)
    assert office.cases.chain_head() == head


def test_case_retried_now_is_due_now(office: Office) -> None:
    (case,) = office.cases.by_slip(a_slip_number(2))

    assert office.register.retry_now(case, reason="r", at=NOON)

    claimed = office.outbox.claim(now=NOON, lease=MINUTE)
    assert claimed is not None
    assert claimed.case_id == "b"


def test_erased_case_leads_to_nobody(office: Office) -> None:
    told = StatusChange(
        case_id=CaseId("a"), rev=1, status=PlatformStatus.DONE, at=NOON, note="words"
    )
    office.outbox.keep_changes([told], cursor="c", at=NOON)
    (case,) = office.cases.by_slip(a_slip_number(1))

    assert office.register.erase(case, reason="retention", at=NOON)

    assert "a" not in [c.case_id for c in office.cases.by_person("p1")]
    assert office.cases.changes(CaseId("a")) == ()
    assert office.cases.by_slip(a_slip_number(1))[0].state is CaseState.ERASED


def test_case_the_platform_does_not_have_is_never_erased(office: Office) -> None:
    (case,) = office.cases.by_slip(a_slip_number(2))

    assert not office.register.erase(case, reason="retention", at=NOON)
    assert office.cases.by_slip(a_slip_number(2)) == (case,)
