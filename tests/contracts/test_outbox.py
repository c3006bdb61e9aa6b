"""Every outbox keeps these promises."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.case import CaseState, PlatformStatus, StatusChange
from kiosk.domain.errors import StorageFailed
from kiosk.domain.ids import CaseId
from kiosk.ports.cases import CaseRow
from kiosk.ports.outbox import Receipt, Unreadable
from kiosk.store.cases import SqliteCases
from kiosk.store.database import HallDatabase, open_database
from kiosk.store.events import all_events
from kiosk.store.outbox import SqliteOutbox
from kiosk.store.register import CaseRegister
from tests.contracts.test_case_store import a_sealed
from tests.made_up import NOON, a_slip_number, verify_chain

MINUTE = timedelta(minutes=1)
P = PlatformStatus


class Hall:
    """One database seen from the window and from the worker."""

    def __init__(self, folder: Path) -> None:
        self.database: HallDatabase = open_database(folder / "hall.db")
        self.cases = SqliteCases(self.database)
        self.outbox = SqliteOutbox(open_database(folder / "hall.db"))

    def add(self, *names: str) -> None:
        for serial, name in enumerate(names, 1):
            self.cases.add_sealed(
                [a_sealed(name)], slip_number=a_slip_number(serial), applicant_key="", at=NOON
            )

    def claim(self, after: timedelta = timedelta(0)) -> CaseRow:
        claimed = self.outbox.claim(now=NOON + after, lease=MINUTE)
        assert claimed is not None
        return claimed

    def is_idle(self, after: timedelta = timedelta(0)) -> bool:
        return self.outbox.claim(now=NOON + after, lease=MINUTE) is None

    def row(self, serial: int = 1) -> CaseRow:
        return self.cases.by_slip(a_slip_number(serial))[-1]

    def tell_in_order(
        self, *told: tuple[int, PlatformStatus], is_from_start: bool = False
    ) -> None:
        """Tell statuses by their place in the platform's order, each later by our clock."""
        self.news(*told, is_from_start=is_from_start)

    def news(
        self, *told: tuple[int, PlatformStatus], is_from_start: bool = False
    ) -> list[PlatformStatus]:
        """Tell statuses; return which of them were news."""
        changes = [
            StatusChange(
                case_id=CaseId("a"), rev=1, status=status, at=NOON + n * MINUTE, sequence=n
            )
            for n, status in told
        ]
        kept = self.outbox.keep_changes(changes, cursor="c", at=NOON, is_from_start=is_from_start)
        return [entry.status for entry in kept if isinstance(entry, StatusChange)]

    def told(self) -> list[PlatformStatus]:
        return [change.status for change in self.cases.changes(CaseId("a"))]

    def tell(self, *statuses: PlatformStatus, cursor: str = "c1") -> None:
        changes = [
            StatusChange(case_id=CaseId("a"), rev=1, status=status, at=NOON + n * MINUTE)
            for n, status in enumerate(statuses)
        ]
        self.outbox.keep_changes(changes, cursor=cursor, at=NOON)


@pytest.fixture(name="hall")
def a_hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def a_receipt(name: str = "a") -> Receipt:
    return Receipt(
        case_id=CaseId(name),
        rev=1,
        seal=a_sealed(name).manifest.seal(),
        platform_number="2026-0001",
        received_at="2026-11-23T20:05:00+08:00",
        sequence=7,
        signature="c2ln",
    )


def test_nothing_is_due_in_an_empty_hall(hall: Hall) -> None:
    assert hall.is_idle()
    assert hall.outbox.next_due(now=NOON) is None


def test_oldest_case_comes_first_and_each_once(hall: Hall) -> None:
    hall.add("b", "a")

    assert [hall.claim().case_id, hall.claim().case_id] == ["b", "a"]
    assert hall.is_idle()


def test_urgent_case_goes_before_older_ones_but_not_while_it_waits(hall: Hall) -> None:
    hall.add("a", "b")
    hall.cases.add_sealed(
        [a_sealed("c", is_urgent=True)], slip_number=a_slip_number(3), applicant_key="", at=NOON
    )

    first = hall.claim()
    hall.outbox.settle_later(first, next_at=NOON + MINUTE, why="timeout", at=NOON)

    assert (first.case_id, first.is_urgent) == ("c", True)
    assert [hall.claim().case_id, hall.claim().case_id] == ["a", "b"]
    assert hall.claim(MINUTE).case_id == "c"


def test_lapsed_lease_frees_the_case_and_counts(hall: Hall) -> None:
    hall.add("a")
    hall.claim()

    assert hall.is_idle(MINUTE / 2)
    assert hall.claim(MINUTE).attempts == 1
    assert hall.claim(2 * MINUTE).attempts == 2


