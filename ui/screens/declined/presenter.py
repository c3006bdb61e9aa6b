"""The visitor did not agree: nothing is lost, and there are other ways."""

from kiosk.domain.words import Words
from kiosk.flow import places as at
from kiosk.flow.visit import DraftWanted, Went, WentBack
from ui.pages import Act, Action, Chose, Key, Page, Pressed, Tile
from ui.presenting import Stage

_KEEP = "keep"


class Presenter:
    """Names the other ways; thinking again and keeping come before erasing."""

    def __init__(self, *, stage: Stage, hall_phone: str, place: str) -> None:
        self._stage = stage
        self._phone = hall_phone
        self._place = place

    def page(self) -> Page:
        """Return what else can be done."""
        text = self._stage.text
        return Page(
            screen="declined",
            heading=text("declined-heading"),
            lead=self._lead(),
            rows=(
                Tile(key=_KEEP, icon="keep", title=text("leaving-keep")),
                Action(key="forget", words=text("declined-leave"), icon="erase", is_quiet=True),
            ),
            primary=text("declined-back"),
            primary_icon="undo",
        )

    def _lead(self) -> Words:
        return self._stage.text("declined-lead", place=self._place, phone=self._phone)

    def on(self, act: Act) -> None:
        """Think again, keep it for later, or ask to forget everything."""
        match act:
            case Chose(key=key):
                self._stage.emit(DraftWanted() if key == _KEEP else Went(at.Erasing()))
            case Pressed(key=Key.PRIMARY):
                self._stage.emit(WentBack())
            case _:
                pass
