"""Home: 您好，请问办什么？ Only what is built is shown."""

from kiosk.flow.visit import Errand, ErrandChosen
from ui.pages import Act, Chose, Page, Tile
from ui.presenting import Stage

_TILES = (
    (Errand.APPLY, "document"),
    (Errand.PROGRESS, "search"),
    (Errand.FOR_OTHER, "heart-hands"),
    (Errand.RESUME, "resume"),
)


class Presenter:
    """Offers the errands."""

    def __init__(self, *, stage: Stage) -> None:
        self._stage = stage

    def page(self) -> Page:
        """Return the tiles."""
        text = self._stage.text
        return Page(
            screen="home",
            heading=text("home-heading"),
            lead=text("home-lead"),
            count=self._stage.count(len(_TILES)),
            rows=tuple(
                Tile(
                    key=errand.value,
                    icon=icon,
                    title=text(f"home-{errand.value}"),
                    subtitle=text(f"home-{errand.value}-about"),
                    is_primary=errand is Errand.APPLY,
                )
                for errand, icon in _TILES
            ),
            columns=2,
        )

    def on(self, act: Act) -> None:
        """Report the errand."""
        if isinstance(act, Chose):
            self._stage.emit(ErrandChosen(Errand(act.key)))
