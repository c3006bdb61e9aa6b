"""The keeper of drafts."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kiosk.domain.ids import DraftId


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """An encrypted draft.

    Attributes:
        services: ids of the services it holds answers for, comma separated (a bundle has several).
        card_key: keyed hash of the applicant's or helper's card, or empty before identification.
        code_key: keyed hash of the short resume code, or empty until one was given out.
        sealed: the encrypted snapshot.
    """

    draft_id: DraftId
    services: str
    card_key: str
    code_key: str
    sealed: bytes = field(repr=False)
    updated_at: datetime
    expires_at: datetime


class DraftStore(Protocol):
    """Keeps one encrypted row a draft; every write is durable when the call returns."""

    def keep(self, row: DraftRow) -> None:
        """Insert or replace the draft.

        Raises:
            StorageFailed: it was not kept.
        """
        ...

    def find(self, *, card_key: str = "", code_key: str = "", now: datetime) -> DraftRow | None:
        """Return the newest draft that has not expired under either key, or None."""
        ...

    def drop(self, draft_id: DraftId) -> None:
        """Remove a draft so that no byte of it stays in the file."""
        ...

    def drop_expired(self, now: datetime) -> int:
        """Remove what is past its time; return how many."""
        ...
