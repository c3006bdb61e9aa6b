"""One switch or two: the whole window without touching it.

With one switch the scan moves by itself and a press takes what is offered. Who has a second
switch moves the scan with it, and nothing moves by itself any more. The first press begins it; a
touch ends it, so do keys that move the focus, and so do some rounds without a press: a scan that
nobody watches must not talk on.
"""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from ui.widgets.focus_moves import MOVING_KEYS
from ui.widgets.frame import Frame
from ui.widgets.pressing import Pressable
from ui.widgets.rows import rows_of
from ui.widgets.scan import Scan, Spot

Row: TypeAlias = tuple[Pressable, ...]
_MOST_ROUNDS = 3


class Switches(QObject):
    """A listener to the application's input.

    Args:
        frame: the window that is scanned.
        accept_key: what the switch is for the machine: a key, as switch interfaces type one.
        next_key: the second switch.
        may_move: asked before the scan moves by itself; while it is said what is offered, no.

    Signals:
        used: a switch was pressed.
        offered(tuple): these widgets, a row or one of it, are offered now.
        abandoned: nobody pressed anything for some rounds.
    """

    used = Signal()
    offered = Signal(object)
    abandoned = Signal()

    def __init__(
        self,
        frame: Frame,
        *,
        accept_key: Qt.Key,
        next_key: Qt.Key,
        may_move: Callable[[], bool] = lambda: True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._frame = frame
        self._accept_key, self._next_key = accept_key, next_key
        self._may_move = may_move
        self._rows: list[Row] = []
        self._scan = Scan(())
        self._moves_by_itself = True
        self._moves = 0  # since the last press
        self._ticks = QTimer(self)
        self._ticks.timeout.connect(self._on_tick)
        self._ticks.setInterval(2000)

    @property
    def is_scanning(self) -> bool:
        """Whether something is offered."""
        return self._scan.spot is not None

    def set_interval(self, milliseconds: int) -> None:
        """Move by itself so often."""
        self._ticks.setInterval(milliseconds)

    def begin(self) -> None:
        """Offer things one after the other, from the next move on; a scan that runs goes on."""
        if not self.is_scanning:
            self._moves = 0
            self._ticks.start()

    def stop(self) -> None:
        """Offer nothing more; the next press begins anew, with one switch."""
        self._ticks.stop()
        self._rows, self._scan = [], Scan(())
        self._moves_by_itself = True
        self._frame.point_at(())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the keys of the switches; let a touch end the scan."""
        kind = event.type()
        if kind in {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}:
            self.stop()
        elif kind in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease}:
            return self._is_taken(event)
        return False

    def _is_taken(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() not in {
            self._accept_key, self._next_key
        }:  # fmt: skip
            if isinstance(event, QKeyEvent) and event.key() in MOVING_KEYS:
                self.stop()
            return False
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._moves = 0
            self.used.emit()
            self._on_switch(is_next=event.key() == self._next_key)
        return True

    def _on_switch(self, *, is_next: bool) -> None:
        self._look_again()
        if is_next:
            self._moves_by_itself = False
            self._scan.move_on()
            chosen = None
        else:
            chosen = self._scan.accept()
        self._offer()
        if chosen is not None:
            self._widget(chosen).click()
            QTimer.singleShot(0, self, self._offer_again)

    def _on_tick(self) -> None:
        if not self._may_move():
            return
        self._look_again()
        self._moves += 1
        if self._moves > _MOST_ROUNDS * len(self._rows):
            self.stop()
            self.abandoned.emit()
            return
        self._scan.move_on()
        self._offer()

    def _offer_again(self) -> None:
        """Offer what a choice has led to, unless it was to scan no more."""
        if not self.is_scanning:
            return
        if self._look_again():
            self._scan.move_on()
        self._offer()

    def _look_again(self) -> bool:
        """See what can be pressed now; another page is scanned from its beginning."""
        rows = _rows_of(self._frame)
        if rows == self._rows:
            return False
        self._rows = rows
        self._scan = Scan([len(row) for row in rows])
        return True

    def _offer(self) -> None:
        spot = self._scan.spot
        if spot is None:
            return
        offered = self._rows[spot.row] if spot.item is None else (self._widget(spot),)
        self._frame.point_at(offered)
        self.offered.emit(offered)
        if self._moves_by_itself:
            self._ticks.start()
        else:
            self._ticks.stop()

    def _widget(self, spot: Spot) -> Pressable:
        return self._rows[spot.row][spot.item or 0]


def _rows_of(frame: Frame) -> list[Row]:
    """Return what can be pressed, by the rows a person sees, from the top; the dock is one."""
    page = frame.page
    rows = rows_of(
        part
        for part in (page.focus_chain() if page else ())
        if isinstance(part, Pressable) and part.isEnabled() and part.isVisible()
    )
    return [*rows, frame.dock.in_order]