def test_case_whose_lease_lapsed_stands_behind_the_others(hall: Hall) -> None:
    hall.add("a", "b")
    hall.claim()

    assert [hall.claim(MINUTE).case_id, hall.claim(MINUTE).case_id] == ["b", "a"]


def test_case_put_off_waits_and_says_why(hall: Hall) -> None:
    hall.add("a")
    hall.outbox.settle_later(hall.claim(), next_at=NOON + 5 * MINUTE, why="timeout", at=NOON)

    assert hall.is_idle(4 * MINUTE)
    assert hall.outbox.next_due(now=NOON) == NOON + 5 * MINUTE
    assert hall.row().why_waiting == "timeout"
    again = hall.claim(5 * MINUTE)
    assert (again.attempts, again.next_at) == (1, NOON + 5 * MINUTE)


def test_case_put_off_never_delays_the_others(hall: Hall) -> None:
    hall.add("a", "b")
    hall.outbox.settle_later(hall.claim(), next_at=NOON + MINUTE, why="timeout", at=NOON)

    assert hall.claim().case_id == "b"


def test_never_tried_case_is_due_whatever_the_clock_said_when_it_was_sealed(hall: Hall) -> None:
    hall.add("a")
    before = NOON - timedelta(hours=5)

    assert hall.outbox.next_due(now=before) == before
    assert hall.outbox.claim(now=before, lease=MINUTE) is not None


@pytest.mark.parametrize("ahead", [timedelta(days=3650), timedelta(hours=1, milliseconds=1)])
def test_case_put_off_by_a_clock_that_ran_ahead_comes_back(hall: Hall, ahead: timedelta) -> None:
    hall.add("a", "b")
    hall.outbox.settle_later(hall.claim(), next_at=NOON + ahead, why="timeout", at=NOON)
    hall.outbox.settle_later(hall.claim(), next_at=NOON + 60 * MINUTE, why="timeout", at=NOON)
    assert hall.is_idle()

    hall.outbox.forget_impossible_waits(now=NOON, longest=60 * MINUTE, lease=MINUTE)

    assert hall.claim().case_id == "a"
    assert hall.is_idle()


def test_case_leased_by_a_clock_that_ran_ahead_comes_back(hall: Hall) -> None:
    hall.add("a", "b")
    hall.claim(2 * MINUTE)
    hall.claim()

    hall.outbox.forget_impossible_waits(now=NOON, longest=60 * MINUTE, lease=MINUTE)

    assert hall.claim().case_id == "a"
    assert hall.is_idle()


def test_delivered_case_keeps_its_lease_and_then_comes_back_for_its_receipt(hall: Hall) -> None:
    hall.add("a")
    hall.outbox.settle_delivered(hall.claim(), at=NOON)

    assert hall.is_idle()
    assert hall.claim(MINUTE).state is CaseState.DELIVERED


def test_received_case_bears_the_platforms_number(hall: Hall) -> None:
    hall.add("a")
    hall.outbox.settle_received(hall.claim(), a_receipt(), at=NOON)

    row = hall.row()
    assert row.state is CaseState.RECEIVED
    assert row.platform_number == "2026-0001"
    assert row.received_at == NOON + 5 * MINUTE
    assert hall.is_idle(MINUTE)
    assert hall.outbox.next_due(now=NOON) is None


def test_second_receipt_changes_nothing(hall: Hall) -> None:
    hall.add("a")
    case = hall.claim()
    hall.outbox.settle_received(case, a_receipt(), at=NOON)
    head = hall.cases.chain_head()

    hall.outbox.settle_received(case, a_receipt(), at=NOON + MINUTE)

    assert hall.cases.chain_head() == head


@pytest.mark.parametrize("told", ["not a time", "2026-11-23T20:05:00"])
def test_receipt_with_an_odd_time_counts_from_when_it_came(hall: Hall, told: str) -> None:
    hall.add("a")
    odd = Receipt(
        **{
            **{f: getattr(a_receipt(), f) for f in Receipt.__slots__},
            "received_at": told,
        }
    )

    hall.outbox.settle_received(hall.claim(), odd, at=NOON)

    assert hall.row().received_at == NOON


def test_refused_case_waits_for_a_person(hall: Hall) -> None:
    hall.add("a")
    hall.outbox.settle_refused(
        hall.claim(), to=CaseState.QUARANTINED, code="conflict", note="words", at=NOON
    )

    assert (hall.row().state, hall.row().why_waiting) == (CaseState.QUARANTINED, "conflict")
    assert hall.is_idle(MINUTE)
    assert [(e.kind, e.note) for e in all_events(hall.database)][-1] == (
        "quarantined",
        "rev 1 conflict",
    )


