"""The buttons at the bottom of a page: back on the left, the act itself on the right.

For the left hand it is the other way round.
"""

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.words import NO_WORDS, Words
from ui.widgets.buttons import BigButton
from ui.widgets.look import Look
from ui.widgets.pressing import Variant

_BACK_SHARE = 0.36
_MOST_LINES_BESIDE = 2
_PAIR, _ALL = 2, 3


class Actions(QWidget):
    """Back, another way and the primary button: in one row, the other way above if it is long."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.secondary = BigButton(look, NO_WORDS, parent=self)
        self.back = BigButton(look, NO_WORDS, icon="back", parent=self)
        self.primary = BigButton(look, NO_WORDS, variant=Variant.PRIMARY, parent=self)
        self.primary.setObjectName("primary")

    @property
    def in_order(self) -> tuple[BigButton, ...]:
        """The buttons in the order of reading."""
        return tuple(button for row in self._rows(self.width()) for button, _ in row)

    def set_icons(self, primary: str, secondary: str) -> None:
        """Put pictograms before the words; the one of back is always the same."""
        self.primary.set_icon(primary)
        self.secondary.set_icon(secondary)

    def set_words(self, back: Words, primary: Words, secondary: Words) -> None:
        """Show the buttons that have words."""
        for button, words in (
            (self.back, back),
            (self.primary, primary),
            (self.secondary, secondary),
        ):
            button.set_words(words)
            button.setVisible(bool(words))
        self._arrange()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows of buttons; 0 when there are none."""
        return max((box.bottom() + 1 for _, box in self._placed(width)), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        for button, box in self._placed(self.width()):
            button.setGeometry(box)

    def _placed(self, width: int) -> list[tuple[BigButton, QRect]]:
        """Return where each button stands, row by row from the top."""
        gap = self._look.theme.choice_gap_px
        placed, top = [], 0
        for row in self._rows(width):
            height = max(self._least_height(row), *(b.heightForWidth(w) for b, w in row))
            left = 0
            for button, button_width in row:
                placed.append((button, QRect(left, top, button_width, height)))
                left += button_width + gap
            top += height + gap
        return placed

    def _least_height(self, row: list[tuple[BigButton, int]]) -> int:
        is_secondary = len(row) == 1 and row[0][0] is self.secondary
        return self._look.theme.row_px if is_secondary else self._look.theme.primary_px

    def _rows(self, width: int) -> list[list[tuple[BigButton, int]]]:
        rows = self._rows_for_the_right(width)
        return [row[::-1] for row in rows] if self._look.theme.hands.is_left else rows

    def _rows_for_the_right(self, width: int) -> list[list[tuple[BigButton, int]]]:
        one_row = self._one_row(width)
        if one_row:
            return [one_row]
        rows = [[(self.secondary, width)]] if self.secondary.text() else []
        gap = self._look.theme.choice_gap_px
        back_width = max(int((width - gap) * _BACK_SHARE), self.back.minimumSizeHint().width())
        if not self.back.text():
            return [*rows, [(self.primary, width)]] if self.primary.text() else rows
        if not self.primary.text():
            return [*rows, [(self.back, back_width)]]
        beside = [(self.back, back_width), (self.primary, width - gap - back_width)]
        if any(button.lines_at(room) > _MOST_LINES_BESIDE for button, room in beside):
            return [*rows, [(self.back, width)], [(self.primary, width)]]
        return [*rows, beside]

    def _one_row(self, width: int) -> list[tuple[BigButton, int]]:
        """Return all three side by side where each fits on one line, else nothing.

        Two alone have fixed shares of the row, unless these would make room for more lines. On a
        panel that lies, two ways on do not stand one above the other.
        """
        theme = self._look.theme
        buttons = [b for b in (self.back, self.secondary, self.primary) if b.text()]
        may_be_two = theme.saves_room or (theme.panel.is_wide and not self.back.text())
        if len(buttons) < (_PAIR if may_be_two else _ALL):
            return []
        gaps = (len(buttons) - 1) * theme.choice_gap_px
        spare = width - gaps - sum(button.one_line_width() for button in buttons)
        if spare < 0:
            return []
        small = spare // (len(buttons) + 1)
        shares = [small] * (len(buttons) - 1) + [spare - small * (len(buttons) - 1)]
        return [(b, b.one_line_width() + s) for b, s in zip(buttons, shares, strict=True)]
