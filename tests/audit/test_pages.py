"""Every screen in every size and palette, and every question of every service, keeps every rule.

Not every pair of size and palette is drawn here; a question is drawn in the look that leaves it
the least room, and captions stand below the screens at the usual and the hardest size.
``make audit`` draws everything in all.
"""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import ui.screens
from kiosk.catalogue.authoring.folder import readable, service_files, shipped_services
from kiosk.catalogue.compiled import Catalogue
from kiosk.flow.comfort import Palette
from tests.audit import samples
from tests.audit.audit import LOOKS, audit, drawn, table
from tests.windows import LEFT, LOW, STEADY
from ui.pages import Page
from ui.theme import Hands, TextSize

SERVICES = sorted(source.service_id for source in readable(service_files([shipped_services()])))


@pytest.fixture(scope="session")
def catalogue(shipped_catalogue: Path) -> Catalogue:
    return Catalogue(shipped_catalogue)


@pytest.mark.slow
@pytest.mark.parametrize(("size", "palette"), LOOKS)
def test_every_screen_keeps_every_rule(
    size: TextSize, palette: Palette, catalogue: Catalogue, qapp: QApplication
) -> None:
    report = audit(drawn(samples.screens(catalogue)), sizes=[size], palettes=[palette])

    assert report.wrong == [], table(report)


@pytest.mark.slow
@pytest.mark.parametrize("size", [TextSize.NORMAL, TextSize.LARGEST])
def test_every_screen_keeps_every_rule_above_captions(
    size: TextSize, catalogue: Catalogue, qapp: QApplication
) -> None:
    screens = drawn(samples.screens(catalogue))

    report = audit(screens, sizes=[size], palettes=[Palette.LIGHT], has_caption=True)

    assert report.wrong == [], table(report)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hands", "size"),
    [(LOW, TextSize.LARGEST), (STEADY, TextSize.LARGEST), (LEFT, TextSize.NORMAL)],
    ids=["low", "steady", "left"],
)
def test_every_screen_keeps_every_rule_however_it_is_touched(
    hands: Hands, size: TextSize, catalogue: Catalogue, qapp: QApplication
) -> None:
    screens = drawn(samples.screens(catalogue))

    report = audit(screens, sizes=[size], palettes=[Palette.LIGHT], hands=hands)

    assert report.wrong == [], table(report)


@pytest.mark.slow
@pytest.mark.parametrize("size", [TextSize.NORMAL, TextSize.LARGE, TextSize.LARGEST])
def test_written_and_refused_answers_keep_every_rule_above_captions(
    size: TextSize, catalogue: Catalogue, qapp: QApplication
) -> None:
    answers = drawn(samples.answers(catalogue, "gaoling_jintie"))

    report = audit(answers, sizes=[size], palettes=[Palette.LIGHT], has_caption=True)

    assert report.wrong == [], table(report)


@pytest.fixture(scope="session")
def seen() -> set[Page]:
    """The questions this process has looked at."""
    return set()


@pytest.mark.slow
@pytest.mark.parametrize("service", SERVICES)
def test_every_question_keeps_every_rule(
    service: str, catalogue: Catalogue, seen: set[Page], qapp: QApplication
) -> None:
    questions = drawn(samples.not_yet_seen(samples.questions(catalogue, service), seen))

    report = audit(questions, sizes=[TextSize.LARGEST], palettes=[Palette.WHITE_ON_BLACK])

    assert report.wrong == [], table(report)


def test_no_screen_is_left_out(catalogue: Catalogue) -> None:
    folders = {
        p.name for p in Path(ui.screens.__path__[0]).iterdir() if (p / "presenter.py").exists()
    }
    shown = {page.screen for page in samples.screens(catalogue).values()}
    shown |= {
        page.screen
        for service in ("dibao", "gaoling_jintie")
        for page in samples.questions(catalogue, service).values()
    }
    named = {name.replace("-", "_") for name in shown}
    by_part = {"lookup": "progress_choice", "panel": "panel_voice"}

    left_out = {f for f in folders if f not in named and by_part.get(f, "?") not in named}

    assert left_out == set()
