"""What the navigator asks of every presenter. No Qt here, and none in a presenter."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeGuard, TypeVar, runtime_checkable

from kiosk.domain.words import NO_WORDS, Words
from kiosk.flow.places import Place
from kiosk.flow.visit import Event
from kiosk.i18n import Text
from ui.pages import Act, Page

Emit: TypeAlias = Callable[[Event], None]
Refresh: TypeAlias = Callable[[], None]
TOLD_APART = 2
"""Answers that need no number to be kept in mind."""
_T = TypeVar("_T")


class Presenter(Protocol):
    """Makes the page of one place and turns what a person does on it into events."""

    def page(self) -> Page:
        """Return the page as it stands; cheap, called after every act."""
        ...

    def on(self, act: Act) -> None:
        """Take what the person did."""
        ...


@runtime_checkable
class Living(Protocol):
    """A presenter that also watches something while it is on the screen (a card, a camera)."""

    def tick(self) -> None:
        """Look again; called about five times a second while the page is shown."""
        ...

    def leave(self) -> None:
        """Let go of the device; called once when the page is left."""
        ...


def is_living(presenter: object) -> TypeGuard[Living]:
    """Whether the presenter watches a device."""
    return isinstance(presenter, Living)


class Unfinished:
    """What stands on pages the visitor left without an answer: half a word, a mark, ink.

    It is found again when the page is opened again. It is never stored and never an answer, and
    it goes with everything else the window remembers of a visitor.
    """

    def __init__(self) -> None:
        self._left: dict[Place, object] = {}

    def leave(self, place: Place, state: object) -> None:
        """Remember what stands on a page."""
        self._left[place] = state

    def found(self, place: Place, kind: type[_T]) -> _T | None:
        """Return what was left on a page, if it is of this kind."""
        state = self._left.get(place)
        return state if isinstance(state, kind) else None

    def settle(self, place: Place) -> None:
        """Forget a page: what stood on it was answered."""
        self._left.pop(place, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What every presenter gets: words, a way to report, a way to be drawn again."""

    text: Text
    emit: Emit
    refresh: Refresh

    def count(self, number: int) -> Words:
        """Return how many there are to touch, for who cannot see how long a list is."""
        return self.text("count-of", count=number) if number > TOLD_APART else NO_WORDS
