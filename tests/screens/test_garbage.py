"""Where QObjects that end in a cycle are freed: never on a thread that only renders speech."""

import gc
import subprocess
import sys
import threading
from collections.abc import Iterator
from textwrap import dedent

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.adapters.garbage import GarbageCollection


class Knot(QObject):
    """Refers to itself, so that only the collector can free it; tells where that happened."""

    def __init__(self, freed_on: list[threading.Thread]) -> None:
        super().__init__()
        self._freed_on = freed_on
        self._me = self

    def __del__(self) -> None:
        self._freed_on.append(threading.current_thread())


@pytest.fixture(autouse=True)
def automatic(qapp: object) -> Iterator[None]:
    """As Python starts; the tests' own arrangement is put back afterwards."""
    was = gc.isenabled()
    gc.enable()
    yield
    if not was:
        gc.disable()


def allocate_elsewhere(*, lists: int = 200_000) -> threading.Thread:
    """Allocate on another thread until Python would have collected every generation."""
    thread = threading.Thread(target=lambda: [[n] for n in range(lists)])
    thread.start()
    thread.join()
    return thread


def test_python_alone_frees_on_whichever_thread_allocates() -> None:
    """In a process of its own: what else is freed there takes it down sooner or later."""
    script = f"""
        from {__name__} import Knot, allocate_elsewhere
        freed_on = []
        freed = Knot(freed_on)
        freed.moveToThread(None)  # belongs to no thread, so that freeing it harms nobody
        del freed
        other = allocate_elsewhere()
        raise SystemExit(freed_on != [other])
    """

    assert subprocess.run([sys.executable, "-c", dedent(script)], check=False).returncode == 0


def test_only_the_gui_thread_frees(qtbot: QtBot) -> None:
    freed_on: list[threading.Thread] = []
    garbage = GarbageCollection()
    gc.collect()  # what tests before this one left is not counted
    garbage.start()
    Knot(freed_on)

    allocate_elsewhere()
    before = list(freed_on)
    keep = [[n] for n in range(20_000)]
    qtbot.waitUntil(lambda: bool(freed_on), timeout=10_000)
    garbage.stop()

    assert keep
    assert before == []
    assert freed_on == [threading.main_thread()]


def test_python_gets_it_back_as_it_was() -> None:
    garbage = GarbageCollection()

    garbage.start()
    assert not gc.isenabled()
    garbage.stop()

    assert gc.isenabled()
