"""The strip that shows the sentence being spoken."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.domain.words import NO_WORDS, Words
from ui.widgets.look import Look
from ui.widgets.text_block import TextBlock

_PAD_MM = 3.0
_LINES, _SNUG_LINES = 2, 1
_READING_MS = 300
"""For a character, as spoken at 200 a minute; a line stands still until it is read."""


class CaptionStrip(QWidget):
    """Two lines above the dock, one at the largest text sizes.

    The strip never grows: the page would be divided anew under the finger with every sentence.
    A longer sentence is shown some lines at a time, at the pace of speech; its end stays.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._first = 0
        self.setObjectName("caption")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sentence = TextBlock(look, NO_WORDS, parent=self)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self.show_rest)
        rows = QVBoxLayout(self)
        rows.addWidget(self._sentence)
        self._restyle()
        look.changed.connect(self._restyle)

    def set_words(self, words: Words) -> None:
        """Show the sentence from its beginning."""
        self._sentence.set_words(words)
        self._show_from(0)

    def show_rest(self) -> None:
        """Show the next lines of the sentence, if there are any."""
        if self._first + self._lines < self._line_count:
            self._show_from(self._first + self._lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the sentence for the new width."""
        super().resizeEvent(event)
        self._show_from(0)

    @property
    def _lines(self) -> int:
        return _SNUG_LINES if self._look.theme.saves_room else _LINES

    @property
    def _line_count(self) -> int:
        return self._sentence.line_count(self.width() - 2 * self._look.theme.margin_px)

    def _show_from(self, line: int) -> None:
        self._first = line
        self._sentence.show_lines(line, self._lines)
        self._next.stop()
        if line + self._lines < self._line_count:
            characters = len(self._sentence.text()) * self._lines // self._line_count
            self._next.start(characters * _READING_MS)

    def _restyle(self) -> None:
        theme = self._look.theme
        side, pad = theme.margin_px, theme.pad_down(_PAD_MM)
        rows = self.layout()
        if rows is not None:
            rows.setContentsMargins(side, pad, side, pad)
        self._sentence.setFixedHeight(self._lines * theme.face().line_px)
        self._show_from(0)
