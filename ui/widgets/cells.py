"""Grids of short buttons: years, months, days, candidates."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.domain.words import Words
from ui.theme import GAP_MM
from ui.widgets.buttons import Cell
from ui.widgets.look import Look


class CellGrid(QWidget):
    """Short buttons in as many columns as wanted, fewer where their words need more room.

    Signals:
        chosen(str): a cell was pressed; carries its key.
    """

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        keys: Sequence[str],
        labels: Sequence[Words],
        *,
        columns: int,
        chosen: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._wanted = columns
        self._cells = tuple(
            Cell(look, label, key=key, is_chosen=key == chosen, parent=self)
            for key, label in zip(keys, labels, strict=True)
        )
        self._part: tuple[int, int] | None = None
        for cell in self._cells:
            cell.chosen.connect(self.chosen)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._restyle)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        rows = self._row_count(width)
        return rows * self._cell_size(width).height() + (rows - 1) * self._gap

    def slice_heights(self, width: int, room: int, first: int) -> list[int]:
        """Return the heights of the parts, whole rows each, when a page has ``room`` pixels."""
        del first
        rows, step = self._row_count(width), self._cell_size(width).height() + self._gap
        each = self._rows_in(width, room)
        return [min(each, rows - done) * step - self._gap for done in range(0, rows, each)]

    def show_slice(self, index: int, room: int, first: int) -> None:
        """Show one of those parts."""
        del first
        self._part = (index, room)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    @property
    def _gap(self) -> int:
        return self._look.theme.mm(GAP_MM)

    def _columns(self, width: int) -> int:
        widest = max((cell.one_line_width() for cell in self._cells), default=1)
        return max(1, min(self._wanted, (width + self._gap) // (widest + self._gap)))

    def _row_count(self, width: int) -> int:
        return max(1, -(-len(self._cells) // self._columns(width)))

    def _cell_size(self, width: int) -> QSize:
        columns = self._columns(width)
        each = (width - (columns - 1) * self._gap) // columns
        return QSize(each, max((cell.heightForWidth(each) for cell in self._cells), default=0))

    def _rows_in(self, width: int, room: int) -> int:
        step = self._cell_size(width).height() + self._gap
        return max(1, (room + self._gap) // step)

    def _arrange(self) -> None:
        columns, size = self._columns(self.width()), self._cell_size(self.width())
        first, count = 0, len(self._cells)
        if self._part and self.heightForWidth(self.width()) > self._part[1]:
            count = self._rows_in(self.width(), self._part[1]) * columns
            first = self._part[0] * count
        for number, cell in enumerate(self._cells):
            row, column = divmod(number - first, columns)
            cell.setVisible(first <= number < first + count)
            corner = QPoint(column * (size.width() + self._gap), row * (size.height() + self._gap))
            cell.setGeometry(corner.x(), corner.y(), size.width(), size.height())

    def _restyle(self) -> None:
        self._part = None
        self.updateGeometry()
        self._arrange()
