"""Something does not work: what happened, that nothing is lost, and what to do."""

from kiosk.flow.visit import HomeWanted, WentBack
from ui.pages import Act, Fact, Key, Page, Pressed
from ui.presenting import Stage


class Presenter:
    """One calm page for every failure, chosen by its code."""

    def __init__(self, *, stage: Stage, code: str, hall_phone: str) -> None:
        self._stage = stage
        self._code = code if stage.text.has(f"trouble-{code}") else "unexpected"
        self._phone = hall_phone

    def page(self) -> Page:
        """Return the sentence and the ways out."""
        text = self._stage.text
        return Page(
            screen="trouble",
            heading=text(f"trouble-{self._code}"),
            lead=text(f"trouble-{self._code}-do"),
            rows=(
                Fact(
                    label=text("trouble-help-label"),
                    text=text("trouble-help", phone=self._phone),
                ),
            ),
            secondary=text("trouble-home"),
            secondary_icon="home",
            primary=text("trouble-go-on" if self._code == "disk-low" else "trouble-again"),
            primary_icon="forward" if self._code == "disk-low" else "repeat",
            is_outcome=True,
        )

    def on(self, act: Act) -> None:
        """Try again where it happened, or go home."""
        match act:
            case Pressed(key=Key.PRIMARY):
                self._stage.emit(WentBack())
            case Pressed(key=Key.SECONDARY):
                self._stage.emit(HomeWanted())
            case _:
                pass
