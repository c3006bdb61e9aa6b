"""A citizen who spells words in pinyin instead of writing them by hand."""

from itertools import groupby

from pypinyin import lazy_pinyin

from kiosk.entry.hanzi import is_han
from ui.pages import Cells, SpellingKeys
from ui.rehearsal.citizen import Citizen, Stuck
from ui.widgets.spelling import SpellingDesk

_AT_ONCE = 4  # characters: what people spell before they look up
_MOST_LOOKS = 40


class Speller(Citizen):
    """Picks the longest candidate that is right, and looks at others when there is none."""

    def fill_in(self, text: str) -> None:
        """Add ``text`` to the field, hanzi by their sounds."""
        for is_hanzi, run in groupby(text, key=is_han):
            signs = "".join(run)
            if not is_hanzi or not self._may_spell():
                for sign in signs:
                    self._type(sign) if sign.isascii() else self.write(sign)
                continue
            for at in range(0, len(signs), _AT_ONCE):
                self.spell(signs[at : at + _AT_ONCE])

    def spell(self, text: str) -> None:
        """Spell some hanzi and pick them.

        Raises:
            Stuck: they are not among the candidates.
        """
        if not self._spells():
            self.choose("pad:pinyin")
        for letter in "".join(lazy_pinyin(text, v_to_u=True)):
            self.choose(letter.upper())
        left = text
        while left:
            self._wait_for_composing()
            left = left.removeprefix(self._pick(left))
        self._wait_for_composing()

    def _pick(self, left: str) -> str:
        """Pick the beginning of ``left`` from the candidates, and return it."""
        for _ in range(_MOST_LOOKS):
            shown = self._desk().candidates.shown
            if right := max((c for c in shown if left.startswith(c)), key=len, default=""):
                self.choose(right)
                return right
            self._touch(self._kiosk.view.more_candidates())
        raise Stuck("what was spelled is not among the candidates")

    def _may_spell(self) -> bool:
        is_offered = any(
            isinstance(row, Cells) and "pad:pinyin" in row.keys for row in self.page.rows
        )
        return is_offered or self._spells()

    def _spells(self) -> bool:
        return any(isinstance(row, SpellingKeys) for row in self.page.rows)

    def _desk(self) -> SpellingDesk:
        desk = self._kiosk.view.widget_of(SpellingKeys)
        assert isinstance(desk, SpellingDesk)
        return desk

    def _wait_for_composing(self) -> None:
        composer = self._kiosk.composer
        self.wait(lambda: composer is None or not composer.is_composing, "it is composed")
