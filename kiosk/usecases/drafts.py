"""Keep the application being filled in, encrypted, after every answer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from kiosk.domain.errors import StorageBusy, StorageFailed
from kiosk.domain.ids import DraftId, uuid7
from kiosk.domain.resume_code import ResumeCode
from kiosk.logs import Log, LogEvent
from kiosk.ports.clock import Clock
from kiosk.ports.drafts import DraftRow, DraftStore
from kiosk.ports.sealer import DraftCipher, Sealer

_log = Log("drafts")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDraft:
    """A draft that was found and opened.

    Attributes:
        has_code: a short code opens it, whatever becomes of it now.
    """

    draft_id: DraftId
    has_code: bool
    content: Mapping[str, Any] = field(repr=False)
    parts: Mapping[str, bytes] = field(repr=False)


class DraftDesk:
    """Keeps, finds and forgets drafts. All writes are encrypted before they reach the store."""

    def __init__(
        self,
        *,
        drafts: DraftStore,
        cipher: DraftCipher,
        sealer: Sealer,
        clock: Clock,
        kept_for: timedelta,
    ) -> None:
        self._drafts = drafts
        self._cipher = cipher
        self._sealer = sealer
        self._clock = clock
        self._kept_for = kept_for
        self._ran_before = drafts.ran()
        self._opened_ms = clock.monotonic_ms()
        self._unwanted: set[DraftId] = set()

    def new_id(self) -> DraftId:
        """Return the id of a new draft."""
        return DraftId(uuid7(self._clock.now()))

    def keep(
        self,
        draft_id: DraftId,
        content: Mapping[str, Any],
        *,
        parts: Mapping[str, bytes],
        service: str,
        citizen_number: str = "",
        code: ResumeCode | None = None,
    ) -> None:
        """Write the draft; durable when this returns.

        Args:
            draft_id: from :meth:`new_id`, the same for the whole visit.
            content: plain JSON types.
            parts: photographs and signatures by name; each is encrypted and written once.
            service: for the admin's count of open drafts.
            citizen_number: whose card opens it again, once known.
            code: the short code that opens it again, once given out.

        Raises:
            StorageFailed: the draft was not kept.
        """
        clear = json.dumps(content, ensure_ascii=False).encode()
        now = self._clock.now()
        written = self._drafts.part_names(draft_id)
        self._drafts.keep(
            DraftRow(
                draft_id=draft_id,
                services=service,
                card_key=self._sealer.lookup_key(citizen_number) if citizen_number else "",
                code_key=self._code_key(code) if code else "",
                sealed=self._cipher.encrypt(clear, context=draft_id),
                updated_at=now,
                expires_at=now + self._kept_for,
                kept_at=self._ran(),
            ),
            parts=parts.keys(),
            new_parts={
                name: self._cipher.encrypt(part, context=f"{draft_id}/{name}")
                for name, part in parts.items()
                if name not in written
            },
        )

    def find_by_card(self, citizen_number: str) -> OpenDraft | None:
        """Return the newest draft of a card's holder, or None."""
        return self._open(card_key=self._sealer.lookup_key(citizen_number))

    def find_by_code(self, digits: str) -> OpenDraft | None:
        """Return the draft under a short code, or None.

        Raises:
            ValueError: it cannot be such a code.
        """
        return self._open(code_key=self._code_key(ResumeCode(digits)))

    def forget(self, draft_id: DraftId) -> None:
        """Remove the draft for good.

        While another process has the database it only opens no more; :meth:`finish_wiping`
        removes it. Nobody could do anything about that.

        Raises:
            StorageFailed: the disk refused.
        """
        try:
            self._drafts.drop(draft_id)
        except StorageBusy as busy:
            self._unwanted.add(draft_id)
            _log.warning(LogEvent.VISIT_FAILED, code=busy.code)

    def forget_expired(self) -> int:
        """Remove drafts past their time, and what earlier ones left behind; return how many.

        Raises:
            StorageFailed: not now; it is done by a later call.
        """
        self._drop_unwanted()
        count = self._drafts.drop_expired(self._clock.now(), ran=self._ran())
        if count:
            _log.info(LogEvent.DRAFTS_EXPIRED, count=count)
        return count

    def wipe_traces(self) -> None:
        """Overwrite what a removed draft left in the database's log.

        A disk that refuses is not told to anybody: the draft is gone, its bytes are encrypted,
        and :meth:`finish_wiping` tries again.
        """
        self._quietly(self._drafts.wipe_log)

    def finish_wiping(self) -> None:
        """Remove and overwrite now what could not be removed or overwritten at once."""
        self._quietly(self._drop_unwanted)
        self._quietly(self._drafts.finish_wiping)

    def _drop_unwanted(self) -> None:
        for draft_id in tuple(self._unwanted):
            self._drafts.drop(draft_id)
            self._unwanted.discard(draft_id)

    @staticmethod
    def _quietly(wipe: Callable[[], object]) -> None:
        try:
            wipe()
        except StorageFailed as failed:
            _log.warning(LogEvent.VISIT_FAILED, code=failed.code)

    def _ran(self) -> timedelta:
        """Return how long the window ran in all; a crash forgets what was not yet written."""
        passed_ms = self._clock.monotonic_ms() - self._opened_ms
        return self._ran_before + timedelta(milliseconds=passed_ms)

    def _code_key(self, code: ResumeCode) -> str:
        return self._sealer.lookup_key(f"code:{code.digits}")

    def _open(self, *, card_key: str = "", code_key: str = "") -> OpenDraft | None:
        row = self._drafts.find(
            card_key=card_key, code_key=code_key, now=self._clock.now(), ran=self._ran()
        )
        if row is None or row.draft_id in self._unwanted:
            return None
        clear = self._cipher.decrypt(row.sealed, context=row.draft_id)
        parts = {
            name: self._cipher.decrypt(sealed, context=f"{row.draft_id}/{name}")
            for name, sealed in self._drafts.parts(row.draft_id).items()
        }
        return OpenDraft(
            draft_id=row.draft_id,
            has_code=bool(row.code_key),
            content=json.loads(clear),
            parts=parts,
        )
