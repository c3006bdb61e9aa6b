"""Is there another one? After each person or paper of a repeat."""

from collections.abc import Callable

from kiosk.domain.words import Words
from kiosk.flow import places as at
from kiosk.flow.visit import Answered, StepReached, WentBack
from kiosk.usecases.interview import Interview
from ui.pages import Act, Action, Chose, Key, Page, Pressed, Tile
from ui.presenting import Stage

_ADD = "add"
_REMOVE = "remove"


class Presenter:
    """Adds another, takes the last one back, or goes on."""

    def __init__(
        self, *, stage: Stage, interview: Interview, path: str, keep: Callable[[], None]
    ) -> None:
        self._stage = stage
        self._interview = interview
        self._path = path
        self._keep = keep

    def page(self) -> Page:
        """Return the question with the count so far."""
        text = self._stage.text
        repeat = next(r for r in self._interview.session.repeats() if r.path == self._path)
        add = Tile(key=_ADD, icon="add", title=text("more-add"))
        remove = Action(key=_REMOVE, words=text("more-remove"), icon="erase", is_quiet=True)
        position = self._interview.position(at.AskingMore(self._path))
        return Page(
            screen="more",
            heading=text("more-heading", count=repeat.count),
            lead=Words.same(repeat.label),
            position=position,
            position_words=text("step-of", number=position[0], total=position[1]),
            rows=(add, remove) if repeat.count > 1 else (add,),
            back=text("key-back"),
            primary=text("more-done"),
            primary_icon="check",
        )

    def on(self, act: Act) -> None:
        """Add, take back, go on, or go back."""
        match act:
            case Chose(key=key) if key == _ADD:
                place = self._interview.add_another(self._path)
                self._keep()
                self._stage.emit(StepReached(place))
            case Chose():
                self._interview.remove_last(self._path)
                self._keep()
                self._stage.refresh()
            case Pressed(key=Key.PRIMARY):
                self._stage.emit(Answered())
            case Pressed(key=Key.BACK):
                self._stage.emit(WentBack())
            case _:
                pass
