"""Who listens to the application's input gets it in order, and nothing else."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ui.adapters.inputs import Inputs

_EVENT = QEvent.Type


class Ear:
    """Notes what it hears, and may keep keys to itself."""

    def __init__(self, *, keeps_keys: bool = False) -> None:
        self.heard: list[QEvent.Type] = []
        self._keeps_keys = keeps_keys

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.heard.append(event.type())
        return self._keeps_keys and event.type() == _EVENT.KeyPress


@pytest.fixture
def button(qtbot: QtBot) -> QPushButton:
    button = QPushButton()
    qtbot.addWidget(button)
    button.show()
    return button


def test_listeners_hear_presses_and_keys_but_no_drawing(
    qapp: QApplication, button: QPushButton
) -> None:
    ear = Ear()
    inputs = Inputs(ear, parent=button)
    qapp.installEventFilter(inputs)

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(button, "a")
    button.repaint()

    assert {_EVENT.MouseButtonPress, _EVENT.MouseButtonRelease, _EVENT.KeyPress} <= set(ear.heard)
    assert not {_EVENT.Paint, _EVENT.MouseMove, _EVENT.UpdateRequest} & set(ear.heard)


def test_who_keeps_a_key_is_the_last_to_see_it(
    qapp: QApplication, button: QPushButton, qtbot: QtBot
) -> None:
    first, second = Ear(keeps_keys=True), Ear()
    inputs = Inputs(first, second, parent=button)
    qapp.installEventFilter(inputs)

    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClicks(button, " ")

    assert _EVENT.KeyPress in first.heard
    assert _EVENT.KeyPress not in second.heard
