"""Buttons with words and a pictogram, and the short ones of grids."""

from PySide6.QtCore import QRect, QSignalBlocker, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.words import Words
from ui.theme import GAP_MM, OUTLINE_MM, Face, Pictures, TextStyle
from ui.widgets.lettering import DrawnText, Setting, draw, set_balanced, text_width
from ui.widgets.look import Look, pictogram
from ui.widgets.pressing import Paint, Pressable, Variant

_SMALL_PAD_MM = 3.0
_LEAST_PAD_MM = 2.0
_CHOSEN_OUTLINE_MM = 2.4


class BigButton(Pressable):
    """A button whose words wrap, with a pictogram before them where there is room for it.

    Signals:
        chosen(str): it was pressed; carries its key.
    """

    def __init__(
        self,
        look: Look,
        words: Words,
        *,
        variant: Variant = Variant.PLAIN,
        icon: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._variant = variant
        self._icon = icon
        self._is_compact = False
        self._style = TextStyle.TITLE
        super().__init__(look, words, key=key, parent=parent)

    def set_compact(self, style: TextStyle = TextStyle.STRONG) -> None:
        """Ask for no more height than a target: for keys and small buttons inside a row."""
        self._is_compact = True
        self._style = style
        self.updateGeometry()

    def set_icon(self, icon: str) -> None:
        """Have another pictogram, or none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Return the height in which the words fit."""
        lines = self._lines(width).height
        content = max(lines, self._theme.icon_px if self._icon_room(width) else 0)
        least = self._theme.target_px if self._is_compact else self._row_px
        return max(least, content + 2 * self._theme.pad_down(_SMALL_PAD_MM))

    def one_line_width(self) -> int:
        """Return the width at which the words stand on one line."""
        return text_width(self.text(), self.face) + 2 * self._pad + self._least_icon_room

    def lines_at(self, width: int) -> int:
        """Return how many lines the words take at ``width``."""
        return len(self._lines(width).lines)

    @property
    def face(self) -> Face:
        """The face of the words."""
        return self._theme.face(self._style)

    def drawn_texts(self) -> tuple[DrawnText, ...]:
        """Return the words drawn and where."""
        lines = self._lines(self.width())
        text = "\n".join(lines.lines)
        return (DrawnText(text, self._text_box(lines), self.face, is_centred=True),)

    def drawn_marks(self) -> tuple[QRect, ...]:
        """Return where the pictogram stands, if there is one."""
        room = self._icon_room(self.width())
        if not room:
            return ()
        left = self._text_box(self._lines(self.width())).left()
        side = min(self._theme.icon_px, self.height() - 2 * self._theme.mm(OUTLINE_MM))
        return (QRect(left - room, (self.height() - side) // 2, side, side),)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the pictogram and the words."""
        del event
        paint = self._paint_for(self._variant)
        painter = self._begin(paint)
        for mark in self.drawn_marks():
            painter.drawPixmap(mark, pictogram(self._icon, mark.width(), paint.text))
        lines = self._lines(self.width())
        box = self._text_box(lines)
        draw(painter, lines, box, colour=paint.text, align=Qt.AlignmentFlag.AlignHCenter)

    def _text_box(self, lines: Setting) -> QRect:
        room = self._icon_room(self.width())
        left = (self.width() - lines.width - room) // 2 + room
        return QRect(left, (self.height() - lines.height) // 2, lines.width, lines.height)

    def _lines(self, width: int) -> Setting:
        return self._set(width - self._icon_room(width))

    def _set(self, width: int) -> Setting:
        return set_balanced(self.text(), self.face, width - 2 * self._pad)

    @property
    def _pad(self) -> int:
        # at the largest size three keys stand in one row with this, and not with more
        return self._theme.mm(_LEAST_PAD_MM if self._theme.saves_room else _SMALL_PAD_MM)

    def _icon_room(self, width: int) -> int:
        """Return the room the pictogram takes; none where the words would need it."""
        room = self._least_icon_room
        if not self._icon or room:
            return room
        room = self._theme.icon_px + self._theme.mm(GAP_MM)
        beside = self._set(width - room)
        fits = beside.width <= width - room - 2 * self._pad
        return room if fits and beside.height == self._set(width).height else 0

    @property
    def _least_icon_room(self) -> int:
        """Room the pictogram takes whatever the words need."""
        if not self._icon or self._theme.pictures is Pictures.SPARE:
            return 0
        return self._theme.icon_px + self._theme.mm(GAP_MM)

    def _least_width(self) -> int:
        words = min(text_width(self.text(), self.face), 3 * self.face.size_px)
        return words + 2 * self._pad + self._least_icon_room


class Cell(BigButton):
    """One of a grid of short answers.

    Where one of them is chosen, it has a wider outline and another ground; where none is, they
    lead on and are plain buttons.
    """

    def __init__(
        self,
        look: Look,
        words: Words,
        *,
        key: str = "",
        is_chosen: bool | None = None,
        is_large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, words, key=key, parent=parent)
        self.set_compact(TextStyle.HEADING if is_large else TextStyle.STRONG)
        if is_chosen is not None:
            self.setCheckable(True)
            self.setAutoExclusive(True)
            with QSignalBlocker(self):
                self.setChecked(is_chosen)

    def _paint_for(self, variant: Variant) -> Paint:
        c = self._theme.colours
        if self.isDown() or not self.isChecked():
            return super()._paint_for(variant)
        return Paint(c.selected, c.ink, c.ink, self._theme.mm(_CHOSEN_OUTLINE_MM))


class Candidate(BigButton):
    """A character the ink may mean, as large as a heading."""

    def __init__(
        self, look: Look, text: str, key: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, Words.same(text), key=key or text, parent=parent)
        self.set_compact(TextStyle.HEADING)
