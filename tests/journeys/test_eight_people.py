"""Eight people, each by their own channel, to the receipt; and what stops them stops the test."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.flow.comfort import Palette
from tests.journeys.conftest import a_citizen
from tests.personas.blind import Blind
from tests.personas.deaf import Deaf
from tests.personas.journey import PEOPLE, walk
from tests.personas.low_vision import LowVision
from tests.personas.not_reading import NotReading
from tests.personas.person import Person
from tests.personas.sitting import Sitting
from ui import theme
from ui.bootstrap import Kiosk
from ui.rehearsal.citizen import Stuck
from ui.rehearsal.hall import Hall

SHORT = "yanglao_zige_renzheng"


@pytest.mark.slow
@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_gets_a_receipt_with_the_answers_that_were_meant(
    qapp: QApplication, hall: Hall, who: str
):
    outcome = walk(qapp, hall, who, SHORT)

    assert not outcome.failed
    assert outcome.effort.acts > 0


Break = Callable[[Kiosk, pytest.MonkeyPatch], None]


def no_heading_is_said(kiosk: Kiosk, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(kiosk.navigator, "_say", lambda _utterance: None)


def captions_are_missing(kiosk: Kiosk, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(kiosk.frame, "set_caption", lambda _words: None)


def letters_are_pale(kiosk: Kiosk, patch: pytest.MonkeyPatch) -> None:
    del kiosk
    yellow = theme._COLOURS[Palette.YELLOW_ON_BLACK]
    patch.setitem(theme._COLOURS, Palette.YELLOW_ON_BLACK, replace(yellow, ink="#808000"))


def nothing_touched_is_said(kiosk: Kiosk, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(kiosk.navigator, "_say_echo", lambda _page: None)


def the_panel_hangs_too_high(kiosk: Kiosk, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(kiosk, "settings", kiosk.settings.model_copy(update={"panel_bottom_mm": 1100}))


@pytest.mark.parametrize(
    ("kind", "break_it"),
    [
        (Blind, no_heading_is_said),
        (Deaf, captions_are_missing),
        (LowVision, letters_are_pale),
        (NotReading, nothing_touched_is_said),
        (Sitting, the_panel_hangs_too_high),
    ],
)
def test_who_depends_on_it_is_stuck_without_it(
    kiosk: Kiosk,
    heard: list[str],
    monkeypatch: pytest.MonkeyPatch,
    kind: type[Person],
    break_it: Break,
):
    person = a_citizen(kiosk, kind=partial(kind, heard=heard))
    break_it(kiosk, monkeypatch)

    with pytest.raises(Stuck):
        person.apply(SHORT)
