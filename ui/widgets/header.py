"""The top of the window: where one is, and what time it is."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.domain.words import NO_WORDS, Words
from ui.theme import CHOICE_GAP_MM, MARGIN_MM, OUTLINE_MM, TextStyle
from ui.widgets.lettering import text_width
from ui.widgets.look import Look
from ui.widgets.text_block import TextBlock

_PAD_MM = 5.0


class Header(QWidget):
    """The hall's name and the clock. The date is left out where it does not fit."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._date, self._time = NO_WORDS, NO_WORDS
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._hall = TextBlock(look, NO_WORDS, TextStyle.STRONG, parent=self)
        self._clock = TextBlock(look, NO_WORDS, parent=self)
        look.changed.connect(self._restyle)

    def set_hall(self, name: str) -> None:
        """Show the hall's name."""
        self._hall.set_words(Words.same(name))
        self._restyle()

    def set_clock(self, date: Words, time: Words) -> None:
        """Show the time, and the date if there is room."""
        self._date, self._time = date, time
        self._arrange()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the name, which wraps when it is long."""
        theme = self._look.theme
        return (
            self._hall.heightForWidth(self._hall_room(width)) + 2 * theme.mm(_PAD_MM) + self._line
        )

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Ask for nothing beyond the height."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    @property
    def _line(self) -> int:
        return self._look.theme.mm(OUTLINE_MM)

    def _hall_room(self, width: int) -> int:
        theme = self._look.theme
        time = text_width(self._time.shown, theme.face())
        return width - 2 * theme.mm(MARGIN_MM) - time - theme.mm(CHOICE_GAP_MM)

    def _arrange(self) -> None:
        theme, margin = self._look.theme, self._look.theme.mm(MARGIN_MM)
        whole = f"{self._date.shown} {self._time.shown}".strip()
        name = text_width(self._hall.text(), theme.face(TextStyle.STRONG))
        free = self.width() - 2 * margin - name - theme.mm(CHOICE_GAP_MM)
        shown = whole if text_width(whole, theme.face()) <= free else self._time.shown
        self._clock.set_words(Words.same(shown))
        clock = text_width(shown, theme.face())
        height, line = self.height() - self._line, theme.face().line_px
        right = self.width() - margin
        self._clock.setGeometry(QRect(right - clock, (height - line) // 2, clock, line))
        room = right - clock - theme.mm(CHOICE_GAP_MM) - margin
        tall = self._hall.heightForWidth(room)
        self._hall.setGeometry(QRect(margin, (height - tall) // 2, room, tall))

    def _restyle(self) -> None:
        self.updateGeometry()
        self._arrange()
