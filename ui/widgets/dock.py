"""The dock: five keys at the edge of every screen, always at the same place.

Upright they stand in a row at the bottom, on a panel that lies in a column beside the hand.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.domain.words import Words
from ui.theme import CORNER_MM, EDGE_MM, OUTLINE_MM, Face, TextSize, TextStyle
from ui.widgets.lettering import DrawnText, Setting, draw, set_balanced, text_width
from ui.widgets.look import Look, pictogram
from ui.widgets.pressing import Pressable
from ui.widgets.shapes import draw_card

_WORD = re.compile(r"[A-Za-z]+")
_FIRST_ROW = 3
_TOP_MM = 3.0
_PAD_MM = 2.0
# two focus rings and the line between them fit into this
_LEAST_BETWEEN_MM = 4.6
_LEAST_ICON_MM = 15.0
"""At the largest size each mm of the dock is one that a question lacks."""


class DockItem(StrEnum):
    """The keys of the dock; the value is the pictogram."""

    HOME = "home"
    TEXT_SIZE = "text-size"
    VOICE = "voice"
    LANGUAGE = "language"
    HELP = "help"


_ICONS = {
    DockItem.HOME: "home",
    DockItem.TEXT_SIZE: "text-size",
    DockItem.VOICE: "voice",
    DockItem.LANGUAGE: "globe",
    DockItem.HELP: "helper",
}


class DockKey(Pressable):
    """A pictogram over its word, light on dark; at the largest size a smaller pictogram.

    Where the keys stand in two rows, the pictogram is beside the word.
    """

    def __init__(self, look: Look, item: DockItem, words: Words, parent: QWidget) -> None:
        self._icon = _ICONS[item]
        self._is_beside = False
        super().__init__(look, words, key=item, parent=parent)

    def set_beside(self, *, is_beside: bool) -> None:
        """Have the pictogram beside the word, or over it."""
        if is_beside != self._is_beside:
            self._is_beside = is_beside
            self.update()

    def heightForWidth(self, width: int) -> int:
        """Return the height of pictogram and word."""
        words = self._lines(width).height
        if self._is_beside:
            return max(self._theme.target_px, words)
        return max(self._theme.target_px, self._words_top + words + self._pad)

    def drawn_texts(self) -> tuple[DrawnText, ...]:
        """Return the word and where it stands."""
        lines = self._lines(self.width())
        text = "\n".join(lines.lines)
        return (DrawnText(text, self._text_box(lines), self._face, is_centred=True),)

    def drawn_marks(self) -> tuple[QRect, ...]:
        """Return where the pictogram stands."""
        corner = self._icon_corner(self._lines(self.width()))
        return (QRect(corner, QSize(self._side, self._side)),)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pictogram and the word; turned round while pressed."""
        del event
        c = self._theme.colours
        ground, text = (c.on_dock, c.dock) if self.isDown() else (c.dock, c.on_dock)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = self._theme.mm(CORNER_MM) // 2
        draw_card(
            painter, self.rect(), ground=ground, outline=ground, outline_px=0, corner_px=corner
        )
        self.hold.draw(painter, colour=text, corner_px=corner)
        for mark in self.drawn_marks():
            painter.drawPixmap(mark, pictogram(self._icon, mark.width(), text))
        lines = self._lines(self.width())
        box = self._text_box(lines)
        draw(painter, lines, box, colour=text, align=Qt.AlignmentFlag.AlignHCenter)

    def wanted_width(self) -> int:
        """Return the width of the word; its characters have their own white at both sides."""
        return text_width(self.text(), self._face) + self._icon_room

    def fits(self, width: int) -> bool:
        """Whether no word of letters would be broken; hanzi may part anywhere."""
        return all(text_width(word, self._face) <= width for word in _WORD.findall(self.text()))

    @property
    def _icon_room(self) -> int:
        return self._side + self._theme.mm(_PAD_MM) if self._is_beside else 0

    def _icon_corner(self, lines: Setting) -> QPoint:
        if not self._is_beside:
            return QPoint((self.width() - self._side) // 2, self._spare + self._pad)
        left = self._text_box(lines).left() - self._icon_room
        return QPoint(left, (self.height() - self._side) // 2)

    @property
    def _face(self) -> Face:
        return self._theme.face(TextStyle.STRONG)

    @property
    def _side(self) -> int:
        if self._theme.size is TextSize.LARGEST:
            return self._theme.mm(_LEAST_ICON_MM)
        return int(self._theme.icon_px * 0.85)

    @property
    def _pad(self) -> int:
        return self._theme.pad_down(_PAD_MM)

    @property
    def _words_top(self) -> int:
        """Where the line of the word begins: its white may lie over the foot of the pictogram."""
        white = (self._face.line_px - self._face.size_px) // 2 if self._theme.saves_room else 0
        return self._pad + self._side - white

    def _lines(self, width: int) -> Setting:
        return set_balanced(self.text(), self._face, width - self._icon_room)

    def _text_box(self, lines: Setting) -> QRect:
        left = (self.width() - lines.width + self._icon_room) // 2
        is_beside = self._is_beside
        top = (self.height() - lines.height) // 2 if is_beside else self._spare + self._words_top
        return QRect(left, top, lines.width, lines.height)

    @property
    def _spare(self) -> int:
        """What is free above a pictogram in a key that is higher than it need be."""
        return max(0, self.height() - self.heightForWidth(self.width())) // 2


class Dock(QWidget):
    """Home, text size, voice, language and help.

    Signals:
        item_chosen(DockItem): a key was pressed.
    """

    item_chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("dock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons = tuple(
            DockKey(look, item, look.words(f"dock-{item}"), self) for item in DockItem
        )
        for button in self.buttons:
            button.chosen.connect(self._on_chosen)
        self._placed: tuple[tuple[DockKey, ...], ...] = ()
        look.changed.connect(self._restyle)
        self._restyle()

    @property
    def in_order(self) -> tuple[DockKey, ...]:
        """The keys in the order of reading; a row is turned round for the left hand."""
        is_turned = self._look.theme.hands.is_left and not self._is_column
        return self.buttons[::-1] if is_turned else self.buttons

    def hasHeightForWidth(self) -> bool:
        """Say that the height of a row follows from the width; a column is as high as it may."""
        return not self._is_column

    def heightForWidth(self, width: int) -> int:
        """Return the height of the keys, the edge below and the gap above."""
        return self._keys_height(width) + self._inner_edge + self._look.theme.mm(EDGE_MM)

    def sizeHint(self) -> QSize:
        """Return the size at the present width, or the width of a column."""
        if self._is_column:
            width = self._column_width + self._inner_edge + self._look.theme.mm(EDGE_MM)
            return QSize(width, self.height())
        return QSize(self.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Ask for nothing beyond the height."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines between the keys."""
        super().paintEvent(event)
        painter = QPainter(self)
        colour = QColor(self._look.theme.colours.on_dock)
        half = self._between_px // 2 + 1
        for button in (key for row in self._placed for key in row[1:]):
            box = button.geometry()
            line = QRect(
                box.left() - half, box.top() + box.height() // 6, 2, box.height() * 2 // 3
            )
            if self._is_column:
                line = QRect(
                    box.left() + box.width() // 6, box.top() - half, box.width() * 2 // 3, 2
                )
            painter.fillRect(line, colour)

    @property
    def _between_px(self) -> int:
        theme = self._look.theme
        return max(theme.gap_px, theme.mm(_LEAST_BETWEEN_MM))

    @property
    def _is_column(self) -> bool:
        return self._look.theme.panel.is_wide

    @property
    def _inner_edge(self) -> int:
        """What is free between the keys and the page."""
        return self._look.theme.mm(_TOP_MM) + self._look.theme.mm(OUTLINE_MM)

    @property
    def _column_width(self) -> int:
        theme = self._look.theme
        widest = max(button.wanted_width() for button in self.buttons)
        return max(theme.target_px, widest) + 2 * theme.pad_down(_PAD_MM)

    def _rows(self, width: int) -> tuple[tuple[DockKey, ...], ...]:
        """Return the keys in one row, or in two where one would break a word of letters."""
        keys = self.in_order
        self._set_beside(is_beside=False)
        widths = self._widths(keys, width)
        if all(key.fits(room) for key, room in zip(keys, widths, strict=True)):
            return (keys,)
        self._set_beside(is_beside=True)
        return (keys[:_FIRST_ROW], keys[_FIRST_ROW:])

    def _set_beside(self, *, is_beside: bool) -> None:
        for key in self.buttons:
            key.set_beside(is_beside=is_beside)

    def _widths(self, keys: Sequence[DockKey], width: int) -> list[int]:
        """Return equal widths, or the words' own where equal ones would break a word."""
        theme = self._look.theme
        room = width - 2 * theme.mm(EDGE_MM) - (len(keys) - 1) * self._between_px
        wanted = [key.wanted_width() for key in keys]
        equal = room // len(wanted)
        if max(wanted) <= equal or sum(wanted) > room:
            return [equal] * len(wanted)
        spare = (room - sum(wanted)) // len(wanted)
        return [wish + spare for wish in wanted]

    def _row_height(self, keys: Sequence[DockKey], width: int) -> int:
        widths = self._widths(keys, width)
        return max(key.heightForWidth(w) for key, w in zip(keys, widths, strict=True))

    def _keys_height(self, width: int) -> int:
        rows = self._rows(width)
        between = (len(rows) - 1) * self._look.theme.gap_px
        return sum(self._row_height(row, width) for row in rows) + between

    def _arrange(self) -> None:
        place = self._place_in_column if self._is_column else self._place_in_rows
        place()

    def _place_in_rows(self) -> None:
        theme, top = self._look.theme, self._inner_edge
        self._placed = self._rows(self.width())
        for row in self._placed:
            left, height = theme.mm(EDGE_MM), self._row_height(row, self.width())
            for key, width in zip(row, self._widths(row, self.width()), strict=True):
                key.setGeometry(left, top, width, height)
                left += width + self._between_px
            top += height + theme.gap_px

    def _place_in_column(self) -> None:
        """Share out the height, or what of it somebody who sits can reach."""
        self._set_beside(is_beside=False)
        self._placed = (self.in_order,)
        theme, width = self._look.theme, self._column_width
        edge, between = theme.mm(EDGE_MM), self._between_px
        unreached = self.height() - theme.mm(theme.hands.reach_mm or theme.in_mm(self.height()))
        room = self.height() - edge - max(edge, unreached)
        least = max(button.heightForWidth(width) for button in self.buttons)
        height = max(least, (room - 4 * between) // len(self.buttons))
        left = edge if theme.hands.is_left else self._inner_edge
        top = self.height() - edge - 4 * between - len(self.buttons) * height
        for button in self.buttons:
            button.setGeometry(left, top, width, height)
            top += height + between

    def _on_chosen(self, key: str) -> None:
        self.item_chosen.emit(DockItem(key))

    def _restyle(self) -> None:
        for button, item in zip(self.buttons, DockItem, strict=True):
            button.set_words(self._look.words(f"dock-{item}"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        if self._is_column:
            policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)
        self.updateGeometry()
        self._arrange()
