"""Where one is: the step within an application, and the stage of a case."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.domain.words import NO_WORDS, Words
from ui.theme import GAP_MM, OUTLINE_MM, Face, TextStyle
from ui.widgets.lettering import DrawnText, draw, set_text, text_width
from ui.widgets.look import Look
from ui.widgets.shapes import draw_card, draw_tick

_BAR_MM = 5.0
_SHORTEST_BAR_MM = 25.0
_DONE_GROUND_MM = 2.0


class StepBar(QLabel):
    """第n步，共m步, and a bar that is that full."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._fraction = 0.0
        look.changed.connect(self.update)

    def set_step(self, words: Words, fraction: float) -> None:
        """Show the step and fill the bar; ``fraction`` is 0 … 1."""
        self._fraction = min(max(fraction, 0.0), 1.0)
        self.setText(words.shown)
        self.setAccessibleName(words.shown)
        self.update()

    def drawn_texts(self) -> tuple[DrawnText, ...]:
        """Return the words and where they stand."""
        lines = set_text(self.text(), self._face, self.width())
        box = QRect(0, 0, lines.width, lines.height)
        return (DrawnText("\n".join(lines.lines), box, self._face),)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words."""
        return set_text(self.text(), self._face, width).height

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, and the bar if there is room for one."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        lines = set_text(self.text(), self._face, self.width())
        draw(painter, lines, self.rect(), colour=theme.colours.ink)
        left = lines.width + theme.mm(GAP_MM)
        if self.width() - left >= theme.mm(_SHORTEST_BAR_MM):
            self._draw_bar(painter, left)

    def _draw_bar(self, painter: QPainter, left: int) -> None:
        theme, c = self._look.theme, self._look.theme.colours
        height = theme.mm(_BAR_MM)
        box = QRect(left, (self.height() - height) // 2, self.width() - left, height)
        shape = {"outline": c.ink, "outline_px": theme.mm(OUTLINE_MM), "corner_px": height // 2}
        draw_card(painter, box, ground=c.card, **shape)  # type: ignore[arg-type]  # one shape twice
        painter.setClipRect(box.adjusted(0, 0, round(box.width() * (self._fraction - 1)), 0))
        draw_card(painter, box, ground=c.primary, **shape)  # type: ignore[arg-type]  # as above

    @property
    def _face(self) -> Face:
        return self._look.theme.face()


class StageBar(QLabel):
    """The stages of a case: ticked when past, marked with a dot now, empty when to come."""

    def __init__(
        self, look: Look, names: Sequence[Words], reached: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._names = tuple(names)
        self._reached = reached
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._restyle)
        self._name_it()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height: side by side where the words fit, else one below the other."""
        mark, line = self._mark, self._line_px
        if self._fits_beside(width):
            return mark + self._look.theme.mm(2) + line
        return max(mark, line) * len(self._names) + self._below * (len(self._names) - 1)

    def sizeHint(self) -> QSize:
        """Return the size side by side."""
        width = self._widest * len(self._names)
        return QSize(width, self.heightForWidth(width))

    def drawn_texts(self) -> tuple[DrawnText, ...]:
        """Return the names of the stages and where they stand."""
        return tuple(
            DrawnText(
                name.shown,
                QRect(corner, QSize(text_width(name.shown, self._face(n)), self._line_px)),
                self._face(n),
            )
            for n, name, corner in self._placed()
        )

    def drawn_marks(self) -> tuple[QRect, ...]:
        """Return where the marks of the stages stand."""
        return tuple(self._mark_box(number) for number in range(len(self._names)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marks, the line between them and the names."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(len(self._names)):
            self._draw_link(painter, number)
        for number, name, corner in self._placed():
            self._draw_mark(painter, self._mark_box(number), number)
            lines = set_text(name.shown, self._face(number), self.width())
            box = QRect(corner, QSize(lines.width, lines.height))
            draw(painter, lines, box, colour=self._look.theme.colours.ink)

    def _name_it(self) -> None:
        names = self._look.marks.pause.join(name.shown for name in self._names)
        now = self._names[self._reached].shown if self._names else NO_WORDS.shown
        self.setAccessibleName(self._look.words("stages", names=names, now=now).shown)

    def _restyle(self) -> None:
        self._name_it()
        self.updateGeometry()
        self.update()

    def _face(self, number: int) -> Face:
        style = TextStyle.STRONG if number == self._reached else TextStyle.BODY
        return self._look.theme.face(style)

    @property
    def _line_px(self) -> int:
        return self._look.theme.face().line_px

    @property
    def _mark(self) -> int:
        return int(self._look.theme.icon_px * 0.75)

    @property
    def _gap(self) -> int:
        return self._look.theme.mm(GAP_MM)

    @property
    def _below(self) -> int:
        """What parts two stages one below the other: their lines alone where room is short."""
        return 0 if self._look.theme.saves_room else self._gap

    @property
    def _widest(self) -> int:
        strong = self._look.theme.face(TextStyle.STRONG)
        return max(text_width(name.shown, strong) for name in self._names)

    def _fits_beside(self, width: int) -> bool:
        return (self._widest + self._gap // 2) * len(self._names) <= width

    def _placed(self) -> list[tuple[int, Words, QPoint]]:
        placed = []
        for number, name in enumerate(self._names):
            mark = self._mark_box(number)
            if self._fits_beside(self.width()):
                left = mark.center().x() - text_width(name.shown, self._face(number)) // 2
                corner = QPoint(left, mark.bottom() + self._look.theme.mm(2))
            else:
                top = mark.center().y() - self._line_px // 2
                corner = QPoint(mark.right() + self._gap, top)
            placed.append((number, name, corner))
        return placed

    def _mark_box(self, number: int) -> QRect:
        side = self._mark
        if self._fits_beside(self.width()):
            column = self.width() / len(self._names)
            return QRect(int(column * (number + 0.5)) - side // 2, 0, side, side)
        row = max(side, self._line_px)
        return QRect(0, number * (row + self._below) + (row - side) // 2, side, side)

    def _draw_link(self, painter: QPainter, number: int) -> None:
        if number == 0:
            return
        theme = self._look.theme
        here, before = self._mark_box(number).center(), self._mark_box(number - 1).center()
        half = theme.mm(OUTLINE_MM) // 2
        painter.fillRect(
            QRect(before, here).normalized().adjusted(-half, -half, half, half),
            theme.colours.ink,
        )

    def _draw_mark(self, painter: QPainter, box: QRect, number: int) -> None:
        theme, c = self._look.theme, self._look.theme.colours
        outline = theme.mm(_DONE_GROUND_MM if number == self._reached else OUTLINE_MM)
        draw_card(
            painter,
            box,
            ground=c.ink if number < self._reached else c.card,
            outline=c.ink,
            outline_px=outline,
            corner_px=box.width() // 2,
        )
        if number < self._reached:
            draw_tick(painter, box, colour=c.card)
        elif number == self._reached:
            inset = box.width() // 3
            dot = box.adjusted(inset, inset, -inset, -inset)
            draw_card(
                painter, dot, ground=c.ink, outline=c.ink, outline_px=0, corner_px=dot.width() // 2
            )
