"""Writing by hand: the box on the left, the characters it may mean on the right."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.domain.words import NO_WORDS
from ui.theme import TextSize
from ui.widgets.buttons import BigButton, Candidate
from ui.widgets.ink_box import SignatureBox, WritingPad
from ui.widgets.look import Look

_COLUMNS, _ROWS = 3, 3
_PAD_MM, _NARROW_PAD_MM = 130.0, 120.0
_BRIEF_PAD_MM, _LEAST_PAD_MM = 105.0, 90.0
"""Less than one would like, but else the field would stand on another page."""


class CandidateBar(QWidget):
    """At most three rows of characters the ink may mean, best first.

    Signals:
        picked(str): a candidate was pressed.
    """

    picked = Signal(str)

    def __init__(
        self, look: Look, parent: QWidget | None = None, *, columns: int = _COLUMNS
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._columns, self._rows = columns, _ROWS
        self._keys: list[Candidate] = []
        look.changed.connect(self._arrange)

    def set_candidates(self, texts: Sequence[str], keys: Sequence[str] = ()) -> None:
        """Show these candidates; what is beyond three rows waits behind 更多.

        Args:
            texts: the characters, best first.
            keys: what is told when one is pressed; the character itself when there are none.
        """
        shown = tuple(zip(keys or texts, texts, strict=True))[: self._columns * _ROWS]
        if shown == tuple((key.key, key.text()) for key in self._keys):
            return
        for key in self._keys:
            key.hide()
            key.deleteLater()
        self._keys = [Candidate(self._look, text, key, parent=self) for key, text in shown]
        for key in self._keys:
            key.chosen.connect(self.picked)
        self._arrange()

    @property
    def shown(self) -> tuple[Candidate, ...]:
        """The keys as they stand, best first."""
        return tuple(self._keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new size."""
        super().resizeEvent(event)
        self._arrange()

    def set_rows(self, rows: int) -> None:
        """Show so many rows; what is beyond them is not seen."""
        self._rows = rows
        self._arrange()

    def _arrange(self) -> None:
        gap = self._look.theme.gap_px
        columns, rows = self._columns, self._rows
        width = (self.width() - (columns - 1) * gap) // columns
        height = (self.height() - (rows - 1) * gap) // rows
        for number, key in enumerate(self._keys):
            row, column = divmod(number, columns)
            key.setVisible(row < rows)
            key.setGeometry(column * (width + gap), row * (height + gap), width, height)


