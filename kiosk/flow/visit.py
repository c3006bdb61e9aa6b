"""The visit: (state, event) → (state, effects). Pure; the window carries the effects out.

Forward and backward through a form are effects, because only the interview knows which
question is relevant next; it answers with :class:`StepReached`.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import singledispatch
from typing import TypeAlias

from kiosk.domain.language import Language
from kiosk.domain.rating import Rating as Level
from kiosk.flow import places as at
from kiosk.flow.comfort import Comfort


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Where the visitor stands.

    Attributes:
        trail: the places 返回 leads to, the nearest last.
        is_for_other: the visitor said at the start that they help someone else.
        has_application: an application is being filled in and not yet sealed.
        service: what it is for.
        paused: the question it stands at while the page of a service is looked at.
        changing: the review a single question was opened from, while it is being changed.
        language: the one that was chosen, or None for the hall's own.
        dialect: the recorded one it is said in, where that was chosen.
    """

    place: at.Place = field(default_factory=at.Standby)
    trail: tuple[at.Place, ...] = ()
    is_for_other: bool = False
    has_application: bool = False
    service: str = ""
    paused: at.Place | None = None
    changing: at.Place | None = None
    comfort: Comfort = field(default_factory=Comfort)
    language: Language | None = None
    dialect: str = ""


class Errand(StrEnum):
    """The tiles of the home screen."""

    APPLY = "apply"
    PROGRESS = "progress"
    FOR_OTHER = "for-other"
    RESUME = "resume"


# Events: facts in the past tense.


@dataclass(frozen=True, slots=True)
class Touched:
    """Somebody touched the standby screen."""


@dataclass(frozen=True, slots=True)
class ErrandChosen:
    """A tile of the home screen was chosen."""

    errand: Errand


@dataclass(frozen=True, slots=True)
class Went:
    """The visitor opened a place that needs nothing else."""

    to: at.Place


@dataclass(frozen=True, slots=True)
class Begun:
    """The visitor begins an application for a service."""

    service: str


@dataclass(frozen=True, slots=True)
class StepReached:
    """The interview said what comes next."""

    place: at.Place


@dataclass(frozen=True, slots=True)
class Resumed:
    """A kept draft was opened and stands at this step."""

    place: at.Place
    is_for_other: bool
    service: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The question on the screen has its answer."""


@dataclass(frozen=True, slots=True)
class ChangeWanted:
    """改 was touched on the review."""

    place: at.Place


@dataclass(frozen=True, slots=True)
class WentBack:
    """返回 was touched."""


@dataclass(frozen=True, slots=True)
class NothingBefore:
    """There is no earlier question."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The last question is answered: the application is complete."""


@dataclass(frozen=True, slots=True)
class SealDone:
    """The application is safe on this machine."""


@dataclass(frozen=True, slots=True)
class SealFailed:
    """It is not safe; nothing was promised and nothing is lost."""

    code: str


@dataclass(frozen=True, slots=True)
class Rated:
    """A level was chosen, or the question was skipped."""

    level: Level


@dataclass(frozen=True, slots=True)
class Finished:
    """The visitor leaves."""


@dataclass(frozen=True, slots=True)
class DraftWanted:
    """Keep what is filled in, for later."""


@dataclass(frozen=True, slots=True)
class DraftKept:
    """It is kept under a short code; until then the application stays open."""


@dataclass(frozen=True, slots=True)
class DraftUnwanted:
    """Forget what is filled in."""


@dataclass(frozen=True, slots=True)
class HomeWanted:
    """首页 in the dock."""


@dataclass(frozen=True, slots=True)
class PanelWanted:
    """One of the other keys of the dock."""

    panel: at.Panel


@dataclass(frozen=True, slots=True)
class ComfortChosen:
    """Another text size or theme."""

    comfort: Comfort


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """Another language to read and hear, or a recorded dialect to hear it in."""

    language: Language
    dialect: str = ""


@dataclass(frozen=True, slots=True)
class TroubleMet:
    """A device, the disk or the program does not do its part."""

    code: str


@dataclass(frozen=True, slots=True)
class IdleNoticed:
    """No touch for the idle time."""


@dataclass(frozen=True, slots=True)
class IdleEnded:
    """No answer to the question whether anybody is there."""


Event: TypeAlias = (
    Touched
    | ErrandChosen
    | Went
    | Begun
    | StepReached
    | Resumed
    | Answered
    | ChangeWanted
    | WentBack
    | NothingBefore
    | Signed
    | SealDone
    | SealFailed
    | Rated
    | Finished
    | DraftWanted
    | DraftKept
    | DraftUnwanted
    | HomeWanted
    | PanelWanted
    | ComfortChosen
    | LanguageChosen
    | TroubleMet
    | IdleNoticed
    | IdleEnded
)


# Effects: what the window must do.


@dataclass(frozen=True, slots=True)
class OpenInterview:
    """Start the questions of a service and report the first step."""

    service: str
    is_for_other: bool


@dataclass(frozen=True, slots=True)
class GoOn:
    """Report the step after ``place``."""

    place: at.Place