def test_platforms_words_on_a_correction_reach_the_citizen_but_not_the_chain(hall: Hall) -> None:
    hall.add("a")
    hall.outbox.settle_refused(
        hall.claim(), to=CaseState.NEEDS_CORRECTION, code="fields", note="请重拍", at=NOON
    )

    (change,) = hall.cases.changes(CaseId("a"))
    assert (change.status, change.note) == (P.NEEDS_CORRECTION, "请重拍")
    assert all("请重拍" not in e.note for e in all_events(hall.database))


def test_refusal_that_no_state_allows_frees_the_case_only(hall: Hall) -> None:
    hall.add("a")
    case = hall.claim()
    hall.outbox.settle_received(case, a_receipt(), at=NOON)

    hall.outbox.settle_refused(case, to=CaseState.QUARANTINED, code="late", note="", at=NOON)

    assert hall.row().state is CaseState.RECEIVED


def test_case_that_is_not_there_can_not_be_settled(hall: Hall, tmp_path: Path) -> None:
    hall.add("a")
    other = Hall(tmp_path / "other")

    with pytest.raises(StorageFailed):
        other.outbox.settle_received(hall.claim(), a_receipt(), at=NOON)


def test_status_changes_follow_the_receipt(hall: Hall) -> None:
    hall.add("a")
    hall.outbox.settle_received(hall.claim(), a_receipt(), at=NOON)

    hall.tell(P.RECEIVED, P.PRE_ACCEPTED, P.ACCEPTED, cursor="c7")

    assert hall.row().state is CaseState.ACCEPTED
    assert hall.outbox.cursor() == "c7"
    assert [c.status for c in hall.cases.changes(CaseId("a"))] == [
        P.RECEIVED,
        P.PRE_ACCEPTED,
        P.ACCEPTED,
    ]


def test_status_before_the_receipt_takes_effect_with_it(hall: Hall) -> None:
    hall.add("a")
    case = hall.claim()
    hall.tell(P.RECEIVED, P.ACCEPTED, P.DONE)
    assert hall.row().state is CaseState.SEALED

    hall.outbox.settle_received(case, a_receipt(), at=NOON)

    assert hall.row().state is CaseState.DONE


def test_change_told_twice_is_kept_once(hall: Hall) -> None:
    hall.add("a")
    hall.tell(P.RECEIVED)
    hall.tell(P.RECEIVED, cursor="c2")

    assert len(hall.cases.changes(CaseId("a"))) == 1
    assert hall.outbox.cursor() == "c2"


def test_change_of_a_case_that_is_not_ours_is_passed_over(hall: Hall) -> None:
    hall.tell(P.RECEIVED, cursor="c2")

    assert hall.cases.changes(CaseId("a")) == ()
    assert hall.outbox.cursor() == "c2"


@pytest.mark.parametrize("is_received_first", [True, False])
def test_status_that_comes_late_does_not_replace_a_newer_one(
    hall: Hall, *, is_received_first: bool
) -> None:
    hall.add("a")
    case = hall.claim()
    if is_received_first:
        hall.outbox.settle_received(case, a_receipt(), at=NOON)

    hall.tell_in_order((9, P.ACCEPTED))
    hall.tell_in_order((5, P.NEEDS_CORRECTION))
    hall.tell_in_order((7, P.PRE_ACCEPTED))
    if not is_received_first:
        hall.outbox.settle_received(case, a_receipt(), at=NOON)

    assert hall.row().state is CaseState.ACCEPTED
    assert hall.told() == [P.NEEDS_CORRECTION, P.PRE_ACCEPTED, P.ACCEPTED]


def test_the_platforms_order_counts_and_no_clock(hall: Hall) -> None:
    hall.add("a")
    hall.outbox.settle_received(hall.claim(), a_receipt(), at=NOON)
    told = [
        StatusChange(case_id=CaseId("a"), rev=1, status=status, at=at, sequence=n)
        for n, status, at in (
            (1, P.NEEDS_CORRECTION, NOON),
            (2, P.ACCEPTED, NOON - timedelta(days=1)),
        )
    ]

    hall.outbox.keep_changes(told, cursor="c", at=NOON)

    assert hall.row().state is CaseState.ACCEPTED
    assert hall.told() == [P.NEEDS_CORRECTION, P.ACCEPTED]


