"""The running window: takes events, steps the visit, carries out its effects."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer

from kiosk.domain.errors import KioskError, StorageBusy
from kiosk.domain.language import Language
from kiosk.domain.rating import Rating
from kiosk.domain.resume_code import ResumeCode
from kiosk.flow import places as at
from kiosk.flow import visit as flow
from kiosk.flow.comfort import Comfort
from kiosk.flow.visit import Effect, Event, Visit
from kiosk.logs import Log, LogEvent
from kiosk.ports.cases import CaseStore
from kiosk.ports.clock import Clock
from kiosk.ports.printer import PrintOutcome
from kiosk.usecases.counter import Counter
from kiosk.usecases.follow_case import FollowedCase
from kiosk.usecases.submit_application import Submitted
from ui.navigator import Navigator
from ui.presenting import Unfinished

_TICK_MS = 200
_TOUCHES = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress)
_log = Log("window")


@dataclass(slots=True)
class Memory:
    """What the window remembers of one visitor; replaced by an empty one at every wipe."""

    submitted: Submitted | None = None
    found: Sequence[FollowedCase] = ()
    code: ResumeCode | None = None
    code_until: datetime | None = None
    printed: PrintOutcome | None = None
    unfinished: Unfinished = field(default_factory=Unfinished)

    @property
    def is_done(self) -> bool:
        """Whether what was filled in is sealed, or kept under a code."""
        return self.submitted is not None or self.code is not None


class App(QObject):
    """Holds the visit and everything that changes with it."""

    def __init__(  # noqa: D417 - the collaborators say what they are
        self,
        *,
        counter: Counter,
        cases: CaseStore,
        clock: Clock,
        idle: timedelta,
        idle_alert: timedelta,
        kept_for: timedelta,
        restyle: Callable[[Comfort], None],
        speak: Callable[[Language | None, str], None],
        forget_device: Callable[[], None],
        is_disk_low: Callable[[], bool],
        is_speaking: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """Start at standby; :meth:`start` shows it.

        Args:
            restyle: draws everything in another look.
            speak: shows and says everything in another language, in a dialect if one is named;
                None is the hall's own.
            forget_device: silences the voice, resets it, lets go of card and camera.
            is_disk_low: whether the staff should make room.
            is_speaking: whether something is being said; nobody is away who listens.
        """
        super().__init__(parent)
        self._counter = counter
        self._cases = cases
        self._clock = clock
        self._kept_for = kept_for
        self._restyle = restyle
        self._speak = speak
        self._forget_device = forget_device
        self._is_disk_low = is_disk_low
        self._is_speaking = is_speaking
        self._visit = Visit()
        self._navigator: Navigator | None = None
        self._pending: list[Event] = []
        self._is_stepping = False
        self._is_waking = False
        self.memory = Memory()
        self._idle = self._timer(idle, self._on_idle)
        self._idle_alert = self._timer(idle_alert, self._on_idle_ended)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._on_tick)

    @property
    def visit(self) -> Visit:
        """Where the visitor stands."""
        return self._visit

    def start(self, navigator: Navigator) -> None:
        """Show the standby screen and begin to watch."""
        self._navigator = navigator
        self._show()
        self._tick.start()

    def stop(self) -> None:
        """Stop watching and show nothing more; the window is about to close."""
        self._navigator = None
        for timer in (self._idle, self._idle_alert, self._tick):
            timer.stop()
        self._counter.close()

    # Events

    def dispatch(self, event: Event) -> None:
        """Take an event; events raised while one is taken wait their turn."""
        self._pending.append(event)
        if self._is_stepping:
            return
        self._is_stepping = True
        try:
            while self._pending:
                self._step(self._pending.pop(0))
        finally:
            self._is_stepping = False
            self._pending.clear()  # what a failed step left must not follow the next one
        self._show()

    def _step(self, event: Event) -> None:
        before = self._visit
        self._visit, effects = flow.step(self._visit, event)
        if isinstance(before.place, at.Standby) and not isinstance(self._visit.place, at.Standby):
            _log.info(LogEvent.VISIT_STARTED)
        for effect in effects:
            self._guarded(effect)
        if isinstance(self._visit.place, at.Home) and not self._visit.has_application:
            self.memory = Memory()
        if self._visit.comfort != before.comfort:
            self._restyle(self._visit.comfort)
        after = self._visit
        if (after.language, after.dialect) != (before.language, before.dialect):
            self._speak(after.language, after.dialect)

    def _guarded(self, effect: Effect) -> None:
        """Carry an effect out; what fails is shown, nothing is promised, nothing is lost."""
        try:
            self._carry_out(effect)
        except KioskError as failed:
            _log.warning(LogEvent.VISIT_FAILED, code=failed.code)
            if isinstance(effect, flow.Seal):
                _log.warning(LogEvent.SEAL_FAILED, code=failed.code)
                self._pending.append(flow.SealFailed(failed.code))
            else:
                self._pending.append(flow.TroubleMet(failed.code))

    def _carry_out(self, effect: Effect) -> None:  # noqa: C901 - one line a kind of effect
        match effect:
            case flow.OpenInterview(service=service, is_for_other=is_for_other):
                self._open(service, is_for_other=is_for_other)
            case flow.GoOn(place=place):
                following = self._counter.interview.after(place)
                self._pending.append(flow.StepReached(following) if following else flow.Signed())
            case flow.GoBack(place=place):
                earlier = self._counter.interview.before(place)
                self._pending.append(
                    flow.StepReached(earlier) if earlier else flow.NothingBefore()
                )
            case flow.Seal():
                self.memory.submitted = self._counter.submit()
                self._pending.append(flow.SealDone())
            case flow.KeepRating(level=level):
                self._keep_rating(level)
            case flow.IssueCode():
                self.memory.code = self._counter.issue_code()
                self.memory.code_until = self._clock.now() + self._kept_for
                self._counter.close()
                self._pending.append(flow.DraftKept())
            case flow.DropDraft():
                self._counter.forget()
            case flow.CloseInterview():
                self._put_aside()
            case flow.Wipe():
                self._wipe()

    def _open(self, service: str, *, is_for_other: bool) -> None:
        """Begin the questions; a disk that fills up is told, and nobody is turned away."""
        first = self._counter.open(service, is_for_other=is_for_other)
        self.memory.unfinished = Unfinished()  # forms share the names of their questions
        self._pending.append(flow.StepReached(first))
        if self._is_disk_low():
            _log.warning(LogEvent.DISK_LOW)
            self._pending.append(flow.TroubleMet("disk-low"))

    def _keep_rating(self, level: Rating) -> None:
        """Keep the rating; one that would keep the visitor waiting is let go, at the goodbye."""
        if self.memory.submitted is None:
            return
        try:
            self._cases.rate(self.memory.submitted.slip_number, level, at=self._clock.now())
        except StorageBusy as busy:
            _log.warning(LogEvent.VISIT_FAILED, code=busy.code)

    def _put_aside(self) -> None:
        """Close what was left behind; a draft nobody could find again is not kept."""
        if self._counter.can_be_found:
            self._counter.close()
        else:
            self._counter.forget()

    def _wipe(self) -> None:
        self._counter.close()
        says_goodbye = isinstance(self._visit.place, at.Farewell)  # and whether to take the slip
        self.memory = Memory(printed=self.memory.printed if says_goodbye else None)
        self._forget_device()
        _log.info(LogEvent.VISIT_FINISHED)

    # Showing

    def _show(self) -> None:
        if self._navigator is None:
            return
        try:
            self._navigator.go(self._visit.place)
        except KioskError as failed:
            _log.warning(LogEvent.VISIT_FAILED, code=failed.code)
            self.dispatch(flow.TroubleMet(failed.code))
        self._watch()

    def keep_draft(self) -> None:
        """Keep the draft after an answer; a failure is told at once."""
        try:
            self._counter.keep()
        except KioskError as failed:
            _log.warning(LogEvent.VISIT_FAILED, code=failed.code)
            self.dispatch(flow.TroubleMet(failed.code))

    # Waiting

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Listen to every touch, to know that somebody is here."""
        if event.type() in _TOUCHES:
            self._watch()
            self._is_waking = isinstance(self._visit.place, at.Standby)
        elif event.type() == QEvent.Type.MouseButtonRelease and self._is_waking:
            self._is_waking = False
            # after the touch was delivered: it may have hit a key of the standby screen
            QTimer.singleShot(0, self._wake)
        return False

    def _wake(self) -> None:
        """Begin a visit wherever the standby screen was touched."""
        if isinstance(self._visit.place, at.Standby):
            self.dispatch(flow.Touched())

    def spoken_to_the_end(self) -> None:
        """Count waiting from the end of speech, not from its beginning."""
        self._watch()

    def _watch(self) -> None:
        place = self._visit.place
        if self._navigator is None or isinstance(place, at.Standby):
            self._idle.stop()
            self._idle_alert.stop()
        elif isinstance(place, at.StillThere):
            self._idle.stop()
            if not self._idle_alert.isActive():
                self._idle_alert.start()
        else:
            self._idle_alert.stop()
            if self._is_speaking():
                self._idle.stop()
            else:
                self._idle.start()

    def _on_idle(self) -> None:
        self.dispatch(flow.IdleNoticed())

    def _on_idle_ended(self) -> None:
        self.dispatch(flow.IdleEnded())

    def _on_tick(self) -> None:
        if self._navigator is not None:
            self._navigator.tick()

    def _timer(self, span: timedelta, on_timeout: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(int(span.total_seconds() * 1000))
        timer.timeout.connect(on_timeout)
        return timer
