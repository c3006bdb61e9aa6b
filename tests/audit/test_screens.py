"""Every widget keeps every rule, with very long words, in every text size and every palette."""

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.flow.comfort import Palette
from tests.audit.audit import LOOKS, audit, gallery, table
from tests.windows import LOW
from ui.theme import TextSize


@pytest.mark.parametrize("name", sorted(gallery()))
def test_screen_keeps_every_rule(name: str, qapp: QApplication) -> None:
    for size, palette in LOOKS:
        report = audit({name: gallery()[name]}, sizes=[size], palettes=[palette])

        assert report.wrong == [], table(report)


def test_every_rule_finds_something_to_check(qapp: QApplication) -> None:
    digits = {"digits": gallery()["gallery-digits"]}

    report = audit(digits, sizes=[TextSize.NORMAL], palettes=[Palette.LIGHT], hands=LOW)

    assert report.idle == []
