"""The voice as the window uses it, with no device: everything but the sound itself."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtMultimedia import QAudioDevice, QtAudio
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kiosk.domain.language import Language
from kiosk.domain.words import Hearer
from kiosk.speech.controls import SpeechControls
from kiosk.speech.sound import Sound
from kiosk.speech.speller import Spelling, spell
from kiosk.speech.utterance import Utterance, alert, outcome, passing, prompt
from ui.adapters.clips import ClipCache, Take
from ui.adapters.player import Player
from ui.adapters.voice import TouchSilencer, Voice

_MOMENT = Sound(bytes(2 * 200), 20_000)  # ten milliseconds


@dataclass
class RecordedSynthesiser:
    """Renders a moment of silence, remembers what it was asked, and can be held up."""

    asked: list[tuple[str, int]] = field(default_factory=list)
    has_voice: bool = True
    may_go_on: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.may_go_on.set()

    def render(
        self, text: str, *, rate_percent: int, language: str = Language.SIMPLIFIED
    ) -> bytes | None:
        self.may_go_on.wait(30)
        self.asked.append((text, rate_percent))
        return _MOMENT.to_wav() if self.has_voice else None

    def times(self, text: str) -> int:
        return [asked for asked, _ in self.asked].count(text)


class NotedSink(QObject):
    """A sink without a device, that notes what it is told."""

    stateChanged = Signal()  # noqa: N815 - Qt's name

    def __init__(self, _device: object, _format: object, parent: QObject) -> None:
        super().__init__(parent)
        self.told: list[tuple[str, float]] = []

    def setVolume(self, volume: float) -> None:  # noqa: N802 - Qt's name
        self.told.append(("volume", volume))

    def start(self, _samples: object) -> None:
        self.told.append(("start", 0))

    def reset(self) -> None:
        self.told.append(("reset", 0))

    def state(self) -> QtAudio.State:
        return QtAudio.State.ActiveState


@dataclass
class Stage:
    voice: Voice
    synthesiser: RecordedSynthesiser
    spoken: list[str]
    captions: list[str]
    wait: Callable[[Callable[[], bool]], None]

    def wait_for_silence(self) -> None:
        self.wait(lambda: not self.voice.is_speaking)


@pytest.fixture
def stage(qtbot) -> Iterator[Stage]:
    spoken: list[str] = []
    captions: list[str] = []
    synthesiser = RecordedSynthesiser()
    voice = Voice(
        synthesiser=synthesiser,
        player=Player(output=QAudioDevice),
        on_spoken=spoken.append,
    )
    voice.captioned.connect(captions.append)
    yield Stage(voice, synthesiser, spoken, captions, qtbot.waitUntil)
    synthesiser.may_go_on.set()
    voice.close()


def test_the_engine_is_warmed_up_before_anything_is_said(stage):
    stage.wait(lambda: len(stage.synthesiser.asked) == 1)

    assert stage.spoken == []
    assert stage.captions == []


def test_a_sink_is_muted_before_it_is_reset_lest_the_device_plays_out_what_it_took(qapp):
    sinks = []
    player = Player(
        output=lambda: SimpleNamespace(isNull=lambda: False),
        make_sink=lambda *parts: sinks.append(NotedSink(*parts)) or sinks[-1],
    )
    player.set_volume(70)

    player.play(_MOMENT)
    player.stop()

    assert sinks[0].told == [("volume", 0.7), ("start", 0), ("volume", 0), ("reset", 0)]


def test_every_sentence_is_captioned_in_its_turn_and_the_caption_is_cleared(stage):
    stage.voice.say(prompt("标题。", "提示。选项。"))

    stage.wait_for_silence()

    assert stage.captions == ["标题。", "提示。", "选项。", ""]


def test_the_transcript_has_every_sentence_even_one_that_a_touch_cut(stage):
    stage.voice.say(prompt("标题。", "提示。"))
    stage.voice.touched()
    stage.voice.say(outcome("已提交。"))

    assert stage.spoken == ["标题。", "提示。", "已提交。"]


def test_silence_is_told_once_at_the_end(stage):
    silences = QSignalSpy(stage.voice.fell_silent)

    stage.voice.say(prompt("标题。", "提示。"))
    stage.wait_for_silence()
    stage.voice.touched()

    assert silences.count() == 1


def test_a_touch_clears_the_caption_before_it_returns(stage):
    stage.voice.say(prompt("标题。"))
    stage.wait(lambda: stage.captions == ["标题。"])

    stage.voice.touched()

    assert stage.captions == ["标题。", ""]
    assert not stage.voice.is_speaking


def test_the_window_is_never_held_up_by_a_slow_engine(stage):
    stage.synthesiser.may_go_on.clear()

    stage.voice.say(prompt("标题。"))
    stage.voice.touched()
    stage.voice.say(prompt("别的。"))
    stage.synthesiser.may_go_on.set()
    stage.wait_for_silence()

    assert stage.captions[-2:] == ["别的。", ""]
    assert "标题。" not in stage.captions


def test_what_was_rendered_for_a_visit_that_ended_is_not_said(stage):
    stage.synthesiser.may_go_on.clear()
    stage.voice.say(prompt("标题。"))

    stage.voice.all_stop()
    stage.synthesiser.may_go_on.set()
    stage.voice.say(prompt("欢迎。"))
    stage.wait_for_silence()

    assert "标题。" not in stage.captions


def test_common_words_are_rendered_once(stage):
    for _ in range(3):
        stage.voice.say(prompt("标题。"))
        stage.wait_for_silence()

    assert stage.synthesiser.times("标题。") == 1


def test_personal_words_are_not_kept(stage):
    for _ in range(2):
        stage.voice.say(Utterance(words=("曾小明。",), is_personal=True))
        stage.wait_for_silence()

    assert stage.synthesiser.times("曾小明。") == 2


def test_personal_words_that_a_touch_cut_before_they_came_are_not_kept_either(stage):
    stage.synthesiser.may_go_on.clear()
    stage.voice.say(Utterance(words=("曾小明。",), is_personal=True))
    stage.voice.touched()
    stage.synthesiser.may_go_on.set()

    stage.voice.say(Utterance(words=("曾小明。",), is_personal=True))
    stage.wait_for_silence()
    asked_before = stage.synthesiser.times("曾小明。")
    stage.voice.say(Utterance(words=("曾小明。",), is_personal=True))
    stage.wait_for_silence()

    assert stage.synthesiser.times("曾小明。") == asked_before + 1


def test_expected_sentences_are_ready_before_they_are_said(stage):
    stage.voice.prefetch(["下一页。"])
    stage.wait(lambda: Take("下一页。", 100) in stage.voice._clips)

    stage.voice.say(prompt("下一页。"))

    assert stage.captions == ["下一页。"]


def test_the_reading_of_a_name_is_for_the_engine_only(stage):
    stage.voice.say(prompt(f"您好，{spell(Spelling.NAME, '曾小明')}。"))
    stage.wait_for_silence()

    assert stage.spoken == ["您好，曾小明。"]
    assert stage.captions == ["您好，曾小明。", ""]
    assert stage.synthesiser.times("您好，\ufff9曾\ufffazeng1\ufffb小明。") == 1


def test_a_new_screen_lets_an_outcome_be_heard_first(stage):
    stage.voice.say(outcome("已提交。"))

    stage.voice.screen_changed()
    stage.voice.say(prompt("首页。"))
    stage.wait_for_silence()

    assert stage.captions == ["已提交。", "首页。", ""]


def test_a_new_screen_silences_the_old_one(stage):
    stage.voice.say(prompt("旧标题。"))
    stage.wait(lambda: stage.captions == ["旧标题。"])

    stage.voice.screen_changed()

    assert stage.captions == ["旧标题。", ""]


def test_an_alert_interrupts_and_the_rest_follows(stage):
    stage.voice.say(prompt("标题。"))
    stage.wait(lambda: stage.captions == ["标题。"])

    stage.voice.say(alert("您还在吗？"))
    stage.wait_for_silence()

    assert stage.captions == ["标题。", "您还在吗？", "标题。", ""]


def test_again_says_the_screen_and_not_the_button_in_focus(stage):
    stage.voice.say(prompt("标题。"))
    stage.voice.say(passing("再说一遍。"))
    stage.voice.touched()
    stage.spoken.clear()

    stage.voice.repeat()

    assert stage.spoken == ["标题。"]


def test_again_with_nothing_said_is_silent(stage):
    stage.voice.repeat()

    assert not stage.voice.is_speaking


def test_faster_goes_on_with_what_the_touch_cut_at_the_new_speed(stage):
    stage.voice.say(prompt("标题。", "提示。"))
    stage.wait(lambda: stage.captions == ["标题。"])
    stage.voice.touched()

    stage.voice.faster()
    stage.wait_for_silence()

    assert stage.captions == ["标题。", "", "标题。", "提示。", ""]
    assert ("提示。", 120) in stage.synthesiser.asked


def test_slower_and_quieter_and_louder_move_by_a_step(stage):
    stage.voice.slower()
    stage.voice.quieter()
    stage.voice.quieter()
    stage.voice.louder()

    assert stage.voice.controls == SpeechControls(rate_percent=80, volume_percent=39.4)


def test_what_is_for_the_visitor_alone_does_not_sound_on_a_loudspeaker(stage):
    secret = Utterance(words=("曾小明。",), hearer=Hearer.VISITOR, is_personal=True)

    stage.voice.say(secret)
    stage.voice.say(prompt("标题。"))
    stage.wait_for_silence()

    assert stage.captions == ["标题。", ""]
    assert stage.synthesiser.times("曾小明。") == 0


def test_headphones_have_a_loudness_of_their_own_which_the_next_visit_does_not_find(qtbot):
    plugged = []
    voice = Voice(
        synthesiser=RecordedSynthesiser(),
        player=Player(output=QAudioDevice),
        headphones_percent=22.1,
        is_private=lambda: bool(plugged),
    )
    heard = []

    def note() -> None:
        heard.append(voice.controls.volume_percent)

    voice.louder()
    plugged.append("in")
    voice.change_outlet()
    note()
    voice.louder()
    plugged.clear()
    voice.change_outlet()
    note()
    plugged.append("in")
    voice.change_outlet()
    note()
    voice.reset()
    note()
    voice.close()

    assert heard == [22.1, 70, 39.4, 22.1]


def test_another_outlet_lets_nothing_sound_on(stage):
    stage.voice.say(prompt("标题。", "提示。"))
    stage.wait(lambda: stage.captions == ["标题。"])

    stage.voice.change_outlet()
    stage.voice.repeat()

    assert stage.captions == ["标题。", ""]
    assert not stage.voice.is_speaking


def test_the_next_visit_begins_with_the_defaults_and_nothing_to_repeat(stage):
    stage.voice.say(prompt("标题。"))
    stage.voice.faster()
    stage.voice.louder()

    stage.voice.reset()
    stage.spoken.clear()
    stage.voice.repeat()

    assert stage.voice.controls == SpeechControls()
    assert stage.spoken == []
    assert not stage.voice.is_speaking


def test_no_sound_of_a_visit_is_kept_for_the_next(stage):
    stage.voice.say(prompt("标题。"))
    stage.wait_for_silence()

    stage.voice.reset()
    stage.voice.say(prompt("标题。"))
    stage.wait_for_silence()

    assert stage.synthesiser.times("标题。") == 2


def test_captions_come_without_an_engine_too(stage):
    stage.synthesiser.has_voice = False

    stage.voice.say(prompt("标题。"))
    stage.wait_for_silence()

    assert stage.captions == ["标题。", ""]
    assert not stage.voice.is_available


def test_a_broken_answer_of_an_engine_is_no_sound_but_a_caption(qtbot):
    class Broken:
        def render(
            self, text: str, *, rate_percent: int, language: str = Language.SIMPLIFIED
        ) -> bytes | None:
            return b"RIFF"

    captions = []
    voice = Voice(synthesiser=Broken(), player=Player(output=QAudioDevice))
    voice.captioned.connect(captions.append)

    voice.say(prompt("好。"))
    qtbot.waitUntil(lambda: captions == ["好。", ""])
    voice.close()


def _press(timestamp: int) -> QMouseEvent:
    event = QMouseEvent(
        QEvent.Type.MouseButtonPress,
        QPointF(1, 1),
        QPointF(1, 1),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.setTimestamp(timestamp)
    return event


@pytest.fixture
def silencer(stage, qapp) -> Iterator[TouchSilencer]:
    made = TouchSilencer(stage.voice)
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


def test_a_press_silences_before_it_is_delivered(stage, silencer, qtbot):
    seen = []

    class Button(QWidget):
        def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
            seen.append(stage.voice.is_speaking)

    button = Button()
    qtbot.addWidget(button)
    stage.voice.say(prompt("标题。"))

    QCoreApplication.sendEvent(button, _press(1))

    assert seen == [False]


def test_a_press_that_climbs_to_the_parent_does_not_cut_the_answer_of_the_child(
    stage, silencer, qtbot
):
    class Talking(QLabel):
        def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
            stage.voice.say(outcome("已选好。"))
            event.ignore()

    page = QWidget()
    qtbot.addWidget(page)
    child = Talking()
    QVBoxLayout(page).addWidget(child)

    QCoreApplication.sendEvent(child, _press(7))

    assert stage.voice.is_speaking


def test_a_held_key_silences_once(stage, silencer, qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    repeated = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, "", True, 1
    )
    stage.voice.say(prompt("标题。"))

    QCoreApplication.sendEvent(widget, repeated)
    assert stage.voice.is_speaking
    qtbot.keyClick(widget, Qt.Key.Key_Down)
    assert not stage.voice.is_speaking


def test_the_clip_cache_lets_go_of_what_was_not_said_for_longest():
    cache = ClipCache(limit_bytes=1000)
    first, second, third = (Take(text, 100) for text in ("甲", "乙", "丙"))
    cache.keep(first, _MOMENT)
    cache.keep(second, _MOMENT)
    cache.find(first)

    cache.keep(third, _MOMENT)

    assert first in cache
    assert second not in cache
    assert third in cache
