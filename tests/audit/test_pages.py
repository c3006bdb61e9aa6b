"""Every screen in every size and palette, and every question of every service, keeps every rule.

Not every pair of size and palette is drawn here; a question is drawn in the look that leaves it
the least room, and captions stand below the screens at the usual and the hardest size.
``make audit`` draws everything in all.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import ui.screens
from kiosk.catalogue.authoring.folder import readable, service_files, shipped_services
from kiosk.catalogue.compiled import Catalogue
from kiosk.flow.comfort import Palette
from tests.audit import samples
from tests.audit.audit import LOOKS, Appearance, audit, drawn, table
from tests.windows import LEFT, LOW, LYING, STEADY, a_frame, a_look, drop, settle, the_text
from ui import preview
from ui.drawing import PageView
from ui.pages import Page
from ui.theme import Hands, TextSize

SERVICES = sorted(source.service_id for source in readable(service_files([shipped_services()])))


@pytest.fixture(scope="session")
def catalogue(shipped_catalogue: Path) -> Catalogue:
    return Catalogue(shipped_catalogue)


@pytest.mark.slow
@pytest.mark.parametrize("size", TextSize)
def test_every_screen_keeps_every_rule(
    size: TextSize, catalogue: Catalogue, qapp: QApplication
) -> None:
    looks = [look for look in LOOKS if look.size is size]

    report = audit(drawn(samples.screens(catalogue)), looks)

    assert report.wrong == [], table(report)


@pytest.mark.slow
@pytest.mark.parametrize("size", [TextSize.NORMAL, TextSize.LARGEST])
def test_every_screen_keeps_every_rule_above_captions(
    size: TextSize, catalogue: Catalogue, qapp: QApplication
) -> None:
    screens = drawn(samples.screens(catalogue))

    report = audit(screens, [Appearance(size=size, has_caption=True)])

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

    report = audit(screens, [Appearance(size=size, hands=hands)])

    assert report.wrong == [], table(report)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hands", "size"),
    [(STEADY, TextSize.LARGEST), (LEFT, TextSize.NORMAL)],
    ids=["steady", "left"],
)
def test_every_screen_keeps_every_rule_on_a_panel_that_lies(
    hands: Hands, size: TextSize, catalogue: Catalogue, qapp: QApplication
) -> None:
    pages = {
        **samples.screens(catalogue),
        **samples.answers(catalogue, "gaoling_jintie"),
        **_taken_by_touch(catalogue),
    }

    report = audit(drawn(pages), [Appearance(size=size, hands=hands, window_px=LYING)])

    assert report.wrong == [], table(report)


@pytest.mark.slow
@pytest.mark.parametrize("size", [TextSize.NORMAL, TextSize.LARGE, TextSize.LARGEST])
def test_written_and_refused_answers_keep_every_rule_above_captions(
    size: TextSize, catalogue: Catalogue, qapp: QApplication
) -> None:
    answers = drawn(samples.answers(catalogue, "gaoling_jintie"))

    report = audit(answers, [Appearance(size=size, has_caption=True)])

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

    hardest = Appearance(size=TextSize.LARGEST, palette=Palette.WHITE_ON_BLACK)
    report = audit(questions, [hardest])

    assert report.wrong == [], table(report)


def test_who_sits_reads_of_a_service_in_few_pages(
    catalogue: Catalogue, qapp: QApplication
) -> None:
    compiled = catalogue.current("shenhou_yijianshi")
    _, page = next(preview.service_pages(compiled, the_text(), "Asia/Shanghai"))
    look = a_look(TextSize.LARGER, hands=LOW)
    frame = a_frame(look)

    PageView(look, frame).render_page(page)
    settle()
    pages = frame.page.page_count if frame.page else 0
    drop(frame)

    assert 1 < pages < 20  # one line a page was 48


@pytest.mark.slow
@pytest.mark.parametrize("size", [TextSize.NORMAL, TextSize.LARGEST])
def test_days_places_and_lists_keep_every_rule_at_every_step(
    size: TextSize, catalogue: Catalogue, qapp: QApplication
) -> None:
    report = audit(drawn(_taken_by_touch(catalogue)), [Appearance(size=size)])

    assert report.wrong == [], table(report)


def _taken_by_touch(catalogue: Catalogue) -> dict[str, Page]:
    service = "gaoling_jintie"
    return {
        **samples.birthdays(catalogue, service),
        **samples.addresses(catalogue, service),
        **samples.lists(catalogue, service),
        **samples.unlisted(catalogue, service),
        **samples.whole_name(catalogue, service),
    }


def test_no_screen_is_left_out(catalogue: Catalogue) -> None:
    shown = {page.screen for page in samples.everything(catalogue).values()}

    folders = {p.parent for p in Path(ui.screens.__path__[0]).glob("*/presenter.py")}
    names = {folder.name: set(_screen_names(folder)) for folder in folders}

    made = {name for found in names.values() for name in found}
    assert [folder for folder, found in names.items() if not found] == []
    assert [name for name in made if not any(re.fullmatch(name, s) for s in shown)] == []


def test_every_dialog_is_a_page() -> None:
    sources = Path(ui.__path__[0]).rglob("*.py")

    others = [p.name for p in sources if re.search(r"Q\w*(Dialog|MessageBox)\b", p.read_text())]

    assert others == []


def _screen_names(folder: Path) -> Iterator[str]:
    """Yield the names of pages that the code of a screen makes, as patterns."""
    for source in folder.glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "screen":
                yield _pattern(node.value)


def _pattern(name: ast.expr) -> str:
    match name:
        case ast.Constant(value=str() as text):
            return re.escape(text)
        case ast.JoinedStr(values=parts):
            return "".join(map(_pattern, parts))
        case _:
            return ".+"
