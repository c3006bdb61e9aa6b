"""Files that are wholly there or not at all, even when the power goes."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from kiosk.domain.errors import DiskFull, StorageFailed

# EFBIG: a limit on file sizes, set by an admin, is a full disk in other clothes.
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
PART_SUFFIX = ".part"


def write_durably(file: Path, content: bytes) -> None:
    """Write ``file`` under a temporary name, sync, rename, sync the folder: two syncs.

    Raises:
        DiskFull: there is no room; nothing was left behind.
        StorageFailed: the disk refused; nothing was left behind.
    """
    part = file.with_name(f".{file.name}{PART_SUFFIX}")
    try:
        _write(part, content)
        part.replace(file)
    except OSError as failed:
        _forget(part)
        raise _translated(failed) from failed
    try:
        sync_folder(file.parent)
    except StorageFailed:
        _forget(file)
        raise


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable.

    Raises:
        StorageFailed: the disk refused.
    """
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as failed:
        raise _translated(failed) from failed


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents; only the owner may enter, the names are durable.

    Raises:
        StorageFailed: it can not be made.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as failed:
        raise _translated(failed) from failed
    sync_folder(folder.parent)


def remove_durably(file: Path) -> None:
    """Remove ``file`` if it is there, and sync its folder.

    Raises:
        StorageFailed: the disk refused.
    """
    try:
        file.unlink(missing_ok=True)
    except OSError as failed:
        raise _translated(failed) from failed
    sync_folder(file.parent)


def _write(file: Path, content: bytes) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    # Unbuffered, so that closing after a failed write does not try the rest again.
    with os.fdopen(handle, "wb", buffering=0) as out:
        view = memoryview(content)
        while view:
            view = view[out.write(view) or 0 :]
        os.fsync(out.fileno())


def _forget(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _translated(failed: OSError) -> StorageFailed:
    kind = DiskFull if failed.errno in _NO_ROOM else StorageFailed
    return kind(f"{errno.errorcode.get(failed.errno or 0, 'EIO')} while keeping a file")