@dataclass(frozen=True, slots=True)
class GoBack:
    """Report the step before ``place``."""

    place: at.Place


@dataclass(frozen=True, slots=True)
class Seal:
    """Seal the application and report how it went."""


@dataclass(frozen=True, slots=True)
class KeepRating:
    """Store the rating."""

    level: Level


@dataclass(frozen=True, slots=True)
class IssueCode:
    """Keep the draft under a short code and show it."""


@dataclass(frozen=True, slots=True)
class DropDraft:
    """Forget the application and its draft."""


@dataclass(frozen=True, slots=True)
class CloseInterview:
    """Close the application but leave its encrypted draft for its time."""


@dataclass(frozen=True, slots=True)
class Wipe:
    """Forget the visitor: memory, sound, settings, card."""


Effect: TypeAlias = (
    OpenInterview
    | GoOn
    | GoBack
    | Seal
    | KeepRating
    | IssueCode
    | DropDraft
    | CloseInterview
    | Wipe
)
Step: TypeAlias = tuple[Visit, tuple[Effect, ...]]

_OVERLAYS = (at.PanelOpen, at.StillThere, at.Trouble)
_NOT_KEPT_IN_TRAIL = (*_OVERLAYS, at.Standby, at.Farewell)
_QUESTIONS = (at.Asking, at.AskingMore, at.Unfit)
_ASKED_BETWEEN = (at.Declined, at.Leaving, at.Erasing)  # lead straight back, also while changing


def step(visit: Visit, event: Event) -> Step:
    """Return the visit after ``event`` and what must be done for it."""
    return _after(event, visit)


def _go(visit: Visit, place: at.Place) -> Visit:
    """Go to ``place``, so that 返回 leads back to where the visitor stands now."""
    kept = () if isinstance(visit.place, _NOT_KEPT_IN_TRAIL) else (visit.place,)
    return replace(visit, place=place, trail=visit.trail + kept)


def _return(visit: Visit) -> Visit:
    """Go back one place; with nowhere left, home."""
    if not visit.trail:
        return replace(visit, place=at.Home())
    return replace(visit, place=visit.trail[-1], trail=visit.trail[:-1])


def _at_question(visit: Visit) -> Visit:
    """Stand at the question of a paused application, so that going on means going on there."""
    return visit if visit.paused is None else replace(visit, place=visit.paused, paused=None)


def _without_application(visit: Visit) -> Visit:
    return replace(visit, has_application=False, service="", paused=None, changing=None)


@singledispatch
def _after(event: Event, visit: Visit) -> Step:
    raise AssertionError(f"no rule for {type(event).__name__} at {visit.place}")


@_after.register
def _(_event: Touched, visit: Visit) -> Step:
    if isinstance(visit.place, at.StillThere):
        return _return(visit), ()
    return replace(visit, place=at.Home(), trail=()), ()


@_after.register
def _(event: ErrandChosen, visit: Visit) -> Step:
    visit = replace(visit, is_for_other=event.errand is Errand.FOR_OTHER)
    match event.errand:
        case Errand.APPLY | Errand.FOR_OTHER:
            return _go(visit, at.Categories()), ()
        case Errand.PROGRESS:
            return _go(visit, at.Progress()), ()
        case Errand.RESUME:
            return _go(visit, at.Resume()), ()


@_after.register
def _(event: Went, visit: Visit) -> Step:
    looks_around = isinstance(event.to, at.ServicePage) and isinstance(visit.place, _QUESTIONS)
    paused = visit.place if looks_around else visit.paused
    return replace(_go(visit, event.to), paused=paused), ()


@_after.register
def _(event: Begun, visit: Visit) -> Step:
    """Open the form; one that is open already goes on, and never ends for another unasked."""
    if visit.paused is None:
        return visit, (OpenInterview(event.service, visit.is_for_other),)
    if visit.service == event.service:
        return replace(_go(visit, visit.paused), paused=None), ()
    return _go(_at_question(visit), at.Leaving()), ()


@_after.register
def _(event: StepReached, visit: Visit) -> Step:
    if isinstance(visit.place, (*_QUESTIONS, at.Declined)):
        visit = replace(visit, place=event.place)
    elif isinstance(visit.place, at.ServicePage):
        visit = replace(_go(visit, event.place), service=visit.place.service)
    else:
        visit = _go(visit, event.place)
    return replace(visit, has_application=True), ()


@_after.register
def _(event: Resumed, visit: Visit) -> Step:
    return (
        replace(
            visit,
            place=event.place,
            trail=(at.Home(),),
            has_application=True,
            service=event.service,
            is_for_other=event.is_for_other,
        ),
        (),
    )


@_after.register
def _(_event: Answered, visit: Visit) -> Step:
    if isinstance(visit.place, _OVERLAYS):  # the answer was not kept, and that was told instead
        return visit, ()
    if visit.changing is not None and isinstance(visit.place, at.Asking):
        return replace(visit, place=visit.changing, changing=None), ()
    return visit, (GoOn(visit.place),)


