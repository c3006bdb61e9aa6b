"""A condition seems not to be met: told kindly, with another way out. Nobody is turned away."""

from kiosk.catalogue.service import Eligibility
from kiosk.domain.words import Words
from kiosk.flow import places as at
from kiosk.flow.visit import Answered, Went, WentBack
from ui.pages import Act, Chose, Fact, Key, Page, Pressed, Row, Tile
from ui.presenting import Stage

_OFFER = "offer"


class Presenter:
    """Says why, offers what may fit better, and lets the visitor apply all the same."""

    def __init__(
        self, *, stage: Stage, condition: Eligibility, offered_title: str, hall_phone: str
    ) -> None:
        self._stage = stage
        self._condition = condition
        self._offered_title = offered_title
        self._phone = hall_phone

    def page(self) -> Page:
        """Return the reason and the ways out."""
        text = self._stage.text
        rows: tuple[Row, ...] = (
            Fact(label=text("unfit-window-label"), text=text("unfit-window", phone=self._phone)),
        )
        if self._condition.offer:
            offer = Tile(
                key=_OFFER, icon="document", title=text("unfit-offer", title=self._offered_title)
            )
            rows = (offer, *rows)
        return Page(
            screen="unfit",
            heading=text("unfit-heading"),
            lead=Words.same(self._condition.fail),
            rows=rows,
            back=text("unfit-back"),
            primary=text("unfit-anyway"),
            is_outcome=True,
        )

    def on(self, act: Act) -> None:
        """Look at the offer with the application kept open, apply all the same, or change."""
        match act:
            case Chose() if self._condition.offer:
                self._stage.emit(Went(at.ServicePage(self._condition.offer)))
            case Pressed(key=Key.PRIMARY):
                self._stage.emit(Answered())
            case Pressed(key=Key.BACK):
                self._stage.emit(WentBack())
            case _:
                pass
