"""What others in the hall hear of a visit: nothing that was entered, until the visitor asks."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.words import Hearer
from kiosk.speech.numerals import cardinal, digit_by_digit
from kiosk.speech.utterance import prompt
from tests.journeys.conftest import a_citizen
from ui.bootstrap import Kiosk
from ui.pages import Key
from ui.rehearsal.citizen import Citizen

_EXAMPLE = "比如："  # of the form, with a made-up address that the citizen may live at
_SHORT = 3  # fewer digits also count steps and pages


class RememberingCitizen(Citizen):
    """Knows what it put into the kiosk, and what was on its cards."""

    def __init__(self, kiosk: Kiosk, **how: Any) -> None:
        super().__init__(kiosk, **how)
        self.entered: list[str] = []

    def enter(self, text: str) -> None:
        self.entered.append(text)
        super().enter(text)

    @property
    def own(self) -> set[str]:
        people = [person for person in (self.applicant, self.helper) if person]
        cards = (person.card for person in people)
        on_cards = (value for card in cards for value in (card.name, card.number.digits))
        return {*self.entered, *on_cards}


def leaked(heard: list[str], own: set[str]) -> list[int]:
    """Return how long each value is that can be made out, however it was said."""
    heard = [line for line in heard if not line.startswith(_EXAMPLE)]
    flow = "".join(heard).replace("，", "")
    return [
        len(value) for value in own if any(_is_said(form, heard, flow) for form in _said(value))
    ]


def _said(value: str) -> set[str]:
    if not value.rstrip("X").isdigit():
        return {value}
    digits = value.rstrip("X")
    spelt = {digit_by_digit(digits), digit_by_digit(digits).replace("一", "幺"), cardinal(digits)}
    return {value, *spelt}


def _is_said(form: str, heard: list[str], flow: str) -> bool:
    return form in flow if len(form) >= _SHORT else form in heard


@pytest.mark.slow
@pytest.mark.parametrize(
    ("service", "how"),
    [
        ("gaoling_jintie", {"uses_card": False}),
        ("yanglao_zige_renzheng", {"with_helper": True, "choices": {"auth_kind": "esign"}}),
    ],
)
def test_the_loudspeaker_says_nothing_of_what_is_entered_or_on_a_card(
    kiosk: Kiosk, heard: list[str], service: str, how: dict[str, Any]
):
    citizen = a_citizen(kiosk, kind=RememberingCitizen, **how)

    def hear_every_stroke() -> None:
        citizen.wait_for_reading()

    citizen._between = hear_every_stroke
    citizen.apply(service)

    assert len(citizen.own) > 2
    assert leaked(heard, citizen.own) == []
    assert leaked([*heard, citizen.applicant.card.name], citizen.own)  # it would be noticed


def test_headphones_say_it(kiosk: Kiosk, heard: list[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(type(kiosk.outputs), "is_private", True)
    citizen = a_citizen(kiosk, kind=RememberingCitizen)
    citizen.press(Key.PRIMARY)
    citizen.choose("progress")
    citizen.choose("number")

    for digit in "739":
        citizen.choose(digit)

    assert [line for line in heard if line in "739"] == ["7", "3", "9"]


def test_headphones_that_come_and_go_begin_the_page_anew_each_as_loud_as_is_its_own(
    kiosk: Kiosk, heard: list[str], monkeypatch: pytest.MonkeyPatch
):
    citizen = a_citizen(kiosk, kind=RememberingCitizen)
    citizen.press(Key.PRIMARY)
    citizen.choose("progress")
    citizen.choose("number")
    for digit in "73918":
        citizen.choose(digit)
    said = {}
    for is_private in (True, False):
        heard.clear()
        monkeypatch.setattr(type(kiosk.outputs), "is_private", is_private)
        kiosk.outputs.moved.emit()
        said[is_private] = (tuple(heard), kiosk.voice.controls.volume_percent)
    page, settings = kiosk.navigator.page, kiosk.settings

    assert said == {
        True: (prompt(*page.spoken(Hearer.VISITOR)).sentences, settings.headphones_volume_percent),
        False: (prompt(*page.spoken()).sentences, settings.volume_percent),
    }
    assert leaked(list(said[True][0]), {"73918"})


def test_a_number_that_is_typed_is_heard_by_the_hall_only_after_it_was_asked_for(
    kiosk: Kiosk, heard: list[str], qtbot: QtBot
):
    citizen = a_citizen(kiosk, kind=RememberingCitizen)
    citizen.press(Key.PRIMARY)
    citizen.choose("progress")
    citizen.choose("number")
    for digit in "73918":
        citizen.choose(digit)
    unasked = list(heard)

    citizen.dock("voice")
    citizen.choose("read")
    asked = [line for line in heard[len(unasked) :] if "七三九" in line]
    citizen.press(Key.BACK)
    heard.clear()
    citizen.choose("number")

    assert leaked(unasked, {"73918"}) == []
    assert len(asked) == 1
    assert leaked(heard, {"73918"}) == []
