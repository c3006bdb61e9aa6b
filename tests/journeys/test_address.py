"""Somebody from the hall's own street touches where they live, and the platform has it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.catalogue.regions import write_region
from tests.hall_region import STREET
from tests.journeys.conftest import a_citizen, devices, open_window, opened
from tests.journeys.test_every_service import receipts
from ui.rehearsal.citizen import Citizen
from ui.rehearsal.hall import Hall

_COMMUNITY = "420106001002"
_WHOLE = "湖北省武汉市武昌区积玉桥街道中山社区12号"


class Neighbour(Citizen):
    """Lives round the corner and has no card with them."""

    touched = 0

    def enter(self, text: str) -> None:
        """Choose the community and press the number of the house; write everything else."""
        if self.page.screen != "address":
            super().enter(text)
            return
        before = self.diary.touches
        for key in (f"place:{_COMMUNITY}", "1", "2", "号"):
            self.choose(key)
        self.touched = self.diary.touches - before


@pytest.fixture
def hall_in_a_street(hall: Hall) -> Iterator[Hall]:
    write_region(STREET, hall.settings.regions)
    yield hall
    hall.settings.regions.unlink()


@pytest.mark.slow
def test_an_address_in_the_halls_street_is_touched_and_arrives(
    qapp: QApplication, hall_in_a_street: Hall
):
    hall = hall_in_a_street

    with open_window(qapp, hall.settings, devices(hall.settings)) as kiosk:
        citizen = a_citizen(kiosk, kind=Neighbour, uses_card=False)
        number = citizen.apply("yanglao_zige_renzheng")
        citizen.leave()
        (row,) = receipts(kiosk, number)

    assert opened(hall, row.case_id).application.answers["hukou_addr"] == _WHOLE
    assert citizen.touched + 1 <= 6, "with 下一步"
