"""A name of three characters is written at once in the box of three slots, and arrives."""

import random
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from tests.journeys.conftest import a_citizen, devices, open_window, opened
from tests.journeys.test_every_service import receipts
from ui.pages import NameBox
from ui.rehearsal.citizen import Citizen, Stuck
from ui.rehearsal.hall import Hall
from ui.rehearsal.ink import strokes_for
from ui.rehearsal.people import persona
from ui.whole_name import SLOTS


class WritesAtOnce(Citizen):
    """Writes a name as on paper, then looks whether each character is right."""

    names_written = 0

    def enter(self, text: str) -> None:
        """Put ``text`` into the field; a short name in one go."""
        if len(text) > SLOTS or not self._has("pad:whole-name"):
            super().enter(text)
            return
        self.choose("pad:whole-name")
        for number, sign in enumerate(text):
            self._write_in(number, sign)
        self.wait_for_reading()
        for number, sign in enumerate(text):
            box = next(row for row in self.page.rows if isinstance(row, NameBox))
            if sign not in {each for _, each in box.slots[number]}:
                raise Stuck("a written character was not among the candidates of its slot")
            if box.slots[number][0][1] != sign:
                self.choose(f"slot:{number}:{sign}")
        self.names_written += 1

    def _write_in(self, number: int, sign: str) -> None:
        box = self._widget_of(NameBox)
        side = box.height()
        for stroke in strokes_for(sign):
            self._press_at(
                box, [QPoint(number * side + int(p.x * side), int(p.y * side)) for p in stroke]
            )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["王秀兰", "张伟", "欧阳明"])
def test_a_name_is_written_at_once_and_arrives(qapp: QApplication, hall: Hall, name: str):
    bearer = persona(random.Random(name), born=date(1940, 1, 1))
    bearer = replace(bearer, card=replace(bearer.card, name=name))

    with open_window(qapp, hall.settings, devices(hall.settings)) as kiosk:
        citizen = a_citizen(kiosk, kind=WritesAtOnce, applicant=bearer, uses_card=False)
        number = citizen.apply("yanglao_zige_renzheng")
        citizen.leave()
        (row,) = receipts(kiosk, number)

    assert citizen.names_written == 1
    assert opened(hall, row.case_id).application.answers["name"] == name
