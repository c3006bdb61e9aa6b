"""The event chain in the database: every change appends here, in its own transaction."""

from collections.abc import Iterator
from datetime import datetime

from sqlite_utils import Database

from kiosk.domain.chain import FIRST_HEAD, Event, event_bytes, next_head, short_head
from kiosk.store.database import HallDatabase, stored_time

_PAGE = 5000
_LAST = "select seq, head from events order by seq desc limit 1"


def append(
    db: Database, kind: str, *, at: datetime, actor: str, case_id: str = "", note: str = ""
) -> str:
    """Append an event inside the running transaction; return the new head.

    Args:
        db: inside ``writing()``, which holds the write lock.
        kind: what happened, one word.
        at: when, by this machine's clock.
        actor: ``kiosk``, ``worker`` or the account of a member of staff.
        case_id: which case, or empty.
        note: a code or our own ids, never a person's data.
    """
    when = stored_time(at)
    last, previous = db.execute(_LAST).fetchone() or (0, FIRST_HEAD)
    event = event_bytes(seq=last + 1, at=when, kind=kind, case_id=case_id, actor=actor, note=note)
    head = next_head(previous, event)
    db.execute(
        """
        insert into events (seq, at, kind, case_id, actor, note, previous, head)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (last + 1, when, kind, case_id, actor, note, previous, head),
    )
    return head


def chain_head(database: HallDatabase) -> str:
    """Return the head of the chain, 64 hex digits."""
    rows = database.rows(_LAST)
    return rows[0]["head"] if rows else FIRST_HEAD


def all_events(database: HallDatabase, *, after: int = 0) -> Iterator[Event]:
    """Yield events in order, a page at a time.

    Args:
        database: to read from.
        after: number of the last event that is not wanted.
    """
    while page := database.rows(
        """
        select seq, at, kind, case_id, actor, note, previous, head
        from events
        where seq > ?
        order by seq
        limit ?
        """,
        (after, _PAGE),
    ):
        yield from (Event(**row) for row in page)
        after = page[-1]["seq"]


def has_witness(database: HallDatabase, printed: str) -> bool:
    """Whether the chain still passes through the head printed on a slip.

    Args:
        database: to read from.
        printed: the short head, with or without its gaps.
    """
    wanted = "".join(printed.split()).upper()
    return any(short_head(e.head).replace(" ", "") == wanted for e in all_events(database))
