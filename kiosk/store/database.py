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
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlite_utils

from kiosk.domain.errors import DiskFull, StorageBusy, StorageFailed
from kiosk.store.migrations import migrations

_WAIT = timedelta(seconds=20)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_MS = timedelta(milliseconds=1)
_PRIMARY_CODE = 0xFF


class HallDatabase:
    """The open file. One thread at a time is let in; the others wait.

    Args:
        connection: of sqlite3, with all settings made.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = sqlite_utils.Database(connection)
        self._lock = threading.RLock()
        self._wait = _WAIT
        self._is_log_wiped = True

    def wait_at_most(self, longest: timedelta) -> None:
        """Wait no longer than this for another process, from now on.

        A worker has time; a person before a window that stands still has not.
        """
        self._wait = longest
        self._let_wait(longest)

    @contextmanager
    def writing(self) -> Iterator[sqlite_utils.Database]:
        """Run the block as one durable transaction.

        Not ``atomic()``, which begins without the lock: a transaction that reads first could
        then be refused at its first write because the other process wrote in between.

        Raises:
            DiskFull: there is no room; nothing was kept.
            StorageBusy: another process did not let go in time; nothing was kept.
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
        """Empty the write-ahead log, so that nothing deleted is left in it. Never waits.

        Waiting for a reader would also keep every writer waiting.

        Returns:
            Whether it is empty; a process that reads or writes just now keeps it for later, see
            :meth:`finish_wiping`.

        Raises:
            StorageFailed: the disk refused.
        """
        with self._lock, _TRANSLATED:
            self._is_log_wiped = False
            self._let_wait(timedelta())
            try:
                (row,) = self._db.query("pragma wal_checkpoint(truncate)")
            finally:
                self._let_wait(self._wait)
            self._is_log_wiped = not row["busy"]
            return self._is_log_wiped

    def finish_wiping(self) -> bool:
        """Empty the log if that is still owed; return whether nothing is owed any more.

        Raises:
            StorageFailed: the disk refused.
        """
        return self._is_log_wiped or self.wipe_log()

    def _let_wait(self, longest: timedelta) -> None:
        with self._lock, _TRANSLATED:
            self._db.execute(f"pragma busy_timeout = {longest // _MS}")

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
        connection = sqlite3.connect(path, timeout=_WAIT.total_seconds(), check_same_thread=False)
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
            raise _kind_of(code)(f"SQLite: {failed}") from failed


def _kind_of(code: int) -> type[StorageFailed]:
    if code == sqlite3.SQLITE_FULL:
        return DiskFull
    return StorageBusy if code in _BUSY else StorageFailed


_TRANSLATED = _Translated()
