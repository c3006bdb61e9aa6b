"""What staff see when they measure the panel: an outline to lay a card on, and what to set.

An identity card is a card of ISO/IEC 7810, size ID-1: 85.60 × 53.98 mm. When it covers the
outline, everything on every screen has the size it is meant to have.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QEventLoop, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.words import NO_WORDS, Words
from kiosk.flow.comfort import Palette
from kiosk.i18n import Text
from kiosk.settings import Settings
from ui.theme import GAP_MM, PanelScale, TextSize, TextStyle, Theme
from ui.widgets.actions import Actions
from ui.widgets.buttons import BigButton
from ui.widgets.lettering import draw, set_text
from ui.widgets.look import Look
from ui.widgets.pictures import Picture
from ui.widgets.text_block import TextBlock

CARD_MM = (85.60, 53.98)
_CORNER_MM = 3.18
_RULER_MM = 100
_TICK_MM = {10: 8.0, 5: 5.5, 1: 3.5}
_NARROWEST_MM, _WIDEST_MM, _HIGHEST_MM = 100.0, 1500.0, 1150.0
_LINE_MM = 0.5
_BELOW_CARD_MM = 26.0

_HEADING = "量屏幕"
_LEAD = "把身份证贴在框上比。框大了就点“小一点”，框小了就点“大一点”，正好盖住为止。"
_CARD = "和身份证一样大的框，下面是十厘米的尺子"
_LEAVE, _ACCEPT = "不改了", "正好，就这样"
_OF_CARD = 4  # keys, before those for the height
_BOTTOM = "再用尺子量：屏幕发光部分的下沿，离地 {bottom:g} 毫米。"


class Change(StrEnum):
    """What a key of the page does; the value is what stands on it."""

    MUCH_SMALLER = "小很多"
    SMALLER = "小一点"
    LARGER = "大一点"
    MUCH_LARGER = "大很多"
    LOWER = "低 1 厘米"
    HIGHER = "高 1 厘米"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The panel as it was measured so far.

    Attributes:
        window_px: width and height of the panel in pixels, which are square.
        width_mm: width of what shines.
        bottom_mm: height of its lower edge above the floor.
    """

    window_px: tuple[int, int]
    width_mm: float
    bottom_mm: float

    @property
    def px_per_mm(self) -> float:
        """Pixels of the panel that make a millimetre."""
        return self.window_px[0] / self.width_mm

    @property
    def panel_mm(self) -> tuple[float, float]:
        """Width and height of what shines, as the settings want them."""
        width, height = (round(px / self.px_per_mm, 1) for px in self.window_px)
        return width, height

    def changed(self, change: Change) -> "Measured":
        """Return it with another size or height; a larger outline means a smaller panel."""
        match change:
            case Change.LARGER:
                return self._in_width(self.width_mm - 1)
            case Change.SMALLER:
                return self._in_width(self.width_mm + 1)
            case Change.MUCH_LARGER:
                return self._in_width(self.width_mm - 10)
            case Change.MUCH_SMALLER:
                return self._in_width(self.width_mm + 10)
            case Change.HIGHER:
                return self._in_height(self.bottom_mm + 10)
            case Change.LOWER:
                return self._in_height(self.bottom_mm - 10)

    def lines(self) -> tuple[str, str]:
        """Return the lines of the settings file that say it."""
        width, height = self.panel_mm
        return f"panel_mm = [{width}, {height}]", f"panel_bottom_mm = {self.bottom_mm}"

    def _in_width(self, width_mm: float) -> "Measured":
        return replace(self, width_mm=min(max(width_mm, _NARROWEST_MM), _WIDEST_MM))

    def _in_height(self, bottom_mm: float) -> "Measured":
        return replace(self, bottom_mm=min(max(bottom_mm, 0.0), _HIGHEST_MM))


