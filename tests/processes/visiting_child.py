"""A kiosk window in a process of its own that a made-up person visits, stopped at every step.

``python -m tests.processes.visiting_child FOLDER WHAT FD``. Before each step is left it writes a
line of JSON to the file descriptor FD and waits for a line on standard input, so that whoever
started it can search every file meanwhile. WHAT is ``visit`` or ``errors``.
"""

import base64
import json
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kiosk.devices.synthesiser import WorkerSynthesiser
from kiosk.domain.application import Application, Attachment
from kiosk.domain.language import Language
from kiosk.domain.people import IdCard, IdCardNumber
from kiosk.logs import configure_logs
from kiosk.ports.sealer import SealedCase
from kiosk.settings import Settings, read_settings
from tests.journeys.conftest import a_citizen, devices, fixed_clock, open_window
from tests.made_up import ADDRESS, NAME, NUMBER, PHONE
from ui.bootstrap import Devices, Kiosk, keep_calm
from ui.pages import Key
from ui.rehearsal.citizen import Citizen
from ui.rehearsal.people import Persona

WITH_PHOTOS = "gaoling_jintie"
LIVES_AT = "拾光里八号"
ACCOUNT = "6222020200112233446"
EVERY = 12  # acts
PERSON = Persona(
    card=IdCard(
        name=NAME,
        number=IdCardNumber(NUMBER),
        nation="汉族",
        address=ADDRESS,
        issuer="示例县公安局",
        valid_until=date(2099, 12, 31),
    ),
    phone=PHONE,
    address=ADDRESS,
)
ANSWERS = {
    "who": "self",
    "consent_share": "no",
    "hukou_kind": "local",
    "apply_kind": "new",
    "live_same": "no",
    "live_addr": LIVES_AT,
    "contact2": PHONE,
    "account_holder": "self",
    "bank_name": "12",
    "bank_no": ACCOUNT,
    "delivery": "none",
}


class RecordingVoice(WorkerSynthesiser):
    """The real voice, which remembers whether it was made to say the name."""

    has_said_the_name = False

    def render(
        self, text: str, *, rate_percent: int, language: str = Language.SIMPLIFIED
    ) -> bytes | None:
        wav = super().render(text, rate_percent=rate_percent, language=language)
        self.has_said_the_name |= NAME in text and wav is not None
        return wav


