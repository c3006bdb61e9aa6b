"""What the navigator asks of every presenter. No Qt here, and none in a presenter."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeGuard, runtime_checkable

from kiosk.flow.visit import Event
from kiosk.i18n import Text
from ui.pages import Act, Page

Emit: TypeAlias = Callable[[Event], None]
Refresh: TypeAlias = Callable[[], None]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What every presenter gets: words, a way to report, a way to be drawn again."""

    text: Text
    emit: Emit
    refresh: Refresh
