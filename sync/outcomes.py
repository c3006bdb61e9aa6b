"""What can become of a call to a platform, as values to be matched."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TypeAlias

from kiosk.domain.case import CaseState
from kiosk.ports.outbox import FeedEntry, Receipt


class Failure(StrEnum):
    """Why something did not work this time; the word is kept with the case."""

    UNREACHABLE = "unreachable"
    PORTAL = "portal"
    CERTIFICATE = "certificate"
    CLOCK = "clock"
    AUTH = "auth"
    BUSY = "busy"
    SERVER_ERROR = "server-error"
    LOCAL = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class Online:
    """The platform itself answered just now.

    Attributes:
        skew: the platform's clock minus ours.
    """

    skew: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Every byte of the revision is there; the receipt is still to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The receipt's signature verified against the seal that was sent."""

    receipt: Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The platform will not take the revision as it is; asking again changes nothing.

    Attributes:
        to: the state it waits in for a person.
        code: the platform's stable word for why.
        note: what is wrong, place by place; no personal data.
    """

    to: CaseState
    code: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TryLater:
    """Not this time.

    Attributes:
        retry_after: how long the platform asked us to wait, or None.
    """

    failure: Failure
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """A page of the status feed.

    Attributes:
        is_from_start: it is the first page there is, because nothing was read yet or because
            the platform does not know any more what was read.
    """

    changes: tuple[FeedEntry, ...]
    cursor: str
    has_more: bool
    is_from_start: bool = False


Delivery: TypeAlias = Delivered | Accepted | Refused | TryLater