def test_what_was_told_before_is_told_again_without_effect(hall: Hall) -> None:
    hall.add("a")
    hall.outbox.settle_received(hall.claim(), a_receipt(), at=NOON)
    told = ((1, P.RECEIVED), (2, P.NEEDS_CORRECTION), (3, P.RECEIVED), (4, P.ACCEPTED))
    hall.tell_in_order(*told)
    head, changes = hall.cases.chain_head(), hall.cases.changes(CaseId("a"))

    for n, entry in enumerate(told):
        hall.tell_in_order(entry, is_from_start=n == 0)
        assert hall.row().state is CaseState.ACCEPTED

    assert hall.cases.changes(CaseId("a")) == changes
    assert hall.cases.chain_head() == head


def test_platform_that_counts_anew_is_believed_over_what_it_forgot(hall: Hall) -> None:
    hall.add("a")
    hall.outbox.settle_received(hall.claim(), a_receipt(), at=NOON)
    hall.tell_in_order((1, P.RECEIVED), (50, P.ACCEPTED))

    hall.tell_in_order((1, P.RECEIVED), is_from_start=True)
    hall.tell_in_order((2, P.NOT_ACCEPTED))

    assert hall.row().state is CaseState.NOT_ACCEPTED
    assert hall.told() == [P.ACCEPTED, P.RECEIVED, P.NOT_ACCEPTED]


def unreadable(name: str = "a", digest: str = "5f") -> Unreadable:
    return Unreadable(case_id=CaseId(name), rev=1, digest=digest)


def test_what_can_not_be_read_is_recorded_once_and_passed_over(hall: Hall) -> None:
    hall.add("a")

    for cursor in ("c1", "c2"):
        hall.outbox.keep_changes(
            [unreadable(), unreadable("x"), unreadable("", "60")], cursor=cursor, at=NOON
        )

    told = [(e.kind, e.case_id, e.note) for e in all_events(hall.database)][1:]
    assert told == [("unreadable", "a", "rev 1 5f")]
    assert hall.outbox.cursor() == "c2"


def test_case_whose_last_word_can_not_be_read_is_named_until_a_later_one_can(hall: Hall) -> None:
    hall.add("a", "b")
    register = CaseRegister(hall.database, actor="test")
    hall.tell(P.RECEIVED)
    hall.outbox.keep_changes([unreadable()], cursor="c2", at=NOON)
    assert [case.case_id for case in register.unreadable()] == ["a"]

    hall.tell(P.RECEIVED, P.ACCEPTED, cursor="c3")

    assert register.unreadable() == ()


def test_correction_notice_comes_back_whole(hall: Hall) -> None:
    hall.add("a")
    told = StatusChange(
        case_id=CaseId("a"),
        rev=1,
        status=P.NEEDS_CORRECTION,
        at=NOON,
        note="补正",
        to_correct=("请重拍身份证", "请补签名"),
        deadline=NOON + 5 * MINUTE,
    )

    hall.outbox.keep_changes([told], cursor="c1", at=NOON)

    assert hall.cases.changes(CaseId("a")) == (told,)


def test_words_with_a_persons_number_are_not_kept(hall: Hall) -> None:
    hall.add("a")
    told = StatusChange(
        case_id=CaseId("a"), rev=1, status=PlatformStatus.ACCEPTED, at=NOON,
        note="请打13800138000", to_correct=("缺签名",),
    )  # fmt: skip

    hall.outbox.keep_changes([told], cursor="c1", at=NOON)

    (kept,) = hall.cases.changes(CaseId("a"))
    assert (kept.status, kept.note, kept.to_correct) == (PlatformStatus.ACCEPTED, "", ())


def test_last_contact_is_when_the_platform_answered(hall: Hall) -> None:
    hall.outbox.note_contact(NOON, online=True, why="")
    hall.outbox.note_contact(NOON + MINUTE, online=False, why="timeout")

    assert hall.cases.last_contact() == NOON


def test_every_verb_leaves_a_chain_that_verifies(hall: Hall) -> None:
    hall.add("a", "b")
    hall.outbox.settle_later(hall.claim(), next_at=NOON, why="timeout", at=NOON)
    hall.outbox.settle_delivered(hall.claim(), at=NOON)
    hall.tell(P.RECEIVED)

    assert verify_chain(hall.database) == hall.cases.chain_head()
    assert [e.actor for e in all_events(hall.database)] == ["kiosk"] * 2 + ["worker"] * 3


def test_only_what_is_news_is_told_again_when_a_feed_begins_anew(hall: Hall) -> None:
    hall.add("a")
    hall.outbox.settle_received(hall.claim(), a_receipt(), at=NOON)

    first = hall.news((1, P.RECEIVED), (2, P.ACCEPTED))
    again = hall.news((1, P.RECEIVED), (2, P.ACCEPTED), (3, P.DONE))

    assert first == [P.RECEIVED, P.ACCEPTED]
    assert again == [P.DONE]
