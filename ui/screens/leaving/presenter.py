"""Really stop? What is filled in can be kept for a day."""

from kiosk.flow import places as at
from kiosk.flow.visit import DraftWanted, Went, WentBack
from ui.pages import Act, Chose, Key, Page, Pressed, Tile
from ui.presenting import Stage

_KEEP = "keep"


class Presenter:
    """Offers to go on, to keep the draft, or to forget it, which is asked once more."""

    def __init__(self, *, stage: Stage, hours: int) -> None:
        self._stage = stage
        self._hours = hours

    def page(self) -> Page:
        """Return the three ways."""
        text = self._stage.text
        return Page(
            screen="leaving",
            heading=text("leaving-heading"),
            lead=text("leaving-lead"),
            rows=(
                Tile(
                    key=_KEEP,
                    icon="keep",
                    title=text("leaving-keep"),
                    subtitle=text("leaving-keep-about", hours=self._hours),
                ),
                Tile(
                    key="forget",
                    icon="erase",
                    title=text("leaving-forget"),
                    subtitle=text("leaving-forget-about"),
                ),
            ),
            primary=text("leaving-go-on"),
            primary_icon="resume",
        )

    def on(self, act: Act) -> None:
        """Go on, keep, or forget."""
        match act:
            case Chose(key=key):
                self._stage.emit(DraftWanted() if key == _KEEP else Went(at.Erasing()))
            case Pressed(key=Key.PRIMARY):
                self._stage.emit(WentBack())
            case _:
                pass
