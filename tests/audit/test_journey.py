"""The pages a citizen really meets, with real answers on them, keep every rule.

Screens and questions are drawn in every look elsewhere; here the hardest size is enough.
"""

import random
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.audit.audit import Appearance, audit, drawn, table
from ui.bootstrap import Kiosk, devices_from
from ui.drawing import PageView
from ui.front import Front
from ui.pages import Page
from ui.rehearsal.answers import Answers
from ui.rehearsal.citizen import Citizen, Diary
from ui.rehearsal.hall import open_hall
from ui.rehearsal.people import persona
from ui.theme import TextSize


@dataclass(slots=True)
class PageDiary(Diary):
    """Keeps the pages themselves, the fullest state of each."""

    view: PageView | None = None
    pages: dict[str, Page] = field(default_factory=dict)

    def note(self, screen: str, window: QWidget) -> None:
        page = self.view._drawn if self.view else None
        if page is not None:
            self.pages[f"{screen} {page.heading.shown}"] = page


def pages_of(folder: Path, application: QApplication) -> Mapping[str, Page]:
    """Let a citizen apply, rate and look the case up; return what was shown."""
    rng = random.Random(7)
    applicant = persona(rng, born=date(1938, 3, 5), has_rare_name=True)
    with open_hall(folder) as hall:
        devices = devices_from(hall.settings)
        window_px = (1080, 1920)
        front = Front(hall.settings, devices.clock, application=application, window_px=window_px)
        front.look.touch_guard_ms = 0
        kiosk = Kiosk(hall.settings, devices, front=front)
        try:
            kiosk.start()
            diary = PageDiary(view=kiosk.view)
            today = devices.clock.now().date()
            answers = Answers(rng=rng, applicant=applicant, helper=None, today=today)
            citizen = Citizen(kiosk, answers=answers, applicant=applicant, diary=diary)
            number = citizen.apply("gaoling_jintie")
            citizen.leave(rating="5")
            citizen.look_up(number)
        finally:
            kiosk.close()
    return diary.pages


@pytest.mark.slow
def test_pages_of_a_whole_visit_keep_every_rule(
    tmp_path: Path, unused_kiosk: Path, qapp: QApplication
) -> None:
    folder = tmp_path / "hall"
    shutil.copytree(unused_kiosk, folder)
    pages = pages_of(folder, qapp)

    report = audit(drawn(pages), [Appearance(size=TextSize.LARGEST)])

    assert len(pages) > 20
    assert report.wrong == [], table(report)
