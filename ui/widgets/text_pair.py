"""A label with its text: facts, answers to review, and numbers to keep."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.domain.words import Words
from ui.theme import CORNER_MM, OUTLINE_MM, TextStyle
from ui.widgets.buttons import BigButton
from ui.widgets.look import Look
from ui.widgets.shapes import draw_card
from ui.widgets.text_block import TextBlock

_PAD_MM = 6.0


class TextPair(QWidget):
    """A label above its text, on a card or on the page. Too long for a page, it is continued."""

    def __init__(
        self,
        look: Look,
        label: Words,
        text: Words,
        *,
        styles: tuple[TextStyle, TextStyle],
        has_card: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._has_card = has_card
        self._blocks = (
            TextBlock(look, label, styles[0], parent=self),
            TextBlock(look, text, styles[1], parent=self),
        )
        self._blocks[0].setBuddy(self._blocks[1])
        self._part: tuple[int, int, int] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._restyle)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of label and text."""
        return max(self._words_height(width) + 2 * self._pad, self._least_height())

    def slice_heights(self, width: int, room: int, first: int) -> list[int]:
        """Return the heights of the parts, of which the first has ``first`` pixels."""
        parts = list(self._parts(width, room, first))
        return [sum(px for _, _, px in part) + 2 * self._pad for part in parts]

    def show_slice(self, index: int, room: int, first: int) -> None:
        """Show one of those parts."""
        self._part = (index, room, first)
        self._arrange()

    def least_part(self, width: int) -> int:
        """Return the height of the label with a line of the text; a card stays whole."""
        if self._has_card:
            return self.heightForWidth(width)
        label, text = self._blocks
        return label.heightForWidth(self._room_of(label, width)) + text.face.line_px

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        del event
        if not self._has_card:
            return
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_card(
            painter,
            self.rect(),
            ground=theme.colours.card,
            outline=theme.colours.ink,
            outline_px=theme.mm(OUTLINE_MM),
            corner_px=theme.mm(CORNER_MM),
        )

    @property
    def _pad(self) -> int:
        return self._look.theme.pad_down(_PAD_MM) if self._has_card else 0

    @property
    def _side(self) -> int:
        return self._look.theme.pad_across(_PAD_MM) if self._has_card else 0

    def _room_of(self, block: TextBlock, width: int) -> int:
        """Return the width in which label or text is set."""
        del block
        return width - 2 * self._side

    def _words_height(self, width: int) -> int:
        return sum(b.heightForWidth(self._room_of(b, width)) for b in self._blocks)

    def _least_height(self) -> int:
        return 0

    def _parts(
        self, width: int, room: int, first: int
    ) -> Iterator[list[tuple[TextBlock, int, int]]]:
        """Yield the lines of each part as (block, line number, height)."""
        part: list[tuple[TextBlock, int, int]] = []
        height, limit = 2 * self._pad, first
        for block in self._blocks:
            line = block.face.line_px
            for number in range(block.line_count(self._room_of(block, width))):
                if part and height + line > limit:
                    yield part
                    part, height, limit = [], 2 * self._pad, room
                part.append((block, number, line))
                height += line
        yield part

    def _arrange(self) -> None:
        whole = self.heightForWidth(self.width())
        index, room, first = self._part or (0, whole, whole)
        parts = list(self._parts(self.width(), room, first))
        lines = parts[min(index, len(parts) - 1)]
        top = self._pad if len(parts) > 1 else self._top()
        for block in self._blocks:
            numbers = [number for owner, number, _ in lines if owner is block]
            block.setVisible(bool(numbers))
            if numbers:
                height = len(numbers) * block.face.line_px
                block.show_lines(numbers[0], len(numbers))
                room_px = self._room_of(block, self.width())
                block.setGeometry(QRect(self._side, top, room_px, height))
                top += height

    def _top(self) -> int:
        free = self.height() - self._words_height(self.width())
        return max(0, free // 2) if self._has_card else 0

    def _restyle(self) -> None:
        self._part = None
        self.updateGeometry()
        self._arrange()


class FactRow(TextPair):
    """A paragraph under its own small title."""

    def __init__(
        self, look: Look, label: Words, text: Words, parent: QWidget | None = None
    ) -> None:
        styles = (TextStyle.STRONG, TextStyle.BODY)
        super().__init__(look, label, text, styles=styles, has_card=False, parent=parent)


class NumberCard(TextPair):
    """A number to keep, as large as a heading."""

    def __init__(
        self, look: Look, label: Words, number: Words, parent: QWidget | None = None
    ) -> None:
        styles = (TextStyle.BODY, TextStyle.HEADING)
        super().__init__(look, label, number, styles=styles, has_card=True, parent=parent)


class ReviewRow(TextPair):
    """An answer to read once more, with 改 beside it when it may be changed.

    Signals:
        chosen(str): 改 was pressed; carries the key.
    """

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        label: Words,
        value: Words,
        *,
        key: str = "",
        may_change: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self._change: BigButton | None = None
        self._label = label
        styles = (TextStyle.BODY, TextStyle.STRONG)
        super().__init__(look, label, value, styles=styles, has_card=True, parent=parent)
        if may_change:
            self._change = BigButton(look, self._change_words(), icon="pen", key=key, parent=self)
            self._change.set_compact()
            self._name_change()
            self._change.chosen.connect(self.chosen)

    def _change_words(self) -> Words:
        return self._look.words("review-change", field=self._label.shown)

    def _name_change(self) -> None:
        """Name the key after its answer: a page has many of them."""
        if self._change is not None:
            words = self._change_words()
            self._change.set_words(words)
            self._change.setAccessibleName(words.spoken)

    def _change_width(self) -> int:
        if self._change is None:
            return 0
        return max(self._change.minimumSizeHint().width(), self._look.theme.mm(24))

    @property
    def _is_beside_label(self) -> bool:
        """Whether 改 leaves the value its whole width: a line of the label is high enough."""
        theme = self._look.theme
        return theme.saves_room and self._blocks[0].face.line_px >= theme.target_px

    def _room_of(self, block: TextBlock, width: int) -> int:
        """Return the width beside 改; where room is short it stands beside the label alone."""
        whole = super()._room_of(block, width)
        is_below = self._is_beside_label and block is not self._blocks[0]
        if self._change is None or is_below:
            return whole
        return whole - self._change_width() - self._look.theme.gap_px

    def _least_height(self) -> int:
        if self._change is None or self._is_beside_label:
            return 0
        return self._change.heightForWidth(self._change_width()) + 2 * self._pad

    def _arrange(self) -> None:
        super()._arrange()
        if self._change is None:
            return
        width = self._change_width()
        height = self._change.heightForWidth(width)
        top = (self.height() - height) // 2
        if self._is_beside_label:
            # as high as the first line of the label, so that the value has the whole width
            height, top = self._blocks[0].face.line_px, self._pad
        self._change.setGeometry(self.width() - self._side - width, top, width, height)
        self._change.setVisible(self._part is None or self._part[0] == 0)

    def _restyle(self) -> None:
        self._name_change()
        super()._restyle()
