"""The worker's side of the cases: what is due, and what became of it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from kiosk.domain.case import CaseState, PlatformStatus, StatusChange
from kiosk.domain.errors import StorageFailed
from kiosk.domain.manifest import canonical_json
from kiosk.domain.people import names_a_person
from kiosk.ports.cases import CaseRow
from kiosk.ports.outbox import FeedEntry, Receipt, Unreadable
from kiosk.store import events
from kiosk.store.database import HallDatabase, read_time, stored_time
from kiosk.store.rows import SELECT_CASES, case_row, move

_SHORT = 12  # of a digest, enough to tell one entry of a case from another

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
            claimed = db.execute(_CLAIM, (stored_time(now + lease), stored_time(now))).fetchall()
        if not claimed:
            return None
        (row,) = self._database.rows(SELECT_CASES + "where number = ?", claimed[0])
        return case_row(row)

    def settle_delivered(self, case: CaseRow, *, at: datetime) -> None:
        """All bytes are there; the receipt is still to come, so the lease stays."""
        with self._database.writing() as db:
            if move(db, case.case_id, case.rev, to=CaseState.DELIVERED):
                self._append(db, "delivered", case, at)

    def settle_received(self, case: CaseRow, receipt: Receipt, *, at: datetime) -> None:
        """The receipt's signature verified: the platform has the case. A second one is ignored.

        What the platform said of the case before its receipt arrived takes effect now.
        """
        with self._database.writing() as db:
            _free(db, case)
            kept = db.execute(
                """
                update cases
                set platform_number = ?, received_at = ?, receipt = ?
                where case_id = ? and rev = ? and received_at is null
                """,
                (
                    receipt.platform_number,
                    stored_time(_received_at(receipt, at)),
                    _plain(receipt),
                    case.case_id,
                    case.rev,
                ),
            )
            if kept.rowcount:
                move(db, case.case_id, case.rev, to=CaseState.RECEIVED)
                self._append(db, "received", case, at, f"seq {receipt.sequence}")
                _apply_newest(db, case.case_id, case.rev)

    def settle_refused(
        self, case: CaseRow, *, to: CaseState, code: str, note: str, at: datetime
    ) -> None:
        """The platform will not take it as it is; it waits for a person.

        Args:
            case: which one.
            to: ``NEEDS_CORRECTION``, ``QUARANTINED`` or ``HELD``.
            code: our word for the cause; goes into the event.
            note: the platform's words; kept for the screens, never in the event.
            at: when.
        """
        with self._database.writing() as db:
            _free(db, case, why=code)
            if not move(db, case.case_id, case.rev, to=to):
                return
            self._append(db, to, case, at, code)
            if to is CaseState.NEEDS_CORRECTION:
                _insert_change(
                    db,
                    StatusChange(
                        case_id=case.case_id,
                        rev=case.rev,
                        status=PlatformStatus.NEEDS_CORRECTION,
                        at=at,
                        note=note,
                    ),
                )

    def settle_later(self, case: CaseRow, *, next_at: datetime, why: str, at: datetime) -> None:
        """Not this time: free the lease, count the attempt, say why and when next."""
        with self._database.writing() as db:
            db.execute(
                """
                update cases
                set lease_until = null, attempts = attempts + 1, next_at = ?, why_waiting = ?
                where case_id = ? and rev = ?
                """,
                (stored_time(next_at), why, case.case_id, case.rev),
            )
            self._append(db, "waiting", case, at, why)

    def cursor(self) -> str:
        """Return where the status feed was left off, empty at first."""
        cursor: str = self._database.rows("select cursor from link")[0]["cursor"]
        return cursor

    def keep_changes(
        self,
        entries: Sequence[FeedEntry],
        *,
        cursor: str,
        at: datetime,
        is_from_start: bool = False,
        settles_all: bool = False,
    ) -> tuple[FeedEntry, ...]:
        """Record status changes and the new cursor together; return what is news.

        The platform always wins, also one that was restored and stands where it stood before.
        Where a case stands again is known only when all was told anew: then ``settles_all``.

        The newest is the last in the platform's order, in whatever order they arrive. A feed
        that begins anew may count anew, so what was kept sinks below what is told from there.

        A change told twice is kept once; one of a case that is not ours is passed over; words
        with a person's number in them are left out, for they would lie here in clear. The
        state of a case follows only after its receipt, the one thing that is signed. That
        something could not be read is kept as an event, so that nobody takes an old state of
        the case for its last.
        """
        with self._database.writing() as db:
            db.execute("update link set cursor = ?", (cursor,))
            if is_from_start:
                db.execute("update changes set sequence = 0 where sequence <> 0")
            news = tuple([entry for entry in entries if self._keep_entry(db, entry, at)])
            told = {(c.case_id, c.rev) for c in news if isinstance(c, StatusChange)}
            for case_id, rev in _received(db) if settles_all else told:
                _apply_newest(db, case_id, rev)
        return news

    def _keep_entry(self, db: Database, entry: FeedEntry, at: datetime) -> bool:
        """Keep an entry and its event, if it is news; return whether it is."""
        match entry:
            case StatusChange(status=status):
                is_news = _insert_change(db, entry)
                if is_news:
                    self._append_status(db, "status", entry, at, status)
                return is_news
            case Unreadable(case_id=case_id, digest=digest):
                is_ours = _is_news(db, entry)
                if is_ours:
                    self._append_status(db, "unreadable", entry, at, digest[:_SHORT])
                return is_ours or not case_id

    def note_contact(self, at: datetime, *, online: bool, why: str) -> None:
        """Remember whether the platform answered, for the screens and the admin."""
        with self._database.writing() as db:
            db.execute(
                """
                update link
                set checked_at = ?,
                    is_online = ?,
                    why = ?,
                    last_contact = case when ? then ? else last_contact end
                """,
                (stored_time(at), online, why, online, stored_time(at)),
            )

    def forget_impossible_waits(
        self, *, now: datetime, longest: timedelta, lease: timedelta
    ) -> None:
        """Make due at once what waits longer than anything may: a wrong clock wrote it.

        Args:
            now: the time as it is now, put right or not.
            longest: no case is put off for longer.
            lease: no case is claimed for longer.
        """
        with self._database.writing() as db:
            db.execute(
                _FORGET,
                {
                    "soonest": stored_time(now + min(longest, lease)),
                    "next": stored_time(now + longest),
                    "lease": stored_time(now + lease),
                },
            )

    def next_due(self, *, now: datetime) -> datetime | None:
        """Return when the next case is due, or None when nothing waits.

        A case that was never put off is due now, whatever the clock said when it was sealed.
        """
        rows = self._database.rows(
            """
            select due_at
            from cases
            where due_at is not null
            order by due_at
            limit 1
            """
        )
        return read_time(rows[0]["due_at"]) or now if rows else None

    def _append_status(
        self, db: Database, kind: str, entry: FeedEntry, at: datetime, word: str
    ) -> None:
        note = f"rev {entry.rev} {word}"
        events.append(db, kind, at=at, actor=self._actor, case_id=entry.case_id, note=note)

    def _append(
        self, db: Database, kind: str, case: CaseRow, at: datetime, note: str = ""
    ) -> None:
        text = f"rev {case.rev} {note}".rstrip()
        events.append(db, kind, at=at, actor=self._actor, case_id=case.case_id, note=text)


_CLAIM = """
update cases
set lease_until = ?, attempts = attempts + (lease_until is not null)
where number = (
    select number
    from cases
    where due_at <= ?
    order by is_urgent desc, due_at, number
    limit 1
)
returning number
"""


_FORGET = """
update cases
set next_at = case when next_at > :next then null else next_at end,
    lease_until = case when lease_until > :lease then null else lease_until end
