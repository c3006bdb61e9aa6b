"""Staff lay a card on an outline until it fits; what they then write makes every size true."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kiosk.settings import Settings, has_room
from tests.windows import a_look, settle
from ui.__main__ import main
from ui.calibration import CARD_MM, Calibration, Change, Measured
from ui.theme import PanelScale

PANELS = st.builds(
    Measured,
    window_px=st.sampled_from([(1080, 1920), (1920, 1080), (1366, 768), (3840, 2160)]),
    width_mm=st.floats(120, 1200),
    bottom_mm=st.floats(0, 1150).map(round),
)


@given(PANELS)
def test_what_is_written_makes_the_card_as_large_as_it_was_on_the_screen(
    measured: Measured,
) -> None:
    told = tomllib.loads("\n".join(measured.lines()))

    scale = PanelScale.fitting(measured.window_px, tuple(told["panel_mm"]))
    assert scale.px_per_mm * CARD_MM[0] == pytest.approx(
        measured.px_per_mm * CARD_MM[0], rel=0.001
    )
    assert told["panel_bottom_mm"] == measured.bottom_mm


@given(PANELS)
def test_the_outline_grows_and_shrinks_as_the_keys_say_and_by_steps_finer_than_a_line(
    measured: Measured,
) -> None:
    larger, smaller = measured.changed(Change.LARGER), measured.changed(Change.SMALLER)

    assert smaller.px_per_mm < measured.px_per_mm < larger.px_per_mm
    assert measured.changed(Change.MUCH_LARGER).px_per_mm > larger.px_per_mm
    assert measured.changed(Change.MUCH_SMALLER).px_per_mm < smaller.px_per_mm
    assert CARD_MM[0] * (larger.px_per_mm / measured.px_per_mm - 1) < 1


@given(PANELS, st.lists(st.sampled_from(Change), max_size=200))
def test_no_number_of_presses_leads_to_a_panel_that_is_refused_unless_it_is_too_small(
    measured: Measured, changes: list[Change]
) -> None:
    for change in changes:
        measured = measured.changed(change)

    told = tomllib.loads("\n".join(measured.lines()))
    if has_room(measured.panel_mm):
        assert Settings.model_validate(told).panel_mm == measured.panel_mm
    else:
        with pytest.raises(ValidationError):
            Settings.model_validate(told)


def test_the_outline_is_drawn_in_the_size_measured(qtbot: QtBot) -> None:
    panel = Measured(window_px=(1080, 1920), width_mm=268.0, bottom_mm=880.0)
    window = Calibration(a_look(), panel)
    qtbot.addWidget(window)
    window.resize(1080, 1920)
    window.show()
    settle()
    places = [key.geometry() for key in window.keys.values()]

    window.keys[Change.MUCH_LARGER].click()
    settle()
    image = window.gauge.grab().toImage()

    ink = a_look().theme.colours.ink.lower()
    width, height = window.gauge.card_px
    left, middle = (window.gauge.width() - width) // 2, window.gauge.height() // 2
    columns = [
        x for x in range(image.width()) if image.pixelColor(x, middle - height // 4).name() == ink
    ]
    assert width == round(85.60 * 1080 / 258)
    assert abs(columns[0] - left) <= 2
    assert abs(columns[-1] - (left + width)) <= 2
    assert [key.geometry() for key in window.keys.values()] == places


Press: TypeAlias = Callable[[QPushButton], None]


def touch(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def press_return(button: QPushButton) -> None:
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


def calibrate(*presses: Change, then: str, press: Press = touch) -> Result:
    """Run the command; press these keys of its window as soon as it is there."""

    def act() -> None:
        window = next(
            w
            for w in QApplication.topLevelWidgets()
            if isinstance(w, Calibration) and w.isVisible()
        )
        for change in presses:
            press(window.keys[change])
        if then == "window":
            window.close()
        else:
            press(getattr(window.ends, then))

    QTimer.singleShot(0, act)
    arguments = ["--calibrate", "--window", "1080x1920"]
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize("press", [touch, press_return])
def test_the_command_tells_the_lines_and_where_they_go(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, press: Press
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("panel_mm = [268.0, 476.0]\n", "utf-8")
    monkeypatch.setenv("HALL_SETTINGS", str(file))

    told = calibrate(
        Change.LARGER, Change.LOWER, Change.HIGHER, Change.HIGHER, then="primary", press=press
    )

    assert told.exit_code == 0
    assert tomllib.loads(told.stdout) == {"panel_mm": [267.0, 474.7], "panel_bottom_mm": 890.0}
    assert str(file) in told.stderr


def test_a_window_that_is_closed_leaves_it_as_it_was(qapp: QApplication) -> None:
    told = calibrate(then="window")

    assert (told.exit_code, told.stdout) == (1, "没有改。\n")


def test_who_leaves_it_as_it_was_is_told_that_nothing_changed(qapp: QApplication) -> None:
    told = calibrate(Change.LARGER, then="back")

    assert (told.exit_code, told.stdout) == (1, "没有改。\n")
