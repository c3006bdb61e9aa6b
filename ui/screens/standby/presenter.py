"""Standby: nobody is here. The whole screen is one key."""

from kiosk.flow.visit import Touched
from ui.pages import Act, Key, Page, Pressed
from ui.presenting import Stage
from ui.screens.standby.page import standby_page


class Presenter:
    """Invites whoever comes near."""

    def __init__(self, *, stage: Stage, hall_name: str) -> None:
        self._stage = stage
        self._hall_name = hall_name

    def page(self) -> Page:
        """Return the invitation."""
        return standby_page(self._stage.text, self._hall_name)

    def on(self, act: Act) -> None:
        """Start a visit at any touch of the key."""
        if act == Pressed(Key.PRIMARY):
            self._stage.emit(Touched())
