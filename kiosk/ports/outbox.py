"""The worker's side of the case store: what is due, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias

from kiosk.domain.case import CaseState, StatusChange
from kiosk.domain.ids import CaseId
from kiosk.domain.manifest import Manifest
from kiosk.ports.cases import CaseRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The platform's signed word that it holds a revision (收件回执).

    Attributes:
        seal: digest of the canonical manifest it answers.
        signature: base64 Ed25519 signature over the canonical JSON of all other fields.
    """

    case_id: CaseId
    rev: int
    seal: str
    platform_number: str
    received_at: str
    sequence: int
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """An entry of the status feed that could not be read.

    Attributes:
        case_id: whose it is; empty when not even that could be read.
        rev: 0 with an empty ``case_id``.
        digest: tells it from other unreadable ones.
    """

    case_id: CaseId
    rev: int
    digest: str


FeedEntry: TypeAlias = StatusChange | Unreadable


class Outbox(Protocol):
    """Each verb settles one case in one transaction together with its event."""

    def claim(self, *, now: datetime, lease: timedelta) -> CaseRow | None:
        """Lease the most urgent due case, or return None. A lapsed lease frees it again."""
        ...

    def settle_delivered(self, case: CaseRow, *, at: datetime) -> None:
        """All bytes are there; the receipt is still to come."""
        ...

    def settle_received(self, case: CaseRow, receipt: Receipt, *, at: datetime) -> None:
        """The receipt's signature verified: the platform has the case."""
        ...

    def settle_refused(
        self, case: CaseRow, *, to: CaseState, code: str, note: str, at: datetime
    ) -> None:
        """The platform will not take it as it is; it waits for a person."""
        ...

    def settle_later(self, case: CaseRow, *, next_at: datetime, why: str, at: datetime) -> None:
        """Not this time: free the lease, count the attempt, say why and when next."""
        ...

    def cursor(self) -> str:
        """Return where the status feed was left off, empty at first."""
        ...

    def keep_changes(
        self,
        entries: Sequence[FeedEntry],
        *,
        cursor: str,
        at: datetime,
        is_from_start: bool = False,
        settles_all: bool = False,
    ) -> tuple[FeedEntry, ...]:
        """Record status changes and the new cursor together; return what is news."""
        ...

    def note_contact(self, at: datetime, *, online: bool, why: str) -> None:
        """Remember whether the platform answered, for the screens and the admin."""
        ...

    def forget_impossible_waits(
        self, *, now: datetime, longest: timedelta, lease: timedelta
    ) -> None:
        """Make due at once what waits longer than anything may: a wrong clock wrote it."""
        ...

    def next_due(self, *, now: datetime) -> datetime | None:
        """Return when the next case is due, or None when nothing waits.

        A case that was never put off is due now, whatever the clock said when it was sealed.
        """
        ...


class BundleReader(Protocol):
    """Reads sealed bundle files; the clear content stays closed to this machine."""

    def manifest(self, file_name: str) -> Manifest:
        """Return the manifest.

        Raises:
            SealBroken: the file is missing, cut or changed.
        """
        ...

    def part(self, file_name: str, sha256: str) -> bytes:
        """Return one encrypted part, verified against its digest.

        Raises:
            SealBroken: the part is missing or changed.
        """
        ...
