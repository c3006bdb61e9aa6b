"""A whole name written at once: a box of slots, and what the ink of each may mean."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.domain.words import NO_WORDS
from ui.theme import TextStyle
from ui.widgets.buttons import BigButton
from ui.widgets.ink_box import NamePad
from ui.widgets.look import Look
from ui.widgets.writing import CandidateBar

_ROWS, _BRIEF_ROWS = 3, 2
_SLOT_MM, _LEAST_SLOT_MM = 120.0, 70.0
_BRIEF_GLYPH_ROOM = 1.2  # a character has no tails


class NameDesk(QWidget):
    """The box for a whole name, the candidates of each slot, 撤一笔 and 重写.

    The candidates stand below their slots, on a panel that lies beside the box in their order.

    Signals:
        ink_changed: a stroke was written or taken back; read ``pad.strokes``.
        picked(str): a candidate was pressed; its key.
    """

    ink_changed = Signal()
    picked = Signal(str)

    def __init__(self, look: Look, slots: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_brief = False
        self.pad = NamePad(look, look.words("whole-name-box"), slots, self)
        self.candidates = tuple(CandidateBar(look, self, columns=1) for _ in range(slots))
        self.undo = BigButton(look, NO_WORDS, parent=self)
        self.rewrite = BigButton(look, NO_WORDS, parent=self)
        for button in (self.undo, self.rewrite):
            button.set_compact()
        self.pad.stroke_finished.connect(self.ink_changed)
        for bar in self.candidates:
            bar.picked.connect(self.picked)
        self.undo.clicked.connect(self.pad.undo_stroke)
        self.rewrite.clicked.connect(self._on_rewrite)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._restyle()
        look.changed.connect(self._restyle)

    def set_slots(self, slots: Sequence[Sequence[tuple[str, str]]]) -> None:
        """Show what the ink of each slot may mean: keys and characters."""
        numbered = enumerate(zip(self.candidates, slots, strict=True), start=1)
        for number, (bar, found) in numbered:
            bar.set_candidates([text for _, text in found], [key for key, _ in found])
            for candidate, (_, text) in zip(bar.shown, found, strict=True):
                name = self._look.words("whole-name-candidate", number=number, sign=text)
                candidate.setAccessibleName(name.shown)

    def set_brief(self, is_brief: bool) -> None:  # noqa: FBT001 - a Qt setter of one flag
        """Make do with a smaller box and two candidates where field and box would part."""
        self._is_brief = is_brief
        for bar in self.candidates:
            bar.set_rows(self._rows)
        self._arrange()

    @property
    def _rows(self) -> int:
        return _BRIEF_ROWS if self._is_brief else _ROWS

    def clear(self) -> None:
        """Take all ink back: the next name begins."""
        self.pad.clear()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the box, its candidates and the buttons."""
        gap, candidates = self._look.theme.gap_px, self._candidate_height()
        side, button = self._side(width), self._button_height()
        if self._is_beside(width):
            return max(side, candidates) + gap + button
        if self._is_brief:
            return max(side, 2 * button + gap) + gap + candidates
        return side + gap + candidates + gap + button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _is_beside(self, width: int) -> bool:
        """Whether the candidates stand beside the box: a panel that lies has no room below."""
        theme = self._look.theme
        pair = theme.mm(_LEAST_SLOT_MM) + theme.target_px + theme.choice_gap_px
        return width >= len(self.candidates) * pair

    def _side(self, width: int) -> int:
        theme, slots = self._look.theme, len(self.candidates)
        if self._is_beside(width):
            room = width // slots - theme.target_px - theme.choice_gap_px
            return min(room, max(theme.mm(_LEAST_SLOT_MM), self._candidate_height()))
        if self._is_brief:
            room = (width - theme.gap_px - max(self._button_widths())) // slots
            return min(room, theme.mm(_LEAST_SLOT_MM))
        return min(width // slots, theme.mm(_SLOT_MM))

    def _candidate_height(self) -> int:
        theme = self._look.theme
        face = theme.face(TextStyle.HEADING)
        glyph = round(_BRIEF_GLYPH_ROOM * face.size_px) if self._is_brief else face.line_px
        key = max(theme.target_px, glyph)
        return self._rows * (key + theme.gap_px) - theme.gap_px

    def _button_height(self) -> int:
        return self.undo.heightForWidth(self.undo.one_line_width())

    def _button_widths(self) -> tuple[int, int]:
        least = self._look.theme.target_px
        return (
            max(least, self.undo.one_line_width()),
            max(least, self.rewrite.one_line_width()),
        )

    def _arrange(self) -> None:
        """Place everything; where there is little height, the buttons stand beside the box."""
        gap, side = self._look.theme.gap_px, self._side(self.width())
        box = QRect(0, 0, side * len(self.candidates), side)
        height = self._candidate_height()
        left, top, column = gap // 2, side + gap, side
        if self._is_beside(self.width()):
            left, top = box.width() + self._look.theme.choice_gap_px, 0
            column = (self.width() - left) // len(self.candidates)
        undo, rewrite = self._button_widths()
        button, below = self._button_height(), max(side, top + height) + gap
        places = (QRect(0, below, undo, button), QRect(undo + gap, below, rewrite, button))
        if self._is_brief and not self._is_beside(self.width()):
            right, widest = box.width() + gap, max(undo, rewrite)
            places = (
                QRect(right, 0, widest, button),
                QRect(right, button + gap, widest, button),
            )
            top = max(side, 2 * button + gap) + gap
            last: tuple[QWidget, ...] = self.candidates
        else:
            last = (self.undo, self.rewrite)
        self.pad.setGeometry(box)
        for key, place in zip((self.undo, self.rewrite), places, strict=True):
            key.setGeometry(place)
        for number, bar in enumerate(self.candidates):
            bar.setGeometry(left + number * column, top, column - gap, height)
        for each in last:  # what is higher is reached before
            each.raise_()

    def _on_rewrite(self) -> None:
        self.clear()
        self.ink_changed.emit()

    def _restyle(self) -> None:
        self.pad.setAccessibleName(self._look.words("whole-name-box").shown)
        self.undo.set_words(self._look.words("ink-undo"))
        self.rewrite.set_words(self._look.words("ink-clear"))
        self.updateGeometry()
        self._arrange()
