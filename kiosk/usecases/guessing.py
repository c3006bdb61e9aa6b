"""Hold off whoever tries numbers until one fits."""

from datetime import timedelta

from kiosk.logs import Log, LogEvent
from kiosk.ports.clock import Clock

FREE_MISSES = 5
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(minutes=16)
_FORGOTTEN_AFTER = timedelta(hours=1)
_MS = timedelta(milliseconds=1)
_log = Log("lookup")


class Guesses:
    """Numbers that fitted nothing, counted for the whole kiosk and kept in memory only.

    A slip of the finger is caught by the check digit and is no miss. From the fifth miss on
    there is a pause, twice as long after each further one; a hit does not end the count, since
    a guesser may hold a slip of their own. An hour without a miss does.
    """

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._misses = 0
        self._last_ms = 0

    def pause(self) -> timedelta:
        """Return how long nobody may try; nothing when one may."""
        return max(self._pause() - self._since_last(), timedelta())

    def missed(self) -> None:
        """Count a number that fitted nothing."""
        if self._since_last() >= _FORGOTTEN_AFTER:
            self._misses = 0
        self._misses += 1
        self._last_ms = self._clock.monotonic_ms()
        if pause := self._pause():
            _log.warning(LogEvent.LOOKUP_PAUSED, minutes=pause / timedelta(minutes=1))

    def _pause(self) -> timedelta:
        if self._misses < FREE_MISSES:
            return timedelta()
        doublings = min(self._misses - FREE_MISSES, 10)
        return min(_FIRST_PAUSE * (1 << doublings), _LONGEST_PAUSE)

    def _since_last(self) -> timedelta:
        return (self._clock.monotonic_ms() - self._last_ms) * _MS
