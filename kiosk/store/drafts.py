"""Drafts in the database: one encrypted row each, and one for each of its photographs."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlite_utils import Database

from kiosk.domain.ids import DraftId
from kiosk.ports.drafts import DraftRow
from kiosk.store.database import HallDatabase, stored_time


class SqliteDrafts:
    """The ``DraftStore`` port on the hall's database."""

    def __init__(self, database: HallDatabase) -> None:
        self._database = database

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
                    (draft_id, services, card_key, code_key, sealed, updated_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (draft_id) do update
                set services = excluded.services,
                    card_key = excluded.card_key,
                    code_key = coalesce(nullif(excluded.code_key, ''), code_key),
                    sealed = excluded.sealed,
                    updated_at = excluded.updated_at,
                    expires_at = excluded.expires_at
                """,
                (
                    row.draft_id,
                    row.services,
                    row.card_key,
                    row.code_key,
                    row.sealed,
                    stored_time(row.updated_at),
                    stored_time(row.expires_at),
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

    def find(self, *, card_key: str = "", code_key: str = "", now: datetime) -> DraftRow | None:
        """Return the newest draft that has not expired under either key, or None."""
        rows = self._database.rows(
            """
            select draft_id, services, card_key, code_key, sealed, updated_at, expires_at
            from drafts
            where ((card_key <> '' and card_key = ?) or (code_key <> '' and code_key = ?))
                and expires_at > ?
            order by updated_at desc, rowid desc
            limit 1
            """,
            (card_key, code_key, stored_time(now)),
        )
        return _draft(**rows[0]) if rows else None

    def drop(self, draft_id: DraftId) -> None:
        """Remove a draft so that no byte of it stays in the file."""
        with self._database.writing() as db:
            remove_draft(db, draft_id)
        self._database.wipe_log()

    def wipe_log(self) -> None:
        """Overwrite what removed drafts left behind in the database's log."""
        self._database.wipe_log()

    def drop_expired(self, now: datetime) -> int:
        """Remove what is past its time; return how many."""
        with self._database.writing() as db:
            gone = db.execute("delete from drafts where expires_at <= ?", (stored_time(now),))
            count = gone.rowcount
        self._database.wipe_log()
        return count


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
) -> DraftRow:
    return DraftRow(
        draft_id=DraftId(draft_id),
        services=services,
        card_key=card_key,
        code_key=code_key,
        sealed=sealed,
        updated_at=datetime.fromisoformat(updated_at),
        expires_at=datetime.fromisoformat(expires_at),
    )
