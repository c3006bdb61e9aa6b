"""Everything that is pressed: buttons, tiles and answers.

All act on release, by touch, space or enter; arrows move the focus and change nothing; a press
slid off the button does nothing, nor one that began on the screen before or just after it
changed. None of them needs a long press, a drag or a hover; who wants it may have a finger count
only after it was held for a while.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kiosk.domain.words import NO_WORDS, Words
from ui.theme import CORNER_MM, GAP_MM, OUTLINE_MM, Face, Pictures, TextStyle, Theme
from ui.widgets.hold import Hold
from ui.widgets.lettering import DrawnText, Setting, draw, set_balanced, set_text, text_width
from ui.widgets.look import Look, pictogram
from ui.widgets.shapes import draw_card, draw_tick

_PAD_MM = 7.0
_SMALL_PAD_MM = 3.0
_LEAST_PAD_MM = 2.0
_MARK_GAP_MM = 5.0
_CHOSEN_OUTLINE_MM = 2.4
_SLIP_MM = 4.0
_ROWS = {Qt.Key.Key_Up, Qt.Key.Key_Down}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_PRESSES = _ENTER | {Qt.Key.Key_Space}


class Variant(StrEnum):
    """How much a button asks for attention."""

    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"
    DANGER = "danger"


class ChoiceKind(StrEnum):
    """Whether one answer or several may be chosen."""

    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Toggled:
    """A person chose or un-chose the answer ``key``."""

    key: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class _Paint:
    """The colours of a button in its present state."""

    ground: str
    outline: str
    text: str
    outline_px: int
    line: Qt.PenStyle = Qt.PenStyle.SolidLine


class Pressable(QPushButton):
    """The behaviour all pressed things share.

    Signals:
        chosen(str): it was pressed; carries its key.
    """

    chosen = Signal(str)

    def __init__(
        self, look: Look, words: Words, *, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._pressed_on = look.screen
        self.hold = Hold(look, self)
        self._is_brief = False
        self._is_clicked = False
        self._about = ""
        self.key = key
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_words(words)
        self.clicked.connect(self._on_clicked)
        self.toggled.connect(self._on_toggled)
        look.changed.connect(self._restyle)

    def set_words(self, words: Words) -> None:
        """Show other words; they are the accessible name, too."""
        self.setText(words.shown)
        self.setAccessibleName(words.shown)
        self.updateGeometry()
        self.update()

    def describe(self, words: Words) -> None:
        """Let a screen reader say more than the name."""
        self._about = words.shown
        self.setAccessibleDescription(words.shown)

    def tell(self, sentence: str) -> None:
        """Let a screen reader that stands here say what the press did."""
        self.setAccessibleDescription("")  # the same words again are news, too
        self.setAccessibleDescription(sentence)

    def set_brief(self, is_brief: bool) -> None:  # noqa: FBT001 - a Qt setter of one flag
        """Ask for no more height than the words need, where more would cost a page."""
        self._is_brief = is_brief
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def sizeHint(self) -> QSize:
        """Return the least size; pages give the real one."""
        least = self.minimumSizeHint()
        return QSize(least.width(), self.heightForWidth(least.width()))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest width the words can be set in, at least a target wide."""
        side = self._theme.target_px
        return QSize(max(side, self._least_width()), side)

    def hitButton(self, pos: QPoint) -> bool:
        """Count a finger that slipped a little over the edge (ACCESSIBILITY, target 12)."""
        halo = self._theme.mm(_SLIP_MM)
        return self.rect().adjusted(-halo, -halo, halo, halo).contains(pos)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go down, unless the screen has only just changed."""
        if self._takes_press():
            super().mousePressEvent(event)
            self.hold.follow()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go up when the finger slides away; who comes back begins anew."""
        super().mouseMoveEvent(event)
        self.hold.follow()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act, unless the press was too short or meant for another screen."""
        self._let_go_of_old_press()
        if self.hold.share < 1:
            self.setDown(False)
        super().mouseReleaseEvent(event)
        self.hold.follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act once on enter; move the focus on arrows, by rows where the window does."""
        if event.key() == Qt.Key.Key_Left:
            self.focusPreviousChild()
        elif event.key() == Qt.Key.Key_Right:
            self.focusNextChild()
        elif event.key() in _ROWS:
            event.ignore()
        elif event.key() in _PRESSES and not self._takes_press():
            event.accept()
        elif event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Act on space, unless it was pressed for another screen."""
        self._let_go_of_old_press()
        super().keyReleaseEvent(event)

    def nextCheckState(self) -> None:
        """Change the mark of what is clicked."""
        self._is_clicked = True
        super().nextCheckState()
        self._is_clicked = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus without making other answers of the group unreachable.

        A radio group of Qt keeps only the chosen button in the tab chain; a person with one
        switch could never reach the others.
        """
        QWidget.focusInEvent(self, event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let a screen reader that comes again hear only what this is."""
        super().focusOutEvent(event)
        if self.accessibleDescription() != self._about:
            self.setAccessibleDescription(self._about)

    @property
    def _theme(self) -> Theme:
        return self._look.theme

    @property
    def _row_px(self) -> int:
        """Least height of a row."""
        return self._theme.target_px if self._is_brief else self._theme.row_px

    def _least_width(self) -> int:
        return 0

    def _takes_press(self) -> bool:
        if self._look.is_guarding:
            return False
        self._pressed_on = self._look.screen
        return True

    def _let_go_of_old_press(self) -> None:
        if self._pressed_on != self._look.screen:
            self.setDown(False)

    def _on_clicked(self) -> None:
        self._look.note_press()
        self.chosen.emit(self.key)

    def _on_toggled(self, is_checked: bool) -> None:  # noqa: FBT001 - a slot of Qt's signal
        """Act for a screen reader, too: it changes the mark without a click."""
        if is_checked and not self._is_clicked:
            self._on_clicked()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _begin(self, paint: _Paint) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = min(self._theme.mm(CORNER_MM), self.height() // 3)
        draw_card(
            painter,
            self.rect(),
            ground=paint.ground,
            outline=paint.outline,
            outline_px=paint.outline_px,
            corner_px=corner,
            line=paint.line,
        )
        self.hold.draw(painter, colour=paint.text, corner_px=corner)
        return painter

    def _paint_for(self, variant: Variant) -> _Paint:
        """Return the colours: pressed ones turn round, switched-off ones are dashed."""
        c, outline = self._theme.colours, self._theme.mm(OUTLINE_MM)
        if not self.isEnabled():
            return _Paint(c.paper, c.ink, c.ink, outline, Qt.PenStyle.DashLine)
        paints = {
            Variant.PRIMARY: _Paint(c.primary, c.primary, c.on_primary, outline),
            Variant.PLAIN: _Paint(c.card, c.ink, c.ink, outline),
            Variant.QUIET: _Paint(c.selected, c.ink, c.ink, outline),
            Variant.DANGER: _Paint(c.card, c.error, c.error, 2 * outline),
        }
        paint = paints[variant]
        if self.isDown():
            return _Paint(paint.text, paint.text, paint.ground, paint.outline_px)
        return paint


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

    def _state_paint(self) -> _Paint:
        c = self._theme.colours
        if self.isDown() or not self.isChecked():
            return self._paint_for(Variant.PLAIN)
        return _Paint(c.selected, c.ink, c.ink, self._theme.mm(_CHOSEN_OUTLINE_MM))

    def _draw_mark(self, painter: QPainter, paint: _Paint) -> None:
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
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, words, key=key, parent=parent)
        self.set_compact()
        if is_chosen is not None:
            self.setCheckable(True)
            self.setAutoExclusive(True)
            with QSignalBlocker(self):
                self.setChecked(is_chosen)

    def _paint_for(self, variant: Variant) -> _Paint:
        c = self._theme.colours
        if self.isDown() or not self.isChecked():
            return super()._paint_for(variant)
        return _Paint(c.selected, c.ink, c.ink, self._theme.mm(_CHOSEN_OUTLINE_MM))


class Candidate(BigButton):
    """A character the ink may mean, as large as a heading."""

    def __init__(self, look: Look, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(look, Words.same(text), key=text, parent=parent)
        self.set_compact(TextStyle.HEADING)
