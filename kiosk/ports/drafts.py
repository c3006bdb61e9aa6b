"""The keeper of drafts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from kiosk.domain.ids import DraftId


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """An encrypted draft.

    Attributes:
        services: ids of the services it holds answers for, comma separated (a bundle has several).
        card_key: keyed hash of the applicant's or helper's card, or empty before identification.
        code_key: keyed hash of the short resume code; empty leaves the one given out before.
        sealed: the encrypted snapshot.
        kept_at: how long the window had run in all, over every start, when it was kept.
    """

    draft_id: DraftId
    services: str
    card_key: str
    code_key: str
    sealed: bytes = field(repr=False)
    updated_at: datetime
    expires_at: datetime
    kept_at: timedelta = timedelta()


class DraftStore(Protocol):
    """Keeps one encrypted row a draft; every write is durable when the call returns.

    Photographs are parts of a draft: written once, not again with every answer.
    """

    def keep(
        self,
        row: DraftRow,
        *,
        parts: Collection[str] = (),
        new_parts: Mapping[str, bytes] | None = None,
    ) -> None:
        """Insert or replace the draft and its parts in one transaction.

        Args:
            row: the draft.
            parts: names of all parts it has now; any other is removed.
            new_parts: the encrypted ones among them that are not kept yet.

        Raises:
            StorageFailed: nothing was kept.
        """
        ...

    def part_names(self, draft_id: DraftId) -> Collection[str]:
        """Return the names of the parts that are kept."""
        ...

    def parts(self, draft_id: DraftId) -> Mapping[str, bytes]:
        """Return the encrypted parts of a draft by name."""
        ...

    def find(
        self, *, card_key: str = "", code_key: str = "", now: datetime, ran: timedelta
    ) -> DraftRow | None:
        """Return the newest draft that has not ended under either key, or None.

        Args:
            card_key: of whose card it is.
            code_key: of its short code.
            now: the time of day.
            ran: how long the window ran in all.
        """
        ...

    def drop(self, draft_id: DraftId) -> None:
        """Remove a draft so that no byte of it stays in the file.

        Raises:
            StorageBusy: it is still there.
            StorageFailed: the disk refused.
        """
        ...

    def wipe_log(self) -> None:
        """Overwrite what removed drafts left behind in the database's log, unless it is in use.

        Nobody is kept waiting for it; :meth:`finish_wiping` does what was left.

        Raises:
            StorageFailed: the disk refused.
        """
        ...

    def finish_wiping(self) -> None:
        """Overwrite it now if it was in use before.

        Raises:
            StorageFailed: the disk refused.
        """
        ...

    def ran(self) -> timedelta:
        """Return how long the window had run in all when drafts were last dropped."""
        ...

    def drop_expired(self, now: datetime, *, ran: timedelta) -> int:
        """Remove what is past its time, and remember how long the window ran; return how many.

        A clock that ran ahead keeps no draft for longer than the window may run with it, and
        one that jumps ahead ends none that is only some hours old.
        """
        ...
