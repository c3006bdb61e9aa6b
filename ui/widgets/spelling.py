"""Spelling with keys: what they may mean above, the keys below."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.domain.words import NO_WORDS, Words
from ui.theme import TextStyle
from ui.widgets.buttons import BigButton, Candidate
from ui.widgets.keypad import KeyPad
from ui.widgets.look import Look

_LINES, _BRIEF_LINES = 2, 1
_MOST = 32
"""More never stand in two lines."""


class CandidateLines(QWidget):
    """Characters and words in lines, as many as fit; others stand behind 更多.

    Signals:
        picked(str): one was pressed.
        more_wanted: 更多 was pressed; those after ``shown`` are wanted.
    """

    picked = Signal(str)
    more_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._count = _LINES
        self._texts: tuple[str, ...] = ()
        self._has_before = False
        self._keys: list[Candidate] = []
        self._sample = BigButton(look, Words.same("M"), parent=self)
        self._sample.set_compact(TextStyle.HEADING)
        self._sample.hide()
        self.more = BigButton(look, NO_WORDS, parent=self)
        self.more.set_compact()
        self.more.hide()
        self.more.clicked.connect(self.more_wanted)
        self._restyle()
        look.changed.connect(self._restyle)

    @property
    def shown(self) -> tuple[str, ...]:
        """The candidates that are shown."""
        return tuple(key.text() for key in self._keys if not key.isHidden())

    @property
    def needed_height(self) -> int:
        """Height of the lines, empty or not, in pixels."""
        return self._count * (self._line_height() + self._look.theme.gap_px) - (
            self._look.theme.gap_px
        )

    def set_candidates(self, texts: Sequence[str], *, has_before: bool = False) -> None:
        """Show these from the first on; 更多 where others stand before or behind."""
        if (tuple(texts), has_before) == (self._texts, self._has_before):
            return
        for key in self._keys:
            key.hide()
            key.deleteLater()
        self._texts, self._has_before = tuple(texts), has_before
        self._keys = [Candidate(self._look, text, parent=self) for text in self._texts[:_MOST]]
        for key in self._keys:
            key.chosen.connect(self.picked)
        self.more.raise_()  # reached after what it stands behind
        self._place()

    def set_brief(self, is_brief: bool) -> None:  # noqa: FBT001 - a Qt setter of one flag
        """Make do with one line."""
        self._count = _BRIEF_LINES if is_brief else _LINES
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new size."""
        super().resizeEvent(event)
        self._place()

    def _line_height(self) -> int:
        return self._sample.heightForWidth(self._sample.one_line_width())

    def _place(self) -> None:
        width, gap = self.width(), self._look.theme.gap_px
        height, least = self._line_height(), self._look.theme.target_px
        widths = [max(least, key.one_line_width()) for key in self._keys]
        more = max(least, self.more.one_line_width())
        places = laid(widths, width=width, lines=self._count, gap=gap)
        has_more = self._has_before or len(places) < len(self._texts)
        if has_more:
            places = laid(widths, width=width, lines=self._count, gap=gap, spare=more + gap)
        for key, wide, (line, left) in zip(self._keys, widths, places, strict=False):
            key.setGeometry(left, line * (height + gap), min(wide, width), height)
        for number, key in enumerate(self._keys):
            key.setVisible(number < len(places))
        self.more.setVisible(has_more)
        self.more.setGeometry(width - more, (self._count - 1) * (height + gap), more, height)

    def _restyle(self) -> None:
        self.more.set_words(self._look.words("candidates-more"))
        self._place()


class SpellingDesk(QWidget):
    """Candidates above a keypad that never moves.

    Signals:
        picked(str): a candidate was pressed.
        more_wanted: 更多 was pressed; those after ``candidates.shown`` are wanted.
    """

    picked = Signal(str)
    more_wanted = Signal()

    def __init__(
        self,
        look: Look,
        rows: Sequence[Sequence[str]],
        names: Sequence[tuple[str, Words]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.candidates = CandidateLines(look, self)
        self.pad = KeyPad(look, rows, names, self)
        self.candidates.picked.connect(self.picked)
        self.candidates.more_wanted.connect(self.more_wanted)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._restyle)

    def set_brief(self, is_brief: bool) -> None:  # noqa: FBT001 - a Qt setter of one flag
        """Make do with one line and lower keys where field and keys would part otherwise."""
        self.candidates.set_brief(is_brief)
        self.pad.set_brief(is_brief)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of candidates and keys."""
        return self._top() + self.pad.heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _top(self) -> int:
        return self.candidates.needed_height + self._look.theme.choice_gap_px

    def _arrange(self) -> None:
        width, top = self.width(), self._top()
        self.candidates.setGeometry(0, 0, width, self.candidates.needed_height)
        self.pad.setGeometry(0, top, width, self.pad.heightForWidth(width))

    def _restyle(self) -> None:
        self.updateGeometry()
        self._arrange()


def laid(
    widths: Sequence[int], *, width: int, lines: int, gap: int, spare: int = 0
) -> list[tuple[int, int]]:
    """Return line and left edge of as many as fit, one behind the other.

    Args:
        widths: of each, pixels.
        width: of a line.
        lines: how many there are.
        gap: between two of a line.
        spare: kept free at the end of the last line.
    """
    places: list[tuple[int, int]] = []
    line = left = 0
    for each in widths:
        if left and left + each > _room(line, lines, width, spare):
            line, left = line + 1, 0
        if line == lines or (places and left + each > _room(line, lines, width, spare)):
            break
        places.append((line, left))
        left += each + gap
    return places


def _room(line: int, lines: int, width: int, spare: int) -> int:
    return width - spare if line == lines - 1 else width
