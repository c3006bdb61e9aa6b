"""``make run``: a citizen applies at the kiosk, and the platform signs for it.

On a machine with a display the window is shown there; without one it is drawn off-screen. Ends
with status 0 only if the platform's signed receipt was verified.
"""

import json
import os
import random
import shutil
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from rich.console import Console
from rich.table import Table

from kiosk.domain.case import CaseState
from kiosk.domain.errors import KioskError
from kiosk.domain.slip_number import SlipNumber
from kiosk.logs import configure_logs
from ui.adapters.slip_painter import write_pdf
from ui.bootstrap import Kiosk, devices_from, keep_calm
from ui.front import Front
from ui.rehearsal.answers import Answers
from ui.rehearsal.citizen import Citizen, Diary, Stuck, let_the_window_live
from ui.rehearsal.hall import Hall, open_hall
from ui.rehearsal.people import persona
from ui.screens.sealed.presenter import Presenter as SealedPresenter

_WINDOW = (1080, 1920)
_WATCH_MS = 200
_RECEIPT_S = 60
_LOOK_MS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of the rehearsal."""

    slip_number: str
    platform_number: str
    status: str
    touches: int
    screens: int
    sentences: int
    answers: int
    parts: int


@click.command(help="演一遍：一位市民在窗口办一件事，直到平台签收。")
@click.option("--service", default="gaoling_jintie", show_default=True, help="办哪件事。")
@click.option("--helper", is_flag=True, help="由代办人来办。")
@click.option("--seed", default=1, show_default=True, help="同样的数，同样的人和回答。")
@click.option("--into", type=click.Path(path_type=Path), default=Path("out"), show_default=True)
@click.option("--stay", is_flag=True, help="演完以后窗口留着，您自己试。")
def main(*, service: str, helper: bool, seed: int, into: Path, stay: bool) -> None:
    """Run the rehearsal and print what came of it."""
    folder = _fresh(into)
    has_display = _choose_display(folder)
    configure_logs(folder / "kiosk.log")
    _keep_qt_quiet(folder / "qt.log")
    application = QApplication(sys.argv[:1])
    try:
        with open_hall(folder / "hall") as hall:
            outcome = _rehearse(
                hall, application, folder, service=service, helper=helper, seed=seed,
                watch=has_display, stay=stay,
            )  # fmt: skip
    except KioskError as failed:
        click.echo(f"没有演完（{failed.code}）：{failed}", err=True)
        sys.exit(1)
    _print_summary(outcome, folder)


def _rehearse(
    hall: Hall, application: QApplication, folder: Path, *, service: str, helper: bool,
    seed: int, watch: bool, stay: bool
) -> Outcome:  # fmt: skip
    spoken: list[str] = []
    devices = devices_from(hall.settings)
    window_px = _window(application, watch=watch)
    front = Front(hall.settings, devices.clock, application=application, window_px=window_px)
    kiosk = Kiosk(hall.settings, devices, front=front, on_spoken=spoken.append)
    try:
        keep_calm(kiosk)
        kiosk.start()
        QTest.qWaitForWindowExposed(kiosk.frame)
        citizen = _citizen(kiosk, folder, seed=seed, helper=helper, watch=watch)
        number = citizen.apply(service)
        _keep_slip(kiosk, folder)
        citizen.leave(rating="5")
        row = _await_receipt(kiosk, number)
        opened = _what_the_platform_has(hall, row.case_id, folder)
        hall.clerk("accept", row.case_id)
        _await_state(kiosk, number, CaseState.ACCEPTED)
        status = citizen.look_up(number)
        (folder / "transcript.txt").write_text("\n".join(spoken) + "\n", "utf-8")
        if stay and watch:
            application.exec()
    finally:
        kiosk.close()
    return Outcome(
        slip_number=number,
        platform_number=row.platform_number,
        status=status,
        touches=citizen.diary.touches,
        screens=len(citizen.diary.screens),
        sentences=len(spoken),
        answers=len(opened["answers"]),
        parts=len(opened["attachments"]),
    )


def _citizen(kiosk: Kiosk, folder: Path, *, seed: int, helper: bool, watch: bool) -> Citizen:
    rng = random.Random(seed)  # noqa: S311 - a seeded rehearsal, nothing secret
    applicant = persona(rng, born=date(1938, 3, 5), has_rare_name=True)
    stands_here = persona(rng, born=date(1970, 6, 1)) if helper else None
    pictures = folder / "screens"
    pictures.mkdir()
    answers = Answers(
        rng=rng, applicant=applicant, helper=stands_here, today=kiosk.devices.clock.now().date()
    )
    return Citizen(
        kiosk,
        answers=answers,
        applicant=applicant,
        helper=stands_here,
        diary=Diary(pictures=pictures),
        between=(lambda: let_the_window_live(_WATCH_MS)) if watch else (lambda: None),
    )


def _await_receipt(kiosk: Kiosk, number: str) -> Any:
    """Wait for the worker's verified receipt; return the case."""
    return _await_state(kiosk, number, CaseState.RECEIVED, CaseState.ACCEPTED)


