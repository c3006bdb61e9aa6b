"""A keypad of any rows of keys: digits, citizen numbers, money, the letters of pinyin."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.domain.words import Words
from ui.theme import LINE_HEIGHT, TextStyle
from ui.widgets.buttons import BigButton
from ui.widgets.lettering import text_width
from ui.widgets.look import Look
from ui.widgets.pressing import Variant

ERASE = "\b"
"""The key that takes the last character back."""

_KEY_MM = 27.0
_NARROW_KEY_MM = 25.0
_MANY = 5
_GLYPH_ROOM = 1.25
_BRIEF_GLYPH_ROOM, _BRIEF_LETTER_ROOM = 1.06, 1.32
"""Digits have no tails, but Q has one."""
_MOST_FILLED_PERCENT = 68
"""Of the width of a key, for its name: the rest sets it apart from the outline."""


class KeyPad(QWidget):
    """Keys in rows. An empty string is a place without a key.

    Signals:
        typed(str): a key was pressed; carries its character.
        erased: the erase key was pressed.
    """

    typed = Signal(str)
    erased = Signal()

    def __init__(
        self,
        look: Look,
        rows: Sequence[Sequence[str]],
        names: Sequence[tuple[str, Words]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._rows = tuple(tuple(row) for row in rows)
        self._is_brief = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        named = dict(names)
        self._keys = {
            text: self._key(text, named.get(text, Words.same(text)))
            for row in self._rows
            for text in row
            if text
        }
        look.changed.connect(self._restyle)

    def set_brief(self, is_brief: bool) -> None:  # noqa: FBT001 - a Qt setter of one flag
        """Make the keys no higher than a target where field and keys would part otherwise.

        For who sits, whose hands shake, or who stands before a panel that lies, as many stand in
        a row as fit.
        """
        self._is_brief = is_brief

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows of keys."""
        return len(self._laid(width)) * (self._key_height() + self._gap) - self._gap

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _key(self, text: str, words: Words) -> BigButton:
        variant = Variant.QUIET if text == ERASE else Variant.PLAIN
        key = BigButton(self._look, words, variant=variant, key=text, parent=self)
        key.set_compact(self._style)
        key.chosen.connect(self._on_chosen)
        return key

    @property
    def _gap(self) -> int:
        return self._look.theme.gap_px

    @property
    def _columns(self) -> int:
        return max(len(row) for row in self._rows)

    @property
    def _style(self) -> TextStyle:
        return TextStyle.TITLE if self._columns <= _MANY else TextStyle.STRONG

    @property
    def _least_key(self) -> int:
        """Least width of a key: of its character, or what a hand needs that shakes."""
        theme = self._look.theme
        if theme.hands.is_steady:
            return theme.target_px
        characters = [key.text() for key in self._keys.values() if len(key.text()) == 1]
        widths = (text_width(text, theme.face(self._style)) for text in characters)
        return max(widths, default=theme.target_px)

    @property
    def _widest_name(self) -> int:
        """Least width of keys that all have a name, such as those of strokes."""
        names = [key.text() for sign, key in self._keys.items() if sign != ERASE]
        if any(len(name) == 1 for name in names):
            return 0
        face = self._look.theme.face(self._style)
        widest = max(text_width(name, face) for name in names)
        return -(-widest * 100 // _MOST_FILLED_PERCENT)

    def _laid(self, width: int) -> tuple[tuple[str, ...], ...]:
        """Return the rows of keys at ``width``: as they were given, unless that is too narrow."""
        theme = self._look.theme
        is_short = theme.hands.is_steady or theme.hands.reach_mm or theme.panel.is_wide
        is_narrow = (width + self._gap) // self._columns - self._gap < self._least_key
        if not is_narrow and not (self._is_brief and is_short):
            return self._rows
        fewest = self._in_fewest_rows(width)
        return fewest if is_narrow or len(fewest) < len(self._rows) else self._rows

    def _in_fewest_rows(self, width: int) -> tuple[tuple[str, ...], ...]:
        keys = [text for row in self._rows for text in row if text]
        least = max(self._look.theme.target_px, self._least_key, self._widest_name)
        for count in range(1, len(keys)):
            each = -(-len(keys) // count)
            rows = tuple(tuple(keys[at : at + each]) for at in range(0, len(keys), each))
            if all(self._row_width(row, least) <= width for row in rows):
                return rows
        return tuple((key,) for key in keys)

    def _row_width(self, row: Sequence[str], unit: int) -> int:
        return sum(self._width_of(text, unit) for text in row) + (len(row) - 1) * self._gap

    def _key_height(self) -> int:
        if self._is_brief:
            room = _BRIEF_GLYPH_ROOM if self._columns <= _MANY else _BRIEF_LETTER_ROOM
            glyph = round(room * self._look.theme.face(self._style).size_px)
            return max(self._look.theme.target_px, glyph)
        least = _KEY_MM if self._columns <= _MANY else _NARROW_KEY_MM
        # one character needs no room for a line above: without it, field and keys share a page
        glyph = round(
            (_GLYPH_ROOM if self._columns <= _MANY else LINE_HEIGHT)
            * self._look.theme.face(self._style).size_px
        )
        return max(self._look.theme.mm(least), self._look.theme.target_px, glyph)

    def _arrange(self) -> None:
        gap, height = self._gap, self._key_height()
        rows = self._laid(self.width())
        columns = max(len(row) for row in rows)
        unit = (self.width() - (columns - 1) * gap) // columns
        if rows is not self._rows:  # a key with a name leaves the others of its row less
            while unit > 1 and any(self._row_width(row, unit) > self.width() for row in rows):
                unit -= 1
        for number, row in enumerate(rows):
            widths = [self._width_of(text, unit) for text in row]
            left = (self.width() - sum(widths) - (len(row) - 1) * gap) // 2
            for text, width in zip(row, widths, strict=True):
                if text:
                    self._keys[text].setGeometry(left, number * (height + gap), width, height)
                left += width + gap

    def _width_of(self, text: str, unit: int) -> int:
        """Return the width of a key: a named one may need more than a letter."""
        if text and len(self._keys[text].text()) > 1:
            return max(unit, self._keys[text].one_line_width())
        return unit

    def _on_chosen(self, key: str) -> None:
        if key == ERASE:
            self.erased.emit()
        else:
            self.typed.emit(key)

    def _restyle(self) -> None:
        self.updateGeometry()
        self._arrange()
