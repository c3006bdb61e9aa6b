"""Text set line by line: broken between characters, 1.5 high, never cut and never shortened.

Qt's own labels use the font's natural line height, and its buttons do not wrap at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextLayout, QTextOption

from ui.theme import Face


class DrawnText(NamedTuple):
    """What a widget draws: the text, its box in the widget's coordinates, its face."""

    text: str
    box: QRect
    face: Face
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """A text broken into lines.

    Attributes:
        lines: the text of each line.
        width: of the longest line, in pixels, rounded up.
    """

    lines: tuple[str, ...] = field(repr=False)  # may be what a citizen typed
    width: int
    face: Face

    @property
    def height(self) -> int:
        """Height of all lines in pixels."""
        return len(self.lines) * self.face.line_px

    def cut(self, first: int, count: int) -> "Setting":
        """Return ``count`` lines from ``first`` on."""
        return Setting(self.lines[first : first + count], self.width, self.face)


@lru_cache(maxsize=4096)
def set_text(text: str, face: Face, width: int) -> Setting:
    """Break ``text`` into lines no wider than ``width`` pixels."""
    lines: list[str] = []
    widest = 0.0
    for paragraph in text.split("\n"):
        for line, line_width in _broken(paragraph, face, width):
            lines.append(line)
            widest = max(widest, line_width)
    return Setting(tuple(lines), int(widest) + 1, face)


@lru_cache(maxsize=4096)
def set_balanced(text: str, face: Face, width: int) -> Setting:
    """Break ``text`` into as few lines as fit, of about the same length.

    A button that reads 非常不满/意 is harder to read than 非常/不满意.
    """
    loosest = set_text(text, face, width)
    narrow, wide = face.size_px, width
    while wide - narrow > 1 and len(loosest.lines) > 1:
        middle = (narrow + wide) // 2
        trial = set_text(text, face, middle)
        if len(trial.lines) > len(loosest.lines) or trial.width > middle + 1:
            narrow = middle
        else:
            wide = middle
    return set_text(text, face, wide)


@lru_cache(maxsize=4096)
def text_width(text: str, face: Face) -> int:
    """Return the width of ``text`` on one line, in pixels."""
    return int(QFontMetricsF(face.font).horizontalAdvance(text)) + 1


def draw(
    painter: QPainter,
    setting: Setting,
    box: QRect,
    *,
    colour: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw the lines from the top of ``box``; ``align`` is left or centred."""
    metrics = QFontMetricsF(setting.face.font)
    painter.setFont(setting.face.font)
    painter.setPen(QColor(colour))
    rest = setting.face.line_px - metrics.ascent() - metrics.descent()
    for number, line in enumerate(setting.lines):
        left = float(box.left())
        if align is Qt.AlignmentFlag.AlignHCenter:
            left += (box.width() - metrics.horizontalAdvance(line)) / 2
        top = box.top() + number * setting.face.line_px
        painter.drawText(QPointF(left, top + rest / 2 + metrics.ascent()), line)


def _broken(paragraph: str, face: Face, width: int) -> Sequence[tuple[str, float]]:
    if not paragraph:
        return [("", 0.0)]
    layout = QTextLayout(paragraph, face.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    # Qt counts UTF-16 units, in which a rare character such as 𠅤 is two; Python counts one.
    units = paragraph.encode("utf-16-le")
    lines: list[tuple[str, float]] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        start, end = line.textStart(), line.textStart() + line.textLength()
        piece = units[2 * start : 2 * end].decode("utf-16-le").rstrip()
        lines.append((piece, line.naturalTextWidth()))
    layout.endLayout()
    return lines