class Visit:
    """The person's ways through the window."""

    def __init__(self, kiosk: Kiosk, voice: RecordingVoice, reports: int) -> None:
        self._kiosk = kiosk
        self._voice = voice
        self._reports = reports
        self._acts = 0
        self._sealed: list[Attachment] = []
        self._remember_what_is_sealed()
        self.citizen: Citizen = a_citizen(
            kiosk, applicant=PERSON, choices=ANSWERS, between=self._on_act
        )

    def stop(self, step: str) -> None:
        """Tell where the visit stands and what is secret now; wait until all was searched."""
        memory, counter = self._kiosk.app.memory, self._kiosk.counter
        is_open = self._kiosk.app.visit.has_application
        attached = [*self._sealed, *(counter.interview.all_attachments() if is_open else ())]
        report = {
            "step": step,
            "screen": self.citizen.page.screen,
            "words": [
                word
                for word in (memory.submitted and memory.submitted.token,
                             memory.code and memory.code.digits)
                if word
            ],
            "contents": {a.slot: base64.b64encode(a.content).decode() for a in attached},
            "voice": self._voice.pid,
            "has_said_the_name": self._voice.has_said_the_name,
        }  # fmt: skip
        os.write(self._reports, json.dumps(report).encode() + b"\n")
        sys.stdin.readline()

    def begin(self, *, until: str) -> None:
        """Begin an application and walk to a screen."""
        if self.citizen.page.screen == "standby":
            self.citizen.press(Key.PRIMARY)
        self.citizen.open_service(WITH_PHOTOS)
        self.citizen.press(Key.PRIMARY)
        self.walk(until)

    def walk(self, until: str) -> None:
        """Answer page after page until a screen is reached."""
        while self.citizen.page.screen != until:
            self.citizen.answer_page()

    def apply(self) -> None:
        """From the first touch to the slip, and goodbye."""
        citizen = self.citizen
        self.begin(until="card")
        self.walk("entry")
        self.stop("draft kept")
        self.walk("photo")
        citizen.answer_page()
        self.stop("photo taken")
        self.walk("review")
        # Whatever the pages leave unsaid today, the voice must leave no trace of it.
        self._voice.render(f"{NAME}，{NUMBER}，{PHONE}，{ADDRESS}", rate_percent=100)
        self.stop("review")
        self.walk("sealed")
        self.stop("sealed")
        citizen.press(Key.PRIMARY)
        citizen.press(Key.PRIMARY)
        self.stop("farewell")
        citizen.press(Key.PRIMARY)
        self.stop("standby")

    def drop_a_draft(self) -> None:
        """Keep a draft under a code, open it again, and have it forgotten."""
        citizen = self.citizen
        self.begin(until="card")
        self.walk("entry")
        citizen.dock("home")
        citizen.choose("keep")
        code = self._kiosk.app.memory.code.digits
        self.stop("code given out")
        citizen.dock("home")
        if citizen.page.screen != "standby":
            citizen.press(Key.PRIMARY)
        citizen.press(Key.PRIMARY)
        citizen.choose("resume")
        citizen.choose("code")
        for digit in code:
            citizen.choose(digit)
        citizen.press(Key.PRIMARY)
        self.stop("reopened")
        citizen.dock("home")
        citizen.choose("forget")
        citizen.choose("erase")
        self.stop("draft dropped")

    def let_a_draft_expire(self) -> None:
        """Leave a draft behind for longer than it is kept."""
        self.begin(until="card")
        self.walk("entry")
        self.citizen.dock("home")
        self.citizen.choose("keep")
        self._kiosk.devices.clock.advance(timedelta(hours=25))
        self._kiosk.forget_expired()
        self.stop("draft expired")

    def meet_errors(self) -> None:
        """Let errors that nobody expected name the person: in a slot, a thread, a destructor."""
        self.begin(until="card")
        self.walk("entry")
        QTimer.singleShot(0, fail)
        QTimer.singleShot(0, QApplication.quit)
        QApplication.exec()  # unlike QTest's waiting, it raises nothing here
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        Unlucky()
        self.stop("errors met")

    def _remember_what_is_sealed(self) -> None:
        """The signature is given and sealed in one act, so no stop lies between."""
        real = self._kiosk.sealer.seal

        def seal(application: Application, *, previous_head: str) -> SealedCase:
            self._sealed += application.attachments
            return real(application, previous_head=previous_head)

        self._kiosk.sealer.seal = seal

    def _on_act(self) -> None:
        self._acts += 1
        if self._acts % EVERY == 0:
            self.stop(f"act {self._acts}")


class Unlucky:
    """Fails where Python can raise nothing."""

    def __del__(self) -> None:
        fail()


def fail() -> None:
    raise ValueError(f"{NAME} {NUMBER} {PHONE}")


@contextmanager
def a_visit(settings: Settings, reports: int) -> Iterator[Visit]:
    application = QApplication(sys.argv[:1])
    voice = RecordingVoice()
    outside: Devices = replace(devices(settings, fixed_clock()), synthesiser=voice)
    with open_window(application, settings, outside) as kiosk:
        keep_calm(kiosk)
        yield Visit(kiosk, voice, reports)


def main(folder: Path, what: str, reports: int) -> None:
    settings = read_settings({}, data=folder / "data", keys=folder / "keys")
    configure_logs(settings.data / "kiosk.log")
    with a_visit(settings, reports) as visit:
        if what == "errors":
            visit.meet_errors()
            return
        visit.apply()
        visit.drop_a_draft()
        visit.let_a_draft_expire()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
