"""上一页 and 下一页 with the position between them, or above them where that is too wide."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.words import NO_WORDS, Words
from ui.widgets.buttons import BigButton
from ui.widgets.look import Look
from ui.widgets.text_block import TextBlock

_BUTTON_PAD_MM = 4.0


class Pager(QWidget):
    """Turns the pages of a body.

    Signals:
        turned_back, turned_on: a person asked for the page before or after.
    """

    turned_back = Signal()
    turned_on = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("pager")
        self._place = (0, 1)
        self._position = TextBlock(look, NO_WORDS, parent=self)
        self.previous = BigButton(look, NO_WORDS, icon="back", parent=self)
        self.next = BigButton(look, NO_WORDS, icon="forward", parent=self)
        for button in (self.previous, self.next):
            button.set_compact()
        self.previous.clicked.connect(self.turned_back)
        self.next.clicked.connect(self.turned_on)
        self.show_position(0, 1)
        look.changed.connect(self._restyle)

    def show_position(self, number: int, count: int) -> None:
        """Show where one is; ``number`` counts from 0."""
        self._place = (number, count)
        self.previous.set_words(self._look.words("page-previous"))
        self.next.set_words(self._look.words("page-next"))
        self._position.set_words(self.position_words)
        self.previous.setVisible(number > 0)
        self.next.setVisible(number < count - 1)
        self._arrange()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of one row, or of two where one is too narrow."""
        row = self.next.heightForWidth(self._button_width)
        if self._fits_in_one_row(width):
            return row
        return row + self._position.heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    @property
    def _button_width(self) -> int:
        widest = max(b.one_line_width() for b in (self.previous, self.next))
        return widest + 2 * self._look.theme.pad_down(_BUTTON_PAD_MM)

    @property
    def position_words(self) -> Words:
        """第n页，共m页; drawn as n/m where those words would take a line of their own."""
        number, count = self._place
        words = self._look.words("page-of", page=number + 1, pages=count)
        if not self._look.theme.saves_room:
            return words
        return Words(f"{number + 1}/{count}", words.spoken)

    def _fits_in_one_row(self, width: int) -> bool:
        gap = self._look.theme.choice_gap_px
        return 2 * (self._button_width + gap) + self._position.sizeHint().width() <= width

    def _arrange(self) -> None:
        width, button = self.width(), self._button_width
        row = self.next.heightForWidth(button)
        top = self.height() - row
        self.previous.setGeometry(0, top, button, row)
        self.next.setGeometry(width - button, top, button, row)
        self._position.setGeometry(self._position_box(top, row))

    def _position_box(self, top: int, row: int) -> QRect:
        label = self._position.sizeHint()
        left = (self.width() - label.width()) // 2
        if self._fits_in_one_row(self.width()):
            return QRect(left, top + (row - label.height()) // 2, label.width(), label.height())
        return QRect(left, 0, label.width(), label.height())

    def _restyle(self) -> None:
        self.show_position(*self._place)
