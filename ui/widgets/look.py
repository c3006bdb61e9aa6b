"""The look shared by all widgets: the theme, the widgets' own wording and the pictograms."""

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QElapsedTimer, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from kiosk.domain.words import Words
from kiosk.i18n import Marks, Text
from ui.theme import Letters, Theme

TOUCH_GUARD_MS = 500  # the lock-out of ACCESSIBILITY, target 11: a trembling hand taps twice
_DRAWN_IN = b"#000"
_NUMBER_SHARE = 0.5


class Look(QObject):
    """Holds the theme and the language of the window; every widget is given it.

    It knows, too, when the screen became another one: a hand that trembles taps twice, and the
    second tap must not press what has just come under the finger.

    Attributes:
        touch_guard_ms: how long after a change of the screen presses are ignored, in ms. 0 lets
            them through at once, for a citizen made of code who sees without delay.

    Signals:
        changed: theme or language is another one; widgets lay themselves out anew.
    """

    changed = Signal()

    def __init__(self, theme: Theme, text: Text, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self.touch_guard_ms = TOUCH_GUARD_MS
        self._screen = 0
        self._since_change = QElapsedTimer()
        self._since_press = QElapsedTimer()

    @property
    def screen(self) -> int:
        """How many screens there were; a press counts only on the screen it began on."""
        return self._screen

    @property
    def is_guarding(self) -> bool:
        """Whether the screen changed so lately that a press was meant for the one before.

        For a hand that shakes, also whether the last press was so lately that this is its echo.
        """
        if self._is_within(self._since_change):
            return True
        return self._theme.hands.is_steady and self._is_within(self._since_press)

    def note_screen_change(self) -> None:
        """Begin to guard: other things stand under the finger from now on."""
        self._screen += 1
        self._since_change.start()

    def note_press(self) -> None:
        """Something was pressed and acted."""
        self._since_press.start()

    def _is_within(self, since: QElapsedTimer) -> bool:
        return since.isValid() and since.elapsed() < self.touch_guard_ms

    @property
    def theme(self) -> Theme:
        """The theme of the moment."""
        return self._theme

    def words(self, key: str, /, **arguments: object) -> Words:
        """Return the widgets' own words under ``key`` in the language of the moment."""
        return self._text.words(key, **arguments)

    @property
    def marks(self) -> Marks:
        """The marks that hold words together in the language of the moment."""
        return self._text.marks

    def dress(self, application: QApplication) -> None:
        """Give the application this theme's style sheet."""
        application.setStyleSheet(self._theme.style_sheet())

    def change(
        self, application: QApplication, *, theme: Theme | None = None, text: Text | None = None
    ) -> None:
        """Take another theme or language; nothing entered and no page position is lost."""
        self._theme = theme or self._theme
        self._text = text or self._text
        self.dress(application)
        self.changed.emit()


@lru_cache(maxsize=256)
def pictogram(name: str, side_px: int, colour: str) -> QPixmap:
    """Return the pictogram ``name`` of assets/icons in one colour; a number stands in a circle.

    Raises:
        FileNotFoundError: there is no such pictogram.
    """
    picture = QPixmap(side_px, side_px)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    if name.isdecimal():
        _draw_number(painter, name, side_px, colour)
    else:
        drawing = files("assets").joinpath("icons", f"{name}.svg").read_bytes()
        renderer = QSvgRenderer(QByteArray(drawing.replace(_DRAWN_IN, colour.encode())))
        renderer.render(painter, QRectF(0, 0, side_px, side_px))
    painter.end()
    return picture


def _draw_number(painter: QPainter, number: str, side_px: int, colour: str) -> None:
    """Draw a number in a circle, with the stroke of the pictograms: 5 of 64."""
    stroke = side_px * 5 / 64
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), stroke))
    circle = QRectF(0, 0, side_px, side_px).adjusted(stroke, stroke, -stroke, -stroke)
    painter.drawEllipse(circle)
    font = QFont(Letters.SIMPLIFIED.families)
    font.setPixelSize(round(side_px * _NUMBER_SHARE / max(2, len(number)) * 2))
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, number)
