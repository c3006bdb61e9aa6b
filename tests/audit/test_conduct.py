"""Whole journeys keep the rules of conduct: what is said and when, what is kept and forgotten."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.audit.conduct.rules import CONDUCT
from tests.audit.conduct.scenes import SCENES
from tests.audit.conduct.stage import recorded


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES)
def test_a_journey_keeps_every_rule(
    scene: str, qapp: QApplication, unused_kiosk: Path, tmp_path: Path
) -> None:
    kiosk = tmp_path / "kiosk"
    shutil.copytree(unused_kiosk, kiosk)
    record = recorded(SCENES[scene].play, qapp, kiosk)

    found = {rule: CONDUCT[rule].check(record) for rule in CONDUCT}

    assert {rule: one.wrong for rule, one in found.items() if one.wrong} == {}
    assert [rule for rule in SCENES[scene].rules if not found[rule].checked] == []


def test_every_rule_has_a_scene_that_is_there_for_it() -> None:
    assert {rule for scene in SCENES.values() for rule in scene.rules} == set(CONDUCT)
