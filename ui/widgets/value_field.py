"""What has been entered so far: large, wrapped, read by screen readers, edited elsewhere."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from kiosk.domain.words import Words
from ui.theme import CORNER_MM, GAP_MM, OUTLINE_MM, Face, TextStyle
from ui.widgets.lettering import DrawnText, Setting, draw, set_text
from ui.widgets.look import Look
from ui.widgets.shapes import draw_card
from ui.widgets.text_block import TextBlock

_PAD_MM = 6.0
_WRONG_OUTLINE_MM = 2.4
_MOST_BESIDE = 0.55
"""Share of the width that a label beside its box may take."""


class Shown(QLineEdit):
    """The box itself: a text field to screen readers, without a caret and without a keyboard.

    The wish of its maker for a text field's role and value is why it is a line edit; Qt's own
    drawing would cut a long address off.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_wrong = False
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_wrong(self, is_wrong: bool) -> None:  # noqa: FBT001 - a Qt setter of one flag
        """Mark what was entered as refused; the reason stands in the page's notice."""
        self._is_wrong = is_wrong
        self.update()

    def drawn_texts(self) -> tuple[DrawnText, ...]:
        """Return what is drawn and where."""
        lines = self._lines(self.width())
        return (DrawnText("\n".join(lines.lines), self._text_box(lines), self._face),)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in which everything entered is seen."""
        lines = max(self._lines(width).height, self._face.line_px)
        return lines + self._look.theme.pad_down(_PAD_MM)

    def sizeHint(self) -> QSize:
        """Return the size of an empty field."""
        return QSize(self._look.theme.mm(60), self.heightForWidth(self._look.theme.mm(60)))

    def minimumSizeHint(self) -> QSize:
        """Return the size of one character."""
        return QSize(self._face.size_px, self._face.line_px)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select nothing when a key leads here: a screen reader would tell of that at length."""
        del event
        super().focusInEvent(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.OtherFocusReason))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and what was entered."""
        del event
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = _WRONG_OUTLINE_MM if self._is_wrong else OUTLINE_MM
        draw_card(
            painter,
            self.rect(),
            ground=theme.colours.card,
            outline=theme.colours.error if self._is_wrong else theme.colours.ink,
            outline_px=theme.mm(outline),
            corner_px=theme.mm(CORNER_MM),
        )
        lines = self._lines(self.width())
        draw(painter, lines, self._text_box(lines), colour=theme.colours.ink)

    @property
    def _face(self) -> Face:
        return self._look.theme.face(TextStyle.TITLE)

    @property
    def _pad(self) -> int:
        return self._look.theme.mm(_PAD_MM)

    def _lines(self, width: int) -> Setting:
        return set_text(self.displayText(), self._face, width - 2 * self._pad)

    def _text_box(self, lines: Setting) -> QRect:
        return QRect(self._pad, (self.height() - lines.height) // 2, lines.width, lines.height)


class ValueField(QWidget):
    """A label and the box below it, or beside it where that spares a page.

    Personal digits may be masked as dots.
    """

    keeps_with_next = True
    """The keys or the writing box below it belong on the same page."""

    def __init__(
        self,
        look: Look,
        label: Words,
        *,
        is_masked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._is_brief = False
        self._label = TextBlock(look, label, parent=self)
        self.box = Shown(look, self)
        self._label.setBuddy(self.box)
        self.box.setAccessibleName(label.shown)
        if is_masked:
            self.box.setEchoMode(QLineEdit.EchoMode.Password)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._restyle)

    def set_value(self, text: str, *, is_wrong: bool = False) -> None:
        """Show what has been entered."""
        self.box.setText(text)
        self.box.setCursorPosition(0)
        self.box.set_wrong(is_wrong)
        self._restyle()

    def set_brief(self, is_brief: bool) -> None:  # noqa: FBT001 - a Qt setter of one flag
        """Put a short label beside its box, or above it."""
        self._is_brief = is_brief
        self._arrange()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of label and box."""
        return self._boxes(width)[1].bottom() + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new size."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        label, box = self._boxes(self.width())
        self._label.setGeometry(label)
        self.box.setGeometry(box)

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        """Return where label and box stand."""
        label = self._label.sizeHint()
        top, below = self._label.heightForWidth(width), self.box.heightForWidth(width)
        left = label.width() + self._look.theme.mm(GAP_MM)
        beside = self.box.heightForWidth(width - left)
        if self._is_brief and left <= width * _MOST_BESIDE and beside < top + below:
            middle = (beside - label.height()) // 2
            return QRect(QPoint(0, middle), label), QRect(left, 0, width - left, beside)
        return QRect(0, 0, width, top), QRect(0, top, width, below)

    def _restyle(self) -> None:
        self.updateGeometry()
        self._arrange()
