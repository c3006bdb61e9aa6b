"""A hall for the journeys: real windows, and behind them a real platform and a real worker."""

import gc
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.devices.camera_simulated import SimulatedCamera
from kiosk.devices.clock import FixedClock, SystemClock
from kiosk.devices.id_card_reader import SimulatedIdCardReader
from kiosk.devices.printer import SimulatedPrinter
from kiosk.devices.rime import the_input_method
from kiosk.devices.synthesiser import SilentSynthesiser
from kiosk.entry.handwriting import InkRecogniser, Model, carried_model
from kiosk.ports.clock import Clock
from kiosk.ports.input_method import InputMethod
from kiosk.settings import Settings, read_settings
from sync.platform.desk import Desk, Opened
from sync.platform.keys import own_keys
from sync.platform.store import open_engine
from ui.bootstrap import EXPIRY_CHECK, Devices, Kiosk
from ui.front import Front
from ui.rehearsal.answers import Answers
from ui.rehearsal.citizen import Citizen, Diary
from ui.rehearsal.hall import Hall, open_hall
from ui.rehearsal.people import Persona, persona

AnyCitizen = TypeVar("AnyCitizen", bound=Citizen)
WINDOW = (1080, 1920)
A_MONDAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory, unused_kiosk: Path) -> Iterator[Hall]:
    """A platform and a worker on loopback, for all journeys of this process."""
    folder = tmp_path_factory.mktemp("halls") / "hall"
    shutil.copytree(unused_kiosk, folder)
    with open_hall(folder, voice="silent") as hall:
        yield hall


def opened(hall: Hall, case_id: str) -> Opened:
    """Return a case as the clerk at the platform reads it."""
    engine = open_engine(str(hall.platform / "platform.db"))
    try:
        desk = Desk(engine=engine, secrets=own_keys(hall.platform), clock=SystemClock())
        return desk.show(case_id)
    finally:
        engine.dispose()


@pytest.fixture
def lone_settings(tmp_path: Path, unused_kiosk: Path) -> Settings:
    """A kiosk of its own, whose platform is not there."""
    for part in ("data", "keys"):
        shutil.copytree(unused_kiosk / part, tmp_path / part)
    return read_settings({}, data=tmp_path / "data", keys=tmp_path / "keys", voice="silent")


def devices(settings: Settings, clock: Clock | None = None) -> Devices:
    """Simulated devices; the recogniser is the real one."""
    return Devices(
        clock=clock or SystemClock(),
        reader=SimulatedIdCardReader(),
        camera=SimulatedCamera(),
        printer=SimulatedPrinter(folder=settings.data / "slips", dots=settings.printer_dots),
        synthesiser=SilentSynthesiser(),
        recogniser=InkRecogniser(Model()) if carried_model() else None,
        input_method=_input_method(),
    )


@cache
def _input_method() -> InputMethod | None:
    """The real engine, one for all windows of this process; it ends with the process."""
    method = the_input_method()
    return Lent(method) if method else None


class Lent:
    """An input method that outlives the window that closes it."""

    def __init__(self, method: InputMethod) -> None:
        self._method = method
        self.compose = method.compose

    def close(self) -> None:
        """Leave it open for the next window."""


def fixed_clock() -> FixedClock:
    """A Monday morning that does not move."""
    return FixedClock(A_MONDAY)


@contextmanager
def open_window(
    qapp: QApplication,
    settings: Settings,
    devices: Devices,
    *,
    on_spoken: Callable[[str], None] = lambda _text: None,
    expiry_check: timedelta = EXPIRY_CHECK,
    window_px: tuple[int, int] = WINDOW,
) -> Iterator[Kiosk]:
    """Show a kiosk while the block runs."""
    front = Front(settings, devices.clock, application=qapp, window_px=window_px)
    kiosk = Kiosk(settings, devices, front=front, on_spoken=on_spoken, expiry_check=expiry_check)
    try:
        kiosk.start()
        qapp.processEvents()
        yield kiosk
    finally:
        kiosk.close()
        gc.collect()  # windows end in cycles, and each holds a model and pictures


@pytest.fixture
def heard() -> list[str]:
    """What the kiosk says."""
    return []


@pytest.fixture
def kiosk(qapp: QApplication, lone_settings: Settings, heard: list[str]) -> Iterator[Kiosk]:
    """A window on a Monday morning, whose platform is not there."""
    parts = devices(lone_settings, fixed_clock())
    with open_window(qapp, lone_settings, parts, on_spoken=heard.append) as kiosk:
        yield kiosk


def a_citizen(
    kiosk: Kiosk,
    *,
    kind: Callable[..., AnyCitizen] = Citizen,  # type: ignore[assignment]  # a default for a type variable
    seed: int = 1,
    with_helper: bool = False,
    choices: dict[str, str] | None = None,
    applicant: Persona | None = None,
    between: Callable[[], None] = lambda: None,
    uses_card: bool = True,
) -> AnyCitizen:
    """A seeded citizen before the kiosk."""
    rng = random.Random(seed)
    applicant = applicant or persona(rng, born=date(1938, 3, 5))
    helper = persona(rng, born=date(1970, 6, 1)) if with_helper else None
    answers = Answers(
        rng=rng,
        applicant=applicant,
        helper=helper,
        today=kiosk.devices.clock.now().date(),
        choices=choices,
    )
    return kind(
        kiosk,
        answers=answers,
        applicant=applicant,
        helper=helper,
        uses_card=uses_card,
        diary=Diary(),
        between=between,
    )
