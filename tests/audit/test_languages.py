"""Pages in English and in Traditional characters keep every rule, and no word is broken."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.catalogue.compiled import Catalogue
from kiosk.domain.language import Language
from tests.audit import samples
from tests.audit.audit import Appearance, audit, drawn, table
from tests.audit.seen import Seen
from tests.windows import SAME, a_frame, a_look, drop
from ui.pages import Page
from ui.theme import TextSize
from ui.widgets.buttons import BigButton
from ui.widgets.page import Page as AnyPage

SERVICE = "gaoling_jintie"  # has questions of every kind


@pytest.fixture(scope="session")
def catalogue(shipped_catalogue: Path) -> Catalogue:
    return Catalogue(shipped_catalogue)


def some_pages(catalogue: Catalogue) -> Mapping[str, Page]:
    """Return a page of every screen and the questions of one service."""
    return {**samples.screens(catalogue), **samples.questions(catalogue, SERVICE)}


@pytest.mark.slow
@pytest.mark.parametrize("size", [TextSize.NORMAL, TextSize.LARGEST])
@pytest.mark.parametrize("language", [Language.TRADITIONAL, Language.ENGLISH])
def test_pages_in_another_language_keep_every_rule(
    language: Language, size: TextSize, catalogue: Catalogue, qapp: QApplication
) -> None:
    broken: list[str] = []

    def look_for_broken_words(seen: Seen, where: str, _found: object) -> None:
        broken.extend(f"{where}: {word}" for word in broken_words(seen.window))

    with samples.told_in(language):
        pages = drawn(some_pages(catalogue))
        report = audit(pages, [Appearance(size=size)], keep=look_for_broken_words)

    assert report.wrong == [], table(report)
    assert broken == []


def broken_words(window: QWidget) -> Iterator[str]:
    """Yield every English word that goes on in the next line."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not hasattr(widget, "drawn_texts"):
            continue
        names = (widget.accessibleName(), widget.accessibleDescription())
        said = " ".join((getattr(widget, "text", str)(), *names))
        for drawn_text in widget.drawn_texts():
            for line, following in pairwise(drawn_text.text.split("\n")):
                ends, begins = re.search(r"[A-Za-z]+$", line), re.match(r"[A-Za-z]+", following)
                if ends and begins and f"{ends[0]}{begins[0]}" in said:
                    yield f"{ends[0]}-{begins[0]}"


def test_a_word_that_goes_on_in_the_next_line_is_found(qapp: QApplication) -> None:
    look = a_look(TextSize.LARGEST)
    page = AnyPage(look)
    page.set_rows([BigButton(look, SAME("Incomprehensibilitiesandmore"), key="long")])
    frame = a_frame(look, page)

    assert len(list(broken_words(frame))) == 1

    drop(frame)
