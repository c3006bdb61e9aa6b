"""A page is said once more to who does nothing, and to nobody else."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from ui.adapters.reminder import Reminder

_SOON = timedelta(milliseconds=5)
_LATE = timedelta(hours=1)
_KEY = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)


@dataclass
class Visitor:
    """Somebody before a page, who may be busy."""

    is_busy: bool = False
    asked: int = 0
    reminded: list[str] = field(default_factory=list)

    def may_be_reminded(self) -> bool:
        self.asked += 1
        return not self.is_busy


def reminder_of(visitor: Visitor, *, pause: timedelta = _SOON) -> Reminder:
    return Reminder(
        pause=pause,
        may_remind=visitor.may_be_reminded,
        remind=lambda: visitor.reminded.append("again"),
    )


def test_a_page_is_said_twice_more_and_then_no_more(qtbot: QtBot) -> None:
    visitor = Visitor()
    reminder = reminder_of(visitor)

    for times in (1, 2):
        reminder.fell_silent()
        qtbot.waitUntil(lambda times=times: len(visitor.reminded) == times)
    reminder.fell_silent()

    assert not reminder.is_waiting


def test_another_page_is_reminded_of_anew_after_it_was_said(qtbot: QtBot) -> None:
    visitor = Visitor()
    reminder = reminder_of(visitor)
    for times in (1, 2):
        reminder.fell_silent()
        qtbot.waitUntil(lambda times=times: len(visitor.reminded) == times)

    reminder.screen_changed()
    waits_before_it_was_said = reminder.is_waiting
    reminder.fell_silent()
    qtbot.waitUntil(lambda: len(visitor.reminded) == 3)

    assert not waits_before_it_was_said


def test_who_touches_or_presses_a_key_has_the_whole_pause_again(qtbot: QtBot) -> None:
    visitor = Visitor()
    reminder = reminder_of(visitor, pause=_LATE)
    reminder._pause.setTimerType(Qt.TimerType.PreciseTimer)  # others round what remains
    reminder.fell_silent()
    begun = reminder._pause.remainingTime()
    qtbot.waitUntil(lambda: reminder._pause.remainingTime() < begun - 20)
    left = reminder._pause.remainingTime()

    passes = not reminder.eventFilter(QObject(), _KEY)

    assert passes
    assert reminder._pause.remainingTime() > left


def test_who_is_busy_is_left_alone_until_the_next_silence(qtbot: QtBot) -> None:
    visitor = Visitor(is_busy=True)
    reminder = reminder_of(visitor)
    reminder.fell_silent()
    qtbot.waitUntil(lambda: visitor.asked == 1)
    waits_while_busy, visitor.is_busy = reminder.is_waiting, False

    reminder.fell_silent()
    qtbot.waitUntil(lambda: visitor.reminded == ["again"])

    assert not waits_while_busy


def test_no_pause_means_no_reminder() -> None:
    reminder = reminder_of(Visitor(), pause=timedelta(0))

    reminder.fell_silent()
    reminder.eventFilter(QObject(), _KEY)

    assert not reminder.is_waiting


def test_the_end_of_a_reminder_is_not_told_as_speech_of_the_page(qtbot: QtBot) -> None:
    visitor = Visitor()
    reminder = reminder_of(visitor)
    told = QSignalSpy(reminder.said)

    reminder.fell_silent()
    qtbot.waitUntil(lambda: visitor.reminded == ["again"])
    after_the_page = told.count()
    reminder.fell_silent()
    after_the_reminder = told.count()

    assert (after_the_page, after_the_reminder) == (1, 1)


@pytest.mark.parametrize("what_comes", ["a touch", "another page"])
def test_what_is_said_after_a_reminder_that_was_cut_counts_again(
    qtbot: QtBot, what_comes: str
) -> None:
    visitor = Visitor()
    reminder = reminder_of(visitor)
    told = QSignalSpy(reminder.said)
    reminder.fell_silent()
    qtbot.waitUntil(lambda: visitor.reminded == ["again"])

    if what_comes == "a touch":
        reminder.eventFilter(QObject(), _KEY)
    else:
        reminder.screen_changed()
    reminder.fell_silent()

    assert told.count() == 2
