"""When to try again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.outcomes import Failure
from sync.retry import POLICIES, Scope, next_attempt, policies

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
failures = st.sampled_from(Failure)
jitters = st.floats(0, 1)
attempts = st.integers(0, 10**9)
seconds = st.integers(-10, 10**7).map(lambda s: timedelta(seconds=s))


def wait(failure: Failure, *, tried: int, jitter: float = 1.0) -> timedelta:
    return next_attempt(failure, attempts=tried, now=NOW, jitter=jitter) - NOW


def test_every_failure_has_a_policy() -> None:
    assert set(POLICIES) == set(Failure)


@given(failures, attempts, jitters)
def test_there_is_always_a_next_attempt_and_it_is_never_at_once(
    failure: Failure, tried: int, jitter: float
) -> None:
    assert timedelta(seconds=1) <= wait(failure, tried=tried, jitter=jitter) <= timedelta(hours=1)


@given(failures, st.integers(0, 40))
def test_waits_never_shrink_with_attempts(failure: Failure, tried: int) -> None:
    assert wait(failure, tried=tried) <= wait(failure, tried=tried + 1)


@given(failures, attempts, jitters, seconds)
def test_wait_the_platform_asks_for_is_never_undercut(
    failure: Failure, tried: int, jitter: float, asked: timedelta
) -> None:
    at = next_attempt(failure, attempts=tried, now=NOW, jitter=jitter, retry_after=asked)

    assert at - NOW >= min(asked, timedelta(days=1))
    assert at - NOW <= timedelta(days=1, hours=1)


@pytest.mark.parametrize(
    ("tried", "longest"),
    [(0, 30), (1, 60), (2, 120), (4, 480), (5, 900), (100, 900)],
)
def test_dead_line_doubles_from_half_a_minute_to_a_quarter_of_an_hour(
    tried: int, longest: int
) -> None:
    assert wait(Failure.UNREACHABLE, tried=tried) == timedelta(seconds=longest)


@pytest.mark.parametrize(("tried", "longest"), [(0, 1), (1, 2), (5, 32), (6, 60), (50, 60)])
def test_failing_case_doubles_from_a_minute_to_an_hour(tried: int, longest: int) -> None:
    assert wait(Failure.SERVER_ERROR, tried=tried) == timedelta(minutes=longest)


def test_portal_is_looked_at_every_five_minutes() -> None:
    assert {wait(Failure.PORTAL, tried=n) for n in range(9)} == {timedelta(minutes=5)}


def test_only_trouble_with_one_case_spares_the_line() -> None:
    case_only = {f for f, policy in POLICIES.items() if policy.scope is Scope.CASE}

    assert case_only == {Failure.SERVER_ERROR, Failure.LOCAL}


def test_a_hall_may_set_its_own_pace() -> None:
    table = policies(first=timedelta(seconds=2), cap=timedelta(seconds=5))

    waits = [
        next_attempt(Failure.UNREACHABLE, attempts=n, now=NOW, jitter=1, table=table) - NOW
        for n in range(4)
    ]

    assert [w.total_seconds() for w in waits] == [2, 4, 5, 5]
