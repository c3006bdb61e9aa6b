"""Names that no keyboard offers, found by radical or by code point, arrive unharmed."""

import random
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.entry.hanzi import standard_levels
from kiosk.entry.radicals import RadicalLookup
from tests.journeys.conftest import a_citizen, devices, open_window, opened
from tests.journeys.speller import Speller
from tests.journeys.test_every_service import receipts
from ui.pages import Key
from ui.rehearsal.hall import Hall
from ui.rehearsal.people import persona

_USUAL = set("".join(standard_levels()[:2]))


def way_to(sign: str) -> tuple[str, ...]:
    """Return what to choose until the character is found."""
    start = RadicalLookup()
    for strokes in start.choices:
        for radical in start.choose(strokes).choices:
            for rest in start.choose(strokes).choose(radical).choices:
                lookup = start.choose(strokes).choose(radical).choose(rest)
                if sign in lookup.choices:
                    return lookup.choose(sign).chosen
    raise AssertionError("no way leads there")


class LooksUp(Speller):
    """Spells in pinyin what is usual and looks the rest up by radical; a helper, by code point."""

    def enter(self, text: str) -> None:
        """Put ``text`` into the field, in place of what is there."""
        if all(sign in _USUAL or not sign.isalpha() for sign in text):
            super().enter(text)
            return
        self._empty_field()
        for sign in text:
            self.spell(sign) if sign in _USUAL else self._look_up(sign)

    def _look_up(self, sign: str) -> None:
        if not self._has("pad:radicals"):
            self.choose("pad:strokes")
        self.choose("pad:radicals")
        if self._has("pad:code-point"):
            self.choose("pad:code-point")
            for digit in f"{ord(sign):X}":
                self.choose(digit)
            self._pick(sign)
        else:
            for choice in way_to(sign):
                self.choose(f"radical:{choice}")


@pytest.mark.slow
@pytest.mark.parametrize("is_helped", [False, True], ids=["by-radical", "by-code-point"])
def test_a_name_nobody_can_spell_is_looked_up_and_arrives(
    qapp: QApplication,
    hall: Hall,
    is_helped: bool,  # noqa: FBT001 - a parameter of the test
):
    bearer = persona(random.Random(3), born=date(1940, 1, 1))
    rare = replace(bearer, card=replace(bearer.card, name="王䶮𬭸㛃𠅤𬭼"))

    with open_window(qapp, hall.settings, devices(hall.settings)) as kiosk:
        citizen = a_citizen(
            kiosk, kind=LooksUp, applicant=rare, uses_card=False, with_helper=is_helped
        )
        number = citizen.apply("yanglao_zige_renzheng")
        citizen.leave()
        (row,) = receipts(kiosk, number)

    assert not row.needs_character
    read = opened(hall, row.case_id).application
    assert read.answers["name"] == rare.card.name
    assert rare.card.name in {text for _, text in read.readable}


class Photographs(LooksUp):
    """Finds no way to the last character of the name."""

    def _look_up(self, sign: str) -> None:
        self.choose("pad:strokes")
        self.choose("pad:radicals")
        self.choose("unlisted")
        self.wait(self._has_picture, "a picture in the camera")
        self.choose("shoot")
        self.press(Key.PRIMARY)


@pytest.mark.slow
def test_a_name_nobody_can_enter_is_photographed_and_the_hall_is_told(
    qapp: QApplication, hall: Hall
):
    bearer = persona(random.Random(3), born=date(1940, 1, 1))
    rare = replace(bearer, card=replace(bearer.card, name="王𠅤"))

    with open_window(qapp, hall.settings, devices(hall.settings)) as kiosk:
        citizen = a_citizen(kiosk, kind=Photographs, applicant=rare, uses_card=False)
        number = citizen.apply("yanglao_zige_renzheng")
        citizen.leave()
        (row,) = receipts(kiosk, number)

    assert row.needs_character
    case = opened(hall, row.case_id)
    assert case.case.needs_character
    assert case.application.answers["name"] == "王〓"
    (picture,) = (a for a in case.application.attachments if a.slot.endswith("-unlisted.jpg"))
    assert picture.content.startswith(b"\xff\xd8")
