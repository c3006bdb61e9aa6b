"""One person applies for one service; what came of it, down to the platform's receipt."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from PySide6.QtWidgets import QApplication

from kiosk.domain.errors import KioskError
from kiosk.logs import configure_logs
from kiosk.ports.cases import CaseRow
from tests.journeys.conftest import a_citizen, devices, open_window, opened
from tests.journeys.test_every_service import BUNDLE_CHOICES, receipts
from tests.personas.blind import Blind
from tests.personas.deaf import Deaf
from tests.personas.effort import Effort
from tests.personas.first_time import FirstTime
from tests.personas.low_vision import LowVision
from tests.personas.not_reading import NotReading
from tests.personas.person import Person
from tests.personas.sitting import Sitting
from tests.personas.switches import SwitchUser
from tests.personas.trembling import Trembling
from ui.bootstrap import Kiosk
from ui.rehearsal.hall import Hall, open_hall

PEOPLE: Mapping[str, type[Person]] = {
    "P1 blind": Blind,
    "P2 low vision": LowVision,
    "P3 deaf": Deaf,
    "P4 one switch": SwitchUser,
    "P5 tremor": Trembling,
    "P6 wheelchair": Sitting,
    "P7 not reading": NotReading,
    "P8 first time": FirstTime,
}
"""The eight, by the names of the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a journey.

    Attributes:
        failed: empty, or why no receipt came with the answers that were meant.
    """

    person: str
    service: str
    effort: Effort
    failed: str = ""


def walk_in_a_hall_of_its_own(journey: tuple[str, str]) -> Outcome:
    """Walk one journey, named by person and service, in a process that does nothing else."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with TemporaryDirectory() as folder, open_hall(Path(folder) / "hall", voice="silent") as hall:
        configure_logs(Path(folder) / "log")
        return walk(application, hall, *journey)


def walk(application: QApplication, hall: Hall, who: str, service: str) -> Outcome:
    """Have a person apply, and compare what the platform holds with what was meant."""
    heard: list[str] = []
    with open_window(
        application, hall.settings, devices(hall.settings), on_spoken=heard.append
    ) as kiosk:
        person = a_citizen(
            kiosk,
            kind=partial(PEOPLE[who], heard=heard),
            seed=crc32(f"{who} {service}".encode()),
            choices=BUNDLE_CHOICES if service == "canji_fuwu_yijianshi" else None,
        )
        try:
            with headphones(kiosk) if person.hears_alone else nullcontext():
                number = person.apply(service)
            failed = _failed(hall, person, receipts(kiosk, number))
        except (KioskError, AssertionError) as stuck:
            failed = str(stuck)
    return Outcome(person=who, service=service, effort=person.effort, failed=failed)


@contextmanager
def headphones(kiosk: Kiosk) -> Iterator[None]:
    """Have headphones plugged in; a machine that tests has no jack."""
    kind = type(kiosk.outputs)
    before = kind.is_private
    setattr(kind, "is_private", True)  # noqa: B010 - a property, which types hold for constant
    try:
        yield
    finally:
        setattr(kind, "is_private", before)  # noqa: B010 - see above


def _failed(hall: Hall, person: Person, cases: Sequence[CaseRow]) -> str:
    """Return which answers the platform does not hold as they were meant."""
    held: dict[str, set[str]] = {}
    for case in cases:
        answers = opened(hall, case.case_id).application.answers
        for name, value in answers.items():  # inside a repeat it is r_family[2]/f_name
            held.setdefault(_question(name), set()).add(str(value))
    wrong = [
        ref for ref, meant in person.meant().items() if meant not in held.get(_question(ref), ())
    ]
    return f"not as meant: {wrong}" if wrong else ""


def _question(ref: str) -> str:
    return ref.rpartition("/")[2]
