"""查进度: what a citizen is told belongs to the revision in hand, and only while it holds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.case import CaseState, PlatformStatus, Stage, StatusChange
from kiosk.domain.ids import CaseId
from kiosk.ports.cases import CaseRow
from kiosk.usecases.follow_case import FollowedCase
from tests.made_up import NOON, a_slip_number

ROW = CaseRow(
    case_id=CaseId("a"), rev=1, slip_number=str(a_slip_number()), service="s",
    service_version="1", schema_digest="", state=CaseState.NEEDS_CORRECTION, sealed_at=NOON,
    seal="", file_name="", platform_number="", received_at=None, attempts=0, next_at=None,
    why_waiting="", by_helper=False, is_urgent=False, needs_character=False, rating=None,
)  # fmt: skip
ASKED = StatusChange(
    case_id=CaseId("a"), rev=1, status=PlatformStatus.NEEDS_CORRECTION, at=NOON, note="尽快",
    to_correct=("照片看不清",), deadline=NOON + timedelta(days=5),
)  # fmt: skip
RECEIVED = StatusChange(case_id=CaseId("a"), rev=2, status=PlatformStatus.RECEIVED, at=NOON)


def followed(*changes: StatusChange, **row: object) -> FollowedCase:
    return FollowedCase(row=replace(ROW, **row), stage=Stage.REVIEW, changes=changes, as_of=NOON)


def test_corrections_are_told_while_the_case_waits_for_them() -> None:
    case = followed(ASKED)

    assert (case.to_correct, case.deadline, case.note) == (
        ("照片看不清",), NOON + timedelta(days=5), "尽快",
    )  # fmt: skip


@pytest.mark.parametrize("state", sorted(set(CaseState) - {CaseState.NEEDS_CORRECTION}))
def test_nothing_is_to_correct_in_any_other_state(state: CaseState) -> None:
    case = followed(ASKED, state=state)

    assert (case.to_correct, case.deadline) == ((), None)


def test_new_revision_does_not_inherit_what_the_old_one_lacked() -> None:
    case = followed(ASKED, rev=2, state=CaseState.SEALED)

    assert (case.to_correct, case.deadline, case.note) == ((), None, "")


def test_word_on_the_new_revision_is_not_told_of_the_old_one() -> None:
    case = followed(ASKED, RECEIVED, state=CaseState.SUPERSEDED)

    assert case.note == "尽快"
