"""When to try again, and who has to wait. Pure; the table is the whole policy.

There is no last attempt and no expiry: a case is sent until it is received or a person decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from sync.outcomes import Failure

_LONGEST_WAIT = timedelta(days=1)


class Scope(StrEnum):
    """Who waits: the one case, or everything on the line."""

    CASE = "case"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How one class of failure is paced: ``first`` doubling up to ``cap``."""

    scope: Scope
    first: timedelta
    cap: timedelta


def policies(
    *,
    first: timedelta = timedelta(seconds=30),
    cap: timedelta = timedelta(minutes=15),
) -> Mapping[Failure, Policy]:
    """Return the table of failures.

    Args:
        first: the first wait after a dead line.
        cap: the longest wait after a dead line.
    """
    minute, hour = timedelta(minutes=1), timedelta(hours=1)
    link, case = Scope.LINK, Scope.CASE
    five = min(cap, timedelta(minutes=5))
    return MappingProxyType({
        Failure.UNREACHABLE: Policy(scope=link, first=first, cap=cap),
        Failure.PORTAL: Policy(scope=link, first=five, cap=five),
        # An admin must act on these three; we look again now and then, so that nobody has to
        # restart anything afterwards.
        Failure.CERTIFICATE: Policy(scope=link, first=cap, cap=cap),
        Failure.CLOCK: Policy(scope=link, first=cap, cap=cap),
        Failure.AUTH: Policy(scope=link, first=cap, cap=cap),
        Failure.BUSY: Policy(scope=link, first=first, cap=hour),
        Failure.SERVER_ERROR: Policy(scope=case, first=min(first * 2, minute), cap=hour),
        Failure.LOCAL: Policy(scope=case, first=min(first * 2, minute), cap=hour),
    })  # fmt: skip


POLICIES = policies()


def next_attempt(
    failure: Failure,
    *,
    attempts: int,
    now: datetime,
    jitter: float,
    retry_after: timedelta | None = None,
    table: Mapping[Failure, Policy] = POLICIES,
) -> datetime:
    """Return when to try again.

    Args:
        failure: what happened.
        attempts: how many attempts failed before this one.
        now: the time of the failure.
        jitter: 0 … 1, drawn by the caller; spreads machines that failed together.
        retry_after: the wait the platform asked for; never undercut, only jittered upwards.
        table: the pacing of each failure.
    """
    policy = table[failure]
    doublings = min(attempts, 30)  # past every cap, and short of an overflow
    longest = min(policy.cap, policy.first * (1 << doublings))
    if retry_after is None:
        return now + longest * (0.1 + 0.9 * jitter)
    asked = min(max(retry_after, timedelta(0)), _LONGEST_WAIT)
    return now + asked + policy.first * jitter
