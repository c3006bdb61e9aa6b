"""Journeys played in a real window for the rules of conduct, each short and each for a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.domain.errors import StorageFailed
from kiosk.flow import places as at
from kiosk.flow.visit import IdleNoticed
from tests.audit.conduct.record import Wanted
from tests.audit.conduct.stage import (
    BY_KEYS,
    SHORT,
    Play,
    Stage,
    Watched,
    WatchedByKeys,
    WatchedBySwitch,
)
from ui.adapters.voice import Voice
from ui.pages import Choice, Field, Key, Keys, ReviewItem

_PHOTOS = "gaoling_jintie"
_NEIGHBOUR = MappingProxyType(
    {"helper_kind": "other", "helper_relation": "9", "auth_kind": "present"}
)
_NUMBERS = MappingProxyType(
    {"live_same": "yes", "contact2": "13902467531", "way": "staff", "staff_no": "10086"}
)
_EXTENSIONS = 10
_ALERT_MARKS_S = (45, 30, 20, 10)
_IDLE_MS = 120


def alone(stage: Stage) -> None:
    """By card, with photographs and a signature, with an answer put right on the review."""
    citizen = stage.begin(_PHOTOS)
    stage.until(citizen, lambda: citizen.page.screen == "review")
    first = next(row for row in citizen.page.rows if isinstance(row, ReviewItem))
    citizen.choose(first.key)
    citizen.press(Key.PRIMARY)
    citizen.choose("read")
    citizen.press(Key.BACK)
    citizen.answer_page()
    while not isinstance(stage.kiosk.app.visit.place, at.Sealed):
        citizen.answer_page()
    citizen._slip_number()
    stage.record.own.append(citizen.slip_code)
    citizen.leave(rating="5")


def helped(stage: Stage) -> None:
    """A neighbour applies for an old woman."""
    citizen = stage.citizen(with_helper=True, choices={**BY_KEYS, **_NEIGHBOUR})
    citizen.apply(SHORT)
    stage.record.own.append(citizen.slip_code)
    citizen.leave()


def refused(stage: Stage) -> None:
    """Nothing is chosen, a number is too short, and at last the disk does not take it."""
    citizen = stage.begin()
    stage.until(citizen, lambda: _is_unanswered(citizen, Choice))
    citizen.press(Key.PRIMARY)
    stage.until(citizen, lambda: _is_unanswered(citizen, Keys))
    citizen.choose("9")
    citizen.press(Key.PRIMARY)
    stage.kiosk.drafts.keep = _refuse
    citizen.answer_page()


def by_hand(stage: Stage) -> None:
    """Without a card: the name is written, the number typed."""
    citizen = stage.begin(uses_card=False)
    asked = citizen.diary.asked
    stage.until(citizen, lambda: any(ref.endswith("id_no") for ref in asked))


def went_back(stage: Stage) -> None:
    """A mark is made, and looked for again after two questions back and two on."""
    citizen = stage.begin()
    stage.until(citizen, lambda: _is_unanswered(citizen, Keys))
    citizen.answer_page()
    choices = (row for row in citizen.page.rows if isinstance(row, Choice))
    citizen.choose(next(row.key for row in choices if not row.is_chosen))
    for key in (Key.BACK, Key.BACK, Key.PRIMARY, Key.PRIMARY):
        citizen.press(key)


def made_comfortable(stage: Stage) -> None:
    """Everything that can be set is set in the middle of a number; then the visitor leaves."""
    citizen = stage.begin()
    stage.until(citizen, lambda: _is_unanswered(citizen, Keys))
    stage.record.own.append("13902467")
    for digit in "139":
        citizen.choose(digit)
    citizen.dock("text-size")
    for wish in ("need:hearing", "size:4", "palette:white-on-black", "left", "left"):
        citizen.choose(wish)
    citizen.press(Key.PRIMARY)
    citizen.choose("0")
    citizen.dock("voice")
    for control in ("louder", "slower", "repeat", "quieter", "quieter", "faster", "slower"):
        stage.wait_for_sound(citizen)
        citizen.choose(control)
    stage.wait_for_silence(citizen)
    citizen.press(Key.PRIMARY)
    for panel in ("language", "help"):
        citizen.dock(panel)
        citizen.press(Key.PRIMARY)
    for digit in "2467":
        citizen.choose(digit)
    _leave_it_kept(stage, citizen)


def interrupted(stage: Stage) -> None:
    """Somebody who does not listen to the end."""
    citizen = stage.citizen()
    for act in (
        lambda: citizen.press(Key.PRIMARY),
        lambda: citizen.choose("apply"),
        lambda: citizen.dock("voice"),
        lambda: citizen.choose("louder"),
        lambda: citizen.press(Key.PRIMARY),
        lambda: citizen.press(Key.BACK),
    ):
        stage.wait_for_sound(citizen)
        act()


def left_alone(stage: Stage) -> None:
    """Asked ten times whether anybody is there, then gone; somebody else comes, then the first."""
    citizen = stage.begin()
    stage.until(citizen, lambda: _is_unanswered(citizen, Keys))
    citizen.choose("1")
    app = stage.kiosk.app

    def is_asked() -> bool:
        return isinstance(app.visit.place, at.StillThere)

    app._idle.setInterval(_IDLE_MS)
    app._watch()
    stage.record.idle_ms = _IDLE_MS
    for _ in range(_EXTENSIONS):
        citizen.wait(is_asked, "the kiosk asks")
        citizen.press(Key.PRIMARY)
    citizen.wait(is_asked, "the kiosk asks")
    citizen.look()
    for mark, following in zip(_ALERT_MARKS_S, (*_ALERT_MARKS_S[1:], 0), strict=True):
        stage.wait_for_silence(citizen)
        stage.kiosk.devices.clock.advance(timedelta(seconds=mark - following))
        stage.kiosk.app._on_tick()
        citizen.look()
    app._idle.setInterval(60_000)
    app._on_idle_ended()
    citizen.look()
    another = stage.citizen(seed=2)
    another.press(Key.PRIMARY)
    for errand in ("apply", "resume", "progress"):
        another.choose(errand)
        another.press(Key.BACK)
    _come_back(stage, citizen)


def came_back(stage: Stage) -> None:
    """Kept under a code in the middle, and gone on with."""
    citizen = stage.begin(_PHOTOS)
    stage.until(citizen, lambda: citizen.page.screen == "photo")
    citizen.answer_page()
    code = _leave_it_kept(stage, citizen)
    citizen.press(Key.PRIMARY)
    citizen.choose("resume")
    citizen.choose("code")
    for digit in code:
        citizen.choose(digit)
    citizen.press(Key.PRIMARY)


def handed_over(stage: Stage) -> None:
    """Somebody of the hall is fetched in the middle of a number, and at the review."""
    citizen = stage.begin()
    citizen.dock("text-size")
    citizen.choose("size:3")
    citizen.press(Key.PRIMARY)
    stage.until(citizen, lambda: _is_unanswered(citizen, Keys))
    stage.record.own.append("1390246")
    for digit in "1390246":
        citizen.choose(digit)
    citizen.dock("help")
    stage.kiosk.app.dispatch(IdleNoticed())
    citizen.press(Key.PRIMARY)
    citizen.press(Key.PRIMARY)
    stage.until(citizen, lambda: citizen.page.screen == "review")
    citizen.dock("help")
    citizen.press(Key.PRIMARY)


def in_the_dark(stage: Stage) -> None:
    """By keys and by ear, to the slip; a touch on the way brings the picture back."""
    # a machine without a device hears nothing, and then the screen stays light
    with patch.object(Voice, "is_available", new=True):
        citizen = stage.citizen(kind=WatchedByKeys, choices=dict(_NUMBERS))
        citizen.press(Key.PRIMARY)
        citizen.dock("voice")
        citizen.choose("dark")
        stage.record.note(Wanted("touch anywhere"))
        QTest.mouseClick(stage.kiosk.frame.windowHandle(), Qt.MouseButton.LeftButton)
        citizen.look()
        citizen.choose("dark")
        citizen.press(Key.PRIMARY)
        citizen.apply_from_home(SHORT)
        stage.record.own.append(citizen.slip_code)
        citizen.leave()


def one_switch(stage: Stage) -> None:
    """Everything with one switch."""
    _apply_by_switch(stage, has_two=False)


def two_switches(stage: Stage) -> None:
    """Everything with two."""
    _apply_by_switch(stage, has_two=True)


def _apply_by_switch(stage: Stage, *, has_two: bool) -> None:
    citizen = stage.citizen(kind=WatchedBySwitch, choices=dict(_NUMBERS))
    citizen.has_two = has_two
    citizen.apply(SHORT)
    stage.record.own.append(citizen.slip_code)
    citizen.leave()
    stage.record.presses += citizen.presses


def _is_unanswered(citizen: Watched, kind: type) -> bool:
    rows = citizen.page.rows
    is_empty = not any(
        (isinstance(row, Choice) and row.is_chosen) or (isinstance(row, Field) and row.value.shown)
        for row in rows
    )
    return is_empty and any(isinstance(row, kind) for row in rows)


def _leave_it_kept(stage: Stage, citizen: Watched) -> str:
    citizen.dock("home")
    citizen.choose("keep")
    code = stage.kiosk.app.memory.code.digits
    stage.record.own.append(code)
    citizen.press(Key.PRIMARY)
    citizen.press(Key.PRIMARY)
    return code


def _come_back(stage: Stage, citizen: Watched) -> None:
    citizen.choose("resume")
    citizen.choose("card")
    stage.kiosk.devices.reader.put(citizen.applicant.card)
    citizen.wait(
        lambda: isinstance(stage.kiosk.app.visit.place, at.Asking) or bool(citizen.page.notice),
        "the card is read",
    )
    citizen.look()


def _refuse(*_args: object, **_named: object) -> None:
    raise StorageFailed("planted")


@dataclass(frozen=True, slots=True)
class Scene:
    """A journey and the rules it is there for: each of them must find something to check."""

    play: Play
    rules: tuple[str, ...]


SCENES: Mapping[str, Scene] = MappingProxyType(
    {
        "alone": Scene(alone, ("S01", "S02", "S04", "S05", "S07", "M05", "M07")),
        "with a helper": Scene(helped, ("S01", "S02", "S05", "M07")),
        "refused": Scene(refused, ("S07", "M06")),
        "by hand": Scene(by_hand, ("S05",)),
        "back and on": Scene(went_back, ("M05",)),
        "made comfortable": Scene(made_comfortable, ("S04", "S06", "M03", "M04")),
        "interrupted": Scene(interrupted, ("S03",)),
        "left alone": Scene(left_alone, ("M01", "M02", "S05")),
        "coming back": Scene(came_back, ("S02", "S05", "M04")),
        "handed over": Scene(handed_over, ("M08", "M03")),
        "in the dark": Scene(in_the_dark, ("S08", "S05")),
        "one switch": Scene(one_switch, ("F07",)),
        "two switches": Scene(two_switches, ("F07",)),
    }
)
