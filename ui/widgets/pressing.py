"""How everything is pressed: buttons, tiles, answers, keys of the dock.

All act on release, by touch, space or enter; arrows move the focus and change nothing; a press
slid off the button does nothing, nor one that began on the screen before or just after it
changed. None of them needs a long press, a drag or a hover; who wants it may have a finger count
only after it was held for a while.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kiosk.domain.words import Words
from ui.theme import CORNER_MM, OUTLINE_MM, Theme
from ui.widgets.hold import Hold
from ui.widgets.look import Look
from ui.widgets.shapes import draw_card

_SLIP_MM = 4.0
_ROWS = {Qt.Key.Key_Up, Qt.Key.Key_Down}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_PRESSES = _ENTER | {Qt.Key.Key_Space}


class Variant(StrEnum):
    """How much a button asks for attention."""

    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of what is pressed, in its present state."""

    ground: str
    outline: str
    text: str
    outline_px: int
    line: Qt.PenStyle = Qt.PenStyle.SolidLine


class Pressable(QPushButton):
    """The behaviour all pressed things share.

    Signals:
        chosen(str): it was pressed; carries its key.
    """

    chosen = Signal(str)

    def __init__(
        self, look: Look, words: Words, *, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._pressed_on = look.screen
        self.hold = Hold(look, self)
        self._is_brief = False
        self._is_clicked = False
        self._about = ""
        self.key = key
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_words(words)
        self.clicked.connect(self._on_clicked)
        self.toggled.connect(self._on_toggled)
        look.changed.connect(self._restyle)

    def set_words(self, words: Words) -> None:
        """Show other words; they are the accessible name, too."""
        self.setText(words.shown)
        self.setAccessibleName(words.shown)
        self.updateGeometry()
        self.update()

    def describe(self, words: Words) -> None:
        """Let a screen reader say more than the name."""
        self._about = words.shown
        self.setAccessibleDescription(words.shown)

    def tell(self, sentence: str) -> None:
        """Let a screen reader that stands here say what the press did."""
        self.setAccessibleDescription("")  # the same words again are news, too
        self.setAccessibleDescription(sentence)

    def set_brief(self, is_brief: bool) -> None:  # noqa: FBT001 - a Qt setter of one flag
        """Ask for no more height than the words need, where more would cost a page."""
        self._is_brief = is_brief
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def sizeHint(self) -> QSize:
        """Return the least size; pages give the real one."""
        least = self.minimumSizeHint()
        return QSize(least.width(), self.heightForWidth(least.width()))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest width the words can be set in, at least a target wide."""
        side = self._theme.target_px
        return QSize(max(side, self._least_width()), side)

    def hitButton(self, pos: QPoint) -> bool:
        """Count a finger that slipped a little over the edge (ACCESSIBILITY, target 12)."""
        halo = self._theme.mm(_SLIP_MM)
        return self.rect().adjusted(-halo, -halo, halo, halo).contains(pos)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go down, unless the screen has only just changed."""
        if self._takes_press():
            super().mousePressEvent(event)
            self.hold.follow()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go up when the finger slides away; who comes back begins anew."""
        super().mouseMoveEvent(event)
        self.hold.follow()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act, unless the press was too short or meant for another screen."""
        self._let_go_of_old_press()
        if self.hold.share < 1:
            self.setDown(False)
        super().mouseReleaseEvent(event)
        self.hold.follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act once on enter; move the focus on arrows, by rows where the window does."""
        if event.key() == Qt.Key.Key_Left:
            self.focusPreviousChild()
        elif event.key() == Qt.Key.Key_Right:
            self.focusNextChild()
        elif event.key() in _ROWS:
            event.ignore()
        elif event.key() in _PRESSES and not self._takes_press():
            event.accept()
        elif event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Act on space, unless it was pressed for another screen."""
        self._let_go_of_old_press()
        super().keyReleaseEvent(event)

    def nextCheckState(self) -> None:
        """Change the mark of what is clicked."""
        self._is_clicked = True
        super().nextCheckState()
        self._is_clicked = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus without making other answers of the group unreachable.

        A radio group of Qt keeps only the chosen button in the tab chain; a person with one
        switch could never reach the others.
        """
        QWidget.focusInEvent(self, event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let a screen reader that comes again hear only what this is."""
        super().focusOutEvent(event)
        if self.accessibleDescription() != self._about:
            self.setAccessibleDescription(self._about)

    @property
    def _theme(self) -> Theme:
        return self._look.theme

    @property
    def _row_px(self) -> int:
        """Least height of a row."""
        return self._theme.target_px if self._is_brief else self._theme.row_px

    def _least_width(self) -> int:
        return 0

    def _takes_press(self) -> bool:
        if self._look.is_guarding:
            return False
        self._pressed_on = self._look.screen
        return True

    def _let_go_of_old_press(self) -> None:
        if self._pressed_on != self._look.screen:
            self.setDown(False)

    def _on_clicked(self) -> None:
        self._look.note_press()
        self.chosen.emit(self.key)

    def _on_toggled(self, is_checked: bool) -> None:  # noqa: FBT001 - a slot of Qt's signal
        """Act for a screen reader, too: it changes the mark without a click."""
        if is_checked and not self._is_clicked:
            self._on_clicked()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _begin(self, paint: Paint) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = min(self._theme.mm(CORNER_MM), self.height() // 3)
        draw_card(
            painter,
            self.rect(),
            ground=paint.ground,
            outline=paint.outline,
            outline_px=paint.outline_px,
            corner_px=corner,
            line=paint.line,
        )
        self.hold.draw(painter, colour=paint.text, corner_px=corner)
        return painter

    def _paint_for(self, variant: Variant) -> Paint:
        """Return the colours: pressed ones turn round, switched-off ones are dashed."""
        c, outline = self._theme.colours, self._theme.mm(OUTLINE_MM)
        if not self.isEnabled():
            return Paint(c.paper, c.ink, c.ink, outline, Qt.PenStyle.DashLine)
        paints = {
            Variant.PRIMARY: Paint(c.primary, c.primary, c.on_primary, outline),
            Variant.PLAIN: Paint(c.card, c.ink, c.ink, outline),
            Variant.QUIET: Paint(c.selected, c.ink, c.ink, outline),
            Variant.DANGER: Paint(c.card, c.error, c.error, 2 * outline),
        }
        paint = paints[variant]
        if self.isDown():
            return Paint(paint.text, paint.text, paint.ground, paint.outline_px)
        return paint
