"""Opening the database, and the only two ways to use it: reading and writing.

Everything promised to a citizen rests on four settings: write-ahead log, ``synchronous = full``
(a commit is on the disk when it returns), foreign keys, and ``secure_delete`` (what is deleted
is overwritten). Two processes share the file, so a transaction takes the write lock before its
first statement: what it reads then can not be stale.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlite_utils

from kiosk.domain.errors import DiskFull, StorageFailed
from kiosk.store.migrations import migrations

_WAIT_SECONDS = 20
_PRIMARY_CODE = 0xFF


class HallDatabase:
    """The open file. One thread at a time is let in; the others wait.

    Args:
        connection: of sqlite3, with all settings made.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = sqlite_utils.Database(connection)
        self._lock = threading.RLock()

    @contextmanager
    def writing(self) -> Iterator[sqlite_utils.Database]:
        """Run the block as one durable transaction.

        Not ``atomic()``, which begins without the lock: a transaction that reads first could
        then be refused at its first write because the other process wrote in between.

        Raises:
            DiskFull: there is no room; nothing was kept.
            StorageFailed: nothing was kept.
        """
        connection = self._db.conn
        with self._lock, _TRANSLATED:
            connection.execute("begin immediate")
            try:
                yield self._db
                connection.execute("commit")
            except BaseException:
                connection.rollback()
                raise

    def rows(
        self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()
    ) -> list[dict[str, Any]]:
        """Return the rows of a ``select``.

        Raises:
            StorageFailed: the file can not be read.
        """
        with self._lock, _TRANSLATED:
            return list(self._db.query(sql, parameters))

    def wipe_log(self) -> bool:
        """Empty the write-ahead log, so that nothing deleted is left in it.

        Returns:
            Whether it is empty; a process that reads just now keeps it for later.

        Raises:
            StorageFailed: the disk refused.
        """
        with self._lock, _TRANSLATED:
            (row,) = self._db.query("pragma wal_checkpoint(truncate)")
            return not row["busy"]

    def close(self) -> None:
        """Close the file; the object is of no use after that."""
        with self._lock:
            self._db.close()


def open_database(path: Path) -> HallDatabase:
    """Open the file, make or upgrade its tables, and return it ready.

    Raises:
        StorageFailed: it can not be opened or is not our database.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as failed:
        raise StorageFailed(f"the data folder can not be made: {failed.strerror}") from failed
    with _TRANSLATED:
        # The caller's threads take turns behind HallDatabase's lock.
        connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, check_same_thread=False)
        try:
            path.chmod(0o600)
            _set_up(connection)
            _upgrade(connection)
            _sync_folder(path.parent)
        except BaseException:
            connection.close()
            raise
    return HallDatabase(connection)


def stored_time(at: datetime) -> str:
    """Return the form in which times are stored: UTC, milliseconds, sorts as text.

    Args:
        at: an aware time.
    """
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def read_time(text: str | None) -> datetime | None:
    """Return a stored time, or None for an empty column.

    Raises:
        StorageFailed: somebody wrote what is no time.
    """
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        raise StorageFailed("a stored time makes no sense") from None


def _set_up(connection: sqlite3.Connection) -> None:
    for pragma in (
        "pragma journal_mode = wal",
        "pragma synchronous = full",
        "pragma foreign_keys = on",
        "pragma secure_delete = on",
        "pragma temp_store = memory",
    ):
        connection.execute(pragma)


def _sync_folder(folder: Path) -> None:
    # SQLite syncs the name of a new log too, but passes over a failure to do so.
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as failed:
        raise StorageFailed(f"the data folder can not be synced: {failed.strerror}") from failed


def _upgrade(connection: sqlite3.Connection) -> None:
    db = sqlite_utils.Database(connection)
    if not migrations.pending(db):
        return
    # Window and worker may start together: the second waits here and finds nothing left to do.
    connection.execute("begin immediate")
    with db.atomic():
        migrations.apply(db)
    connection.execute("commit")


class _Translated:
    """Turns errors of SQLite into ours on the way out; a class, for it is on every path."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, failed: BaseException | None, _trace: object) -> None:
        if isinstance(failed, sqlite3.Error):
            # The message names tables and columns at most, never a value.
            code = getattr(failed, "sqlite_errorcode", 0) & _PRIMARY_CODE
            kind = DiskFull if code == sqlite3.SQLITE_FULL else StorageFailed
            raise kind(f"SQLite: {failed}") from failed


_TRANSLATED = _Translated()
