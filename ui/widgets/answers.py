"""What is chosen: tiles that lead somewhere, and answers one or several of which are marked."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.words import NO_WORDS, Words
from ui.theme import GAP_MM, OUTLINE_MM, Pictures, TextStyle
from ui.widgets.lettering import DrawnText, Setting, draw, set_text, text_width
from ui.widgets.look import Look, pictogram
from ui.widgets.pressing import Paint, Pressable, Variant
from ui.widgets.shapes import draw_card, draw_tick

_PAD_MM = 7.0
_MARK_GAP_MM = 5.0
_CHOSEN_OUTLINE_MM = 2.4


class ChoiceKind(StrEnum):
    """Whether one answer or several may be chosen."""

    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Toggled:
    """A person chose or un-chose the answer ``key``."""

    key: str
    is_chosen: bool


class Tile(Pressable):
    """A large button with a pictogram, a title and a line about it.

    Brief, it leaves the line out; it is spoken all the same. Narrow tiles put the pictogram above
    the words, wide ones beside them, and so do all where height is short.

    Signals:
        chosen(str): it was pressed; carries its key.
    """

    def __init__(
        self,
        look: Look,
        icon: str,
        title: Words,
        subtitle: Words = NO_WORDS,
        *,
        is_primary: bool = False,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._icon = icon
        self._subtitle = subtitle
        self._variant = Variant.PRIMARY if is_primary else Variant.PLAIN
        super().__init__(look, title, key=key, parent=parent)
        self.describe(subtitle)

    def heightForWidth(self, width: int) -> int:
        """Return the height in which pictogram, title and line fit."""
        title, subtitle = self._lines(width)
        words = title.height + subtitle.height
        icon, pad = self._theme.answer_icon_px, self._theme.pad_down(_PAD_MM)
        if self._is_wide(width):
            return max(self._row_px, max(icon, words) + pad)
        return icon + self._theme.mm(GAP_MM) // 2 + words + 2 * pad

    def drawn_texts(self) -> tuple[DrawnText, ...]:
        """Return the title and the line about it, and where."""
        return tuple(
            DrawnText("\n".join(lines.lines), box, lines.face)
            for lines, box in zip(self._lines(self.width()), self._boxes(), strict=True)
            if lines.lines
        )

    def drawn_marks(self) -> tuple[QRect, ...]:
        """Return where the pictogram stands."""
        side = self._theme.answer_icon_px
        return (QRect(self._icon_corner(), QSize(side, side)),)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the pictogram and the words."""
        del event
        paint = self._paint_for(self._variant)
        painter = self._begin(paint)
        for mark in self.drawn_marks():
            painter.drawPixmap(mark, pictogram(self._icon, mark.width(), paint.text))
        for lines, box in zip(self._lines(self.width()), self._boxes(), strict=True):
            draw(painter, lines, box, colour=paint.text)

    def _is_wide(self, width: int) -> bool:
        is_one_column = self._theme.in_mm(width) > 150  # noqa: PLR2004 - mm; of two 115
        return is_one_column or self._saves_height

    @property
    def _saves_height(self) -> bool:
        return self._theme.saves_room or self._theme.panel.is_wide

    @property
    def _pad(self) -> int:
        return self._theme.pad_across(_PAD_MM)

    @property
    def _beside_icon(self) -> int:
        return self._theme.answer_icon_px + self._theme.mm(GAP_MM)

    def _text_left(self, width: int) -> int:
        return self._pad + (self._beside_icon if self._is_wide(width) else 0)

    def _lines(self, width: int) -> tuple[Setting, Setting]:
        room = width - self._text_left(width) - self._pad
        title = set_text(self.text(), self._theme.face(TextStyle.TITLE), room)
        face = self._theme.face()
        if self._is_brief or not self._subtitle.shown:
            return title, Setting((), 0, face)
        return title, set_text(self._subtitle.shown, face, room)

    def _icon_corner(self) -> QPoint:
        if not self._is_wide(self.width()):
            return QPoint(self._pad, self._pad)
        return QPoint(self._pad, (self.height() - self._theme.answer_icon_px) // 2)

    def _boxes(self) -> tuple[QRect, QRect]:
        title, subtitle = self._lines(self.width())
        left, words = self._text_left(self.width()), title.height + subtitle.height
        top = self._pad + self._theme.answer_icon_px + self._theme.mm(GAP_MM) // 2
        if self._is_wide(self.width()):
            top = (self.height() - words) // 2
        return (
            QRect(left, top, title.width, title.height),
            QRect(left, top + title.height, subtitle.width, subtitle.height),
        )

    def _least_width(self) -> int:
        face = self._theme.face(TextStyle.TITLE)
        words = min(text_width(self.text(), face), 6 * face.size_px)
        beside = self._beside_icon if self._saves_height else 0
        return words + 2 * self._pad + beside


class ChoiceRow(Pressable):
    """An answer: a radio button or a check box as wide as the page, with a pictogram.

    Chosen, it has a tick, a wider outline and another ground; colour alone says nothing. The
    pictogram is left out where the words would need its room.

    Signals:
        toggled_by_user(Toggled): a person chose or un-chose it.
    """

    toggled_by_user = Signal(object)

    def __init__(
        self,
        look: Look,
        words: Words,
        *,
        icon: str = "",
        key: str = "",
        kind: ChoiceKind = ChoiceKind.ONE,
        is_chosen: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._kind = kind
        self._icon = icon
        super().__init__(look, words, key=key, parent=parent)
        self.setCheckable(True)
        self.setAutoExclusive(kind is ChoiceKind.ONE)
        self.set_chosen(is_chosen)

    def set_chosen(self, is_chosen: bool) -> None:  # noqa: FBT001 - a Qt setter of one flag
        """Show whether the answer is chosen; nobody has chosen it just now."""
        with QSignalBlocker(self):
            self.setChecked(is_chosen)

    def heightForWidth(self, width: int) -> int:
        """Return the height in which the answer fits."""
        icon = self._theme.answer_icon_px if self._icon_room(width) else 0
        content = max(self._lines(width).height, icon)
        return max(self._row_px, content + self._theme.pad_down(_PAD_MM))

    def drawn_texts(self) -> tuple[DrawnText, ...]:
        """Return the answer and where it stands."""
        lines = self._lines(self.width())
        return (DrawnText("\n".join(lines.lines), self._text_box(lines), lines.face),)

    def drawn_marks(self) -> tuple[QRect, ...]:
        """Return where the circle or the square stands, and the pictogram, if there is one."""
        return (self._square(self._pad, self._mark), *self._pictured())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the mark, the pictogram and the answer."""
        del event
        paint = self._state_paint()
        painter = self._begin(paint)
        self._draw_mark(painter, paint)
        for box in self._pictured():
            painter.drawPixmap(box, pictogram(self._icon, box.width(), paint.text))
        lines = self._lines(self.width())
        draw(painter, lines, self._text_box(lines), colour=paint.text)

    def _state_paint(self) -> Paint:
        c = self._theme.colours
        if self.isDown() or not self.isChecked():
            return self._paint_for(Variant.PLAIN)
        return Paint(c.selected, c.ink, c.ink, self._theme.mm(_CHOSEN_OUTLINE_MM))

    def _draw_mark(self, painter: QPainter, paint: Paint) -> None:
        side, box = self._mark, self._square(self._pad, self._mark)
        is_round = self._kind is ChoiceKind.ONE
        draw_card(
            painter,
            box,
            ground=paint.text if self.isChecked() else paint.ground,
            outline=paint.text,
            outline_px=self._theme.mm(OUTLINE_MM),
            corner_px=side // 2 if is_round else side // 6,
        )
        if self.isChecked():
            draw_tick(painter, box, colour=paint.ground)

    @property
    def _pad(self) -> int:
        return self._theme.pad_across(_PAD_MM)

    @property
    def _mark(self) -> int:
        return int(self._theme.icon_px * 0.75)

    def _square(self, left: int, side: int) -> QRect:
        return QRect(left, (self.height() - side) // 2, side, side)

    def _pictured(self) -> tuple[QRect, ...]:
        if not self._icon_room(self.width()):
            return ()
        return (self._square(self._after_mark, self._theme.answer_icon_px),)

    @property
    def _after_mark(self) -> int:
        return self._pad + self._mark + self._theme.pad_across(_MARK_GAP_MM)

    def _icon_room(self, width: int) -> int:
        """Return the room the pictogram takes; none where the words would need it."""
        if not self._icon:
            return 0
        room = self._theme.answer_icon_px + self._theme.pad_across(_MARK_GAP_MM)
        is_spare = self._set(width - room).height == self._set(width).height
        return room if is_spare or self._theme.pictures is Pictures.LARGE else 0

    def _lines(self, width: int) -> Setting:
        return self._set(width - self._icon_room(width))

    def _set(self, width: int) -> Setting:
        face = self._theme.face(TextStyle.TITLE)
        return set_text(self.text(), face, width - self._after_mark - self._theme.mm(GAP_MM))

    def _text_box(self, lines: Setting) -> QRect:
        left = self._after_mark + self._icon_room(self.width())
        return QRect(left, (self.height() - lines.height) // 2, lines.width, lines.height)

    def _least_width(self) -> int:
        return self._after_mark + 5 * self._theme.face(TextStyle.TITLE).size_px

    def _on_toggled(self, is_checked: bool) -> None:  # noqa: FBT001 - a slot of Qt's signal
        """Act on a mark that a screen reader takes away, too; outside a group others take it."""
        if not self._is_clicked and (is_checked or self.group() is not None):
            self._on_clicked()

    def _on_clicked(self) -> None:
        super()._on_clicked()
        self.toggled_by_user.emit(Toggled(self.key, self.isChecked()))
