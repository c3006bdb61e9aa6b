"""A look-up by radical on a screen: the grid of the moment and what it asks."""

from kiosk.domain.words import Words
from kiosk.entry.radicals import RadicalLookup, Step, radical_name
from kiosk.i18n import Text
from kiosk.speech.known_by import explained
from ui.pages import Action, Cells, Row

_PREFIX = "radical:"
_AGAIN = f"{_PREFIX}again"
_COLUMNS = {Step.STROKES: 4, Step.RADICAL: 3, Step.REST: 4, Step.SIGN: 6}


class Radicals:
    """Holds the look-up of one character."""

    def __init__(self, begun: RadicalLookup) -> None:
        self._lookup = begun

    @property
    def lookup(self) -> RadicalLookup:
        """The look-up as it stands."""
        return self._lookup

    def rows(self, text: Text) -> tuple[Row, ...]:
        """Return the grid, and the key that takes the last choice back."""
        step, choices = self._lookup.step, self._lookup.choices
        is_seen = step in {Step.RADICAL, Step.SIGN}
        grid = Cells(
            keys=tuple(f"{_PREFIX}{choice}" for choice in choices),
            labels=tuple(self._label(choice, text) for choice in choices),
            columns=_COLUMNS[step],
            hushed=text("focus-candidate" if is_seen else "focus-digit").spoken,
            is_large=step is Step.SIGN,
        )
        if not self._lookup.chosen:
            return (grid,)
        return grid, Action(key=_AGAIN, words=text("date-again"), icon="undo", is_quiet=True)

    def ask(self, text: Text) -> Words:
        """Return what is asked now."""
        return text(f"radicals-ask-{self._lookup.step.value}")

    def takes(self, key: str) -> bool:
        """Whether a key of the page is one of the grid's."""
        return key.startswith(_PREFIX)

    def choose(self, key: str) -> str:
        """Take a choice, or take the last one back; return the character when it is found."""
        if key == _AGAIN:
            self._lookup = self._lookup.back()
            return ""
        self._lookup = self._lookup.choose(key.removeprefix(_PREFIX))
        if sign := self._lookup.sign:
            self.clear()
        return sign

    def clear(self) -> None:
        """Begin with another character."""
        self._lookup = RadicalLookup()

    def _label(self, choice: str, text: Text) -> Words:
        match self._lookup.step:
            case Step.STROKES | Step.REST:
                return text("radicals-strokes", count=int(choice))
            case Step.RADICAL:
                name = radical_name(choice)
                return Words(choice if name == choice else f"{choice} {name}", name)
            case _:
                return Words(choice, explained(choice))
