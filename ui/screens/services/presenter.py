"""The services of one category."""

from collections.abc import Sequence

from kiosk.catalogue.service import Category, ServiceCard
from kiosk.domain.words import Words
from kiosk.flow import places as at
from kiosk.flow.visit import Went, WentBack
from ui.pages import Act, Chose, Key, Page, Pressed, Tile
from ui.presenting import Stage


class Presenter:
    """Lists services by their plain names, with the official name below."""

    def __init__(
        self, *, stage: Stage, category: Category, services: Sequence[ServiceCard]
    ) -> None:
        self._stage = stage
        self._category = category
        self._services = tuple(services)

    def page(self) -> Page:
        """Return one tile a service."""
        text = self._stage.text
        return Page(
            screen="services",
            heading=Words.same(self._category.label),
            lead=text("services-lead"),
            count=self._stage.count(len(self._services)),
            rows=tuple(service_tile(card) for card in self._services),
            back=text("key-back"),
        )

    def on(self, act: Act) -> None:
        """Open the page of a service."""
        match act:
            case Chose(key=key):
                self._stage.emit(Went(at.ServicePage(key)))
            case Pressed(key=Key.BACK):
                self._stage.emit(WentBack())
            case _:
                pass


def service_tile(card: ServiceCard) -> Tile:
    """Return the tile of one service."""
    return Tile(
        key=card.id,
        icon=card.icon,
        title=Words.same(card.title_plain),
        subtitle=Words.same(card.title) if card.title != card.title_plain else Words("", ""),
    )
