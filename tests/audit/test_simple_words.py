"""Screens in simple words, with large pictures, keep every rule."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.catalogue.compiled import Catalogue
from tests.audit import samples
from tests.audit.audit import Appearance, audit, drawn, table
from tests.windows import STEADY, USUAL_HANDS, the_text
from ui.pages import Page
from ui.simple import SimpleWords
from ui.theme import Hands, Pictures, TextSize


def simple(page: Page) -> Page:
    return SimpleWords(text=the_text(), is_wanted=lambda: True).page(page)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "hands"),
    [(TextSize.NORMAL, USUAL_HANDS), (TextSize.LARGEST, STEADY)],
)
def test_screens_and_questions_in_simple_words_keep_every_rule(
    size: TextSize, hands: Hands, shipped_catalogue: Path, qapp: QApplication
) -> None:
    catalogue = Catalogue(shipped_catalogue)
    pages = {**samples.screens(catalogue), **samples.questions(catalogue, "gaoling_jintie")}
    shown = drawn({name: simple(page) for name, page in pages.items()})

    report = audit(shown, [Appearance(size=size, hands=hands, pictures=Pictures.LARGE)])

    assert report.wrong == [], table(report)
