"""Standby: nobody is here. The whole screen is one key."""

from kiosk.flow.visit import Touched
from ui.pages import Act, Illustration, Key, Page, Pressed
from ui.presenting import Stage


class Presenter:
    """Invites whoever comes near."""

    def __init__(self, *, stage: Stage, hall_name: str) -> None:
        self._stage = stage
        self._hall_name = hall_name

    def page(self) -> Page:
        """Return the invitation."""
        text = self._stage.text
        return Page(
            screen="standby",
            heading=text("standby-heading", hall=self._hall_name),
            lead=text("standby-lead"),
            rows=(Illustration(icon="touch", words=text("standby-picture")),),
            primary=text("standby-start"),
        )

    def on(self, act: Act) -> None:
        """Start a visit at any touch of the key."""
        if act == Pressed(Key.PRIMARY):
            self._stage.emit(Touched())
