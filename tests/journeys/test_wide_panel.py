"""A citizen applies at a panel that lies on its side."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.domain.slip_number import SlipNumber
from kiosk.flow.comfort import Comfort
from kiosk.settings import Settings
from tests.journeys.conftest import a_citizen, devices, fixed_clock, open_window
from tests.windows import LYING
from ui.bootstrap import Kiosk
from ui.pages import Key
from ui.rehearsal.citizen import Citizen
from ui.theme import TextSize


class Watchful(Citizen):
    """Notes where the dock stands and that all it touches lies within the window."""

    def __init__(self, kiosk: Kiosk, **how: object) -> None:
        super().__init__(kiosk, **how)
        self.docks: set[tuple[object, ...]] = set()
        self.is_all_within = True

    def _touch(self, widget: QWidget) -> None:
        frame = self._kiosk.frame
        box = QRect(widget.mapTo(frame, QPoint(0, 0)), widget.size())
        self.is_all_within &= frame.rect().contains(box)
        self.docks.add(tuple(key.geometry().getRect() for key in frame.dock.buttons))
        super()._touch(widget)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("panel_mm", "touches"),
    [((476.0, 268.0), ()), ((268.0, 476.0), ("size:5", "left"))],
    ids=["usual", "largest-left"],
)
def test_a_service_is_applied_for_at_a_panel_that_lies(
    qapp: QApplication,
    lone_settings: Settings,
    panel_mm: tuple[float, float],
    touches: tuple[str, ...],
) -> None:
    settings = lone_settings.model_copy(update={"panel_mm": panel_mm})
    parts = devices(settings, fixed_clock())
    with open_window(qapp, settings, parts, window_px=LYING) as kiosk:
        citizen = a_citizen(kiosk, kind=Watchful)
        citizen.press(Key.PRIMARY)
        if touches:
            citizen.dock("text-size")
            for key in touches:
                citizen.choose(key)
            citizen.press(Key.PRIMARY)
            citizen.docks.clear()

        number = citizen.apply_from_home("gaoling_jintie")
        theme, slips = kiosk.look.theme, list((settings.data / "slips").glob("*.png"))

        assert kiosk.cases.by_slip(SlipNumber(number))
        assert len(slips) == 1
        assert citizen.is_all_within
        assert len(citizen.docks) == 1
        assert theme.panel.is_wide
        assert (theme.size, theme.hands.is_left) == (
            (TextSize.LARGEST, True) if touches else (TextSize.NORMAL, False)
        )
        citizen.leave()
        assert kiosk.app.visit.comfort == Comfort()
