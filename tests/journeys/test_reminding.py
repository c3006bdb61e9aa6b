"""A page that was said and not answered is said once more; what that does not change."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.settings import Settings
from kiosk.speech.utterance import prompt
from tests.journeys.conftest import a_citizen, devices, fixed_clock, open_window
from ui.bootstrap import Kiosk
from ui.pages import Key
from ui.rehearsal.citizen import Citizen

_SOON_S = 0.02
_PATIENCE_MS = 20_000


@pytest.fixture
def kiosk(qapp: QApplication, lone_settings: Settings, heard: list[str]) -> Iterator[Kiosk]:
    settings = lone_settings.model_copy(update={"remind_seconds": _SOON_S})
    parts = devices(settings, fixed_clock())
    with open_window(qapp, settings, parts, on_spoken=heard.append) as kiosk:
        yield kiosk


def said_to_its_end(kiosk: Kiosk, heard: list[str]) -> None:
    """Let the page be over now; saying it takes as long with silence as with a voice."""
    heard.clear()
    kiosk.voice.touched()


def is_ignored(kiosk: Kiosk, qtbot: QtBot) -> None:
    """Let a pause go by; nothing may be said at its end."""
    qtbot.waitUntil(lambda: not kiosk.reminder.is_waiting, timeout=_PATIENCE_MS)


def at_home(kiosk: Kiosk) -> Citizen:
    citizen = a_citizen(kiosk)
    citizen.press(Key.PRIMARY)
    return citizen


def test_the_question_is_said_once_more(kiosk: Kiosk, heard: list[str], qtbot: QtBot):
    at_home(kiosk)

    said_to_its_end(kiosk, heard)
    qtbot.waitUntil(lambda: bool(heard), timeout=_PATIENCE_MS)

    assert tuple(heard) == prompt(*kiosk.navigator.page.spoken()).sentences


def test_nobody_is_reminded_of_an_empty_standby(kiosk: Kiosk, heard: list[str], qtbot: QtBot):
    said_to_its_end(kiosk, heard)
    is_ignored(kiosk, qtbot)

    assert heard == []


def test_a_panel_and_the_question_whether_anybody_is_there_are_not_repeated(
    kiosk: Kiosk, heard: list[str], qtbot: QtBot
):
    citizen = at_home(kiosk)
    for open_it in (lambda: citizen.dock("voice"), kiosk.app._on_idle):
        open_it()
        said_to_its_end(kiosk, heard)
        is_ignored(kiosk, qtbot)

        assert heard == []


def test_what_was_done_is_told_once(kiosk: Kiosk, heard: list[str], qtbot: QtBot):
    citizen = at_home(kiosk)
    citizen.apply_from_home("gaoling_jintie")

    said_to_its_end(kiosk, heard)
    is_ignored(kiosk, qtbot)

    assert kiosk.navigator.page.is_outcome
    assert heard == []


def test_a_scan_is_not_talked_into(kiosk: Kiosk, heard: list[str], qtbot: QtBot):
    at_home(kiosk)
    QTest.keyClick(kiosk.frame.windowHandle(), Qt.Key.Key_F1)

    said_to_its_end(kiosk, heard)
    is_ignored(kiosk, qtbot)

    assert kiosk.switches.is_scanning
    assert heard == []


def test_a_reminder_does_not_put_off_the_question_whether_anybody_is_there(
    kiosk: Kiosk, heard: list[str], qtbot: QtBot
):
    kiosk.app._idle.setTimerType(Qt.TimerType.PreciseTimer)  # others round what remains
    at_home(kiosk)
    said_to_its_end(kiosk, heard)
    begun = kiosk.app._idle.remainingTime()
    qtbot.waitUntil(lambda: bool(heard), timeout=_PATIENCE_MS)
    while_reminding = kiosk.app._idle.remainingTime()

    kiosk.voice.touched()

    assert while_reminding < begun
    assert kiosk.app._idle.remainingTime() <= while_reminding


def test_a_touch_that_hits_nothing_while_reminding_still_ends_in_the_question(
    kiosk: Kiosk, heard: list[str], qtbot: QtBot
):
    at_home(kiosk)
    said_to_its_end(kiosk, heard)
    qtbot.waitUntil(lambda: bool(heard), timeout=_PATIENCE_MS)

    QTest.mouseClick(kiosk.frame.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))

    assert not kiosk.voice.is_speaking
    assert kiosk.app._idle.isActive()


def test_what_is_read_aloud_on_request_is_not_repeated_unasked(
    kiosk: Kiosk, heard: list[str], qtbot: QtBot
):
    citizen = at_home(kiosk)
    citizen.open_service("gaoling_jintie")
    citizen.press(Key.PRIMARY)
    while kiosk.navigator.page.screen != "review":
        citizen.answer_page()
    citizen.choose("read")
    asked_for = list(heard)

    said_to_its_end(kiosk, heard)
    qtbot.waitUntil(lambda: bool(heard), timeout=_PATIENCE_MS)

    name = citizen.applicant.card.name
    assert any(name in sentence for sentence in asked_for)
    assert not any(name in sentence for sentence in heard)