where due_at > :soonest
    and (next_at > :next or lease_until > :lease)
"""


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


def _without_numbers(change: StatusChange) -> StatusChange:
    if any(map(names_a_person, (change.note, *change.to_correct))):
        return replace(change, note="", to_correct=())
    return change


def _insert_change(db: Database, change: StatusChange) -> bool:
    """Keep a change of a case of ours; return whether it is new. A known one takes its place."""
    kept = _without_numbers(change)
    known = db.execute(
        """
        update changes
        set sequence = ?
        where case_id = ? and rev = ? and status = ? and at = ?
        """,
        (change.sequence, change.case_id, change.rev, change.status, stored_time(change.at)),
    )
    if known.rowcount:
        return False
    inserted = db.execute(
        """
        insert into changes
            (case_id, rev, status, at, note, to_correct, deadline, sequence)
        select case_id, rev, ?, ?, ?, ?, ?, ?
        from cases
        where case_id = ? and rev = ?
        """,
        (
            change.status,
            stored_time(change.at),
            kept.note,
            json.dumps(kept.to_correct, ensure_ascii=False),
            stored_time(change.deadline) if change.deadline else None,
            change.sequence,
            change.case_id,
            change.rev,
        ),
    )
    return inserted.rowcount > 0


def _is_news(db: Database, entry: Unreadable) -> bool:
    """Whether it is of a case of ours, and was not met before."""
    is_news: int = db.execute(
        """
        select exists (select 1 from cases where case_id = :case_id and rev = :rev)
            and not exists (
                select 1
                from events
                where case_id = :case_id and kind = 'unreadable' and note = :note
            )
        """,
        {
            "case_id": entry.case_id,
            "rev": entry.rev,
            "note": f"rev {entry.rev} {entry.digest[:_SHORT]}",
        },
    ).fetchone()[0]
    return bool(is_news)


def _received(db: Database) -> list[tuple[str, int]]:
    """Return every case that has a receipt."""
    received = "select case_id, rev from cases where received_at is not null"
    return list(db.execute(received).fetchall())


def _apply_newest(db: Database, case_id: str, rev: int) -> None:
    newest = db.execute(
        """
        select status
        from changes
        join cases using (case_id, rev)
        where case_id = ? and rev = ? and received_at is not null
        order by sequence desc, changes.number desc
        limit 1
        """,
        (case_id, rev),
    ).fetchone()
    if newest:
        move(db, case_id, rev, to=_STATE_FOR[PlatformStatus(newest[0])])


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
