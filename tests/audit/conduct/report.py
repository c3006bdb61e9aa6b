"""The rules of conduct over all scenes, as one report."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from tests.audit.conduct.rules import CONDUCT
from tests.audit.conduct.scenes import SCENES
from tests.audit.conduct.stage import recorded
from tests.audit.report import Report


def conduct_report(application: QApplication, unused_kiosk: Path) -> Report:
    """Play every scene in a window and run all rules over each.

    Args:
        application: Qt's.
        unused_kiosk: keys and services of a kiosk that nobody has used; it stays so.
    """
    report = Report.on(CONDUCT)
    for name, scene in SCENES.items():
        with TemporaryDirectory() as folder:
            kiosk = Path(folder) / "kiosk"
            shutil.copytree(unused_kiosk, kiosk)
            record = recorded(scene.play, application, kiosk)
        report.note({id_: rule.check(record) for id_, rule in CONDUCT.items()}, name)
    return report
