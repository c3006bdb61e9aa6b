"""Where a visitor can stand. A place names a screen and what it is about, nothing more."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from kiosk.forms.protocol import Ref


@dataclass(frozen=True, slots=True)
class Standby:
    """Nobody is here; a touch starts a visit."""


@dataclass(frozen=True, slots=True)
class Home:
    """The errands one may choose from."""


@dataclass(frozen=True, slots=True)
class Categories:
    """The groups of services."""


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one group."""

    category: str


@dataclass(frozen=True, slots=True)
class Search:
    """Services by hanzi, initials or other names."""


@dataclass(frozen=True, slots=True)
class ServicePage:
    """All that must be told of one service before it is begun (一次性告知)."""

    service: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """The list of what to bring, to take home."""

    service: str


@dataclass(frozen=True, slots=True)
class Asking:
    """One question of the form."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class AskingMore:
    """Is there another one? For repeats: family members, papers."""

    path: str


@dataclass(frozen=True, slots=True)
class Unfit:
    """A condition of the service seems not to be met; told kindly, with another way out."""

    test: int


@dataclass(frozen=True, slots=True)
class Declined:
    """The visitor did not agree; nothing is lost and other ways are named."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class Sealed:
    """The application is safe; the slip is shown, printed and spoken."""


@dataclass(frozen=True, slots=True)
class Rating:
    """五级评价, voluntary."""


@dataclass(frozen=True, slots=True)
class Farewell:
    """Goodbye; everything about the visitor is wiped.

    Attributes:
        is_kept: a draft waits for the visitor to come back.
    """

    is_kept: bool = False


class Lookup(StrEnum):
    """How a case or a draft is found."""

    CHOICE = "choice"
    CARD = "card"
    NUMBER = "number"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Progress:
    """查进度: find cases by slip number, by its code, or by card."""

    by: Lookup = Lookup.CHOICE


@dataclass(frozen=True, slots=True)
class SlipCode:
    """查询码: the number of a slip is known, and now what only its holder knows is asked.

    Attributes:
        number: the slip's.
    """

    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CaseList:
    """The cases that were found."""


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """One case: its five stages and what the platform says."""

    number: int


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on with a draft, by card or by its short code."""

    by: Lookup = Lookup.CHOICE


@dataclass(frozen=True, slots=True)
class Leaving:
    """Really stop? The draft can be kept for a day."""


@dataclass(frozen=True, slots=True)
class Erasing:
    """Really erase what is filled in? The second touch, so that no single one destroys it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The draft is kept; here is its code."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something does not work: a sentence and a way out.

    Attributes:
        code: names the words ``trouble-<code>``.
    """

    code: str


@dataclass(frozen=True, slots=True)
class StillThere:
    """No touch for long: are you still there?"""


class Panel(StrEnum):
    """What the dock opens over any place."""

    TEXT_SIZE = "text-size"
    VOICE = "voice"
    LANGUAGE = "language"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class PanelOpen:
    """A panel of the dock."""

    panel: Panel


Place: TypeAlias = (
    Standby
    | Home
    | Categories
    | Services
    | Search
    | ServicePage
    | Checklist
    | Asking
    | AskingMore
    | Unfit
    | Declined
    | Sealed
    | Rating
    | Farewell
    | Progress
    | SlipCode
    | CaseList
    | CaseDetail
    | Resume
    | Leaving
    | Erasing
    | Kept
    | Trouble
    | StillThere
    | PanelOpen
)
