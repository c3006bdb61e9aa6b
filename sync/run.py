"""The worker as a process: put together here, one a data folder, stopped by a signal."""

import fcntl
import random
import signal
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from kiosk.devices.clock import SystemClock
from kiosk.domain.errors import BadConfiguration
from kiosk.logs import Log, LogEvent, configure_logs
from kiosk.settings import Settings
from kiosk.store.database import open_database
from kiosk.store.outbox import SqliteOutbox
from kiosk.vault.bundle import BundleFiles
from kiosk.vault.keys import load_keys
from sync.client import open_platform
from sync.retry import policies
from sync.worker import Engine, Pace, run_until

_LOCK, _POKE = "sync.lock", "sync.now"
_WHOLE_FILE = struct.Struct("hhqqi4x")  # struct flock of 64-bit Linux: type, whence, from, length

log = Log("sync")


def run_worker(settings: Settings, *, once: bool) -> None:
    """Work until a signal, or with ``once`` until there is nothing to do now.

    Raises:
        BadConfiguration: keys are missing, or another worker has this folder.
        StorageFailed: the database can not be used.
    """
    configure_logs()
    stop = threading.Event()
    _stop_on_signals(stop)
    with _only_worker(settings.data), _engine(settings) as engine:
        log.info(LogEvent.SYNC_STARTED)
        if once:
            while not stop.is_set() and not engine.run_once():
                pass
        else:
            run_until(stop, engine, was_poked=lambda: _was_poked(settings.data))
        log.info(LogEvent.SYNC_STOPPED)


def ask_for_the_line(data: Path) -> None:
    """Ask the running worker to try the line at once; it looks every second."""
    (data / _POKE).touch()


def is_running(data: Path) -> bool:
    """Whether a worker has this data folder; asking never stands in its way."""
    try:
        with (data / _LOCK).open() as file:
            answer = fcntl.fcntl(file, fcntl.F_GETLK, _WHOLE_FILE.pack(fcntl.F_WRLCK, 0, 0, 0, 0))
    except FileNotFoundError:
        return False
    return bool(_WHOLE_FILE.unpack(answer)[0] != fcntl.F_UNLCK)


def _was_poked(data: Path) -> bool:
    try:
        (data / _POKE).unlink()
    except FileNotFoundError:
        return False
    return True


@contextmanager
def _engine(settings: Settings) -> Iterator[Engine]:
    keys = load_keys(settings.keys, data=settings.data)
    clock = SystemClock()
    database = open_database(settings.database)
    try:
        yield Engine(
            outbox=SqliteOutbox(database),
            bundles=BundleFiles(settings.bundles),
            platform=open_platform(settings, keys.platform, clock),
            clock=clock,
            # Spreads kiosks that failed together; nobody gains by guessing it.
            draw=random.random,
            pace=_pace(settings),
        )
    finally:
        database.close()


def _pace(settings: Settings) -> Pace:
    first = timedelta(seconds=settings.sync_retry_seconds)
    cap = timedelta(seconds=settings.sync_retry_cap_seconds)
    lease = timedelta(seconds=settings.sync_lease_seconds)
    feed = timedelta(seconds=settings.sync_feed_seconds)
    return Pace(lease=lease, feed_every=feed, table=policies(first=first, cap=cap))


def _stop_on_signals(stop: threading.Event) -> None:
    for wanted in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wanted, lambda *_: stop.set())


@contextmanager
def _only_worker(data: Path) -> Iterator[None]:
    """Hold the folder's lock; the kernel lets go of it however the process ends."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data / _LOCK).open("w") as file:
        try:
            # This kind of lock can be asked about without taking it, unlike flock's.
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BadConfiguration(
                f"已有一个 hall-sync 在用 {data}。改法：先停掉它，或指定别的 --data。"
            ) from None
        yield
