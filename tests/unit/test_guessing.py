from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.clock import FixedClock
from kiosk.usecases.guessing import FREE_MISSES, Guesses
from tests.made_up import NOON

MINUTE = timedelta(minutes=1)


@pytest.fixture(name="clock")
def a_clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture(name="guesses")
def a_counter(clock: FixedClock) -> Guesses:
    return Guesses(clock=clock)


def miss(guesses: Guesses, times: int) -> None:
    for _ in range(times):
        guesses.missed()


def test_a_few_misses_are_free(guesses: Guesses):
    miss(guesses, FREE_MISSES - 1)

    assert not guesses.pause()


def test_the_pause_doubles_with_each_further_miss_up_to_a_quarter_hour(guesses: Guesses):
    miss(guesses, FREE_MISSES - 1)

    pauses = []
    for _ in range(7):
        guesses.missed()
        pauses.append(guesses.pause() / MINUTE)

    assert pauses == [1, 2, 4, 8, 16, 16, 16]


def test_the_pause_runs_out(guesses: Guesses, clock: FixedClock):
    miss(guesses, FREE_MISSES)

    clock.advance(MINUTE - timedelta(seconds=1))
    assert guesses.pause() == timedelta(seconds=1)
    clock.advance(timedelta(seconds=1))
    assert not guesses.pause()


def test_setting_the_clock_shortens_no_pause(guesses: Guesses, clock: FixedClock):
    miss(guesses, FREE_MISSES)

    clock.set(NOON + timedelta(days=1))

    assert guesses.pause() == MINUTE


def test_an_hour_without_a_miss_is_forgiven(guesses: Guesses, clock: FixedClock):
    miss(guesses, 20)
    clock.advance(timedelta(hours=1))

    guesses.missed()

    assert not guesses.pause()


def test_the_fifth_wrong_code_closes_its_slip_for_a_day_and_no_other(
    guesses: Guesses, clock: FixedClock
):
    for _ in range(FREE_MISSES):
        assert not guesses.is_closed("K1")
        guesses.missed("K1")

    assert guesses.is_closed("K1")
    assert not guesses.is_closed("K2")
    clock.advance(timedelta(days=1) - timedelta(seconds=1))
    assert guesses.is_closed("K1")
    clock.advance(timedelta(seconds=1))
    assert not guesses.is_closed("K1")


def test_an_hour_apart_wrong_codes_for_one_slip_still_add_up(guesses: Guesses, clock: FixedClock):
    for _ in range(FREE_MISSES):
        guesses.missed("K1")
        clock.advance(timedelta(hours=1))

    assert not guesses.pause()
    assert guesses.is_closed("K1")


@given(waits=st.lists(st.integers(min_value=0, max_value=59), max_size=400))
def test_patience_buys_a_guesser_few_tries_an_hour(waits: list[int]):
    clock = FixedClock(NOON)
    guesses = Guesses(clock=clock)
    tries = 0
    for seconds in waits:
        clock.advance(timedelta(seconds=seconds))
        if not guesses.pause():
            guesses.missed()
            tries += 1

    hours = clock.monotonic_ms() / 3_600_000
    assert tries <= FREE_MISSES + 4 + 4 * hours
