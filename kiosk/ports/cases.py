"""The keeper of sealed cases, as the kiosk window needs it. The worker's side is in store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kiosk.domain.case import CaseState, StatusChange
from kiosk.domain.ids import CaseId, DraftId
from kiosk.domain.rating import Rating
from kiosk.domain.slip_number import SlipNumber
from kiosk.ports.sealer import SealedCase


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A sealed case as it stands now. Nothing here names a person."""

    case_id: CaseId
    rev: int
    slip_number: str
    service: str
    service_version: str
    schema_digest: str
    state: CaseState
    sealed_at: datetime
    seal: str
    file_name: str
    platform_number: str
    received_at: datetime | None
    attempts: int
    next_at: datetime | None
    why_waiting: str
    by_helper: bool
    is_urgent: bool
    needs_character: bool
    rating: Rating | None


class CaseStore(Protocol):
    """Cases, their events and what the platform said of them."""

    def next_slip_number(self, *, terminal: str, day: date) -> SlipNumber:
        """Return the next free number of that day; never the same twice, even after a crash."""
        ...

    def chain_head(self) -> str:
        """Return the head of the event chain, 64 hex digits."""
        ...

    def add_sealed(
        self,
        cases: Sequence[SealedCase],
        *,
        slip_number: SlipNumber,
        applicant_key: str,
        at: datetime,
        draft_id: DraftId | None = None,
    ) -> str:
        """Record sealed cases, their events and the new chain head in one transaction.

        Args:
            cases: of one visit, the leading one first.
            slip_number: theirs.
            applicant_key: keyed hash under which a person's cases are found, or empty.
            at: when.
            draft_id: the draft they were; it goes in the same transaction, so that no crash
                leaves a draft that could be sealed a second time.

        Returns:
            The head of the event chain after it, the witness printed on the slip.

        Raises:
            StorageFailed: nothing was recorded.
        """
        ...

    def by_slip(self, slip_number: SlipNumber) -> tuple[CaseRow, ...]:
        """Return the cases under one slip number, in the order they were sealed."""
        ...

    def by_person(self, applicant_key: str) -> tuple[CaseRow, ...]:
        """Return a person's cases, newest first."""
        ...

    def changes(self, case_id: CaseId) -> tuple[StatusChange, ...]:
        """Return what the platform reported of the case, in the platform's order."""
        ...

    def last_contact(self) -> datetime | None:
        """Return when the platform was last heard, or None if never."""
        ...

    def rate(self, slip_number: SlipNumber, rating: Rating, *, at: datetime) -> None:
        """Keep the rating, once a slip; a second one changes nothing."""
        ...

    def note_event(self, kind: str, *, case_id: str = "", note: str = "", at: datetime) -> None:
        """Append an event to the chain. ``note`` never carries a person's data."""
        ...
