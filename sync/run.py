"""The worker as a process: put together here, one a data folder, stopped by a signal."""

import random
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from kiosk.devices.clock import SystemClock
from kiosk.logs import Log, LogEvent, configure_logs
from kiosk.settings import Settings
from kiosk.store.database import open_database
from kiosk.store.lock import only_one
from kiosk.store.outbox import SqliteOutbox
from kiosk.vault.bundle import BundleFiles
from kiosk.vault.keys import load_keys
from sync.client import open_platform
from sync.retry import policies
from sync.worker import Engine, Pace, run_until

WORKER = "hall-sync"
_POKE = "sync.now"

log = Log("sync")


def run_worker(settings: Settings, *, once: bool) -> int:
    """Work until a signal, or with ``once`` until there is nothing to do now.

    Returns:
        How many entries of the status feed could not be read.

    Raises:
        BadConfiguration: keys are missing, or another worker has this folder.
        StorageFailed: the database can not be used.
    """
    configure_logs()
    stop = threading.Event()
    _stop_on_signals(stop)
    with only_one(settings.data, WORKER), _engine(settings) as engine:
        log.info(LogEvent.SYNC_STARTED)
        if once:
            while not stop.is_set() and not engine.run_once():
                pass
        else:
            run_until(stop, engine, was_poked=lambda: _was_poked(settings.data))
        log.info(LogEvent.SYNC_STOPPED)
        return engine.unreadable


def ask_for_the_line(data: Path) -> None:
    """Ask the running worker to try the line at once; it looks every second."""
    (data / _POKE).touch()


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
            platform=open_platform(settings, keys, clock),
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
