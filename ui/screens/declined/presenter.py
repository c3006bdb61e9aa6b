"""The visitor did not agree: nothing is lost, and there are other ways."""

from kiosk.domain.words import Words
from kiosk.flow.visit import DraftUnwanted, WentBack
from ui.pages import Act, Key, Page, Pressed
from ui.presenting import Stage


class Presenter:
    """Names the other ways."""

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
            back=text("declined-back"),
            primary=text("declined-leave"),
        )

    def _lead(self) -> Words:
        return self._stage.text("declined-lead", place=self._place, phone=self._phone)

    def on(self, act: Act) -> None:
        """Think again, or stop here and forget everything."""
        match act:
            case Pressed(key=Key.BACK):
                self._stage.emit(WentBack())
            case Pressed(key=Key.PRIMARY):
                self._stage.emit(DraftUnwanted())
            case _:
                pass
