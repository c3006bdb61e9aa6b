"""Lay the identity card down, or go on by hand."""

from kiosk.domain.words import NO_WORDS, Words
from kiosk.ports.id_card_reader import CardRead, IdCardReader, NoCard
from ui.asking import Asked
from ui.pages import Act, Illustration, Key, Page, Pressed


class Presenter:
    """Watches the reader while the page is shown; what the card says is not asked again."""

    def __init__(self, *, asked: Asked, reader: IdCardReader) -> None:
        self._asked = asked
        self._reader = reader
        self._notice = NO_WORDS
        self._last: NoCard | None = NoCard.EMPTY

    def page(self) -> Page:
        """Return the invitation to lay the card down."""
        asked = self._asked
        text = asked.stage.text
        return Page(
            screen="card",
            heading=asked.heading,
            lead=asked.lead,
            notice=self._notice,
            position=asked.position,
            position_words=asked.position_words,
            rows=(Illustration(icon="card", words=text("card-picture")),),
            back=text("key-back"),
            primary=text("card-by-hand"),
            echo=self._notice,
        )

    def tick(self) -> None:
        """Look at the reader again."""
        outcome = self._reader.read()
        if isinstance(outcome, CardRead):
            self._asked.interview.use_card(self._asked.ref, outcome.card)
            self._asked.go_on()
        elif outcome is not self._last:
            self._last = outcome
            self._notice = self._said(outcome)
            self._asked.stage.refresh()

    def leave(self) -> None:
        """Nothing is held: the reader reads only when asked."""

    def _said(self, outcome: NoCard) -> Words:
        if outcome is NoCard.EMPTY:
            return NO_WORDS
        return self._asked.stage.text(f"card-{outcome.value}")

    def on(self, act: Act) -> None:
        """Go on by hand, or back."""
        if not self._asked.is_handled(act) and act == Pressed(Key.PRIMARY):
            self._asked.interview.forget_card(self._asked.ref)
            self._asked.go_on()
