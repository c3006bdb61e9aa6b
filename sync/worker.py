"""The worker: brings what is due, one step at a time, and believes only receipts.

The engine is pure: clock, outbox, bundles, platform and chance are handed in, so a test or a
drill owns all of them.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from kiosk.domain.case import CaseState, StatusChange
from kiosk.domain.errors import KioskError, SealBroken
from kiosk.domain.manifest import Manifest
from kiosk.logs import Log, LogEvent
from kiosk.ports.cases import CaseRow
from kiosk.ports.clock import Clock
from kiosk.ports.outbox import BundleReader, FeedEntry, Outbox, Unreadable
from sync.outcomes import (
    Accepted,
    Changes,
    Delivered,
    Delivery,
    Failure,
    Online,
    Refused,
    TryLater,
)
from sync.retry import Policy, Scope, next_attempt, policies

AT_ONCE = timedelta(0)
_LOUD_SKEW = timedelta(minutes=2)
_FAILING_CASES = 3

log = Log("sync")


class Platform(Protocol):
    """A platform as the worker needs it. Adapters translate every failure into an outcome."""

    def hello(self) -> Online | TryLater:
        """Ask whether the platform itself is there."""
        ...

    def deliver(self, manifest: Manifest, part: Callable[[str], bytes]) -> Delivery:
        """Bring everything of a revision; ``part`` reads its encrypted parts by sha256."""
        ...

    def receipt(self, manifest: Manifest) -> Delivery:
        """Ask for the receipt of a delivered revision."""
        ...

    def changes(self, cursor: str) -> Changes | TryLater:
        """Return a page of the status feed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How the worker paces itself.

    Attributes:
        lease: how long a claimed case rests when the worker dies with it. One that lapses
            during a long delivery does no harm: there is one worker, and it is busy.
        greet_every: how often an idle line is tried.
        feed_every: how often the status feed is read.
        table: the waits after failures.
    """

    lease: timedelta = timedelta(minutes=2)
    greet_every: timedelta = timedelta(minutes=1)
    feed_every: timedelta = timedelta(minutes=1)
    table: Mapping[Failure, Policy] = field(default_factory=policies)

    @property
    def longest_wait(self) -> timedelta:
        """No case is put off for longer than this; the line may be, when a platform asks."""
        return max(policy.cap for policy in self.table.values())


class Engine:
    """One step of work a call.

    Args:
        outbox: what is due, and where outcomes are settled.
        bundles: the sealed files.
        platform: where they go.
        clock: wall time for records, monotonic time for waiting.
        draw: returns a random number 0 … 1.
        pace: see :class:`Pace`.

    Attributes:
        unreadable: how many entries of the status feed had to be passed over so far.
    """

    def __init__(
        self,
        *,
        outbox: Outbox,
        bundles: BundleReader,
        platform: Platform,
        clock: Clock,
        draw: Callable[[], float],
        pace: Pace | None = None,
    ) -> None:
        self._outbox = outbox
        self._bundles = bundles
        self._platform = platform
        self._clock = clock
        self._draw = draw
        self._pace = pace or Pace()
        self.unreadable = 0
        # An earlier worker may have been stopped in the middle of reading anew.
        self._is_rereading = True
        self._opens_at_ms = 0
        self._link_failures = 0
        self._greet_at_ms = 0
        self._feed_at_ms = 0
        self._why_down = ""
        self._is_up = False
        self._failing: set[str] = set()

    def run_once(self) -> timedelta:
        """Do the next thing there is to do.

        Returns:
            How long there is nothing to do after it; zero means call again at once.
        """
        now_ms = self._clock.monotonic_ms()
        if now_ms < self._opens_at_ms:
            return timedelta(milliseconds=self._opens_at_ms - now_ms)
        if now_ms >= self._greet_at_ms or not self._is_up:
            self._greet()
        elif case := self._claim():
            self._bring(case)
        elif now_ms >= self._feed_at_ms:
            self._read_feed()
        else:
            return self._until_next(now_ms)
        return AT_ONCE

    def reopen(self) -> None:
        """Try the line at once, whatever it was waiting for: an admin asked."""
        self._opens_at_ms = self._greet_at_ms = 0

    def _claim(self) -> CaseRow | None:
        now = self._clock.now()
        due = self._outbox.next_due(now=now)
        # Reading first keeps an idle worker from writing once a second.
        if due is None or now < due:
            return None
        return self._outbox.claim(now=now, lease=self._pace.lease)

    def _until_next(self, now_ms: int) -> timedelta:
        wait = timedelta(milliseconds=min(self._greet_at_ms, self._feed_at_ms) - now_ms)
        now = self._clock.now()
        due = self._outbox.next_due(now=now)
        if due is None:
            return wait
        # A due case that could not be claimed is leased: look again in a second.
        until_due = max(due - now, timedelta(seconds=1))
        return min(wait, until_due)

    def _greet(self) -> None:
        match self._platform.hello():
            case Online(skew=skew):
                self._open(skew)
            case TryLater() as later:
                self._close(later)

    def _read_feed(self) -> None:
        before = self._outbox.cursor()
        match self._platform.changes(before):
            case Changes() as page:
                self._keep(page, before)
            case TryLater() as later:
                self._put_feed_off(later)

    def _keep(self, page: Changes, before: str) -> None:
        if page.is_from_start and before:
            log.warning(LogEvent.FEED_RESTARTED)
        self._is_rereading |= page.is_from_start
        if page.changes or page.cursor != before:
            news = self._outbox.keep_changes(
                page.changes,
                cursor=page.cursor,
                at=self._clock.now(),
                is_from_start=page.is_from_start,
                settles_all=self._is_rereading and not page.has_more,
            )
            for entry in news:
                self._tell(entry)
        self._is_rereading &= page.has_more
        # A cursor that stands still would be asked for without end.
        if not page.has_more or page.cursor == before:
            self._feed_at_ms = self._after(self._pace.feed_every)

    def _tell(self, entry: FeedEntry) -> None:
        match entry:
            case StatusChange(case_id=case_id, status=status):
                log.info(LogEvent.STATUS_CHANGED, case=case_id, status=status.value)
            case Unreadable(case_id=case_id):
                self.unreadable += 1
                log.warning(LogEvent.STATUS_UNREADABLE, case=case_id)

    def _put_feed_off(self, later: TryLater) -> None:
        """Read the feed another time; what is wrong with it must not hold up applications.

        Due cases come before the feed, so a line that it closes is open for them first.
        """
        self._feed_at_ms = self._after(self._pace.feed_every)
        log.warning(LogEvent.FEED_FAILED, cause=later.failure.value)
        is_of_line = self._pace.table[later.failure].scope is Scope.LINK
        if is_of_line and later.failure is not Failure.PORTAL:
            self._close(later)

    def _bring(self, case: CaseRow) -> None:
        outcome = self._outcome_of(case)
        match outcome:
            case Accepted(receipt=receipt):
                self._failing.clear()
                self._outbox.settle_received(case, receipt, at=self._clock.now())
                log.info(LogEvent.CASE_RECEIVED, case=case.case_id, rev=case.rev)
            case Refused(to=state, code=code, note=note):
                self._outbox.settle_refused(
                    case, to=state, code=code, note=note, at=self._clock.now()
                )
                log.warning(LogEvent.CASE_REFUSED, case=case.case_id, rev=case.rev, code=code)
            case TryLater() as later:
                self._settle_later(case, later)
            case Delivered():
                self._settle_later(case, TryLater(failure=Failure.SERVER_ERROR))

    def _outcome_of(self, case: CaseRow) -> Delivery:
        try:
            return self._send(case)
        except SealBroken:
            return Refused(to=CaseState.QUARANTINED, code="seal-broken")
        except (KioskError, ValueError, KeyError, TypeError, OSError):
            # One case that breaks something here must not stop the others.
            return TryLater(failure=Failure.LOCAL)

    def _send(self, case: CaseRow) -> Delivery:
        manifest = self._bundles.manifest(case.file_name)
        if manifest.seal() != case.seal:
            return Refused(to=CaseState.QUARANTINED, code="other-bundle")
        delivery = self._platform.deliver(manifest, partial(self._bundles.part, case.file_name))
        if not isinstance(delivery, Delivered):
            return delivery
        if case.state is not CaseState.DELIVERED:
            self._outbox.settle_delivered(case, at=self._clock.now())
            log.info(LogEvent.CASE_DELIVERED, case=case.case_id, rev=case.rev)
        return self._platform.receipt(manifest)

    def _settle_later(self, case: CaseRow, later: TryLater) -> None:
        now = self._clock.now()
        # Its own count, also when the line is to blame: a case that brings the line down each
        # time must not come first each time.
        next_at = self._next(later, attempts=case.attempts)
        if self._pace.table[later.failure].scope is Scope.LINK:
            next_at = max(next_at, now + self._close(later))
            # What the platform asks of the line for hours is kept by the line.
            next_at = min(next_at, now + self._pace.longest_wait)
        else:
            self._count_failing(case, later)
        self._outbox.settle_later(case, next_at=next_at, why=later.failure.value, at=now)
        log.info(LogEvent.CASE_WAITING, case=case.case_id, cause=later.failure.value)

    def _count_failing(self, case: CaseRow, later: TryLater) -> None:
        """Rest the line when different cases fail in a row: then it is not the case."""
        if later.failure is not Failure.SERVER_ERROR:
            return
        self._failing.add(case.case_id)
        if len(self._failing) >= _FAILING_CASES:
            self._failing.clear()
            self._close(later)

    def _next(self, later: TryLater, *, attempts: int) -> datetime:
        return next_attempt(
            later.failure,
            attempts=attempts,
            now=self._clock.now(),
            jitter=self._draw(),
            retry_after=later.retry_after,
            table=self._pace.table,
        )

    def _open(self, skew: timedelta) -> None:
        why = f"clock-skew {round(skew.total_seconds())} s" if abs(skew) > _LOUD_SKEW else ""
        if not self._is_up:
            log.info(LogEvent.LINK_UP, skew_s=round(skew.total_seconds()))
        self._is_up, self._why_down, self._link_failures = True, "", 0
        self._greet_at_ms = self._after(self._pace.greet_every)
        self._note_contact(online=True, why=why)

    def _close(self, later: TryLater) -> timedelta:
        """Rest the whole line; return for how long."""
        wait = self._next(later, attempts=self._link_failures) - self._clock.now()
        self._link_failures += 1
        self._opens_at_ms = self._after(wait)
        self._is_up = False
        if self._why_down != later.failure.value:
            log.warning(LogEvent.LINK_DOWN, cause=later.failure.value)
        self._why_down = later.failure.value
        self._note_contact(online=False, why=later.failure.value)
        return wait

    def _note_contact(self, *, online: bool, why: str) -> None:
        now = self._clock.now()
        self._outbox.forget_impossible_waits(
            now=now, longest=self._pace.longest_wait, lease=self._pace.lease
        )
        self._outbox.note_contact(now, online=online, why=why)

    def _after(self, wait: timedelta) -> int:
        return self._clock.monotonic_ms() + round(wait.total_seconds() * 1000)


def run_until(
    stop: threading.Event,
    engine: Engine,
    *,
    was_poked: Callable[[], bool],
    poll: timedelta = timedelta(seconds=1),
) -> None:
    """Work until ``stop`` is set.

    Args:
        stop: ends the loop after the step in hand.
        engine: what works.
        was_poked: whether an admin asked to try the line at once.
        poll: how soon something new is noticed.
    """
    while not stop.is_set():
        if was_poked():
            engine.reopen()
        if wait := engine.run_once():
            stop.wait(min(wait, poll).total_seconds())
