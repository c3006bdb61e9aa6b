"""The register of cases (办件登记簿) as hall staff see it: lists, counts, one case, its verbs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from kiosk.domain.case import CaseState
from kiosk.domain.chain import Event
from kiosk.domain.errors import StorageFailed
from kiosk.domain.ids import CaseId
from kiosk.ports.cases import CaseRow
from kiosk.store import events
from kiosk.store.database import HallDatabase, read_time, stored_time
from kiosk.store.rows import SELECT_CASES, case_row, move


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """Which cases are meant; an empty field means all.

    Attributes:
        sealed_before: only what is older than this.
        why: only what waits for this cause.
        only_waiting: only what is still to be sent.
    """

    state: CaseState | None = None
    service: str = ""
    slip_number: str = ""
    case_id: str = ""
    why: str = ""
    sealed_before: datetime | None = None
    only_waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some cases, newest first, and where to go on.

    Attributes:
        after: goes into the next call, or None when there are no more.
    """

    cases: tuple[CaseRow, ...]
    after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkState:
    """What is known of the way to the platform."""

    is_online: bool
    why: str
    checked_at: datetime | None
    last_contact: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """All that explains why a case stands where it stands.

    Attributes:
        lease_until: someone is sending it until then.
        receipt: the platform's signed receipt as JSON, or empty.
    """

    case: CaseRow
    item_code: str
    lease_until: datetime | None
    receipt: str
    link: LinkState
    events: tuple[Event, ...]


