"""The machine's clock, and twins that tests, drills and the demo can set."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

_MS_PER_NS = 1_000_000
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class SystemClock:
    """The only reader of the machine's time."""

    def now(self) -> datetime:
        """Return the aware time in UTC."""
        return datetime.now(UTC)

    def monotonic_ms(self) -> int:
        """Return milliseconds that never run backwards."""
        return time.monotonic_ns() // _MS_PER_NS

    def boot_id(self) -> str:
        """Return what the kernel calls this start, empty where it does not say."""
        try:
            return _BOOT_ID.read_text("ascii").strip()
        except OSError:
            return ""


class FixedClock:
    """Stands still until it is moved; waiting and the time of day move together.

    Raises:
        ValueError: the time carries no zone.
    """

    def __init__(self, at: datetime) -> None:
        self._at = _in_utc(at)
        self._elapsed = timedelta()

    def now(self) -> datetime:
        """Return the set time."""
        return self._at

    def monotonic_ms(self) -> int:
        """Return how many milliseconds it was moved forward in all."""
        return self._elapsed // timedelta(milliseconds=1)

    def boot_id(self) -> str:
        """Return the same word always."""
        return "fixed"

    def advance(self, by: timedelta) -> None:
        """Let ``by`` pass.

        Raises:
            ValueError: time cannot pass backwards; use :meth:`set`.
        """
        if by < timedelta():
            raise ValueError("time cannot pass backwards")
        self._at += by
        self._elapsed += by

    def set(self, at: datetime) -> None:
        """Correct the time of day, backwards too, as a time server does. No time passes."""
        self._at = _in_utc(at)


def _in_utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("the time carries no zone")
    return at.astimezone(UTC)
