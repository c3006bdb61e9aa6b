"""Every case that does not move has one true sentence and one safe step."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.case import CaseState
from kiosk.domain.chain import Event
from kiosk.domain.ids import CaseId
from kiosk.ports.cases import CaseRow
from kiosk.store.register import CaseFacts, LinkState
from sync.explain import Explanation, explain
from sync.outcomes import Failure
from tests.made_up import NOON, a_slip_number

CASE = CaseRow(
    case_id=CaseId("a"), rev=1, slip_number=str(a_slip_number()), service="s",
    service_version="1", schema_digest="", state=CaseState.SEALED, sealed_at=NOON, seal="",
    file_name="", platform_number="", received_at=None, attempts=0, next_at=None,
    why_waiting="", by_helper=False, is_urgent=False, needs_character=False, rating=None,
)  # fmt: skip
UP = LinkState(is_online=True, why="", checked_at=NOON, last_contact=NOON)
FACTS = CaseFacts(case=CASE, item_code="", lease_until=None, receipt="", link=UP, events=())


LEASE = timedelta(minutes=2)


def explained(facts: CaseFacts = FACTS, *, has_worker: bool = True, **case: object) -> Explanation:
    facts = replace(facts, case=replace(CASE, **case))
    found = explain(facts, now=NOON, has_worker=has_worker, lease=LEASE)
    assert found.why.endswith("。")
    assert found.next_step.endswith("。")
    return found


def told(facts: CaseFacts = FACTS, **case: object) -> str:
    return explained(facts, **case).why


def test_every_failure_is_told_apart() -> None:
    sentences = {told(why_waiting=failure.value) for failure in Failure}

    assert len(sentences) == len(Failure)


def test_every_state_is_told_apart() -> None:
    moved = set(CaseState) - {
        CaseState.SEALED, CaseState.DELIVERED, CaseState.HELD, CaseState.QUARANTINED,
    }  # fmt: skip

    assert len({told(state=state) for state in moved}) == len(moved)


@pytest.mark.parametrize(
    "code", ["seal-broken", "other-bundle", "other-seal", "invalid", "erased", "stale"]
)
def test_stopped_case_names_its_cause_and_never_advises_to_delete(code: str) -> None:
    found = explained(state=CaseState.QUARANTINED, why_waiting=code)

    assert "代码" not in found.why
    assert "删除" not in found.next_step.replace("不要删除", "")


def test_unknown_code_is_told_as_it_is() -> None:
    assert "teapot" in told(state=CaseState.QUARANTINED, why_waiting="teapot")


def test_case_in_the_worker_s_hand_is_being_sent() -> None:
    assert told(replace(FACTS, lease_until=NOON + timedelta(seconds=9))) == "正在发送。"


def test_untried_case_blames_the_line_only_when_it_is_down() -> None:
    down = LinkState(is_online=False, why="portal", checked_at=NOON, last_contact=None)

    assert "排队" in told()
    assert "上网认证" in told(replace(FACTS, link=down))


def heard(*told: tuple[str, int]) -> CaseFacts:
    """Return facts with these kinds of events, each of a revision."""
    chain = tuple(
        Event(
            seq=seq, at="", kind=kind, case_id="a", actor="worker", note=f"rev {rev} x",
            previous="", head="",
        )
        for seq, (kind, rev) in enumerate(told)
    )  # fmt: skip
    return replace(FACTS, events=chain)


@pytest.mark.parametrize(
    ("chain", "state", "is_doubted"),
    [
        ([("status", 1), ("unreadable", 1)], CaseState.ACCEPTED, True),
        ([("status", 1), ("unreadable", 1), ("rated", 1)], CaseState.RECEIVED, True),
        ([("unreadable", 1), ("status", 1)], CaseState.ACCEPTED, False),
        ([("status", 1), ("unreadable", 2)], CaseState.ACCEPTED, False),
        ([("unreadable", 1)], CaseState.SUPERSEDED, False),
    ],
)
def test_state_is_doubted_while_the_last_word_on_it_could_not_be_read(
    chain: list[tuple[str, int]], state: CaseState, *, is_doubted: bool
) -> None:
    assert ("可能不是最新" in told(heard(*chain), state=state)) == is_doubted


def test_lease_from_before_the_clock_was_put_back_proves_nothing() -> None:
    ahead = replace(FACTS, lease_until=NOON + LEASE + timedelta(seconds=1))

    assert "排队" in told(ahead)
    assert "连不上" in told(ahead, why_waiting="unreachable")


@pytest.mark.parametrize("why", ["", *Failure])
@pytest.mark.parametrize("state", [CaseState.SEALED, CaseState.DELIVERED])
def test_nothing_is_being_sent_while_no_worker_runs(state: CaseState, why: str) -> None:
    leased = replace(FACTS, lease_until=NOON + timedelta(seconds=9))

    found = explained(leased, has_worker=False, state=state, why_waiting=str(why))

    assert "没有在运行" in found.why
    assert "systemctl start hall-sync" in found.next_step
    assert "自己继续" not in found.next_step


def test_settled_case_needs_no_worker() -> None:
    assert "没有在运行" not in told(state=CaseState.ACCEPTED, has_worker=False)
