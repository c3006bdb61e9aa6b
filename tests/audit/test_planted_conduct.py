"""Every rule of conduct turns red in a kiosk that breaks it, and only that rule."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from kiosk.domain.words import Hearer, Words
from kiosk.speech.utterance import outcome
from tests.audit.conduct import scenes
from tests.audit.conduct.rules import CONDUCT
from tests.audit.conduct.stage import Play, Stage, WatchedBySwitch, recorded
from ui.adapters.voice import Voice
from ui.app import App
from ui.asking import Asked
from ui.navigator import Navigator
from ui.pages import Field, Key, Page
from ui.presenting import Unfinished
from ui.screens.panel import presenter as panel
from ui.screens.still_there.presenter import Presenter as StillThere
from ui.widgets import switches
from ui.widgets.caption import CaptionStrip
from ui.widgets.darkness import Black
from ui.widgets.frame import Frame
from ui.widgets.page import Page as PageWidget

Planting = pytest.MonkeyPatch


def says_it_backwards(planting: Planting) -> None:
    spoken = Page.spoken
    planting.setattr(
        Page, "spoken", lambda page, hearer=Hearer.ANYBODY: spoken(page, hearer)[::-1]
    )


def says_another_number(planting: Planting) -> None:
    step = Words("第1步，共26步", "第九步，共二十六步")
    planting.setattr(Asked, "position_words", step)


def talks_on_when_touched(planting: Planting) -> None:
    planting.setattr(Voice, "touched", lambda _voice: None)


def cannot_go_slower(planting: Planting) -> None:
    fewer = tuple(control for control in panel._CONTROLS if control[0] != "slower")
    planting.setattr(panel, "_CONTROLS", fewer)


def says_what_is_typed(planting: Planting) -> None:
    planting.setattr(Words, "said_to", lambda words, _hearer: words.private or words.spoken)


def captions_nothing(planting: Planting) -> None:
    planting.setattr(CaptionStrip, "set_words", lambda _strip, _words: None)


def names_no_question(planting: Planting) -> None:
    def say_echo(navigator: Navigator, page: Page) -> None:
        navigator._say_of(page, outcome, lambda hearer: (page.echo.said_to(hearer),))

    planting.setattr(Navigator, "_say_echo", say_echo)


def darkens_nothing(planting: Planting) -> None:
    def see_through(black: Black, painter: QPainter) -> None:
        black.drawSource(painter)

    planting.setattr(Black, "draw", see_through)


def tells_the_end_once(planting: Planting) -> None:
    planting.setattr(StillThere, "tick", lambda _asking: None)


def drops_what_was_left(planting: Planting) -> None:
    planting.setattr(App, "_put_aside", lambda app: app._counter.forget())


def forgets_what_lies_below(planting: Planting) -> None:
    change_to = Navigator._change_to

    def forgetful(navigator: Navigator, place: object) -> object:
        presenter = change_to(navigator, place)
        navigator._below = None
        return presenter

    planting.setattr(Navigator, "_change_to", forgetful)


def stays_as_loud(planting: Planting) -> None:
    planting.setattr(Voice, "reset", Voice.all_stop)


def forgets_what_was_typed(planting: Planting) -> None:
    planting.setattr(Unfinished, "found", lambda _unfinished, _place, _kind: None)


def keeps_the_focus_from_a_notice(planting: Planting) -> None:
    def quietly(page: PageWidget, words: Words | None) -> None:
        page._notice.set_words(words or Words.same(""))
        page._unsettle()

    planting.setattr(PageWidget, "set_notice", quietly)


def moves_a_key_of_the_dock(planting: Planting) -> None:
    show_page = Frame.show_page

    def moving(frame: Frame, page: PageWidget) -> None:
        show_page(frame, page)
        key = frame.dock.buttons[1]
        key.move(key.x() + 1, key.y())

    planting.setattr(Frame, "show_page", moving)


def shows_who_helps_what_was_typed(planting: Planting) -> None:
    present = Navigator._present

    def open_to_all(navigator: Navigator, page: Page) -> None:
        below = navigator.page
        if page.screen == "panel-help" and below is not None:
            fields = tuple(row for row in below.rows if isinstance(row, Field))
            page = replace(page, rows=(*page.rows, *fields))
        present(navigator, page)

    planting.setattr(Navigator, "_present", open_to_all)


def offers_everything_singly(planting: Planting) -> None:
    rows_of = switches._rows_of

    def singly(frame: Frame) -> list[tuple[object, ...]]:
        return [(part,) for row in rows_of(frame) for part in row]

    planting.setattr(switches, "_rows_of", singly)


def to_the_dock_by_two_switches(stage: Stage) -> None:
    citizen = stage.citizen(kind=WatchedBySwitch)
    citizen.has_two = True
    citizen.press(Key.PRIMARY)
    citizen.choose("apply")
    citizen.dock("help")
    stage.record.presses += citizen.presses


@dataclass(frozen=True, slots=True)
class Fault:
    """What is broken, and the scene in which it shows."""

    plant: Callable[[Planting], None]
    play: Play


FAULTS: Mapping[str, Fault] = {
    "S01": Fault(says_it_backwards, scenes.went_back),
    "S02": Fault(says_another_number, scenes.went_back),
    "S03": Fault(talks_on_when_touched, scenes.interrupted),
    "S04": Fault(cannot_go_slower, scenes.interrupted),
    "S05": Fault(says_what_is_typed, scenes.made_comfortable),
    "S06": Fault(captions_nothing, scenes.made_comfortable),
    "S07": Fault(names_no_question, scenes.refused),
    "S08": Fault(darkens_nothing, scenes.in_the_dark),
    "M01": Fault(tells_the_end_once, scenes.left_alone),
    "M02": Fault(drops_what_was_left, scenes.left_alone),
    "M03": Fault(forgets_what_lies_below, scenes.made_comfortable),
    "M04": Fault(stays_as_loud, scenes.made_comfortable),
    "M05": Fault(forgets_what_was_typed, scenes.went_back),
    "M06": Fault(keeps_the_focus_from_a_notice, scenes.refused),
    "M07": Fault(moves_a_key_of_the_dock, scenes.went_back),
    "M08": Fault(shows_who_helps_what_was_typed, scenes.handed_over),
    "F07": Fault(offers_everything_singly, to_the_dock_by_two_switches),
}


def test_every_rule_of_conduct_has_a_fault() -> None:
    assert set(FAULTS) == set(CONDUCT)


@pytest.mark.slow
@pytest.mark.parametrize("rule", sorted(FAULTS))
def test_a_broken_kiosk_turns_exactly_its_rule_red(
    rule: str,
    qapp: QApplication,
    unused_kiosk: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kiosk = tmp_path / "kiosk"
    shutil.copytree(unused_kiosk, kiosk)
    FAULTS[rule].plant(monkeypatch)

    record = recorded(FAULTS[rule].play, qapp, kiosk)

    assert {name for name, held in CONDUCT.items() if held.check(record).wrong} == {rule}
