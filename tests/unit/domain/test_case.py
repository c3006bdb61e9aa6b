import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.case import TRANSITIONS, CaseState, Stage, may_become, stage_of

states = st.sampled_from(CaseState)
ENDS = {CaseState.ERASED}
IN_OUR_HANDS = {CaseState.SEALED, CaseState.DELIVERED, CaseState.HELD, CaseState.QUARANTINED}


def reachable(start: CaseState) -> set[CaseState]:
    seen: set[CaseState] = set()
    open_ = [start]
    while open_:
        for state in TRANSITIONS[open_.pop()] - seen:
            seen.add(state)
            open_.append(state)
    return seen


def test_every_state_says_where_it_may_go() -> None:
    assert set(TRANSITIONS) == set(CaseState)


@given(states)
def test_no_state_becomes_itself(state: CaseState) -> None:
    assert not may_become(state, state)


@given(states)
def test_every_case_can_come_to_its_end(state: CaseState) -> None:
    assert state in ENDS or reachable(state) >= ENDS


def test_every_state_is_reached_from_the_seal() -> None:
    assert reachable(CaseState.SEALED) | {CaseState.SEALED} == set(CaseState)


@given(states)
def test_nothing_returns_from_erasure(state: CaseState) -> None:
    assert not may_become(CaseState.ERASED, state)


@pytest.mark.parametrize("state", sorted(IN_OUR_HANDS))
def test_what_the_platform_does_not_hold_is_never_erased_in_one_step(state: CaseState) -> None:
    assert not may_become(state, CaseState.ERASED)


RULED = {
    CaseState.RECEIVED, CaseState.NEEDS_CORRECTION, CaseState.ACCEPTED, CaseState.NOT_ACCEPTED,
    CaseState.DONE,
}  # fmt: skip


@pytest.mark.parametrize("state", sorted(RULED))
def test_once_received_a_case_goes_where_the_platform_says_and_never_back_to_the_queue(
    state: CaseState,
) -> None:
    assert TRANSITIONS[state] >= RULED - {state}
    assert not TRANSITIONS[state] & {CaseState.SEALED, CaseState.DELIVERED, CaseState.HELD}


@given(state=states, is_rated=st.booleans())
def test_every_state_has_a_stage(state: CaseState, *, is_rated: bool) -> None:
    assert stage_of(state, is_rated=is_rated) in Stage


def test_the_five_stages_come_in_order() -> None:
    way = [CaseState.SEALED, CaseState.RECEIVED, CaseState.ACCEPTED, CaseState.DONE]

    told = [stage_of(state) for state in way] + [stage_of(CaseState.DONE, is_rated=True)]

    assert told == [Stage.APPLY, Stage.REVIEW, Stage.HANDLE, Stage.FEEDBACK, Stage.RATE]
