"""Lay the identity card down, see whose it is, or go on by hand."""

from kiosk.domain.people import IdCard
from kiosk.domain.words import NO_WORDS, Words
from kiosk.ports.id_card_reader import CardRead, IdCardReader, NoCard
from kiosk.speech.speller import Spelling, spell
from ui.aloud import Aloud
from ui.asking import Asked
from ui.pages import Act, Illustration, Key, Page, Pressed, ReviewItem
from ui.plate import Plate

_TAIL = 4


class Presenter:
    """Watches the reader while the page is shown; what the card says is not asked again.

    Whose card it is is shown, and said only when 念给我听 asks for it.
    """

    def __init__(self, *, asked: Asked, reader: IdCardReader) -> None:
        self._asked = asked
        self._plate = Plate(reader)
        self._card: IdCard | None = None
        self._aloud = Aloud()
        self._notice = self._old_card()

    def page(self) -> Page:
        """Return the invitation to lay a card down, or whose card was read."""
        return self._whose(self._card) if self._card else self._invitation()

    def _invitation(self) -> Page:
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
            primary_icon="pen",
            echo=self._notice,
        )

    def _whose(self, card: IdCard) -> Page:
        asked = self._asked
        text = asked.stage.text
        return Page(
            screen="card-read",
            heading=text("card-read"),
            lead=text("card-read-lead"),
            position=asked.position,
            position_words=asked.position_words,
            rows=(
                self._aloud.key(text("read-aloud")),
                ReviewItem(
                    key="name",
                    label=text("card-name"),
                    value=Words(
                        card.name,
                        text("card-name-read").spoken,
                        spell(Spelling.NAME, card.name, text.language),
                    ),
                    may_change=False,
                ),
                ReviewItem(
                    key="number",
                    label=text("card-number"),
                    value=Words(
                        str(card.number),
                        text("card-number-read").spoken,
                        spell(Spelling.ID_CARD, card.number.digits, text.language),
                    ),
                    may_change=False,
                ),
            ),
            back=text("key-back"),
            secondary=text("card-other"),
            secondary_icon="change",
            primary=text("card-right"),
            primary_icon="check",
            echo=self._aloud.echo(self._owner(card)),
            is_personal=self._aloud.was_asked,
        )

    def _owner(self, card: IdCard) -> str:
        """Return whose card it is, to be said."""
        text = self._asked.stage.text
        name = spell(Spelling.NAME, card.name, text.language)
        tail = spell(Spelling.DIGITS, str(card.number)[-_TAIL:], text.language)
        return text("card-said", name=name, tail=tail).spoken

    def tick(self) -> None:
        """Look at the reader again."""
        if self._card is not None:
            return
        outcome = self._plate.look()
        if isinstance(outcome, CardRead):
            self._card, self._notice = outcome.card, NO_WORDS
            self._aloud.forget()
            self._asked.stage.refresh()
        elif (notice := self._now_said(outcome)) != self._notice:
            self._notice = notice
            self._asked.stage.refresh()

    def _use(self, card: IdCard) -> None:
        if self._asked.interview.use_card(self._asked.ref, card):
            self._asked.go_on()
            return
        self._put_back(self._refusal(card))

    def _refusal(self, card: IdCard) -> Words:
        interview = self._asked.interview
        why = interview.why_card_refused(self._asked.ref, card)
        who = interview.session.value_of("who")
        return self._asked.stage.text(f"card-refused-{why.value}", who=who)

    def _put_back(self, notice: Words) -> None:
        self._card = None
        self._plate.wait_for_another()
        self._notice = notice
        self._asked.stage.refresh()

    def leave(self) -> None:
        """Forget the card."""
        self._card = None

    def _old_card(self) -> Words:
        is_old = self._plate.must_be_cleared
        return self._asked.stage.text("card-take-away") if is_old else NO_WORDS

    def _now_said(self, outcome: NoCard) -> Words:
        """Return what is told now; what was told of a card stands until it is lifted."""
        if outcome is not NoCard.EMPTY:
            return self._asked.stage.text(f"card-{outcome.value}")
        return self._notice if self._plate.must_be_cleared else NO_WORDS

    def on(self, act: Act) -> None:
        """Take the card, take another one, go on by hand, or back."""
        match act:
            case _ if self._aloud.takes(act):
                self._asked.stage.refresh()
            case Pressed(key=Key.PRIMARY) if self._card is not None:
                self._use(self._card)
            case Pressed(key=Key.PRIMARY):
                self._asked.interview.forget_card(self._asked.ref)
                self._asked.go_on()
            case Pressed(key=Key.SECONDARY) if self._card is not None:
                self._put_back(self._asked.stage.text("card-take-away"))
            case _:
                self._asked.is_handled(act)
