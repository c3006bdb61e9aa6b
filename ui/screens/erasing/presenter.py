"""Really erase what is filled in? Asked on its own, with the answer in another place."""

from kiosk.flow.visit import DraftUnwanted, WentBack
from ui.pages import Act, Action, Chose, Key, Page, Pressed
from ui.presenting import Stage


class Presenter:
    """Erases only on a second touch, above where the first one was and far from the large key."""

    def __init__(self, *, stage: Stage) -> None:
        self._stage = stage

    def page(self) -> Page:
        """Return the question; the large key keeps everything."""
        text = self._stage.text
        return Page(
            screen="erasing",
            heading=text("erasing-heading"),
            lead=text("erasing-lead"),
            rows=(Action(key="erase", words=text("erasing-erase"), icon="erase", is_quiet=True),),
            primary=text("erasing-keep"),
            primary_icon="undo",
            is_outcome=True,
        )

    def on(self, act: Act) -> None:
        """Go back with everything kept, or erase it."""
        match act:
            case Pressed(key=Key.PRIMARY):
                self._stage.emit(WentBack())
            case Chose():
                self._stage.emit(DraftUnwanted())
            case _:
                pass