class WritingDesk(QWidget):
    """The writing box with its candidates, 撤一笔, 重写 and 更多.

    Signals:
        ink_changed: a stroke was written or taken back; read ``pad.strokes``.
        picked(str): a candidate was pressed.
        more_wanted: 更多 was pressed; other candidates are to be shown.
    """

    ink_changed = Signal()
    picked = Signal(str)
    more_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_brief = False
        self.pad = WritingPad(look, look.words("writing-name"), self)
        self.candidates = CandidateBar(look, self)
        self.undo = BigButton(look, NO_WORDS, parent=self)
        self.rewrite = BigButton(look, NO_WORDS, parent=self)
        self.more = BigButton(look, NO_WORDS, parent=self)
        for button in (self.undo, self.rewrite, self.more):
            button.set_compact()
        self.more.hide()
        self.pad.stroke_finished.connect(self.ink_changed)
        self.candidates.picked.connect(self.picked)
        self.undo.clicked.connect(self.pad.undo_stroke)
        self.rewrite.clicked.connect(self._on_rewrite)
        self.more.clicked.connect(self.more_wanted)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._restyle()
        look.changed.connect(self._restyle)

    def set_candidates(self, texts: Sequence[str], *, has_more: bool = False) -> None:
        """Show what the ink may mean, and 更多 when there are other characters."""
        self.candidates.set_candidates(texts)
        self.more.setVisible(has_more)

    def set_brief(self, is_brief: bool) -> None:  # noqa: FBT001 - a Qt setter of one flag
        """Make the box smaller where field and box would part otherwise."""
        self._is_brief = is_brief

    def clear(self) -> None:
        """Take all ink back: the next character begins."""
        self.pad.clear()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the box and the buttons below it."""
        return self._side(width) + self._look.theme.gap_px + self._button_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _side(self, width: int) -> int:
        theme = self._look.theme
        widest = _NARROW_PAD_MM if theme.saves_room else _PAD_MM
        if self._is_brief:
            widest = _LEAST_PAD_MM if theme.size is TextSize.LARGEST else _BRIEF_PAD_MM
        candidates = _ROWS * theme.target_px + (_ROWS - 1) * theme.gap_px
        beside = _COLUMNS * theme.target_px + (_COLUMNS - 1) * theme.gap_px
        free = width - theme.choice_gap_px - beside
        return max(min(theme.mm(widest), width * 3 // 5, free), candidates)

    def _button_height(self) -> int:
        return self.undo.heightForWidth(self.undo.one_line_width())

    def _arrange(self) -> None:
        gap, wide = self._look.theme.gap_px, self._look.theme.choice_gap_px
        side, height = self._side(self.width()), self._button_height()
        pad = QRect(0, 0, side, side)
        beside = QRect(side + wide, 0, self.width() - side - wide, side)
        if self._look.theme.hands.is_left:  # the hand must not cover what is read
            beside.moveLeft(0)
            pad.moveLeft(beside.width() + wide)
        self.pad.setGeometry(pad)
        self.candidates.setGeometry(beside)
        undo, rewrite = self.undo.one_line_width(), self.rewrite.one_line_width()
        spare = max(0, side - gap - undo - rewrite)
        undo, rewrite = undo + spare // 2, rewrite + spare - spare // 2
        left = undo + gap + rewrite + wide
        self.undo.setGeometry(0, side + gap, undo, height)
        self.rewrite.setGeometry(undo + gap, side + gap, rewrite, height)
        self.more.setGeometry(left, side + gap, self.width() - left, height)

    def _on_rewrite(self) -> None:
        self.clear()
        self.ink_changed.emit()

    def _restyle(self) -> None:
        self.pad.setAccessibleName(self._look.words("writing-name").shown)
        self.undo.set_words(self._look.words("ink-undo"))
        self.rewrite.set_words(self._look.words("ink-clear"))
        self.more.set_words(self._look.words("candidates-more"))
        self.updateGeometry()
        self._arrange()


class SignaturePad(QWidget):
    """The signature box with 重写 below it.

    Signals:
        ink_changed: the signature is another one; read ``strokes`` and ``png``.
    """

    ink_changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.box = SignatureBox(look, look.words("signature-name"), self)
        self.rewrite = BigButton(look, NO_WORDS, parent=self)
        self.rewrite.set_compact()
        self.box.stroke_finished.connect(self.ink_changed)
        self.rewrite.clicked.connect(self._on_rewrite)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._restyle()
        look.changed.connect(self._restyle)

    def png(self) -> bytes:
        """Return the signature as PNG; empty without ink."""
        return self.box.png()

    def clear(self) -> None:
        """Take all ink back."""
        self.box.clear()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the box and the button."""
        return self.box.heightForWidth(width) + self._look.theme.gap_px + self._button_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _button_height(self) -> int:
        return self.rewrite.heightForWidth(self.rewrite.one_line_width())

    def _arrange(self) -> None:
        height = self.box.heightForWidth(self.width())
        self.box.setGeometry(0, 0, self.width(), height)
        width = self.rewrite.one_line_width() + self._look.theme.mm(20)
        top = height + self._look.theme.gap_px
        self.rewrite.setGeometry(self.width() - width, top, width, self._button_height())

    def _on_rewrite(self) -> None:
        self.clear()
        self.ink_changed.emit()

    def _restyle(self) -> None:
        self.box.setAccessibleName(self._look.words("signature-name").shown)
        self.rewrite.set_words(self._look.words("ink-clear"))
        self.updateGeometry()
        self._arrange()
