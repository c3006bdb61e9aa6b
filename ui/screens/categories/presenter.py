"""The groups of services, and the way to search."""

from collections.abc import Sequence

from kiosk.catalogue.service import Category, ServiceCard
from kiosk.domain.words import Words
from kiosk.flow import places as at
from kiosk.flow.visit import Went, WentBack
from ui.pages import Act, Chose, Key, Page, Pressed, Tile
from ui.presenting import Stage

_SEARCH = "search"


class Presenter:
    """Lists the categories that hold a service, each with what is in it."""

    def __init__(
        self, *, stage: Stage, categories: Sequence[Category], services: Sequence[ServiceCard]
    ) -> None:
        self._stage = stage
        self._filled = [
            (category, [s for s in services if s.category == category.id])
            for category in categories
        ]

    def page(self) -> Page:
        """Return one tile for the search, always on the first page, and one a category."""
        text = self._stage.text
        tiles = tuple(
            Tile(
                key=category.id,
                icon=category.icon or inside[0].icon,
                title=Words.same(category.label),
                subtitle=text("categories-count", count=len(inside)),
            )
            for category, inside in self._filled
            if inside
        )
        search = Tile(
            key=_SEARCH,
            icon="search",
            title=text("categories-search"),
            subtitle=text("categories-search-about"),
        )
        return Page(
            screen="categories",
            heading=text("categories-heading"),
            lead=text("categories-lead"),
            count=self._stage.count(1 + len(tiles)),
            rows=(search, *tiles),
            back=text("key-back"),
            columns=2,
        )

    def on(self, act: Act) -> None:
        """Open a category or the search."""
        match act:
            case Chose(key=key) if key == _SEARCH:
                self._stage.emit(Went(at.Search()))
            case Chose(key=key):
                self._stage.emit(Went(at.Services(key)))
            case Pressed(key=Key.BACK):
                self._stage.emit(WentBack())
            case _:
                pass
