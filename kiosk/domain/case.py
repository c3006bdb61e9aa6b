"""The states of a case (办件) on this kiosk, and the stages a citizen is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from kiosk.domain.ids import CaseId


class CaseState(StrEnum):
    """Where a sealed case stands. "Sending" is not a state but a lease, so no crash sticks."""

    SEALED = "sealed"
    DELIVERED = "delivered"
    RECEIVED = "received"
    NEEDS_CORRECTION = "needs_correction"
    SUPERSEDED = "superseded"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    DONE = "done"
    HELD = "held"
    QUARANTINED = "quarantined"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


_S = CaseState
# Once received, a case stands where the platform says, also where a restored one stands again.
_RULED = frozenset({
    _S.RECEIVED, _S.NEEDS_CORRECTION, _S.ACCEPTED, _S.NOT_ACCEPTED, _S.DONE,
})  # fmt: skip
TRANSITIONS: Mapping[CaseState, frozenset[CaseState]] = MappingProxyType({
    _S.SEALED: frozenset({_S.DELIVERED, _S.RECEIVED, _S.HELD, _S.QUARANTINED, _S.WITHDRAWN,
                          _S.NEEDS_CORRECTION}),
    # The platform reads the contents only once all of them are there, so a no may come late.
    _S.DELIVERED: frozenset({_S.RECEIVED, _S.NEEDS_CORRECTION, _S.QUARANTINED, _S.HELD}),
    _S.RECEIVED: _RULED - {_S.RECEIVED} | {_S.WITHDRAWN, _S.ERASED},
    _S.NEEDS_CORRECTION: _RULED - {_S.NEEDS_CORRECTION} | {_S.SUPERSEDED, _S.WITHDRAWN},
    _S.ACCEPTED: _RULED - {_S.ACCEPTED} | {_S.WITHDRAWN},
    _S.NOT_ACCEPTED: _RULED - {_S.NOT_ACCEPTED} | {_S.ERASED},
    _S.DONE: _RULED - {_S.DONE} | {_S.ERASED},
    _S.HELD: frozenset({_S.SEALED, _S.WITHDRAWN}),
    _S.QUARANTINED: frozenset({_S.SEALED, _S.WITHDRAWN}),
    _S.SUPERSEDED: frozenset({_S.ERASED}),
    _S.WITHDRAWN: frozenset({_S.ERASED}),
    _S.ERASED: frozenset(),
})  # fmt: skip


def may_become(old: CaseState, new: CaseState) -> bool:
    """Whether a case may go from ``old`` to ``new`` in one step."""
    return new in TRANSITIONS[old]


class PlatformStatus(StrEnum):
    """What the platform says of a case it holds."""

    RECEIVED = "received"
    PRE_ACCEPTED = "pre_accepted"
    NEEDS_CORRECTION = "needs_correction"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    DONE = "done"


class Stage(StrEnum):
    """The five stages of 申请 审核 办理 反馈 评价."""

    APPLY = "apply"
    REVIEW = "review"
    HANDLE = "handle"
    FEEDBACK = "feedback"
    RATE = "rate"


def stage_of(state: CaseState, *, is_rated: bool = False) -> Stage:
    """Return the stage a citizen is told for a case in ``state``."""
    if state in {_S.DONE, _S.NOT_ACCEPTED, _S.WITHDRAWN}:
        return Stage.RATE if is_rated else Stage.FEEDBACK
    if state is _S.ACCEPTED:
        return Stage.HANDLE
    if state in {_S.RECEIVED, _S.NEEDS_CORRECTION, _S.DELIVERED}:
        return Stage.REVIEW
    return Stage.APPLY


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """One change the platform reported: when, what, and the words for the citizen.

    Attributes:
        to_correct: what must be corrected (补正), one plain sentence each, told all at once.
        deadline: until when, or None.
        sequence: its place in the platform's order, which no clock decides; 0 for what this
            kiosk found out itself, which comes before all that the platform said.
    """

    case_id: CaseId
    rev: int
    status: PlatformStatus
    at: datetime
    note: str = ""
    to_correct: tuple[str, ...] = ()
    deadline: datetime | None = None
    sequence: int = 0
