"""Widgets that break one rule each, for the audit to find."""

from dataclasses import replace
from itertools import cycle

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimerEvent
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from tests.windows import SAME
from ui.theme import OUTLINE_MM, Face
from ui.widgets.answers import ChoiceRow
from ui.widgets.buttons import BigButton
from ui.widgets.look import Look, pictogram
from ui.widgets.pressing import Paint, Variant
from ui.widgets.text_block import TextBlock


class OtherFace(TextBlock):
    """A paragraph in a face of its own."""

    def __init__(self, look: Look, face: Face) -> None:
        self._own = face
        super().__init__(look, SAME("看户口本"))

    @property
    def face(self) -> Face:
        return self._own


class Liar(ChoiceRow):
    """Looks chosen when it is not, and the other way round."""

    def isChecked(self) -> bool:  # noqa: N802 - Qt's name
        return not super().isChecked()


class Slanted(Face):
    """A face whose letters lean."""

    @property
    def font(self) -> QFont:
        font = QFont(super().font)
        font.setItalic(True)
        return font


class Faint(BigButton):
    """Draws its pictogram in the colour of a watermark."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        painter = QPainter(self)
        for mark in self.drawn_marks():
            painter.fillRect(mark, QColor(self._theme.colours.card))
            painter.drawPixmap(mark, pictogram(self._icon, mark.width(), "#999999"))


class Small(BigButton):
    """Has a pictogram that is small at every text size."""

    def drawn_marks(self) -> tuple[QRect, ...]:
        side = self._theme.mm(8)
        return tuple(QRect(mark.topLeft(), QSize(side, side)) for mark in super().drawn_marks())


class Shading(TextBlock):
    """Stands on a ground that changes from edge to edge."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        ground = QLinearGradient(0, 0, 0, self.height())
        ground.setColorAt(0, QColor("#F6F6FF"))
        ground.setColorAt(1, QColor("#EEEEFF"))
        QPainter(self).fillRect(self.rect(), ground)
        super().paintEvent(event)


class OffByColour(BigButton):
    """Switched off, it has another ground and nothing else."""

    def _paint_for(self, _variant: Variant) -> Paint:
        c = self._theme.colours
        ground = c.card if self.isEnabled() else c.selected
        return Paint(ground, c.ink, c.ink, self._theme.mm(OUTLINE_MM))


class ChosenByColour(ChoiceRow):
    """Chosen, it has another ground and nothing else."""

    def _state_paint(self) -> Paint:
        paint = self._paint_for(Variant.PLAIN)
        c = self._theme.colours
        return replace(paint, ground=c.selected if self.isChecked() else c.card)

    def drawn_marks(self) -> tuple[QRect, ...]:
        return ()

    def _draw_mark(self, _painter: QPainter, _paint: Paint) -> None:
        pass


class Eager(BigButton):
    """Acts as soon as a key brings the focus."""

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.TabFocusReason:
            self.click()


class Contrary(BigButton):
    """Goes up when the key says down."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Down:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)


class Sticky(BigButton):
    """Acts wherever the finger is lifted."""

    def hitButton(self, _place: QPoint) -> bool:  # noqa: N802 - Qt's name
        return True


class Unguarded(BigButton):
    """Takes every tap, whatever it was meant for."""

    def _takes_press(self) -> bool:
        self._pressed_on = self._look.screen
        return True


class Narrow(BigButton):
    """Wants the finger to be still."""

    def hitButton(self, place: QPoint) -> bool:  # noqa: N802 - Qt's name
        return (place - self.rect().center()).manhattanLength() < self._theme.mm(5)


class TwiceTapped(BigButton):
    """Does something of its own when it is tapped twice."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self.mousePressEvent(event)


class Dead(BigButton):
    """Looks the same while a finger is on it."""

    def isDown(self) -> bool:  # noqa: N802 - Qt's name
        return False


class Flash(QWidget):
    """Changes its colour five times a second."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._colours = cycle((look.theme.colours.card, look.theme.colours.paper))
        self._colour = next(self._colours)
        self.startTimer(200)

    def timerEvent(self, _event: QTimerEvent) -> None:  # noqa: N802 - Qt's name
        self._colour = next(self._colours)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        QPainter(self).fillRect(self.rect(), QColor(self._colour))


class Trap(BigButton):
    """Keeps the focus from who presses the next key."""

    def event(self, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        return is_key or super().event(event)
