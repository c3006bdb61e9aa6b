"""What is heard when keys move the focus, and what 再说一遍 says, in a real window."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.domain.words import Hearer, Words
from kiosk.entry.fields import ERASE
from kiosk.flow import places as at
from kiosk.i18n import Text
from kiosk.speech.controls import SpeechControls
from kiosk.speech.utterance import Role, Utterance
from tests.windows import a_frame, a_look, drop, settle
from ui.adapters.inputs import Inputs
from ui.aloud import READ_ALOUD
from ui.drawing import PageView
from ui.navigator import Navigator
from ui.pages import Act, Action, Choice, Chose, Field, Keys, Page, SpellingKeys, Tile, Writing
from ui.presenting import Stage
from ui.screens.panel.presenter import VoicePresenter
from ui.simple import SimpleWords
from ui.widgets.frame import Frame

TEXT = Text()
STAGE = Stage(text=TEXT, emit=lambda _event: None, refresh=lambda: None)
YES = Choice(key="yes", label=Words("是", "第一个，是"), is_chosen=True)
NO = Choice(key="no", label=Words("不是", "第二个，不是"))
QUESTION = Page(
    screen="choice",
    heading=Words.same("户口是本地的吗？"),
    rows=(YES, NO),
    back=TEXT("key-back"),
    primary=TEXT("key-next"),
)
OTHER = replace(QUESTION, screen="other", heading=Words.same("住在哪里？"))
DOCK = ["首页", "大字", "语音", "语言", "找人帮"]


@dataclass
class Shows:
    """A presenter of one page."""

    shown: Page

    def page(self) -> Page:
        return self.shown

    def on(self, act: Act) -> None:
        """Nothing comes of it."""


@dataclass
class Window:
    frame: Frame
    navigator: Navigator
    heard: list[Utterance] = field(default_factory=list)
    is_private: bool = False

    def press(self, key: Qt.Key, times: int = 1) -> list[tuple[str, ...]]:
        """Press a key; return what was said at each time."""
        self.heard.clear()
        for _ in range(times):
            QTest.keyClick(self.frame.focusWidget(), key)
        return [utterance.words for utterance in self.heard]


Open = Callable[[Page], Window]


@pytest.fixture
def show(qapp: QApplication) -> Iterator[Open]:
    frames = []

    def open_window(page: Page) -> Window:
        look = a_look()
        frame = a_frame(look)
        frames.append((look, frame))
        pages = {at.Home(): Shows(page), at.Standby(): Shows(OTHER)}
        panel = VoicePresenter(
            stage=STAGE, controls=SpeechControls, change=lambda _how: None, has_sound=lambda: True
        )
        heard: list[Utterance] = []
        view = PageView(look, frame)
        inputs = Inputs(view.focus_moves, parent=frame)
        qapp.installEventFilter(inputs)
        navigator = Navigator(
            view=view,
            open_place=lambda place: pages.get(place, panel),
            say=heard.append,
            screen_changed=lambda: None,
            simple=SimpleWords(text=TEXT, is_wanted=lambda: False),
            signed=lambda page: page,
            is_private=lambda: window.is_private,
        )
        window = Window(frame, navigator, heard)
        navigator.go(at.Home())
        settle()
        return window

    yield open_window
    for _, frame in frames:
        drop(frame)


def test_each_part_is_named_with_what_it_is_and_how_it_stands(show: Open) -> None:
    window = show(QUESTION)

    said = window.press(Qt.Key.Key_Tab, 4 + len(DOCK) + 1)

    assert said == [
        ("第一个，是", "单选", "现在选的是这个"),
        ("第二个，不是", "单选", "还没选"),
        ("返回", "按键"),
        ("下一步", "按键"),
        *((name, "按键") for name in DOCK),
        ("户口是本地的吗？",),
    ]


def test_arrows_say_the_part_they_lead_to(show: Open) -> None:
    window = show(QUESTION)
    window.press(Qt.Key.Key_Tab)

    said = window.press(Qt.Key.Key_Down) + window.press(Qt.Key.Key_Left)

    assert [words[0] for words in said] == ["第二个，不是", "第一个，是"]


def test_what_the_focus_says_is_not_repeated(show: Open) -> None:
    window = show(QUESTION)

    window.press(Qt.Key.Key_Tab)

    assert [utterance.role for utterance in window.heard] == [Role.PASSING]


def test_of_a_sensitive_question_it_is_not_said_what_is_chosen(show: Open) -> None:
    rows = tuple(replace(row, is_sensitive=True, several=True) for row in (YES, NO))
    window = show(replace(QUESTION, rows=rows))

    said = window.press(Qt.Key.Key_Tab, 2)

    assert said == [("第一个，是", "可以多选"), ("第二个，不是", "可以多选")]


def test_a_field_says_its_label_and_what_others_may_hear_of_it(show: Open) -> None:
    number = Field(label=Words.same("手机号"), value=Words("199", "已填3位"))
    window = show(replace(QUESTION, rows=(number,), is_personal=True))

    said = window.press(Qt.Key.Key_Tab)

    assert said == [("手机号", "已填3位")]
    assert window.heard[0].is_personal


def test_a_tile_says_the_line_about_it_too(show: Open) -> None:
    tile = Tile(key="t", icon="home", title=Words.same("办事"), subtitle=Words.same("补贴、证件"))
    window = show(replace(QUESTION, rows=(tile,)))

    assert window.press(Qt.Key.Key_Tab) == [("办事", "按键", "补贴、证件")]


def test_a_touch_and_a_new_page_move_the_focus_without_a_word_of_it(show: Open) -> None:
    window = show(replace(QUESTION, rows=(Action(key="a", words=Words.same("念给我听")),)))
    window.heard.clear()

    QTest.mouseClick(window.frame.dock.buttons[1], Qt.MouseButton.LeftButton)
    window.navigator.go(at.Standby())
    settle()

    assert [utterance.role for utterance in window.heard] == [Role.PROMPT]


def test_a_part_that_is_hidden_hands_the_focus_on_without_a_word(show: Open) -> None:
    window = show(QUESTION)
    window.press(Qt.Key.Key_Tab, 4)
    window.heard.clear()

    window.frame.focusWidget().hide()

    assert window.heard == []


def test_the_focus_of_another_window_is_not_said(show: Open) -> None:
    window, other = show(QUESTION), show(OTHER)
    window.heard.clear()

    said = other.press(Qt.Key.Key_Tab)

    assert said
    assert window.heard == []


# Who hears it

PHONE = Field(label=Words.same("手机号"), value=Words("199", "已填3位", "一九九"))
KEYS = Keys(rows=(("1", "2", ERASE),), names=((ERASE, Words.same("删除")),), hushed="数字键")
TYPING = replace(QUESTION, rows=(PHONE, KEYS))


def test_others_hear_how_much_is_typed_and_no_digit_in_focus(show: Open) -> None:
    window = show(TYPING)

    said = window.press(Qt.Key.Key_Tab, 4)

    assert said == [("手机号", "已填3位"), *[("数字键", "按键")] * 2, ("删除", "按键")]
    assert {utterance.hearer for utterance in window.heard} == {Hearer.ANYBODY}


def test_headphones_hear_what_is_typed_and_each_digit_and_nothing_of_it_is_kept(
    show: Open,
) -> None:
    window = show(TYPING)
    window.is_private = True

    said = window.press(Qt.Key.Key_Tab, 4)

    assert said == [("手机号", "一九九"), ("1", "按键"), ("2", "按键"), ("删除", "按键")]
    assert [u.is_personal for u in window.heard] == [True, True, True, False]
    assert [u.hearer is Hearer.VISITOR for u in window.heard] == [True, True, True, False]


def test_who_asks_hears_it_on_the_loudspeaker_until_the_page_is_left(show: Open) -> None:
    window = show(TYPING)
    window.navigator.go(at.PanelOpen(at.Panel.VOICE))
    window.navigator.on_acted(Chose(READ_ALOUD))
    window.heard.clear()

    window.navigator.go(at.Home())
    asked = window.heard[-1]
    window.navigator.go(at.Standby())
    window.navigator.go(at.Home())

    assert PHONE.value.private in asked.words
    assert asked.hearer is Hearer.ANYBODY
    assert asked.is_personal
    assert PHONE.value.private not in window.heard[-1].words


def test_what_headphones_were_asked_to_read_the_loudspeaker_does_not(show: Open) -> None:
    window = show(TYPING)
    window.is_private = True
    window.navigator.on_acted(Chose(READ_ALOUD))
    window.is_private = False

    window.navigator.hush()

    assert window.heard[-1].words == TYPING.spoken()


def test_a_candidate_in_focus_is_named_to_the_visitor_alone(show: Open) -> None:
    window = show(replace(QUESTION, rows=(Writing(candidates=("望",), hushed="认出来的字"),)))

    said = [words[0] for words in window.press(Qt.Key.Key_Tab, 4)]
    window.is_private = True
    said_privately = [words[0] for words in window.press(Qt.Key.Key_Backtab, 4)]

    assert "认出来的字" in said
    assert "望" not in "".join(said)
    assert "望，希望的望" in said_privately


def test_which_stroke_or_candidate_has_the_focus_only_the_visitor_hears(show: Open) -> None:
    keys = SpellingKeys(
        candidates=("望",),
        rows=(("丶", "B", ERASE),),
        names=((ERASE, Words.same("删除")), ("丶", Words("丶 点", "点"))),
        hushed="笔画键",
        hushed_candidate="认出来的字",
    )
    window = show(replace(QUESTION, rows=(keys,)))

    said = [words[0] for words in window.press(Qt.Key.Key_Tab, 4)]
    window.is_private = True
    said_privately = [words[0] for words in window.press(Qt.Key.Key_Backtab, 3)]

    assert said == ["认出来的字", "笔画键", "笔画键", "删除"]
    assert said_privately == ["B", "点", "望，希望的望"]


# Once more


def test_the_voice_key_says_the_page_below_at_once(show: Open) -> None:
    window = show(QUESTION)
    window.heard.clear()

    window.navigator.go(at.PanelOpen(at.Panel.VOICE))

    (said,) = window.heard
    assert said.words[:2] == (TEXT("voice-heading").spoken, TEXT("voice-again").spoken)
    assert said.words[2 : 2 + len(QUESTION.spoken())] == QUESTION.spoken()
    assert said.words[-1] == TEXT("panel-close").spoken


def test_once_more_says_the_page_below_the_panel_and_not_the_panel(show: Open) -> None:
    window = show(QUESTION)
    window.navigator.go(at.PanelOpen(at.Panel.VOICE))
    window.navigator.go(at.StillThere())
    window.navigator.go(at.PanelOpen(at.Panel.VOICE))
    window.heard.clear()

    window.navigator.repeat()

    assert [utterance.words for utterance in window.heard] == [QUESTION.spoken()]
    assert window.heard[0].role is Role.PROMPT


def test_the_sound_of_a_personal_page_below_is_not_kept(show: Open) -> None:
    window = show(replace(QUESTION, is_personal=True))
    window.heard.clear()

    window.navigator.go(at.PanelOpen(at.Panel.VOICE))
    window.navigator.repeat()

    assert [utterance.is_personal for utterance in window.heard] == [True, True]


def test_after_the_panel_the_page_on_the_screen_is_the_one_said(show: Open) -> None:
    window = show(QUESTION)
    window.navigator.go(at.PanelOpen(at.Panel.VOICE))
    window.navigator.go(at.Home())
    window.navigator.go(at.Standby())
    window.heard.clear()

    window.navigator.go(at.PanelOpen(at.Panel.VOICE))

    (said,) = window.heard
    assert OTHER.heading.spoken in said.words
    assert QUESTION.heading.spoken not in said.words


def test_after_the_visit_there_is_nothing_to_say_once_more(show: Open) -> None:
    window = show(QUESTION)
    window.navigator.go(at.PanelOpen(at.Panel.VOICE))
    window.heard.clear()

    window.navigator.wipe()
    window.navigator.repeat()

    assert window.heard == []
