"""P6: sits in a wheelchair, and reaches from 380 to 1150 mm above the floor."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from kiosk.flow.comfort import Need
from tests.personas.person import Person
from ui.rehearsal.citizen import Stuck

LOWEST_MM, HIGHEST_MM = 380.0, 1150.0


class Sitting(Person):
    """What lies out of reach is not touched at all."""

    needs = (Need.WHEELCHAIR,)

    def _touch(self, widget: QWidget) -> None:
        self._must_reach(widget, widget.rect().center())
        super()._touch(widget)

    def _press_at(self, box: QWidget, points: list[QPoint]) -> None:
        for point in points:
            self._must_reach(box, point)
        super()._press_at(box, points)

    def _must_reach(self, widget: QWidget, spot: QPoint) -> None:
        kiosk = self._kiosk
        above = kiosk.frame.height() - widget.mapTo(kiosk.frame, spot).y()
        height = kiosk.settings.panel_bottom_mm + kiosk.look.theme.in_mm(above)
        if not LOWEST_MM <= height <= HIGHEST_MM:
            raise Stuck(f"{type(widget).__name__} on {self._screen} stands {height:.0f} mm high")
