"""The rules of conduct over all scenes, as one report."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from tests.audit.audit import Report, Tally
from tests.audit.conduct.record import Record
from tests.audit.conduct.rules import CONDUCT
from tests.audit.conduct.scenes import SCENES
from tests.audit.conduct.stage import recorded


def conduct_report(application: QApplication, unused_kiosk: Path) -> Report:
    """Play every scene in a window and run all rules over each.

    Args:
        application: Qt's.
        unused_kiosk: keys and services of a kiosk that nobody has used; it stays so.
    """
    report = Report(rules={rule: Tally() for rule in CONDUCT})
    for name, scene in SCENES.items():
        with TemporaryDirectory() as folder:
            kiosk = Path(folder) / "kiosk"
            shutil.copytree(unused_kiosk, kiosk)
            record = recorded(scene.play, application, kiosk)
        report.states += 1
        _judge(record, name, report)
    return report


def _judge(record: Record, name: str, report: Report) -> None:
    for rule, tally in report.rules.items():
        found = CONDUCT[rule].check(record)
        wrong = [f"{name}: {line}" for line in found.wrong]
        tally.add(Tally(found.checked, found.worst, wrong))
