"""A kiosk window in a process of its own, in which one citizen after another applies.

``python -m tests.processes.applying_child FOLDER FIRST COUNT [DEATH]`` begins with citizen number
FIRST, who may have been here when the process before was killed: they lay their card down and go
on. It ends after COUNT citizens, or kills itself at the first ``bundle`` (a sealed file no
transaction knows) or ``record`` (a transaction nobody was told of). It prints a line of JSON for
each fact, the moment it is true:

``begun``     the citizen stands before the kiosk
``kept``      an answer was kept; all answers and attachments so far
``reopened``  the draft is open again, with these answers and attachments
``found``     nothing is left to fill in: the card leads to a case sealed in an earlier life
``shown``     the page with the slip number is on the screen
"""

import hashlib
import json
import os
import random
import signal
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kiosk.flow import places as at
from kiosk.logs import configure_logs
from kiosk.ports.id_card_reader import NoCard
from kiosk.settings import read_settings
from tests.journeys.conftest import a_citizen, devices, open_window
from ui.bootstrap import Kiosk
from ui.pages import Key
from ui.rehearsal.citizen import Citizen
from ui.rehearsal.people import Persona, persona

SERVICE = "yanglao_zige_renzheng"
WAYS = ("staff", "helper_photo")  # every second citizen hands in a photograph
QUICK = dict.fromkeys(("contact2", "live_addr", "staff_no"), "12")  # no handwriting


def number_citizen(number: int) -> Persona:
    """Return who comes as number ``number``; no two are alike."""
    born = date(1930, 1, 1) + timedelta(days=number)
    return persona(random.Random(number), born=born)


class Queue:
    """Lets citizens apply until the process is killed."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._number = 0
        self._last: dict[str, object] = {}

    def serve(self, number: int, *, was_here: bool) -> None:
        """Let one citizen apply, or go on where a kill cut them off."""
        self._number, self._last = number, {}
        self._say("begun")
        citizen = a_citizen(
            self._kiosk,
            seed=number,
            applicant=number_citizen(number),
            choices={**QUICK, "way": WAYS[number % len(WAYS)]},
            between=self._tell_what_is_kept,
        )
        if citizen.page.screen == "standby":
            citizen.press(Key.PRIMARY)
        if not was_here:
            self._begin(citizen)
        elif not self._go_on(citizen):
            return
        while citizen.page.screen != "sealed":
            citizen.answer_page()
        self._say("shown", slip=str(self._kiosk.app.memory.submitted.slip_number))
        citizen.leave()

    def _begin(self, citizen: Citizen) -> None:
        citizen.open_service(SERVICE)
        citizen.press(Key.PRIMARY)

    def _go_on(self, citizen: Citizen) -> bool:
        """Lay the card down; return whether there is still something to fill in."""
        reader, app = self._kiosk.devices.reader, self._kiosk.app
        citizen.choose("resume")
        citizen.choose("card")
        reader.put(citizen.applicant.card)
        citizen.wait(
            lambda: not isinstance(app.visit.place, at.Resume) or bool(citizen.page.notice),
            "the card leads somewhere",
        )
        reader.fail(NoCard.EMPTY)
        if app.visit.has_application:
            self._say("reopened", **self._facts())
            return True
        if isinstance(app.visit.place, at.CaseDetail):
            self._say("found", slip=app.memory.found[0].row.slip_number)
            citizen.dock("home")
            return False
        citizen.dock("home")
        self._begin(citizen)
        return True

    def _tell_what_is_kept(self) -> None:
        if not self._kiosk.app.visit.has_application:
            return
        facts = self._facts()
        if facts != self._last:
            self._last = facts
            self._say("kept", **facts)

    def _facts(self) -> dict[str, object]:
        interview = self._kiosk.counter.interview
        return {
            "answers": dict(interview.session.answers()),
            "attached": {
                a.slot: hashlib.sha256(a.content).hexdigest() for a in interview.all_attachments()
            },
        }

    def _say(self, fact: str, **more: object) -> None:
        sys.stdout.write(json.dumps({"fact": fact, "citizen": self._number, **more}) + "\n")
        sys.stdout.flush()


def die_after(kiosk: Kiosk, moment: str) -> None:
    """Let the process be killed right after it has sealed a file, or recorded it."""
    owner, name = {
        "bundle": (kiosk.sealer, "seal"),
        "record": (kiosk.cases, "add_sealed"),
    }[moment]
    real = getattr(owner, name)

    def last_act(*args: object, **named: object) -> None:
        real(*args, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, last_act)


def main(folder: Path, first: int, count: int, death: str) -> None:
    settings = read_settings({}, data=folder / "data", keys=folder / "keys", voice="silent")
    configure_logs(settings.data / "kiosk.log")
    quick = replace(devices(settings), recogniser=None)
    application = QApplication(sys.argv[:1])
    with open_window(application, settings, quick) as kiosk:
        if death:
            die_after(kiosk, death)
        queue = Queue(kiosk)
        for number in range(first, first + count):
            queue.serve(number, was_here=number == first)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), "".join(sys.argv[4:]))
