"""The few shapes everything is drawn from: cards, ticks and bars. Flat, no shadows."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF


def draw_card(
    painter: QPainter,
    box: QRect,
    *,
    ground: str,
    outline: str,
    outline_px: int,
    corner_px: int,
    line: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    """Draw a rounded ground with its outline wholly inside ``box``. No outline when 0 px."""
    half = outline_px / 2
    inner = QRectF(box).adjusted(half, half, -half, -half)
    if outline_px:
        painter.setPen(QPen(QColor(outline), outline_px, line, Qt.PenCapStyle.FlatCap))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(inner, corner_px - half, corner_px - half)


def draw_filling(
    painter: QPainter, box: QRect, *, colour: str, line_px: int, corner_px: int, share: float
) -> None:
    """Draw an outline inside ``box`` as far round as ``share``, 0 … 1."""
    half = line_px / 2
    inner = QRectF(box).adjusted(half, half, -half, -half)
    outline = QPainterPath()
    outline.addRoundedRect(inner, corner_px - half, corner_px - half)
    length = outline.length() / line_px
    pen = QPen(QColor(colour), line_px, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([length * share, length])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline)


def draw_tick(painter: QPainter, box: QRect, *, colour: str) -> None:
    """Draw a tick that fills the middle of ``box``."""
    side = box.width()
    pen = QPen(QColor(colour), side * 0.12)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = ((0.26, 0.53), (0.43, 0.69), (0.74, 0.34))
    corner = box.topLeft()
    painter.drawPolyline(
        QPolygonF([QPointF(corner.x() + x * side, corner.y() + y * side) for x, y in points])
    )
