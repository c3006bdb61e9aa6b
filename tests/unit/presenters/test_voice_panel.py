"""语音: where loudness and speed stand, in steps one can count."""

import pytest

from kiosk.i18n import Text
from kiosk.speech.controls import RATES_PERCENT, VOLUMES_PERCENT, SpeechControls
from ui.pages import Chose, Page
from ui.presenting import Stage
from ui.screens.panel.presenter import VoicePresenter

STAGE = Stage(text=Text(), emit=lambda _event: None, refresh=lambda: None)


class Panel:
    def __init__(self, controls: SpeechControls | None = None, *, has_sound: bool = True) -> None:
        self.controls = controls or SpeechControls()
        self._presenter = VoicePresenter(
            stage=STAGE,
            controls=lambda: self.controls,
            change=self._change,
            has_sound=lambda: has_sound,
        )

    def _change(self, how: str) -> None:
        self.controls = getattr(self.controls, how)()

    def choose(self, key: str) -> Page:
        self._presenter.on(Chose(key))
        return self.page()

    def page(self) -> Page:
        return self._presenter.page()


def test_loudness_and_speed_are_told_as_steps_of_so_many() -> None:
    assert Panel().page().lead.spoken == "声音第8档，共9档。快慢第4档，共8档。"


def test_no_sound_is_told_as_such_and_not_as_a_step() -> None:
    assert Panel(SpeechControls(volume_percent=0)).page().lead.spoken.startswith("声音关了。")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("louder", "第9档。这么大声行吗"),
        ("quieter", "第7档。这么小声行吗"),
        ("faster", "第5档。这么快行吗"),
        ("slower", "第3档。这么慢行吗"),
    ],
)
def test_a_change_says_which_step_it_is_now(key: str, said: str) -> None:
    assert Panel().choose(key).echo.spoken == said


def test_the_softest_step_is_followed_by_silence_that_is_told() -> None:
    softest = Panel(SpeechControls(volume_percent=VOLUMES_PERCENT[1]))

    assert softest.choose("quieter").echo.shown == "声音关了"


@pytest.mark.parametrize(
    ("key", "end", "said"),
    [
        ("louder", SpeechControls(volume_percent=100), "已经最大声了"),
        ("quieter", SpeechControls(volume_percent=0), "声音已经关了"),
        ("faster", SpeechControls(rate_percent=RATES_PERCENT[-1]), "已经最快了"),
        ("slower", SpeechControls(rate_percent=RATES_PERCENT[0]), "已经最慢了"),
    ],
)
def test_what_goes_no_further_is_told(key: str, end: SpeechControls, said: str) -> None:
    assert Panel(end).choose(key).echo.spoken == said


def test_without_a_device_there_are_no_steps_to_tell() -> None:
    assert "档" not in Panel(has_sound=False).page().lead.shown
