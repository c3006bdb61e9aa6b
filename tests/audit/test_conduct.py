"""Whole journeys keep the rules of conduct: what is said and when, what is kept and forgotten."""

import shutil
from pathlib import Path
from typing import TypeAlias

import pytest
from PySide6.QtWidgets import QApplication

from tests.audit.conduct.record import Record
from tests.audit.conduct.rules import CONDUCT
from tests.audit.conduct.scenes import SCENES
from tests.audit.conduct.stage import recorded

Recorded: TypeAlias = dict[str, Record]
OPEN = {
    ("by hand", "S05"): "each character is said as it is put down",
    ("with a helper", "S05"): "each character of a name is said as it is put down",
    ("one switch", "S05"): "each digit is said while it is offered",
    ("two switches", "S05"): "each digit is said while it is offered",
}
"""What the product does not do yet, by scene and rule."""


@pytest.fixture(scope="session")
def played() -> Recorded:
    """The scenes this process has played."""
    return {}


@pytest.fixture
def record(
    scene: str, played: Recorded, qapp: QApplication, unused_kiosk: Path, tmp_path: Path
) -> Record:
    if scene not in played:
        kiosk = tmp_path / "kiosk"
        shutil.copytree(unused_kiosk, kiosk)
        played[scene] = recorded(SCENES[scene].play, qapp, kiosk)
    return played[scene]


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES)
def test_a_journey_keeps_every_rule(scene: str, record: Record) -> None:
    found = {rule: CONDUCT[rule].check(record) for rule in CONDUCT}

    wrong = {rule: f.wrong for rule, f in found.items() if f.wrong and (scene, rule) not in OPEN}
    assert wrong == {}
    assert [rule for rule in SCENES[scene].rules if not found[rule].checked] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("scene", "rule"),
    [
        pytest.param(*where, marks=pytest.mark.xfail(strict=True, reason=why))
        for where, why in OPEN.items()
    ],
)
def test_what_is_open_is_still_open(scene: str, rule: str, record: Record) -> None:
    assert CONDUCT[rule].check(record).wrong == ()


def test_every_rule_has_a_scene_that_is_there_for_it() -> None:
    assert {rule for scene in SCENES.values() for rule in scene.rules} == set(CONDUCT)
