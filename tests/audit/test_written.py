"""The report tells each fault with its picture, and can be read by everybody."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.audit.audit import Appearance, audit
from tests.audit.report import Report
from tests.audit.written import illustrate, write
from tests.windows import SAME
from ui.widgets.answers import ChoiceRow
from ui.widgets.frame import Frame
from ui.widgets.look import Look
from ui.widgets.page import Page


class Outline(HTMLParser):
    """What a screen reader makes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.pictures: dict[str, str] = {}
        self.language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = found["lang"]
        if tag in {"h1", "h2", "h3"}:
            self.headings.append(tag)
        if tag == "img":
            self.pictures[found["src"]] = found["alt"]


def with_two_of_a_name(look: Look, frame: Frame) -> tuple[str, ...]:
    page = Page(look)
    page.set_heading(SAME("户口是本地的吗？"))
    page.set_rows([ChoiceRow(look, SAME("是"), key=key) for key in ("one", "other")])
    page.set_actions(SAME("返回"), SAME("下一步"))
    frame.show_page(page)
    return ()


@pytest.fixture
def report(tmp_path: Path, qapp: QApplication) -> Report:
    def keep(*state: object) -> None:
        illustrate(tmp_path, *state)

    report = audit({"twins": with_two_of_a_name}, [Appearance()], keep=keep)
    write(report, tmp_path)
    return report


def test_figures_name_each_fault_with_its_box(report: Report, tmp_path: Path) -> None:
    rules = json.loads((tmp_path / "report.json").read_text("utf-8"))["rules"]

    assert set(rules) == set(report.tallies)
    assert [fault["words"] for fault in rules["A04"]["wrong"]] == ["“是” is the name of 2"] * 2
    one, other = (fault["box"] for fault in rules["A04"]["wrong"])
    assert one[1] + one[3] < other[1]
    assert rules["T01"]["worst"] == rules["T01"]["least"]
    assert rules["X06"]["worst"] == rules["X06"]["most"]


def test_page_shows_each_fault_and_is_readable(report: Report, tmp_path: Path) -> None:
    outline = Outline()
    outline.feed((tmp_path / "report.html").read_text("utf-8"))

    assert outline.language == "en"
    assert outline.headings == ["h1", *["h2"] * len(report.tallies)]
    assert all((tmp_path / picture).exists() for picture in outline.pictures)
    assert "is the name of 2" in outline.pictures["A04-twins_normal_light_p1.png"]
    assert "sample-T01.png" in outline.pictures
    assert all(outline.pictures.values())
