"""Time, passed in so that tests and drills can own it."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """Return the aware time in UTC."""
        ...

    def monotonic_ms(self) -> int:
        """Return milliseconds that never run backwards, for waiting."""
        ...

    def boot_id(self) -> str:
        """Return a word for this start of the machine; ``monotonic_ms`` counts within it."""
        ...
