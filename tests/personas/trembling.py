"""P5: a hand that shakes. It misses the middle, slips, taps twice, and strays."""

import math
import random
from collections.abc import Callable
from datetime import date
from itertools import takewhile
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.flow import places as at
from kiosk.flow.comfort import Need
from kiosk.forms.protocol import Ref
from tests.personas.person import Person
from ui.bootstrap import Kiosk
from ui.pages import Cells, Field, Key
from ui.rehearsal.citizen import Stuck, let_the_window_live
from ui.widgets.look import TOUCH_GUARD_MS
from ui.widgets.writing import WritingDesk

JITTER_MM = 8.0
SLIP_MM = 10.0
ECHO_MS = 200
STRAYS = 0.03
_MOST_REPAIRS = 12
_LAPSE_MS = 30


class Trembling(Person):
    """Sees where a finger went wrong, and takes it back."""

    needs = (Need.TREMOR,)

    def __init__(self, kiosk: Kiosk, **how: Any) -> None:
        super().__init__(kiosk, **how)
        self._rng = random.Random(self.applicant.number)
        kiosk.look.touch_guard_ms = TOUCH_GUARD_MS

    def _answer_question(self, ref: Ref) -> None:
        here = self._kiosk.app.visit.place
        for _ in range(_MOST_REPAIRS):
            try:
                super()._answer_question(ref)
            except _Strayed:
                self._come_back(here)
                self._take_date_back()
            else:
                return
        raise Stuck(f"{self._screen} could not be answered with a shaking hand")

    def _choose_parts(self, day: date) -> None:
        """Choose a day part by part, and see whether it is the one that was meant.

        What is not offered is not looked for among other numbers.

        Raises:
            _Strayed: it is another.
        """
        decade, *parts = (day.year // 10 * 10, day.year, day.month, day.day)
        if self._offers(decade):
            self.choose(str(decade))
        for part in takewhile(self._offers, parts):
            self.choose(str(part))
        fields = [row.value.shown for row in self.page.rows if isinstance(row, Field)]
        meant = self._kiosk.text.full_day(day).shown
        if self.page.is_primary_ready and not any(shown.startswith(meant) for shown in fields):
            self.effort.wrong_turns += 1
            raise _Strayed

    def _offers(self, number: int) -> bool:
        cells = next((row for row in self.page.rows if isinstance(row, Cells)), None)
        return cells is not None and str(number) in cells.keys

    def write(self, char: str) -> None:
        """Write a character, and write it anew where a stray touch has spoilt the ink."""
        for _ in range(_MOST_REPAIRS):
            try:
                super().write(char)
            except Stuck:
                self.effort.wrong_turns += 1
                self._touch(self._desk.rewrite)
            else:
                return
        raise Stuck(f"{self._screen} could not be written on with a shaking hand")

    @property
    def _desk(self) -> WritingDesk:
        page = self._kiosk.frame.page
        desk = page.findChild(WritingDesk) if page else None
        assert isinstance(desk, WritingDesk)
        return desk

    def _touch_when_shown(self, find: Callable[[], QWidget | None], what: str) -> None:
        if self._is_helped and self._rng.random() < STRAYS:
            self._stray()
        super()._touch_when_shown(find, what)

    def _touch(self, widget: QWidget) -> None:
        self.effort.touch()
        frame = self._kiosk.frame
        middle = widget.mapTo(frame, widget.rect().center())
        if self._is_helped:
            spot = self._near(middle, JITTER_MM)
            self._tap(spot, self._near(spot, SLIP_MM))
            let_the_window_live(ECHO_MS)
            self._tap(self._near(middle, JITTER_MM))
        else:
            self._tap(middle)
        self._rest()
        self._after_act()

    @property
    def _is_helped(self) -> bool:
        return Need.TREMOR in self._kiosk.app.visit.comfort.needs

    def _stray(self) -> None:
        """Touch the window anywhere, and take back what comes of it.

        Raises:
            _Strayed: the page is not what it was.
        """
        frame, here, before = self._kiosk.frame, self._kiosk.app.visit.place, self.page
        self.effort.touch()
        self._tap(QPoint(self._rng.randrange(frame.width()), self._rng.randrange(frame.height())))
        self._rest()
        if self._kiosk.app.visit.place != here:
            self.effort.wrong_turns += 1
            self._come_back(here)
        if self.page.rows != before.rows:
            self.effort.wrong_turns += 1
            raise _Strayed

    def _come_back(self, here: at.Place) -> None:
        for _ in range(_MOST_REPAIRS):
            place = self._kiosk.app.visit.place
            if place == here or isinstance(place, at.Sealed):
                return
            key = Key.BACK if self._is_beyond(place, here) else Key.PRIMARY
            widget = self._kiosk.view.bottom_key(key)
            if widget is None:
                break
            self._touch(widget)
        raise Stuck(f"there is no way back from {self._screen}")

    def _is_beyond(self, place: at.Place, here: at.Place) -> bool:
        if isinstance(place, at.Asking) and isinstance(here, at.Asking):
            order = self._kiosk.counter.interview.session.order()
            return order.index(place.ref) > order.index(here.ref)
        return not isinstance(place, at.PanelOpen | at.Leaving | at.StillThere)

    def _rest(self) -> None:
        let_the_window_live(TOUCH_GUARD_MS + _LAPSE_MS)

    def _near(self, spot: QPoint, reach_mm: float) -> QPoint:
        """Return a place within ``reach_mm`` of ``spot``, any as likely as another."""
        far = self._kiosk.look.theme.mm(reach_mm) * math.sqrt(self._rng.random())
        angle = self._rng.random() * 2 * math.pi
        return spot + QPoint(int(far * math.cos(angle)), int(far * math.sin(angle)))

    def _tap(self, down: QPoint, up: QPoint | None = None) -> None:
        window, left = self._kiosk.frame.windowHandle(), Qt.MouseButton.LeftButton
        plain = Qt.KeyboardModifier.NoModifier
        QTest.mousePress(window, left, plain, down)
        QTest.mouseMove(window, up or down)
        QTest.mouseRelease(window, left, plain, up or down)


class _Strayed(Exception):
    """The page is not what it was before a finger went astray; what was asked is answered anew."""
