"""Every widget keeps every rule, with very long words, in every text size and every palette."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.audit.audit import LOOKS, Appearance, audit, gallery, table
from tests.windows import LOW


@pytest.mark.parametrize("name", sorted(gallery()))
def test_screen_keeps_every_rule(name: str, qapp: QApplication) -> None:
    report = audit({name: gallery()[name]}, LOOKS)

    assert report.wrong == [], table(report)


def test_every_rule_finds_something_to_check(qapp: QApplication) -> None:
    shown = {
        "several": gallery()["gallery-several"],
        "digits": gallery()["gallery-digits"],
        "photo": gallery()["gallery-photo"],
    }

    report = audit(shown, [Appearance(), Appearance(hands=LOW)])

    assert report.idle == []


def test_what_is_drawn_again_in_other_colours_is_asked_about_its_colours_only(
    qapp: QApplication,
) -> None:
    question = {"question": gallery()["gallery-question"]}

    once, twice = audit(question, LOOKS[:1]), audit(question, LOOKS[:2])

    checked = {name: tally.checked for name, tally in once.tallies.items()}
    again = {name: tally.checked for name, tally in twice.tallies.items()}
    assert again["C01"] == 2 * checked["C01"]
    assert again["F05"] == 2 * checked["F05"]
    assert again["T01"] == checked["T01"]
    assert again["L01"] == checked["L01"]