def _await_state(kiosk: Kiosk, number: str, *states: CaseState) -> Any:
    for _ in range(_RECEIPT_S * 1000 // _LOOK_MS):
        rows = kiosk.cases.by_slip(SlipNumber(number))
        if rows and all(row.state in states for row in rows):
            return rows[0]
        let_the_window_live(_LOOK_MS)
    raise Stuck(f"the case did not become {states[0]} within {_RECEIPT_S} s")


def _what_the_platform_has(hall: Hall, case_id: str, folder: Path) -> Any:
    """Keep what the platform decrypted."""
    received = folder / "received"
    opened = hall.clerk("show", case_id, "--to", str(received))
    plain = json.dumps(opened, ensure_ascii=False, indent=2)
    (received / "application.json").write_text(plain + "\n", "utf-8")
    return opened


def _keep_slip(kiosk: Kiosk, folder: Path) -> None:
    """Keep the slip as it was printed, and the same layout as a PDF."""
    for printed in (kiosk.settings.data / "slips").glob("*.png"):
        shutil.copy(printed, folder / "slip.png")
    sealed = kiosk.navigator.presenter
    if isinstance(sealed, SealedPresenter):
        write_pdf(sealed.slip, folder / "slip.pdf", dots=kiosk.settings.printer_dots)


def _keep_qt_quiet(file: Path) -> None:
    """Write what Qt says of missing sound and window systems to a file of its own."""

    def note(_kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
        with file.open("a", encoding="utf-8") as log:
            log.write(f"{message}\n")

    qInstallMessageHandler(note)


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder.resolve()


def _choose_display(folder: Path) -> bool:
    """Draw off-screen in the panel's size where there is no display; tell whether there is one."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return not os.environ["QT_QPA_PLATFORM"].startswith("offscreen")
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return True
    width, height = _WINDOW
    screen = {"name": "panel", "x": 0, "y": 0, "width": width, "height": height,
              "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}  # fmt: skip
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [screen]}), "utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"
    return False


def _window(application: QApplication, *, watch: bool) -> tuple[int, int]:
    """Return the panel's size, or on a smaller display what fits it in the same shape."""
    if not watch:
        return _WINDOW
    room = application.primaryScreen().availableSize()
    share = min(1.0, room.width() / _WINDOW[0], room.height() / _WINDOW[1])
    return int(_WINDOW[0] * share), int(_WINDOW[1] * share)


def _print_summary(outcome: Outcome, folder: Path) -> None:
    table = Table(title="办成了：平台的签收回执已验证", show_header=False)
    facts = (
        ("小票号", outcome.slip_number),
        ("平台编号", outcome.platform_number),
        ("查进度看到", outcome.status),
        ("点了", f"{outcome.touches} 下，经过 {outcome.screens} 屏"),
        ("说了", f"{outcome.sentences} 句"),
        ("平台解开", f"{outcome.answers} 个回答，{outcome.parts} 个附件"),
        ("都在这里", str(folder)),
    )
    for name, fact in facts:
        table.add_row(name, fact)
    Console().print(table)


if __name__ == "__main__":
    main()
