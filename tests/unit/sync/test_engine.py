"""The rules of the worker: what it does next, and what every outcome leads to."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.devices.clock import FixedClock
from kiosk.domain.case import CaseState, PlatformStatus, StatusChange
from kiosk.domain.ids import CaseId
from kiosk.ports.cases import CaseRow
from kiosk.ports.outbox import Unreadable
from kiosk.store.register import CaseRegister
from sync.outcomes import Changes, Delivered, Delivery, Failure, Refused, TryLater
from tests.fakes.platform import ScriptedPlatform
from tests.made_up import NOON, a_key_ring, verify_chain
from tests.online import Kiosk, run_dry

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
UNREACHABLE = TryLater(failure=Failure.UNREACHABLE)
SERVER_ERROR = TryLater(failure=Failure.SERVER_ERROR)


class Hall:
    """A kiosk, a platform that does as it is told, and a clock that stands still."""

    def __init__(self, folder: Path) -> None:
        ring = a_key_ring(folder / "ring")
        self.clock = FixedClock(NOON)
        self.kiosk = Kiosk(folder, public_json=ring.keys.platform.to_json())
        self.kiosk.clock = self.clock
        self.platform = ScriptedPlatform()
        self.engine = self.kiosk.engine(self.platform)

    def run_dry(self) -> None:
        run_dry(self.engine)

    def states(self, *cases: CaseRow) -> list[CaseState]:
        return [self.kiosk.row(case).state for case in cases]

    def link(self) -> tuple[bool, str]:
        state = CaseRegister(self.kiosk.database, actor="test").link()
        return state.is_online, state.why


@pytest.fixture(name="hall")
def a_hall(tmp_path: Path) -> Iterator[Hall]:
    hall = Hall(tmp_path)
    yield hall
    hall.kiosk.close()


def test_sealed_cases_are_brought_oldest_first_and_received(hall: Hall) -> None:
    cases = [hall.kiosk.seal() for _ in range(3)]

    hall.run_dry()

    assert hall.platform.delivered() == [c.case_id for c in cases]
    assert hall.states(*cases) == [CaseState.RECEIVED] * 3
    assert hall.kiosk.row(cases[0]).platform_number == f"2026-{cases[0].case_id}"


def test_nothing_is_sent_before_the_platform_was_greeted(hall: Hall) -> None:
    hall.platform.line = UNREACHABLE
    case = hall.kiosk.seal()

    hall.run_dry()

    assert hall.platform.asked == [("hello", "")]
    assert hall.states(case) == [CaseState.SEALED]
    assert hall.kiosk.row(case).attempts == 0
    assert hall.link() == (False, "unreachable")


def test_dead_line_is_tried_again_with_growing_patience(hall: Hall) -> None:
    hall.platform.line = UNREACHABLE
    waits = []
    for _ in range(8):
        assert hall.engine.run_once() == timedelta(0)
        waits.append(hall.engine.run_once())
        hall.clock.advance(waits[-1])

    assert waits == sorted(waits)
    assert waits[0] < MINUTE / 2
    assert waits[-1] == waits[-2] <= timedelta(minutes=15)


def test_queue_drains_when_the_line_is_back(hall: Hall) -> None:
    hall.platform.line = UNREACHABLE
    cases = [hall.kiosk.seal() for _ in range(3)]
    hall.run_dry()
    hall.platform.line = None
    hall.run_dry()
    assert hall.states(*cases) == [CaseState.SEALED] * 3

    hall.clock.advance(timedelta(minutes=15))
    hall.run_dry()

    assert hall.states(*cases) == [CaseState.RECEIVED] * 3
    assert hall.link() == (True, "")


def test_admin_need_not_wait_for_the_line(hall: Hall) -> None:
    hall.platform.line = UNREACHABLE
    case = hall.kiosk.seal()
    hall.run_dry()
    hall.platform.line = None

    hall.engine.reopen()
    hall.run_dry()

    assert hall.states(case) == [CaseState.RECEIVED]


def test_line_that_dies_under_a_case_costs_the_others_nothing(hall: Hall) -> None:
    poison, *others = (hall.kiosk.seal() for _ in range(4))
    hall.platform.by_case[poison.case_id] = [UNREACHABLE] * 3

    for _ in range(3):
        hall.run_dry()
        hall.clock.advance(timedelta(seconds=31))

    assert hall.states(*others) == [CaseState.RECEIVED] * 3
    assert [hall.kiosk.row(c).attempts for c in others] == [0, 0, 0]


def test_case_that_fails_on_the_platform_delays_no_other(hall: Hall) -> None:
    poison, *others = (hall.kiosk.seal() for _ in range(3))
    hall.platform.by_case[poison.case_id] = [SERVER_ERROR] * 9

    hall.run_dry()

    assert hall.states(poison, *others) == [
        CaseState.SEALED, CaseState.RECEIVED, CaseState.RECEIVED,
    ]  # fmt: skip
    assert hall.kiosk.row(poison).why_waiting == "server-error"
    assert hall.kiosk.row(poison).attempts == 1
    assert hall.link() == (True, "")


def test_three_cases_that_fail_in_a_row_rest_the_line(hall: Hall) -> None:
    cases = [hall.kiosk.seal() for _ in range(5)]
    for case in cases:
        hall.platform.by_case[case.case_id] = [SERVER_ERROR]

    hall.run_dry()

    assert len(hall.platform.delivered()) == 3
    assert hall.link() == (False, "server-error")


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (CaseState.NEEDS_CORRECTION, "invalid"),
        (CaseState.QUARANTINED, "other-seal"),
        (CaseState.HELD, "upgrade"),
    ],
)
@pytest.mark.parametrize("at_receipt", [False, True])
def test_refused_case_waits_for_a_person_and_is_not_sent_again(
    hall: Hall, state: CaseState, code: str, *, at_receipt: bool
) -> None:
    case, other = hall.kiosk.seal(), hall.kiosk.seal()
    script = hall.platform.at_receipt if at_receipt else hall.platform.by_case
    script[case.case_id] = [Refused(to=state, code=code)]

    for _ in range(5):
        hall.run_dry()
        hall.clock.advance(timedelta(hours=2))

    assert hall.states(case, other) == [state, CaseState.RECEIVED]
    assert hall.platform.delivered().count(case.case_id) == 1


def test_damaged_bundle_is_quarantined_and_kept(hall: Hall) -> None:
    case, other = hall.kiosk.seal(), hall.kiosk.seal()
    file = hall.kiosk.data / "bundles" / case.file_name
    file.write_bytes(file.read_bytes()[:-40] + bytes(40))

    hall.run_dry()

    assert hall.states(case, other) == [CaseState.QUARANTINED, CaseState.RECEIVED]
    assert hall.kiosk.row(case).why_waiting == "seal-broken"
    assert file.exists()


def test_bundle_of_another_case_is_quarantined(hall: Hall) -> None:
    case, other = hall.kiosk.seal(), hall.kiosk.seal()
    folder = hall.kiosk.data / "bundles"
    (folder / case.file_name).write_bytes((folder / other.file_name).read_bytes())

    hall.run_dry()

    assert hall.kiosk.row(case).why_waiting == "other-bundle"
    assert hall.platform.held == [other.case_id]


def test_case_that_breaks_our_own_code_does_not_stop_the_others(hall: Hall) -> None:
    case, other = hall.kiosk.seal(), hall.kiosk.seal()
    hall.platform.by_case[case.case_id] = [Delivered()]
    hall.platform.at_receipt[case.case_id] = _Breaking()

    hall.run_dry()

    assert hall.kiosk.row(case).why_waiting == "local"
    assert hall.states(other) == [CaseState.RECEIVED]


class _Breaking(list[Delivery]):
    """A script that is broken itself."""

    def __bool__(self) -> bool:
        raise ValueError("broken")


def test_delivered_but_unanswered_case_asks_for_its_receipt_again(hall: Hall) -> None:
    case = hall.kiosk.seal()
    hall.platform.at_receipt[case.case_id] = [SERVER_ERROR]
    hall.run_dry()
    assert hall.states(case) == [CaseState.DELIVERED]

    hall.clock.advance(MINUTE)
    hall.run_dry()

    assert hall.states(case) == [CaseState.RECEIVED]
    assert hall.platform.held == [case.case_id]


def test_busy_platform_is_left_alone_as_long_as_it_asks(hall: Hall) -> None:
    cases = [hall.kiosk.seal() for _ in range(2)]
    asked = timedelta(minutes=20)
    hall.platform.by_case[cases[0].case_id] = [TryLater(failure=Failure.BUSY, retry_after=asked)]
    hall.run_dry()
    calls = len(hall.platform.asked)

    hall.clock.advance(asked - SECOND)
    hall.run_dry()
    assert len(hall.platform.asked) == calls

    hall.clock.advance(MINUTE)
    hall.run_dry()
    assert hall.states(*cases) == [CaseState.RECEIVED] * 2


def test_status_feed_reaches_the_case_and_goes_on_from_its_cursor(hall: Hall) -> None:
    case = hall.kiosk.seal()
    hall.run_dry()
    said = StatusChange(
        case_id=case.case_id, rev=1, status=PlatformStatus.NEEDS_CORRECTION, at=NOON,
        to_correct=("照片看不清",),
    )  # fmt: skip
    hall.platform.pages = [
        Changes(changes=(said,), cursor="c1", has_more=True),
        Changes(changes=(), cursor="c2", has_more=False),
    ]

    hall.clock.advance(MINUTE)
    hall.run_dry()

    assert hall.states(case) == [CaseState.NEEDS_CORRECTION]
    assert hall.kiosk.cases.changes(case.case_id)[-1].to_correct == ("照片看不清",)
    assert [c for verb, c in hall.platform.asked if verb == "changes"] == ["", "", "c1"]
    assert hall.kiosk.outbox.cursor() == "c2"


def test_feed_that_stands_still_is_not_asked_without_end(hall: Hall) -> None:
    hall.platform.pages = [Changes(changes=(), cursor="", has_more=True)] * 5000

    hall.run_dry()

    assert [verb for verb, _ in hall.platform.asked].count("changes") == 1


def test_entry_that_can_not_be_read_is_passed_over_and_counted(hall: Hall) -> None:
    case = hall.kiosk.seal()
    hall.run_dry()
    unreadable = Unreadable(case_id=case.case_id, rev=1, digest="5f")
    said = StatusChange(
        case_id=case.case_id, rev=1, status=PlatformStatus.ACCEPTED, at=NOON, sequence=2
    )
    hall.platform.pages = [Changes(changes=(unreadable, said), cursor="c1", has_more=False)]

    hall.clock.advance(MINUTE)
    hall.run_dry()

    assert hall.states(case) == [CaseState.ACCEPTED]
    assert (hall.engine.unreadable, hall.kiosk.outbox.cursor()) == (1, "c1")


@pytest.mark.parametrize("failure", list(Failure))
def test_feed_that_never_reads_holds_up_no_application(hall: Hall, failure: Failure) -> None:
    hall.platform.pages = [TryLater(failure=failure)] * 1000
    cases = [hall.kiosk.seal() for _ in range(3)]

    for _ in range(10):
        hall.run_dry()
        hall.clock.advance(timedelta(hours=1))

    assert hall.states(*cases) == [CaseState.RECEIVED] * 3
    assert [verb for verb, _ in hall.platform.asked].count("changes") > 1


def test_idle_engine_says_how_long_it_may_sleep(hall: Hall) -> None:
    hall.run_dry()

    assert timedelta(0) < hall.engine.run_once() <= MINUTE


@pytest.mark.parametrize("jump", [timedelta(days=3650), timedelta(days=-3650)])
def test_clock_that_jumps_by_ten_years_sticks_no_case(hall: Hall, jump: timedelta) -> None:
    first = hall.kiosk.seal()
    hall.platform.by_case[first.case_id] = [UNREACHABLE]
    hall.run_dry()

    hall.clock.set(NOON + jump)
    second = hall.kiosk.seal()
    hall.clock.advance(timedelta(minutes=15))
    hall.run_dry()

    assert hall.states(first, second) == [CaseState.RECEIVED] * 2


@pytest.mark.parametrize("outcome", [UNREACHABLE, SERVER_ERROR])
def test_clock_put_back_by_hours_keeps_no_case_waiting_for_hours(
    hall: Hall, outcome: TryLater
) -> None:
    case = hall.kiosk.seal()
    hall.platform.by_case[case.case_id] = [outcome]
    hall.run_dry()

    hall.clock.set(NOON - timedelta(hours=5))
    hall.clock.advance(MINUTE)
    hall.run_dry()

    assert hall.states(case) == [CaseState.RECEIVED]


def test_clock_put_back_under_a_worker_that_died_frees_its_case(hall: Hall) -> None:
    case = hall.kiosk.seal()
    hall.kiosk.outbox.claim(now=NOON + timedelta(hours=20), lease=2 * MINUTE)

    hall.run_dry()

    assert hall.states(case) == [CaseState.RECEIVED]


def test_line_keeps_what_a_platform_asks_for_hours_and_no_case_does(hall: Hall) -> None:
    case = hall.kiosk.seal()
    asked = timedelta(hours=9)
    hall.platform.by_case[case.case_id] = [TryLater(failure=Failure.BUSY, retry_after=asked)]
    hall.run_dry()
    assert hall.kiosk.row(case).next_at == NOON + timedelta(hours=1)

    hall.clock.advance(timedelta(hours=8))
    hall.run_dry()
    assert hall.states(case) == [CaseState.SEALED]

    hall.clock.advance(timedelta(hours=2))
    hall.run_dry()
    assert hall.states(case) == [CaseState.RECEIVED]


def test_wrong_clock_is_told_but_stops_nobody(hall: Hall) -> None:
    case = hall.kiosk.seal()
    hall.platform.skew = timedelta(minutes=-7)

    hall.run_dry()

    assert hall.states(case) == [CaseState.RECEIVED]
    assert hall.link() == (True, "clock-skew -420 s")


outcomes = st.sampled_from([
    UNREACHABLE,
    SERVER_ERROR,
    TryLater(failure=Failure.PORTAL),
    TryLater(failure=Failure.BUSY, retry_after=MINUTE),
    TryLater(failure=Failure.LOCAL),
    Delivered(),
])  # fmt: skip


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scripts=st.lists(st.lists(outcomes, max_size=4), min_size=1, max_size=5), data=st.data())
def test_whatever_passes_every_case_is_received_once_in_the_end(
    tmp_path_factory: pytest.TempPathFactory, scripts: list[list[Delivery]], data: st.DataObject
) -> None:
    hall = Hall(tmp_path_factory.mktemp("hall"))
    cases = [hall.kiosk.seal() for _ in scripts]
    for case, script in zip(cases, scripts, strict=True):
        where = data.draw(st.sampled_from([hall.platform.by_case, hall.platform.at_receipt]))
        where[case.case_id] = list(script)

    for _ in range(40):
        hall.run_dry()
        hall.clock.advance(timedelta(hours=1))

    assert hall.states(*cases) == [CaseState.RECEIVED] * len(cases)
    assert sorted(hall.platform.held) == sorted(c.case_id for c in cases)
    verify_chain(hall.kiosk.database)
    hall.kiosk.close()


def test_change_of_a_case_that_is_not_ours_is_passed_over(hall: Hall) -> None:
    said = StatusChange(case_id=CaseId("x"), rev=1, status=PlatformStatus.DONE, at=NOON)
    hall.platform.pages = [Changes(changes=(said,), cursor="c1", has_more=False)]

    hall.run_dry()

    assert hall.kiosk.outbox.cursor() == "c1"


def test_worker_stopped_while_reading_anew_leaves_no_case_where_the_platform_forgot_it(
    hall: Hall,
) -> None:
    case = hall.kiosk.seal()
    hall.run_dry()

    def told(n: int, status: PlatformStatus) -> StatusChange:
        at = NOON + timedelta(minutes=n)
        return StatusChange(case_id=case.case_id, rev=1, status=status, at=at, sequence=n)

    received, done = told(1, PlatformStatus.RECEIVED), told(2, PlatformStatus.DONE)
    hall.kiosk.outbox.keep_changes([received, done], cursor="c2", at=NOON)
    before = hall.states(case)
    # what another worker had read of a restored platform when it was stopped
    hall.kiosk.outbox.keep_changes([received], cursor="d1", at=NOON, is_from_start=True)

    hall.platform.pages = [Changes(changes=(), cursor="d2", has_more=False)]
    hall.engine = hall.kiosk.engine(hall.platform)
    hall.run_dry()

    assert before == [CaseState.DONE]
    assert hall.states(case) == [CaseState.RECEIVED]
