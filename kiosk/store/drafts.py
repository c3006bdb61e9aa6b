"""Drafts in the database: one encrypted row each."""

from datetime import datetime

from kiosk.domain.ids import DraftId
from kiosk.ports.drafts import DraftRow
from kiosk.store.database import HallDatabase, stored_time


class SqliteDrafts:
    """The ``DraftStore`` port on the hall's database."""

    def __init__(self, database: HallDatabase) -> None:
        self._database = database

    def keep(self, row: DraftRow) -> None:
        """Insert or replace the draft.

        Raises:
            StorageFailed: it was not kept.
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
                    code_key = excluded.code_key,
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
            db.execute("delete from drafts where draft_id = ?", (draft_id,))
        self._database.wipe_log()

    def drop_expired(self, now: datetime) -> int:
        """Remove what is past its time; return how many."""
        with self._database.writing() as db:
            gone = db.execute("delete from drafts where expires_at <= ?", (stored_time(now),))
            count = gone.rowcount
        self._database.wipe_log()
        return count


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
