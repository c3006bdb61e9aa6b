"""The heading of a page, with a key beside it that says the page once more where one is wanted."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.words import NO_WORDS, Words
from ui.theme import GAP_MM, TextStyle
from ui.widgets.buttons import BigButton
from ui.widgets.lettering import Setting
from ui.widgets.look import Look
from ui.widgets.text_block import TextBlock


class Heading(TextBlock):
    """The one idea of a page; screen readers know it as a heading.

    Signals:
        again_wanted: the page is to be said once more.
    """

    again_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self._again: BigButton | None = None
        super().__init__(look, NO_WORDS, TextStyle.HEADING, parent=parent)
        self.setObjectName("heading")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_again(self, words: Words) -> None:
        """Have the key with these words, or none."""
        if not words:
            if self._again is not None:
                self._again.hide()
                self._again.deleteLater()
            self._again = None
        elif self._again is None:
            self._again = BigButton(self._look, words, icon="voice", parent=self)
            self._again.set_compact()
            self._again.clicked.connect(self.again_wanted)
            self._again.show()
        else:
            self._again.set_words(words)
        self.updateGeometry()
        self._arrange()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words, or of the key with what parts it from another one."""
        theme = self._look.theme
        below = theme.gap_px - theme.mm(GAP_MM) if self._again else 0
        return max(super().heightForWidth(width), self._key_height + below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _lines(self, width: int) -> Setting:
        beside = self._key_width + self._look.theme.gap_px if self._again else 0
        return super()._lines(width - beside)

    @property
    def _key_width(self) -> int:
        return self._again.one_line_width() if self._again else 0

    @property
    def _key_height(self) -> int:
        return self._again.heightForWidth(self._key_width) if self._again else 0

    def _arrange(self) -> None:
        if self._again is None:
            return
        width, height = self._key_width, self._key_height
        self._again.setGeometry(QRect(self.width() - width, 0, width, height))

    def _restyle(self) -> None:
        super()._restyle()
        self._arrange()
