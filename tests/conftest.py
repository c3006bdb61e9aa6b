"""What every test shares: no screen, no settings of the machine, rules tried without a clock."""

import fcntl
import gc
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import settings

from ui.adapters.garbage import collect_what_is_due
from ui.rehearsal.hall import build_services, prepare_kiosk

MadeOnce: TypeAlias = Callable[[str, Callable[[Path], object]], Path]
# an off-screen panel of the real size: 1080×1920
_SCREEN = Path(__file__).with_name("screen.json")
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={_SCREEN}")
for _name in [name for name in os.environ if name.startswith("HALL_")]:
    del os.environ[_name]

# a busy machine must not fail a rule, and examples must not be kept in the checkout
settings.register_profile("hall", deadline=None, database=None)
settings.load_profile("hall")


def pytest_configure() -> None:
    """Keep the collector off the threads of servers that tests run beside windows."""
    gc.disable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Have every process begin with slow tests, so that none is left alone with one at the end.

    Each is given its share of the list, in one piece, to begin with.
    """
    count = getattr(config, "workerinput", {}).get("workercount", 1)
    slow = [item for item in items if item.get_closest_marker("slow")]
    quick = [item for item in items if not item.get_closest_marker("slow")]
    share = -(-len(quick) // count)
    items[:] = [
        item
        for nth in range(count)
        for item in (*slow[nth::count], *quick[nth * share : (nth + 1) * share])
    ]


def pytest_collection_finish() -> None:
    """Leave all that was imported out of every later collection; half a second each time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    collect_what_is_due()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """Makes what takes seconds once for all processes of this run, under a name."""
    return partial(_made_once, tmp_path_factory)


@pytest.fixture(scope="session")
def shipped_catalogue(made_once: MadeOnce) -> Path:
    """The compiled services, to be read only."""
    return made_once("catalogue", build_services)


@pytest.fixture(scope="session")
def unused_kiosk(made_once: MadeOnce) -> Path:
    """A kiosk that nobody has used and its platform: keys and services, to be copied."""
    return made_once("unused", prepare_kiosk)


def _made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Make a file or folder unless another process has, and return where it is."""
    own = factory.getbasetemp()
    common = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made = common / name
    with (common / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            half_made = common / f"{name}.half-made"
            make(half_made)
            half_made.rename(made)
    return made
