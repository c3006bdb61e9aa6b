"""The voice of the window itself: a touch silences it, and what it says stands on the screen."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from structlog.testing import capture_logs

from kiosk.domain.language import Language
from kiosk.logs import LogEvent
from kiosk.settings import Settings
from tests.journeys.conftest import a_citizen, devices, open_window
from ui.adapters.voice import Voice
from ui.bootstrap import Kiosk
from ui.pages import Key
from ui.widgets.caption import CaptionStrip
from ui.widgets.text_block import TextBlock

_ON_NOTHING = QPoint(5, 5)


class NoEngine:
    """A voice that is not there, so that nothing is heard whatever devices a machine has."""

    def render(
        self, text: str, *, rate_percent: int, language: str = Language.SIMPLIFIED
    ) -> bytes | None:
        del text, rate_percent
        return None

    def close(self) -> None:
        """Nothing to give back."""


@pytest.fixture
def kiosk(qapp: QApplication, lone_settings: Settings) -> Iterator[Kiosk]:
    mute = replace(devices(lone_settings), synthesiser=NoEngine())
    with open_window(qapp, lone_settings, mute) as kiosk:
        yield kiosk


def captions(kiosk: Kiosk) -> list[str]:
    strip = kiosk.frame.findChild(CaptionStrip)
    return [block.text() for block in strip.findChildren(TextBlock) if block.isVisible()]


def test_what_is_said_stands_in_the_caption_where_nothing_is_heard(kiosk: Kiosk, qtbot: QtBot):
    first = kiosk.navigator.page.spoken()[0]

    qtbot.waitUntil(lambda: first in captions(kiosk))


def test_what_is_said_stands_there_too_where_the_sound_is_turned_off(
    kiosk: Kiosk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Voice, "is_available", True)
    first = kiosk.navigator.page.spoken()[0]
    kiosk.navigator.repeat()
    qtbot.waitUntil(lambda: captions(kiosk) == [])

    while kiosk.voice.controls.volume_step:
        kiosk.voice.quieter()
    kiosk.navigator.repeat()

    qtbot.waitUntil(lambda: first in captions(kiosk))


def test_an_admin_is_told_of_a_voice_that_is_not_heard_and_of_each_time_it_goes(
    qapp: QApplication, lone_settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Voice, "is_available", False)

    with capture_logs() as log, open_window(qapp, lone_settings, devices(lone_settings)) as kiosk:
        at_the_start = list(log)
        kiosk.voice.availability_changed.emit(False)

    told = [[line["event"] for line in lines] for lines in (at_the_start, log)]
    assert [events.count(LogEvent.VOICE_UNAVAILABLE.word) for events in told] == [1, 2]


def test_a_press_anywhere_silences_the_voice_before_it_is_let_go(kiosk: Kiosk, qtbot: QtBot):
    qtbot.waitUntil(lambda: kiosk.voice.is_speaking)

    QTest.mousePress(kiosk.frame.windowHandle(), Qt.MouseButton.LeftButton, pos=_ON_NOTHING)

    assert not kiosk.voice.is_speaking


def test_a_key_silences_the_voice_too(kiosk: Kiosk, qtbot: QtBot):
    qtbot.waitUntil(lambda: kiosk.voice.is_speaking)

    QTest.keyPress(kiosk.frame.windowHandle(), Qt.Key.Key_Escape)

    assert not kiosk.voice.is_speaking


def test_what_is_paused_goes_on_where_it_was(qapp: QApplication, lone_settings: Settings):
    heard: list[str] = []
    with open_window(qapp, lone_settings, devices(lone_settings), on_spoken=heard.append) as kiosk:
        citizen = a_citizen(kiosk)
        citizen.press(Key.PRIMARY)
        citizen.dock("voice")
        citizen.wait(lambda: kiosk.voice.is_speaking, "the panel is said")
        said = len(heard)

        citizen.choose("pause")
        is_silent = not kiosk.voice.is_speaking
        citizen.choose("pause")

        assert is_silent
        assert kiosk.voice.is_speaking
        assert kiosk.voice._queue.playing.text == citizen.page.heading.spoken
        assert heard[said:] == []