class CaseRegister:
    """Lists cases and does what staff may do with them; every verb leaves an event.

    Args:
        database: the hall's.
        actor: the account of the member of staff, named in the events.
    """

    def __init__(self, database: HallDatabase, *, actor: str) -> None:
        self._database = database
        self._actor = actor

    def find(self, wanted: CaseFilter, *, limit: int = 50, after: int | None = None) -> Page:
        """Return a page of cases, newest first."""
        parameters = {**_parameters(wanted), "after": after, "limit": limit}
        rows = self._database.rows(_FIND, parameters)
        more = len(rows) == limit
        return Page(
            cases=tuple(case_row(row) for row in rows),
            after=rows[-1]["number"] if more else None,
        )

    def counts(self) -> Mapping[CaseState, int]:
        """Return how many cases there are in each state that has any.

        Raises:
            StorageFailed: a case is in no state of ours.
        """
        rows = self._database.rows("select state, count(*) as n from cases group by state")
        try:
            return {CaseState(row["state"]): row["n"] for row in rows}
        except ValueError:
            raise StorageFailed("a state in cases makes no sense") from None

    def causes(self) -> Mapping[str, int]:
        """Return how many unsent cases wait for each cause; the empty cause was not tried yet."""
        rows = self._database.rows(
            """
            select why_waiting, count(*) as n
            from cases
            where due_at is not null
            group by why_waiting
            """
        )
        return {row["why_waiting"]: row["n"] for row in rows}

    def unreadable(self) -> tuple[CaseRow, ...]:
        """Return the cases whose last word from the platform could not be read."""
        found = (
            self.show(CaseId(row["case_id"]), rev=row["rev"])
            for row in self._database.rows(_LAST_WORDS)
            if row["kind"] == "unreadable"
        )
        over = {CaseState.SUPERSEDED, CaseState.ERASED}
        return tuple(each.case for each in found if each and each.case.state not in over)

    def oldest_waiting(self) -> datetime | None:
        """Return when the oldest unsent case was sealed, or None when all are sent."""
        rows = self._database.rows(
            "select min(sealed_at) as oldest from cases where due_at is not null"
        )
        return read_time(rows[0]["oldest"])

    def show(self, case_id: CaseId, *, rev: int | None = None) -> CaseFacts | None:
        """Return everything about a revision, the newest when ``rev`` is None."""
        rows = self._database.rows(_SHOW, {"case_id": case_id, "rev": rev})
        if not rows:
            return None
        row = rows[0]
        return CaseFacts(
            case=case_row(row),
            item_code=row["item_code"],
            lease_until=read_time(row["lease_until"]),
            receipt=row["receipt"],
            link=self.link(),
            events=self.events_of(case_id),
        )

    def receipts(self) -> Mapping[tuple[str, int], str]:
        """Return case id and revision → the platform's receipt as JSON, of all that have one."""
        rows = self._database.rows("select case_id, rev, receipt from cases where receipt <> ''")
        return {(row["case_id"], row["rev"]): row["receipt"] for row in rows}

    def link(self) -> LinkState:
        """Return what is known of the way to the platform."""
        (row,) = self._database.rows(
            "select is_online, why, checked_at, last_contact from link where id = 1"
        )
        return LinkState(
            is_online=bool(row["is_online"]),
            why=row["why"],
            checked_at=read_time(row["checked_at"]),
            last_contact=read_time(row["last_contact"]),
        )

    def events_of(self, case_id: CaseId) -> tuple[Event, ...]:
        """Return the events of a case, oldest first."""
        rows = self._database.rows(
            """
            select seq, at, kind, case_id, actor, note, previous, head
            from events
            where case_id = ?
            order by seq
            """,
            (case_id,),
        )
        return tuple(Event(**row) for row in rows)

    def change_state(
        self, case: CaseRow, *, to: CaseState, verb: str, reason: str, at: datetime
    ) -> bool:
        """Hold, release, withdraw or quarantine a case, if its state allows the step.

        Args:
            case: which one.
            to: the new state.
            verb: names the event.
            reason: a code or a number, never a person's data.
            at: when.

        Returns:
            Whether the case was changed.
        """
        with self._database.writing() as db:
            moved = move(db, case.case_id, case.rev, to=to)
            if moved:
                db.execute(
                    "update cases set next_at = null, lease_until = null"
                    " where case_id = ? and rev = ?",
                    (case.case_id, case.rev),
                )
                self._append(db, verb, case, reason, at)
        return moved

    def retry_now(self, case: CaseRow, *, reason: str, at: datetime) -> bool:
        """Make a waiting case due at once; return whether it waits to be sent at all."""
        with self._database.writing() as db:
            due = db.execute(
                """
                update cases
                set next_at = null
                where case_id = ? and rev = ? and due_at is not null
                """,
                (case.case_id, case.rev),
            )
            if due.rowcount:
                self._append(db, "retry", case, reason, at)
        return due.rowcount > 0

    def erase(self, case: CaseRow, *, reason: str, at: datetime) -> bool:
        """Leave a tombstone that no longer leads to a person; the caller removes the bundle.

        Returns:
            Whether the state allowed it: only what the platform has or what was given up.
        """
        with self._database.writing() as db:
            erased = move(db, case.case_id, case.rev, to=CaseState.ERASED)
            if erased:
                db.execute(
                    "update cases set applicant_key = '' where case_id = ? and rev = ?",
                    (case.case_id, case.rev),
                )
                db.execute(
                    "delete from changes where case_id = ? and rev = ?", (case.case_id, case.rev)
                )
                self._append(db, "erased", case, reason, at)
        self._database.wipe_log()
        return erased

    def _append(self, db: Database, kind: str, case: CaseRow, note: str, at: datetime) -> None:
        text = f"rev {case.rev} {note}".rstrip()
        events.append(db, kind, at=at, actor=self._actor, case_id=case.case_id, note=text)


def _parameters(wanted: CaseFilter) -> dict[str, Any]:
    return {
        "state": wanted.state or "",
        "service": wanted.service,
        "slip": wanted.slip_number,
        "case": wanted.case_id,
        "why": wanted.why,
        "before": stored_time(wanted.sealed_before) if wanted.sealed_before else "",
        "waiting": wanted.only_waiting,
    }


_FIND = (
    SELECT_CASES
    + """
where (:after is null or number < :after)
    and (:state = '' or state = :state)
    and (:service = '' or service = :service)
    and (:slip = '' or cases.slip_number = :slip)
    and (:case = '' or case_id = :case)
    and (:why = '' or why_waiting = :why)
    and (:before = '' or sealed_at < :before)
    and (not :waiting or due_at is not null)
order by number desc
limit :limit
"""
)

# Beside max(), SQLite gives the other columns of the same row. A note begins "rev 2 ".
_LAST_WORDS = """
select case_id, rev, kind, max(seq)
from (
    select case_id, cast(substr(note, 5) as integer) as rev, kind, seq
    from events
    where kind in ('status', 'unreadable')
)
group by case_id, rev
"""

_SHOW = (
    SELECT_CASES
    + """
where case_id = :case_id and (:rev is null or rev = :rev)
order by rev desc
limit 1
"""
)
