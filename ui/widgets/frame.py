"""The permanent parts of the window: header, content, caption strip, dock and focus ring."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.domain.words import NO_WORDS, Words
from ui.widgets.caption import CaptionStrip
from ui.widgets.dock import Dock
from ui.widgets.focus_ring import FocusRing
from ui.widgets.header import Header
from ui.widgets.look import Look
from ui.widgets.page import Page
from ui.widgets.roles import tell_roles
from ui.widgets.rows import beneath, rows_of

_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_UPRIGHT = QBoxLayout.Direction.TopToBottom
_FROM_THE_RIGHT = QBoxLayout.Direction.LeftToRight
_FROM_THE_LEFT = QBoxLayout.Direction.RightToLeft


class Content(QStackedWidget):
    """Holds the page shown; screen readers say nothing of it."""


class Frame(QWidget):
    """The window. Its parts keep their places on every screen.

    Signals:
        dock_chosen(DockItem): a key of the dock was pressed.
    """

    dock_chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("frame")
        tell_roles()
        # made in the order of reading: screen readers go through them as they were made
        self.header = Header(look, self)
        self._content = Content(self)
        self._caption = CaptionStrip(look, self)
        self.dock = Dock(look, self)
        self._caption.hide()
        rows = QVBoxLayout()
        rows.addWidget(self.header)
        rows.addWidget(self._content, 1)
        rows.addWidget(self._caption)
        self._sides = QBoxLayout(_UPRIGHT, self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(0)
        self._sides.addLayout(rows, 1)
        self._sides.addWidget(self.dock)
        self._ring = FocusRing(look, self)
        look.changed.connect(self._restyle)
        self._restyle()
        self.dock.item_chosen.connect(self.dock_chosen)

    def set_hall(self, name: str) -> None:
        """Show the hall's name in the header."""
        self.header.set_hall(name)

    def set_clock(self, date: Words, time: Words) -> None:
        """Show the time, and the date where there is room for it."""
        self.header.set_clock(date, time)

    def set_caption(self, words: Words | None) -> None:
        """Show the sentence being spoken; None takes the strip away, no words leave it empty."""
        self._caption.set_words(words or NO_WORDS)
        self._caption.setVisible(words is not None)

    @property
    def page(self) -> Page | None:
        """The page shown now."""
        shown = self._content.currentWidget()
        return shown if isinstance(shown, Page) else None

    def show_page(self, page: Page) -> None:
        """Show ``page`` instead of the present one, which is deleted unless it is the same."""
        before = self.page
        if before is page:
            return
        page.arranged.connect(self._chain_focus)
        self._content.addWidget(page)
        self._content.setCurrentWidget(page)
        if before is not None:
            before.arranged.disconnect(self._chain_focus)
            self._content.removeWidget(before)
            before.deleteLater()
        self._chain_focus()

    def point_at(self, widgets: Sequence[QWidget]) -> None:
        """Show what is offered: one takes the focus, several stand in one ring, none in none."""
        if len(widgets) == 1:
            self._ring.surround(())
            widgets[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._ring.surround(widgets)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the ring over everything."""
        super().resizeEvent(event)
        self._ring.follow()

    def focus_chain(self) -> tuple[QWidget, ...]:
        """Return everything that takes the focus now, in the order of reading."""
        return (*(self.page.focus_chain() if self.page else ()), *self.dock.in_order)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up or down a row, to what stands straight above or below."""
        here = self.focusWidget()
        step = _ROWS.get(Qt.Key(event.key()), 0)
        there = beneath(rows_of(self.focus_chain()), here, step) if step else None
        if there is None:
            super().keyPressEvent(event)
        else:
            there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        """Give the header's room to the page at the largest sizes; slips name the hall, too.

        The dock stands below all else, or at the side of the hand on a panel that lies.
        """
        theme = self._look.theme
        self.header.setHidden(theme.saves_room)
        side = _FROM_THE_LEFT if theme.hands.is_left else _FROM_THE_RIGHT
        self._sides.setDirection(side if theme.panel.is_wide else _UPRIGHT)

    def _chain_focus(self) -> None:
        """Make the next key go down the page, then along the dock, then round."""
        if self.page is None:
            return
        for before, after in pairwise(self.focus_chain()):
            QWidget.setTabOrder(before, after)
        self._ring.follow()
