"""Grids of short buttons: years, months, days, candidates."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.domain.words import Words
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
        is_large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._wanted = columns
        self._cells = tuple(
            Cell(
                look,
                label,
                key=key,
                is_chosen=key == chosen if chosen else None,
                is_large=is_large,
                parent=self,
            )
            for key, label in zip(keys, labels, strict=True)
        )
        self._part: tuple[int, int, int] | None = None
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
        """Return the heights of the parts, whole rows each; the first has ``first`` pixels."""
        rows, step = self._row_count(width), self._cell_size(width).height() + self._gap
        each, begun = self._rows_in(width, room), min(rows, self._rows_in(width, first))
        counts = [begun, *(min(each, rows - done) for done in range(begun, rows, each))]
        return [count * step - self._gap for count in counts]

    def show_slice(self, index: int, room: int, first: int) -> None:
        """Show one of those parts."""
        self._part = (index, room, first)
        self._arrange()

    def least_part(self, width: int) -> int:
        """Return the height of two rows: fewer are not begun at the end of a page."""
        rows = min(2, self._row_count(width))
        return rows * (self._cell_size(width).height() + self._gap) - self._gap

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    @property
    def _gap(self) -> int:
        return self._look.theme.gap_px

    def _columns(self, width: int) -> int:
        least = self._look.theme.target_px
        widest = max((cell.one_line_width() for cell in self._cells), default=least)
        widest = max(widest, least)
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
        first, count = self._cells_shown()
        for number, cell in enumerate(self._cells):
            row, column = divmod(number - first, columns)
            cell.setVisible(first <= number < first + count)
            corner = QPoint(column * (size.width() + self._gap), row * (size.height() + self._gap))
            cell.setGeometry(corner.x(), corner.y(), size.width(), size.height())

    def _cells_shown(self) -> tuple[int, int]:
        """Return the first cell of the part shown, and how many there is room for."""
        if self._part is None:
            return 0, len(self._cells)
        index, room, first = self._part
        columns = self._columns(self.width())
        begun, each = (self._rows_in(self.width(), height) for height in (first, room))
        if index == 0:
            return 0, begun * columns
        return (begun + (index - 1) * each) * columns, each * columns

    def _restyle(self) -> None:
        self._part = None
        self.updateGeometry()
        self._arrange()
