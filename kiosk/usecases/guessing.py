"""Hold off whoever tries numbers until one fits."""

from dataclasses import dataclass
from datetime import timedelta

from kiosk.logs import Log, LogEvent
from kiosk.ports.clock import Clock

FREE_MISSES = 5
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(minutes=16)
_FORGOTTEN_AFTER = timedelta(hours=1)
_CLOSED_FOR = timedelta(days=1)
_MS = timedelta(milliseconds=1)
_log = Log("lookup")


@dataclass(frozen=True, slots=True)
class _Misses:
    """How often something was missed, and when last."""

    count: int = 0
    last_ms: int = 0


class Guesses:
    """Numbers that fitted nothing, kept in memory only: of the whole kiosk, and of each slip.

    A slip of the finger is caught by the check digit and is no miss. From the fifth miss on
    there is a pause, twice as long after each further one; a hit does not end the count, since
    a guesser may hold a slip of their own. An hour without a miss does.

    The code of one slip is shorter than patience, so the fifth wrong one closes the slip for a
    day; its holder has the card. A slip that does not exist is counted like any other.
    """

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._misses = _Misses()
        self._of_slip: dict[str, _Misses] = {}

    def pause(self) -> timedelta:
        """Return how long nobody may try; nothing when one may."""
        return max(self._pause() - self._since(self._misses), timedelta())

    def is_closed(self, slip: str) -> bool:
        """Whether too many wrong codes were tried for this slip."""
        misses = self._of_slip.get(slip, _Misses())
        return misses.count >= FREE_MISSES and self._since(misses) < _CLOSED_FOR

    def missed(self, slip: str = "") -> None:
        """Count a number that fitted nothing, or a code that did not fit ``slip``."""
        self._misses = self._one_more(self._misses, forgotten_after=_FORGOTTEN_AFTER)
        if slip:
            before = self._of_slip.get(slip, _Misses())
            self._of_slip[slip] = self._one_more(before, forgotten_after=_CLOSED_FOR)
        if pause := self._pause():
            _log.warning(LogEvent.LOOKUP_PAUSED, minutes=pause / timedelta(minutes=1))

    def _one_more(self, misses: _Misses, *, forgotten_after: timedelta) -> _Misses:
        before = 0 if self._since(misses) >= forgotten_after else misses.count
        return _Misses(before + 1, self._clock.monotonic_ms())

    def _pause(self) -> timedelta:
        if self._misses.count < FREE_MISSES:
            return timedelta()
        doublings = min(self._misses.count - FREE_MISSES, 10)
        return min(_FIRST_PAUSE * (1 << doublings), _LONGEST_PAUSE)

    def _since(self, misses: _Misses) -> timedelta:
        return (self._clock.monotonic_ms() - misses.last_ms) * _MS
