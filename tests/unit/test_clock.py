from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kiosk.devices.clock import FixedClock, SystemClock

NOON = datetime(2025, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=8)))


def test_the_system_clock_is_aware_and_its_waiting_never_runs_backwards() -> None:
    clock = SystemClock()

    first, second = clock.monotonic_ms(), clock.monotonic_ms()

    assert clock.now().tzinfo is UTC
    assert first <= second


def test_a_fixed_clock_stands_still_in_utc() -> None:
    clock = FixedClock(NOON)

    assert clock.now() == clock.now() == NOON
    assert clock.now().tzinfo is UTC


def test_passing_time_moves_the_day_and_the_waiting_together() -> None:
    clock = FixedClock(NOON)

    clock.advance(timedelta(seconds=1.5))

    assert clock.now() == NOON + timedelta(seconds=1.5)
    assert clock.monotonic_ms() == 1500


def test_a_corrected_clock_lets_no_time_pass() -> None:
    clock = FixedClock(NOON)

    clock.set(NOON - timedelta(hours=1))

    assert clock.now() == NOON - timedelta(hours=1)
    assert clock.monotonic_ms() == 0


def test_time_cannot_pass_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        FixedClock(NOON).advance(timedelta(seconds=-1))


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        FixedClock(datetime(2025, 11, 22))  # noqa: DTZ001 - the fault under test


def test_every_clock_of_one_start_of_the_machine_names_the_same_start() -> None:
    kernel = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()

    assert SystemClock().boot_id() == SystemClock().boot_id() == kernel
