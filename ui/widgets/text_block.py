"""A paragraph on the page: wrapped, exposed to screen readers, and able to span pages."""

from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.domain.words import NO_WORDS, Words
from ui.theme import CORNER_MM, OUTLINE_MM, Face, TextStyle
from ui.widgets.lettering import DrawnText, Setting, draw, set_text, text_width
from ui.widgets.look import Look
from ui.widgets.shapes import draw_card

_NOTICE_PAD_MM = 5.0
_LONGEST_LINE = 40
"""In characters; the eye loses the beginning of the next line after a longer one."""


class Ground(StrEnum):
    """What a paragraph stands on."""

    NONE = "none"
    ALERT = "alert"


class TextBlock(QLabel):
    """A paragraph in one face. One that is longer than a page is shown some lines at a time."""

    def __init__(
        self,
        look: Look,
        words: Words,
        style: TextStyle = TextStyle.BODY,
        *,
        ground: Ground = Ground.NONE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._style = style
        self._ground = ground
        self._window: tuple[int, int] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_words(words)
        look.changed.connect(self._restyle)

    @property
    def face(self) -> Face:
        """The face the paragraph is set in."""
        return self._look.theme.face(self._style)

    def set_words(self, words: Words) -> None:
        """Show other words."""
        self._window = None
        self.setText(words.shown)
        self.setAccessibleName(words.shown)
        self.updateGeometry()
        self.update()

    def drawn_texts(self) -> tuple[DrawnText, ...]:
        """Return the lines drawn now and where."""
        setting = self._visible_lines()
        box = QRect(self._pad, self._pad, setting.width, setting.height)
        return (DrawnText("\n".join(setting.lines), box, setting.face),)

    def slice_heights(self, width: int, room: int, first: int) -> list[int]:
        """Return the heights of the parts, of which the first has ``first`` pixels."""
        lines = self.line_count(width)
        each, begun = self._lines_in(room), min(lines, self._lines_in(first))
        counts = [begun, *(min(each, lines - done) for done in range(begun, lines, each))]
        return [count * self.face.line_px + 2 * self._pad for count in counts]

    def show_slice(self, index: int, room: int, first: int) -> None:
        """Draw the ``index``-th of the parts that ``slice_heights`` measured."""
        each, begun = self._lines_in(room), self._lines_in(first)
        if index:
            self.show_lines(begun + (index - 1) * each, each)
        else:
            self.show_lines(0, begun)

    def least_part(self, width: int) -> int:
        """Return the height of two lines: fewer are not begun at the end of a page."""
        return min(2, self.line_count(width)) * self.face.line_px + 2 * self._pad

    def line_count(self, width: int) -> int:
        """Return how many lines the paragraph takes at ``width``."""
        return len(self._lines(width).lines)

    def show_lines(self, first: int, count: int) -> None:
        """Draw only ``count`` lines from ``first`` on."""
        self._window = (first, count)
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the whole paragraph."""
        return self._lines(width).height + 2 * self._pad

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        width = text_width(self.text(), self.face) + 2 * self._pad
        return QSize(width, self.face.line_px + 2 * self._pad)

    def minimumSizeHint(self) -> QSize:
        """Return the size of one character."""
        return QSize(self.face.size_px + 2 * self._pad, self.face.line_px + 2 * self._pad)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the lines."""
        del event
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.colours.ink
        if self._ground is Ground.ALERT:
            colour = theme.colours.on_alert
            draw_card(
                painter,
                self.rect(),
                ground=theme.colours.alert,
                outline=theme.colours.ink,
                outline_px=theme.mm(OUTLINE_MM),
                corner_px=theme.mm(CORNER_MM),
            )
        box = self.rect().adjusted(self._pad, self._pad, -self._pad, -self._pad)
        draw(painter, self._visible_lines(), box, colour=colour)

    @property
    def _pad(self) -> int:
        return self._look.theme.pad_across(_NOTICE_PAD_MM) if self._ground is Ground.ALERT else 0

    def _lines(self, width: int) -> Setting:
        longest = _LONGEST_LINE * self.face.size_px
        return set_text(self.text(), self.face, min(width - 2 * self._pad, longest))

    def _lines_in(self, room: int) -> int:
        return max(1, (room - 2 * self._pad) // self.face.line_px)

    def _visible_lines(self) -> Setting:
        lines = self._lines(self.width())
        return lines.cut(*self._window) if self._window else lines

    def _restyle(self) -> None:
        self._window = None
        self.updateGeometry()
        self.update()


class Notice(TextBlock):
    """What went wrong or needs attention; screen readers know it as an alert."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, NO_WORDS, ground=Ground.ALERT, parent=parent)
        self.setObjectName("notice")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