@_after.register
def _(event: ChangeWanted, visit: Visit) -> Step:
    if not isinstance(visit.place, _QUESTIONS):
        return visit, ()
    return replace(visit, changing=visit.place, place=event.place), ()


@_after.register
def _(_event: WentBack, visit: Visit) -> Step:
    if isinstance(visit.place, (*_OVERLAYS, *_ASKED_BETWEEN)):
        return _return(visit), ()
    if visit.changing is not None:
        return replace(visit, place=visit.changing, changing=None), ()
    if isinstance(visit.place, _QUESTIONS):
        return visit, (GoBack(visit.place),)
    returned = _return(visit)
    if isinstance(returned.place, at.Home) and visit.has_application:
        return _go(_at_question(visit), at.Leaving()), ()  # the next visitor must not find it open
    if isinstance(returned.place, _QUESTIONS):
        returned = replace(returned, paused=None)
    return returned, ()


@_after.register
def _(_event: NothingBefore, visit: Visit) -> Step:
    """Go back to the service's page; the form stays open and is gone on with from there."""
    page = at.ServicePage(visit.service)
    before = visit.trail[: visit.trail.index(page)] if page in visit.trail else (at.Home(),)
    return replace(visit, place=page, trail=before, paused=visit.place), ()


@_after.register
def _(_event: Signed, visit: Visit) -> Step:
    return visit, (Seal(),)


@_after.register
def _(_event: SealDone, visit: Visit) -> Step:
    return replace(_without_application(visit), place=at.Sealed(), trail=()), ()


@_after.register
def _(event: SealFailed, visit: Visit) -> Step:
    return _go(visit, at.Trouble(event.code)), ()


@_after.register
def _(event: Rated, visit: Visit) -> Step:
    return replace(visit, place=at.Farewell(), trail=()), (KeepRating(event.level), Wipe())


@_after.register
def _(_event: Finished, visit: Visit) -> Step:
    if isinstance(visit.place, at.Farewell):
        return Visit(), (Wipe(),)
    if isinstance(visit.place, at.Sealed):
        return replace(visit, place=at.Rating(), trail=()), ()
    goodbye = at.Farewell(is_kept=isinstance(visit.place, at.Kept))
    return replace(_without_application(visit), place=goodbye, trail=()), (Wipe(),)


@_after.register
def _(_event: DraftWanted, visit: Visit) -> Step:
    return visit, (IssueCode(),)


@_after.register
def _(_event: DraftKept, visit: Visit) -> Step:
    return replace(_without_application(visit), place=at.Kept(), trail=()), ()


@_after.register
def _(_event: DraftUnwanted, visit: Visit) -> Step:
    return replace(_without_application(visit), place=at.Home(), trail=()), (DropDraft(),)


@_after.register
def _(_event: HomeWanted, visit: Visit) -> Step:
    visit = _return(visit) if isinstance(visit.place, (*_OVERLAYS, at.Erasing)) else visit
    if isinstance(visit.place, at.Standby | at.Leaving | at.Home):
        return visit, ()
    if visit.has_application:
        return _go(_at_question(visit), at.Leaving()), ()
    if isinstance(visit.place, at.Rating):
        return _after(Rated(Level.SKIPPED), visit)
    if isinstance(visit.place, at.Sealed | at.Farewell | at.Kept):
        return _after(Finished(), visit)
    return replace(visit, place=at.Home(), trail=(), is_for_other=False), ()


@_after.register
def _(event: PanelWanted, visit: Visit) -> Step:
    wanted = at.PanelOpen(event.panel)
    if visit.place == wanted:
        return _return(visit), ()
    if isinstance(visit.place, at.PanelOpen):
        return replace(visit, place=wanted), ()
    return _over(visit, wanted), ()


def _over(visit: Visit, overlay: at.Place) -> Visit:
    """Lay an overlay over any place, also one that 返回 never leads to."""
    below = at.Home() if isinstance(visit.place, at.Standby) else visit.place
    return replace(visit, place=overlay, trail=(*visit.trail, below))


@_after.register
def _(event: ComfortChosen, visit: Visit) -> Step:
    return replace(visit, comfort=event.comfort), ()


@_after.register
def _(event: LanguageChosen, visit: Visit) -> Step:
    return replace(visit, language=event.language, dialect=event.dialect), ()


@_after.register
def _(event: TroubleMet, visit: Visit) -> Step:
    if isinstance(visit.place, at.Trouble):
        return replace(visit, place=at.Trouble(event.code)), ()
    return _over(visit, at.Trouble(event.code)), ()


@_after.register
def _(_event: IdleNoticed, visit: Visit) -> Step:
    if isinstance(visit.place, at.Standby | at.StillThere):
        return visit, ()
    if isinstance(visit.place, at.Farewell):
        return Visit(), (Wipe(),)
    return _over(visit, at.StillThere()), ()


@_after.register
def _(_event: IdleEnded, visit: Visit) -> Step:
    if not isinstance(visit.place, at.StillThere):
        return visit, ()
    close: tuple[Effect, ...] = (CloseInterview(),) if visit.has_application else ()
    return Visit(), (*close, Wipe())
