"""How long a window waits for somebody who says nothing, and how it tells them."""

from datetime import timedelta

from pytestqt.qtbot import QtBot

from kiosk.flow.visit import IdleNoticed
from tests.journeys.conftest import a_citizen
from ui.bootstrap import Kiosk
from ui.pages import Choice, Key


def test_the_wait_begins_when_all_was_said(kiosk: Kiosk, qtbot: QtBot):
    a_citizen(kiosk).press(Key.PRIMARY)
    qtbot.waitUntil(lambda: kiosk.voice.is_speaking)

    while_speaking = kiosk.app._idle.isActive()
    kiosk.voice.touched()

    assert not while_speaking
    assert kiosk.app._idle.isActive()


def test_the_time_that_is_left_is_shown_and_said_again(
    kiosk: Kiosk, heard: list[str], qtbot: QtBot
):
    citizen = a_citizen(kiosk)
    citizen.press(Key.PRIMARY)
    kiosk.app.dispatch(IdleNoticed())
    at_first = citizen.page.lead.shown
    heard.clear()

    for left in (30, 20, 10):
        kiosk.devices.clock.advance(timedelta(seconds=15 if left == 30 else 10))
        qtbot.waitUntil(lambda left=left: f"{left}秒" in citizen.page.lead.shown)

    told = [sentence for sentence in heard if "秒" in sentence]
    assert "45秒" in at_first
    assert [sentence.split("秒")[0][-2:] for sentence in told] == ["30", "20", "10"]


def test_a_refused_answer_is_told_with_the_question_it_is_about(kiosk: Kiosk, heard: list[str]):
    citizen = a_citizen(kiosk)
    citizen.press(Key.PRIMARY)
    citizen.open_service("yanglao_zige_renzheng")
    citizen.press(Key.PRIMARY)
    while not any(isinstance(row, Choice) for row in citizen.page.rows):
        citizen.answer_page()
    heard.clear()

    citizen.press(Key.PRIMARY)

    assert heard == ["请选一个，再点下一步。", citizen.page.heading.spoken]
