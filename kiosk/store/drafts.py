"""Drafts in the database: one encrypted row each, and one for each of its photographs."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlite_utils import Database

from kiosk.domain.ids import DraftId
from kiosk.ports.drafts import DraftRow
from kiosk.store.database import HallDatabase, stored_time

_DAY = timedelta(hours=24)
_SPARED_FOR = timedelta(hours=3)
_SECOND = timedelta(seconds=1)


class SqliteDrafts:
    """The ``DraftStore`` port on the hall's database.

    A draft ends by whichever of two clocks says so first. The time of day may be set to anything
    and put right again, so it is believed only of a draft the window has run with for a while;
    the time the window ran can not be set, but it stands still while the machine is off.

    Args:
        database: the hall's.
        kept_for: how long the window may run before a draft ends, whatever the time of day.
    """

    def __init__(self, database: HallDatabase, *, kept_for: timedelta = _DAY) -> None:
        self._database = database
        self._limits = {"kept_for_s": kept_for // _SECOND, "spared_s": _SPARED_FOR // _SECOND}

    def keep(
        self,
        row: DraftRow,
        *,
        parts: Collection[str] = (),
        new_parts: Mapping[str, bytes] | None = None,
    ) -> None:
        """Insert or replace the draft and its parts in one transaction.

        Raises:
            StorageFailed: nothing was kept.
        """
        with self._database.writing() as db:
            db.execute(
                """
                insert into drafts
                    (draft_id, services, card_key, code_key, sealed, updated_at, expires_at,
                    kept_at_s)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (draft_id) do update
                set services = excluded.services,
                    card_key = excluded.card_key,
                    code_key = coalesce(nullif(excluded.code_key, ''), code_key),
                    sealed = excluded.sealed,
                    updated_at = excluded.updated_at,
                    expires_at = excluded.expires_at,
                    kept_at_s = excluded.kept_at_s
                """,
                (
                    row.draft_id,
                    row.services,
                    row.card_key,
                    row.code_key,
                    row.sealed,
                    stored_time(row.updated_at),
                    stored_time(row.expires_at),
                    row.kept_at // _SECOND,
                ),
            )
            _keep_parts(db, row.draft_id, parts, new_parts or {})

    def part_names(self, draft_id: DraftId) -> Collection[str]:
        """Return the names of the parts that are kept."""
        rows = self._database.rows("select name from draft_parts where draft_id = ?", (draft_id,))
        return {row["name"] for row in rows}

    def parts(self, draft_id: DraftId) -> Mapping[str, bytes]:
        """Return the encrypted parts of a draft by name."""
        rows = self._database.rows(
            "select name, sealed from draft_parts where draft_id = ?", (draft_id,)
        )
        return {row["name"]: row["sealed"] for row in rows}

    def find(
        self, *, card_key: str = "", code_key: str = "", now: datetime, ran: timedelta
    ) -> DraftRow | None:
        """Return the newest draft that has not ended under either key, or None."""
        rows = self._database.rows(
            """
            select draft_id, services, card_key, code_key, sealed, updated_at, expires_at,
                kept_at_s
            from drafts
            where ((card_key <> '' and card_key = :card) or (code_key <> '' and code_key = :code))
                and :ran_s - kept_at_s < :kept_for_s
                and (expires_at > :now or :ran_s - kept_at_s < :spared_s)
            order by updated_at desc, rowid desc
            limit 1
            """,
            {"card": card_key, "code": code_key, **self._clocks(now, ran)},
        )
        return _draft(**rows[0]) if rows else None

    def drop(self, draft_id: DraftId) -> None:
        """Remove a draft so that no byte of it stays in the file.

        Raises:
            StorageBusy: it is still there.
        """
        with self._database.writing() as db:
            remove_draft(db, draft_id)
        self._database.wipe_log()

    def wipe_log(self) -> None:
        """Overwrite what removed drafts left behind in the database's log, unless it is in use."""
        self._database.wipe_log()

    def finish_wiping(self) -> None:
        """Overwrite it now if it was in use before."""
        self._database.finish_wiping()

    def ran(self) -> timedelta:
        """Return how long the window had run in all when drafts were last dropped."""
        (row,) = self._database.rows("select ran_s from running")
        return timedelta(seconds=row["ran_s"])

    def drop_expired(self, now: datetime, *, ran: timedelta) -> int:
        """Remove what is past its time, and remember how long the window ran; return how many."""
        with self._database.writing() as db:
            db.execute("update running set ran_s = ?", (ran // _SECOND,))
            gone = db.execute(
                """
                delete from drafts
                where :ran_s - kept_at_s >= :kept_for_s
                    or (expires_at <= :now and :ran_s - kept_at_s >= :spared_s)
                """,
                self._clocks(now, ran),
            )
            count = gone.rowcount
        self._database.wipe_log()
        return count

    def _clocks(self, now: datetime, ran: timedelta) -> dict[str, str | int]:
        return {"now": stored_time(now), "ran_s": ran // _SECOND, **self._limits}


def remove_draft(db: Database, draft_id: DraftId) -> None:
    """Remove a draft with its parts inside the running transaction."""
    db.execute("delete from drafts where draft_id = ?", (draft_id,))


def _keep_parts(
    db: Database, draft_id: DraftId, parts: Collection[str], new_parts: Mapping[str, bytes]
) -> None:
    db.execute(
        """
        delete from draft_parts
        where draft_id = ?
            and name not in (select value from json_each(?))
        """,
        (draft_id, json.dumps(list(parts))),
    )
    for name, sealed in new_parts.items():
        db.execute(
            "insert into draft_parts (draft_id, name, sealed) values (?, ?, ?)",
            (draft_id, name, sealed),
        )


def _draft(
    *,
    draft_id: str,
    services: str,
    card_key: str,
    code_key: str,
    sealed: bytes,
    updated_at: str,
    expires_at: str,
    kept_at_s: int,
) -> DraftRow:
    return DraftRow(
        draft_id=DraftId(draft_id),
        services=services,
        card_key=card_key,
        code_key=code_key,
        sealed=sealed,
        updated_at=datetime.fromisoformat(updated_at),
        expires_at=datetime.fromisoformat(expires_at),
        kept_at=timedelta(seconds=kept_at_s),
    )
