"""Sign with a finger: the strokes and the picture are kept. Who cannot has another way."""

import json

from kiosk.domain.application import Attachment
from kiosk.domain.words import NO_WORDS, Words
from kiosk.forms.protocol import Verdict
from kiosk.usecases.interview import attachment_slot
from ui.asking import Asked
from ui.pages import Act, Edited, Inked, Key, Page, Pressed, SignatureBox

_FEWEST_POINTS = 8


class Presenter:
    """Takes the ink; a dot is no signature. 我签不了 leads on to a fingerprint on paper."""

    def __init__(self, *, asked: Asked, is_last: bool) -> None:
        self._asked = asked
        self._is_last = is_last
        self._ink = self._left_here()
        self._begun = self._ink.strokes
        self._serial = 0
        self._notice = NO_WORDS
        self._is_unable = False

    def page(self) -> Page:
        """Return the box to sign in, or what to do instead."""
        return self._instead() if self._is_unable else self._box()

    def _box(self) -> Page:
        asked = self._asked
        text = asked.stage.text
        return Page(
            screen="signature",
            heading=asked.heading,
            lead=asked.lead,
            notice=self._notice,
            position=asked.position,
            position_words=asked.position_words,
            rows=(
                SignatureBox(name=text("signature-box"), begun=self._begun, serial=self._serial),
            ),
            back=text("key-back"),
            secondary=asked.skip_words or text("signature-unable"),
            secondary_icon="skip" if asked.skip_words else "fingerprint",
            primary=text("signature-submit") if self._is_last else asked.next_words,
            echo=self._notice,
            is_personal=True,
        )

    def _instead(self) -> Page:
        asked = self._asked
        text = asked.stage.text
        return Page(
            screen="signature-unable",
            heading=text("signature-unable-heading"),
            lead=text("signature-unable-lead"),
            notice=self._notice,
            position=asked.position,
            position_words=asked.position_words,
            back=text("signature-unable-back"),
            primary=text("signature-unable-submit" if self._is_last else "signature-unable-next"),
            primary_icon="fingerprint",
            echo=self._notice,
        )

    def on(self, act: Act) -> None:
        """Take ink, clear it, submit, say that one cannot sign, or go back."""
        match act:
            case Pressed(key=Key.PRIMARY) if self._is_unable:
                asked = self._asked
                self._settle(asked.interview.sign_by_fingerprint(asked.ref))
            case Pressed(key=Key.BACK) if self._is_unable:
                self._turn(is_unable=False)
            case Pressed(key=Key.SECONDARY) if not self._asked.skip_words:
                self._turn(is_unable=True)
            case Inked():
                self._ink = act
            case Edited():
                self._ink, self._begun = Inked(()), ()
                self._serial += 1
                self._asked.stage.refresh()
            case Pressed(key=Key.PRIMARY):
                self._sign()
            case _:
                self._asked.is_handled(act, left=(self._words, self._ink))

    @property
    def _words(self) -> str:
        """The words above the line, the same in every language they are read in."""
        return self._asked.interview.session.words_above(self._asked.ref)

    def _left_here(self) -> Inked:
        """Return the ink that was left under these very words."""
        match self._asked.found(tuple):
            case (words, Inked() as ink) if words == self._words:
                return ink
            case _:
                return Inked(())

    def _turn(self, *, is_unable: bool) -> None:
        """Show the box or the other way; the box comes back empty."""
        self._is_unable = is_unable
        self._ink, self._begun = Inked(()), ()
        self._serial += 1
        self._tell(NO_WORDS)

    def _tell(self, notice: Words) -> None:
        self._notice = notice
        self._asked.stage.refresh()

    def _sign(self) -> None:
        asked = self._asked
        points = sum(len(stroke) for stroke in self._ink.strokes)
        if points < _FEWEST_POINTS:
            own = Words.same(asked.view.required_message)
            self._tell(own or asked.stage.text("signature-empty"))
        else:
            self._settle(asked.interview.attach(asked.ref, self._attachments()))

    def _settle(self, verdict: Verdict) -> None:
        if verdict is Verdict.ACCEPTED:
            self._asked.go_on()
        else:
            self._tell(self._asked.refusal(verdict))

    def _attachments(self) -> tuple[Attachment, ...]:
        slot = attachment_slot(self._asked.ref)
        strokes = json.dumps([[list(point) for point in stroke] for stroke in self._ink.strokes])
        return (
            Attachment(slot=f"{slot}.png", media_type="image/png", content=self._ink.png),
            Attachment(
                slot=f"{slot}.json", media_type="application/json", content=strokes.encode()
            ),
        )