class Gauge(Picture):
    """The outline of a card and a ruler of ten centimetres, in the size measured so far."""

    def __init__(self, look: Look, measured: Measured, parent: QWidget | None = None) -> None:
        super().__init__(look, Words.same(_CARD), parent)
        self._px_per_mm = measured.px_per_mm

    def show_measured(self, measured: Measured) -> None:
        """Draw in another size."""
        self._px_per_mm = measured.px_per_mm
        self.update()

    @property
    def card_px(self) -> tuple[int, int]:
        """Width and height of the outline in pixels."""
        return self._px(CARD_MM[0]), self._px(CARD_MM[1])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the outline, and below it the ruler."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._look.theme.colours.ink
        painter.setPen(QPen(QColor(ink), max(1, self._px(_LINE_MM))))
        card = QRect(QPoint(0, 0), QSize(*self.card_px))
        whole = card.height() + self._px(_BELOW_CARD_MM)
        card.moveTopLeft(QPoint((self.width() - card.width()) // 2, (self.height() - whole) // 2))
        corner = self._px(_CORNER_MM)
        painter.drawRoundedRect(card, corner, corner)
        self._draw_ruler(painter, card.bottom() + self._px(2 * GAP_MM), ink)

    def _draw_ruler(self, painter: QPainter, top: int, ink: str) -> None:
        left = (self.width() - self._px(_RULER_MM)) // 2
        face = self._look.theme.face()
        for mm in range(_RULER_MM + 1):
            height = next(_TICK_MM[step] for step in (10, 5, 1) if mm % step == 0)
            x = left + self._px(mm)
            painter.drawLine(x, top, x, top + self._px(height))
        for mm in (0, _RULER_MM):
            number = set_text(str(mm // 10), face, self.width())
            box = QRect(left + self._px(mm) - number.width // 2, top + self._px(9), 0, 0)
            box.setWidth(number.width)
            draw(painter, number, box, colour=ink)

    def _px(self, mm: float) -> int:
        return round(mm * self._px_per_mm)


class KeyRow(QWidget):
    """Keys of one width side by side."""

    def __init__(self, look: Look, keys: Sequence[BigButton]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.theme.gap_px)
        for key in keys:
            key.set_compact()
            row.addWidget(key, 1)


class Calibration(QWidget):
    """The window in which staff measure the panel, by touch or by keys.

    Signals:
        finished(Measured): it fits; None when they leave it as it was.
        closed: the window is gone.
    """

    finished = Signal(object)
    closed = Signal()

    def __init__(self, look: Look, measured: Measured) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_HEADING)
        self.measured = measured
        self.keys = {change: BigButton(look, Words.same(change)) for change in Change}
        for change, key in self.keys.items():
            key.clicked.connect(partial(self._change, change))
        self.gauge = Gauge(look, measured)
        self._bottom = TextBlock(look, self._bottom_words())
        self.ends = Actions(look)
        self.ends.set_icons("check", "")
        self.ends.set_words(Words.same(_LEAVE), Words.same(_ACCEPT), NO_WORDS)
        self.ends.primary.clicked.connect(self._on_accepted)
        self.ends.back.clicked.connect(self._on_left)
        self._lay_out(look)

    def _lay_out(self, look: Look) -> None:
        margin, keys = look.theme.margin_px, tuple(self.keys.values())
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.theme.gap_px)
        column.addWidget(TextBlock(look, Words.same(_HEADING), TextStyle.HEADING))
        column.addWidget(TextBlock(look, Words.same(_LEAD)))
        column.addWidget(KeyRow(look, keys[:_OF_CARD]))
        column.addWidget(self.gauge, 1)
        column.addWidget(self._bottom)
        column.addWidget(KeyRow(look, keys[_OF_CARD:]))
        column.addWidget(self.ends)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell it: nobody measures any more."""
        super().closeEvent(event)
        self.closed.emit()

    def _change(self, change: Change) -> None:
        self.measured = self.measured.changed(change)
        self.gauge.show_measured(self.measured)
        self._bottom.set_words(self._bottom_words())

    def _bottom_words(self) -> Words:
        return Words.same(_BOTTOM.format(bottom=self.measured.bottom_mm))

    def _on_accepted(self) -> None:
        self.finished.emit(self.measured)

    def _on_left(self) -> None:
        self.finished.emit(None)


def calibrate(
    settings: Settings, application: QApplication, window_px: tuple[int, int]
) -> Measured | None:
    """Show the window until staff are done; return what they measured, or None.

    The window itself keeps the size the settings give it, so that no key moves under a finger.
    """
    scale = PanelScale.fitting(window_px, settings.panel_mm)
    look = Look(Theme(TextSize.SMALL, Palette.LIGHT, scale), Text())
    look.dress(application)
    width_mm = window_px[0] / scale.px_per_mm
    measured = Measured(window_px=window_px, width_mm=width_mm, bottom_mm=settings.panel_bottom_mm)
    window = Calibration(look, measured)
    found: list[Measured | None] = [None]
    waiting = QEventLoop()  # a quit of the application would end every wait that follows it
    window.finished.connect(found.append)
    window.finished.connect(waiting.quit)
    window.closed.connect(waiting.quit)
    window.resize(*window_px)
    window.show()
    waiting.exec()
    window.close()
    window.deleteLater()
    return found[-1]
