"""Sign with a finger: the strokes and the picture are kept."""

import json

from kiosk.domain.application import Attachment
from kiosk.domain.words import NO_WORDS
from kiosk.forms.protocol import Verdict
from kiosk.usecases.interview import attachment_slot
from ui.asking import Asked
from ui.pages import Act, Edited, Inked, Key, Page, Pressed, SignatureBox

_FEWEST_POINTS = 8


class Presenter:
    """Takes the ink; a dot is no signature."""

    def __init__(self, *, asked: Asked, is_last: bool) -> None:
        self._asked = asked
        self._is_last = is_last
        self._ink = Inked(())
        self._serial = 0
        self._notice = NO_WORDS

    def page(self) -> Page:
        """Return the box to sign in."""
        asked = self._asked
        text = asked.stage.text
        return Page(
            screen="signature",
            heading=asked.heading,
            lead=asked.lead,
            notice=self._notice,
            position=asked.position,
            position_words=asked.position_words,
            rows=(SignatureBox(name=text("signature-box"), serial=self._serial),),
            back=text("key-back"),
            primary=text("signature-submit") if self._is_last else asked.next_words,
            echo=self._notice,
        )

    def on(self, act: Act) -> None:
        """Take ink, clear it, submit or go back."""
        match act:
            case Inked():
                self._ink = act
            case Edited():
                self._ink = Inked(())
                self._serial += 1
                self._asked.stage.refresh()
            case Pressed(key=Key.PRIMARY):
                self._sign()
            case _:
                self._asked.is_handled(act)

    def _sign(self) -> None:
        points = sum(len(stroke) for stroke in self._ink.strokes)
        if points < _FEWEST_POINTS:
            self._notice = self._asked.stage.text("signature-empty")
            self._asked.stage.refresh()
            return
        asked = self._asked
        verdict = asked.interview.attach(asked.ref, self._attachments())
        if verdict is Verdict.ACCEPTED:
            asked.go_on()
        else:
            self._notice = asked.refusal(verdict)
            asked.stage.refresh()

    def _attachments(self) -> tuple[Attachment, ...]:
        slot = attachment_slot(self._asked.ref)
        strokes = json.dumps([[list(point) for point in stroke] for stroke in self._ink.strokes])
        return (
            Attachment(slot=f"{slot}.png", media_type="image/png", content=self._ink.png),
            Attachment(
                slot=f"{slot}.json", media_type="application/json", content=strokes.encode()
            ),
        )
