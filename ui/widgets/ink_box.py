"""The boxes one writes in: one character at a time, or a signature."""

from abc import abstractmethod

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.domain.words import Words
from kiosk.ports.recogniser import Stroke
from ui.theme import CORNER_MM, OUTLINE_MM
from ui.widgets.ink import Ink
from ui.widgets.look import Look
from ui.widgets.shapes import draw_card

_INK_MM = 2.6
_PICTURE_WIDTH_PX = 900
_FAINT = 0.28


class InkBox(QWidget):
    """A box that keeps what a finger or a stylus draws in it, one to one.

    Signals:
        stroke_finished: a stroke was written, undone or everything cleared by a person.
    """

    stroke_finished = Signal()

    def __init__(self, look: Look, name: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._ink = Ink(1.0)
        self._is_measured = False
        self.setAccessibleName(name.shown)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._restyle)

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """The strokes in widths of the box (0 … 1 from the top left) and milliseconds."""
        return self._ink.strokes

    def begin_with(self, strokes: tuple[Stroke, ...]) -> None:
        """Show ink of before without a signal; a person goes on from there."""
        self._ink = Ink(1.0, strokes)
        self._is_measured = False
        self.update()

    def undo_stroke(self) -> None:
        """Take the last stroke back."""
        self._ink.undo()
        self.update()
        self.stroke_finished.emit()

    def clear(self) -> None:
        """Take all ink back without a signal: a new state does this, not a person."""
        self._ink.clear()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def sizeHint(self) -> QSize:
        """Return a box 120 mm wide."""
        width = self._look.theme.mm(120)
        return QSize(width, self.heightForWidth(width))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._fit_ink()
            self._ink.press(*self._place(event))
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke."""
        self._ink.move(*self._place(event))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        if self._ink.lift(float(event.timestamp())):
            self.stroke_finished.emit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, its guides and the ink."""
        del event
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_card(
            painter,
            self.rect(),
            ground=theme.colours.card,
            outline=theme.colours.ink,
            outline_px=theme.mm(OUTLINE_MM),
            corner_px=theme.mm(CORNER_MM),
        )
        faint = QColor(theme.colours.ink)
        faint.setAlphaF(_FAINT)
        painter.setPen(QPen(faint, theme.mm(0.4), Qt.PenStyle.DashLine))
        self._draw_guides(painter)
        draw_strokes(painter, self._ink.drawn, self.width(), theme.mm(_INK_MM), theme.colours.ink)

    @abstractmethod
    def _draw_guides(self, painter: QPainter) -> None:
        """Draw the faint lines that help to write."""

    def _place(self, event: QMouseEvent) -> tuple[float, float, float]:
        place, scale = event.position(), self._look.theme.panel.px_per_mm
        return place.x() / scale, place.y() / scale, float(event.timestamp())

    def _fit_ink(self) -> None:
        """Measure the box when a first stroke begins; later sizes keep the ink in proportion."""
        if not self._is_measured or not self._ink.strokes:
            self._ink = Ink(self._look.theme.in_mm(self.width()), self._ink.strokes)
            self._is_measured = True

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class WritingPad(InkBox):
    """A square of 120 to 150 mm with the faint lines of 米字格."""

    def heightForWidth(self, width: int) -> int:
        """Return the width: the box is square."""
        return width

    def _draw_guides(self, painter: QPainter) -> None:
        side = self.width()
        inset = self._look.theme.mm(CORNER_MM)
        middle = side // 2
        painter.drawLine(middle, inset, middle, side - inset)
        painter.drawLine(inset, middle, side - inset, middle)
        painter.drawLine(inset, inset, side - inset, side - inset)
        painter.drawLine(side - inset, inset, inset, side - inset)


class NamePad(InkBox):
    """Square slots side by side, each with the lines that cross in its middle."""

    def __init__(self, look: Look, name: Words, slots: int, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent)
        self._slots = slots

    def heightForWidth(self, width: int) -> int:
        """Return the width of one slot."""
        return width // self._slots

    def _draw_guides(self, painter: QPainter) -> None:
        side, inset = self.width() // self._slots, self._look.theme.mm(CORNER_MM)
        for number in range(self._slots):
            left, middle = number * side, number * side + side // 2
            painter.drawLine(middle, inset, middle, side - inset)
            painter.drawLine(left + inset, side // 2, left + side - inset, side // 2)
        painter.setPen(QPen(QColor(self._look.theme.colours.ink), self._look.theme.mm(OUTLINE_MM)))
        for number in range(1, self._slots):
            painter.drawLine(number * side, 0, number * side, side)


class SignatureBox(InkBox):
    """A wide box with a line to sign on."""

    _HEIGHT_MM = 90.0

    def heightForWidth(self, width: int) -> int:
        """Return the height, less than the width."""
        return min(width // 2, self._look.theme.mm(self._HEIGHT_MM))

    def png(self) -> bytes:
        """Return the signature in black on white as PNG; empty without ink."""
        if not self.strokes:
            return b""
        height = round(_PICTURE_WIDTH_PX * self.height() / self.width())
        picture = QImage(_PICTURE_WIDTH_PX, height, QImage.Format.Format_Grayscale8)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_strokes(painter, self.strokes, _PICTURE_WIDTH_PX, _PICTURE_WIDTH_PX // 120, "#000000")
        painter.end()
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub knows str formats only as bytes
        return bytes(content.data())

    def _draw_guides(self, painter: QPainter) -> None:
        inset, line = self._look.theme.mm(10), self.height() * 3 // 4
        painter.drawLine(inset, line, self.width() - inset, line)


def draw_strokes(
    painter: QPainter, strokes: tuple[Stroke, ...], width_px: int, pen_px: int, colour: str
) -> None:
    """Draw strokes given in widths of a box that is ``width_px`` wide."""
    pen = QPen(QColor(colour), pen_px)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in strokes:
        points = [QPointF(point.x * width_px, point.y * width_px) for point in stroke]
        if len(points) == 1:
            painter.drawPoint(points[0])
        else:
            painter.drawPolyline(QPolygonF(points))
