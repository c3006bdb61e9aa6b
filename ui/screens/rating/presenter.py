"""五级评价: voluntary; leaving it is one touch and is kept as a skip."""

from kiosk.domain.rating import Rating
from kiosk.flow.visit import Rated
from ui.pages import Act, Chose, Key, Page, Pressed, Tile
from ui.presenting import Stage

_LEVELS = tuple(level for level in Rating if level is not Rating.SKIPPED)


class Presenter:
    """Asks once, kindly."""

    def __init__(self, *, stage: Stage) -> None:
        self._stage = stage

    def page(self) -> Page:
        """Return the five levels and the way past them."""
        text = self._stage.text
        return Page(
            screen="rating",
            heading=text("rating-heading"),
            lead=text("rating-lead"),
            count=self._stage.count(len(_LEVELS)),
            rows=tuple(
                Tile(
                    key=level.value,
                    icon=f"face-{level.value}",
                    title=text(f"rating-{level.value}"),
                )
                for level in _LEVELS
            ),
            primary=text("rating-skip"),
            primary_icon="skip",
        )

    def on(self, act: Act) -> None:
        """Keep the level, or the skip."""
        match act:
            case Chose(key=key):
                self._stage.emit(Rated(Rating(key)))
            case Pressed(key=Key.PRIMARY):
                self._stage.emit(Rated(Rating.SKIPPED))
            case _:
                pass
