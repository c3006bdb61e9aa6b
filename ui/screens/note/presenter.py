"""Something to read or hear; no answer is asked."""

from ui.asking import Asked
from ui.pages import Act, Key, Page, Pressed


class Presenter:
    """Shows a note of the form."""

    def __init__(self, *, asked: Asked) -> None:
        self._asked = asked

    def page(self) -> Page:
        """Return the note."""
        asked = self._asked
        return Page(
            screen="note",
            heading=asked.heading,
            lead=asked.lead,
            position=asked.position,
            position_words=asked.position_words,
            back=asked.stage.text("key-back"),
            primary=asked.stage.text("key-understood"),
            primary_icon="check",
        )

    def on(self, act: Act) -> None:
        """Go on or back."""
        if not self._asked.is_handled(act) and act == Pressed(Key.PRIMARY):
            self._asked.go_on()
