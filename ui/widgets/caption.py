"""The strip that shows the sentence being spoken."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.domain.words import NO_WORDS, Words
from ui.theme import MARGIN_MM
from ui.widgets.look import Look
from ui.widgets.text_block import TextBlock

_PAD_MM = 3.0
_LEAST_LINES = 2


class CaptionStrip(QWidget):
    """Two lines above the dock, more when a sentence needs them."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("caption")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sentence = TextBlock(look, NO_WORDS, parent=self)
        rows = QVBoxLayout(self)
        rows.addWidget(self._sentence, 1)
        self._restyle()
        look.changed.connect(self._restyle)

    def set_words(self, words: Words) -> None:
        """Show the sentence."""
        self._sentence.set_words(words)

    def _restyle(self) -> None:
        side, pad = self._look.theme.mm(MARGIN_MM), self._look.theme.mm(_PAD_MM)
        rows = self.layout()
        if rows is not None:
            rows.setContentsMargins(side, pad, side, pad)
        self._sentence.setMinimumHeight(_LEAST_LINES * self._look.theme.face().line_px)
