"""One consent: agree, or say no and see what else can be done. Never blocks, never nags."""

from kiosk.domain.words import NO_WORDS
from kiosk.flow import places as at
from kiosk.flow.visit import Went, WentBack
from ui.asking import Asked
from ui.pages import Act, Key, Page, Pressed

AGREED = "OK"
_TRUTH = "truth"  # of the shared block blk_sign; it follows the review


class Presenter:
    """Asks for an acknowledgement of the form."""

    def __init__(self, *, asked: Asked) -> None:
        self._asked = asked
        self._notice = NO_WORDS
        self._is_truth = asked.view.question.name == _TRUTH

    def page(self) -> Page:
        """Return the question with its two answers."""
        asked = self._asked
        text = asked.stage.text
        return Page(
            screen="consent",
            heading=asked.heading,
            lead=asked.lead,
            notice=self._notice,
            position=asked.position,
            position_words=asked.position_words,
            back=text("key-back"),
            secondary=text("truth-no" if self._is_truth else "consent-no"),
            secondary_icon="no",
            primary=text("truth-yes" if self._is_truth else "consent-yes"),
            primary_icon="check",
        )

    def on(self, act: Act) -> None:
        """Agree, decline or go back; who finds something untrue goes back to the review."""
        match act:
            case Pressed(key=Key.PRIMARY):
                self._notice = self._asked.take(AGREED)
            case Pressed(key=Key.SECONDARY) if self._is_truth:
                self._asked.stage.emit(WentBack())
            case Pressed(key=Key.SECONDARY):
                self._asked.stage.emit(Went(at.Declined(self._asked.ref)))
            case _:
                self._asked.is_handled(act)
