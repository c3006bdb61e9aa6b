"""The worker's side of the cases: what is due, and what became of it."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlite_utils import Database

from kiosk.domain.case import CaseState, PlatformStatus, StatusChange
from kiosk.domain.errors import StorageFailed
from kiosk.domain.manifest import canonical_json
from kiosk.ports.cases import CaseRow
from kiosk.ports.outbox import Receipt
from kiosk.store import events
from kiosk.store.database import HallDatabase, stored_time
from kiosk.store.rows import SELECT_CASES, case_row, move

# No retry is put off this far, so such a time was written while the clock ran ahead.
_TOO_FAR_AHEAD = timedelta(days=1)

_STATE_FOR = {
    PlatformStatus.RECEIVED: CaseState.RECEIVED,
    PlatformStatus.PRE_ACCEPTED: CaseState.RECEIVED,
    PlatformStatus.NEEDS_CORRECTION: CaseState.NEEDS_CORRECTION,
    PlatformStatus.ACCEPTED: CaseState.ACCEPTED,
    PlatformStatus.NOT_ACCEPTED: CaseState.NOT_ACCEPTED,
    PlatformStatus.WITHDRAWN: CaseState.WITHDRAWN,
    PlatformStatus.DONE: CaseState.DONE,
}


class SqliteOutbox:
    """The ``Outbox`` port on the hall's database.

    Args:
        database: the hall's.
        actor: who the events name.
    """

    def __init__(self, database: HallDatabase, *, actor: str = "worker") -> None:
        self._database = database
        self._actor = actor

    def claim(self, *, now: datetime, lease: timedelta) -> CaseRow | None:
        """Lease the most urgent due case, or return None. A lapsed lease frees it again.

        A lease that lapsed counts as an attempt, so that a case which fells the worker each
        time is seen to do so and does not stand before the others.
        """
        with self._database.writing() as db:
            claimed = (
                db.execute(_CLAIM_DUE, (until, today)).fetchall()
                or db.execute(
def _free(db: Database, case: CaseRow, *, why: str = "") -> None:
    freed = db.execute(
        """
        update cases
        set lease_until = null, next_at = null, why_waiting = ?
        where case_id = ? and rev = ?
        """,
        (why, case.case_id, case.rev),
    )
    if not freed.rowcount:
        raise StorageFailed("there is no such case")


def _insert_change(db: Database, change: StatusChange) -> bool:
    inserted = db.execute(
        """
        insert or ignore into changes
            (case_id, rev, status, at, note, to_correct, deadline)
        select case_id, rev, ?, ?, ?, ?, ?
        from cases
        where case_id = ? and rev = ?
        """,
        (
            change.status,
            stored_time(change.at),
            change.note,
            json.dumps(change.to_correct, ensure_ascii=False),
            stored_time(change.deadline) if change.deadline else None,
            change.case_id,
            change.rev,
        ),
    )
    return inserted.rowcount > 0


def _apply_changes(db: Database, case_id: str, rev: int, *, last_only: bool = False) -> None:
    statuses = db.execute(
        """
        select status
        from changes
        join cases using (case_id, rev)
        where case_id = ? and rev = ? and received_at is not null
        order by changes.number
        """,
        (case_id, rev),
    ).fetchall()
    for (status,) in statuses[-1:] if last_only else statuses:
        move(db, case_id, rev, to=_STATE_FOR[PlatformStatus(status)])


def _received_at(receipt: Receipt, at: datetime) -> datetime:
    try:
        told = datetime.fromisoformat(receipt.received_at)
    except ValueError:
        return at
    return told if told.tzinfo else at


def _plain(receipt: Receipt) -> str:
    return canonical_json(
        {
            "case_id": receipt.case_id,
            "rev": receipt.rev,
            "seal": receipt.seal,
            "platform_number": receipt.platform_number,
            "received_at": receipt.received_at,
            "sequence": receipt.sequence,
            "signature": receipt.signature,
        }
    ).decode()
