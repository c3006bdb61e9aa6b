"""交上了，已经收好: the application is safe here; the slip is the proof."""

from collections.abc import Callable

from kiosk.domain.slip import Slip
from kiosk.domain.slip_code import SlipCode
from kiosk.domain.words import NO_WORDS, Words
from kiosk.flow.visit import Finished
from kiosk.ports.printer import PrintOutcome
from kiosk.speech.speller import Spelling, spell
from kiosk.usecases.lay_out_slip import slip_code_words
from ui.aloud import Aloud
from ui.pages import Act, Code, Key, Number, Page, Paragraph, Pressed, Row
from ui.presenting import Stage
from ui.slips import slip_rows


class Presenter:
    """Shows the number and the slip; a printer out of paper takes nothing away.

    Number and code together show how the case stands, so the code is said only when asked for.
    """

    def __init__(
        self,
        *,
        stage: Stage,
        slip: Slip,
        number: Words,
        code: SlipCode,
        status_code: str,
        printed: PrintOutcome,
        print_slip: Callable[[Slip], PrintOutcome],
    ) -> None:
        self._stage = stage
        self._slip = slip
        self._number = number
        self._code = code
        self._status_code = status_code
        self._print = print_slip
        self._outcome = printed
        self._echo = NO_WORDS
        self._aloud = Aloud()

    @property
    def slip(self) -> Slip:
        """The slip that was printed."""
        return self._slip

    def page(self) -> Page:
        """Return the proof."""
        text = self._stage.text
        is_printed = self._outcome is PrintOutcome.PRINTED
        return Page(
            screen="sealed",
            heading=text("sealed-heading"),
            lead=text("sealed-lead"),
            notice=NO_WORDS if is_printed else text(f"sealed-{self._outcome.value}"),
            rows=(
                Number(label=text("sealed-number"), value=self._number),
                Number(
                    label=text("proof-number-label"),
                    value=Words(
                        self._code.digits,
                        text("code-shown").spoken,
                        spell(Spelling.DIGITS, self._code.digits, text.language),
                    ),
                ),
                self._aloud.key(text("read-aloud")),
                Code(content=self._status_code, caption=text("sealed-code")),
                *self._rest_of_slip(),
            ),
            secondary=self._print_words(),
            secondary_icon="printer",
            primary=text("sealed-done"),
            primary_icon="check",
            echo=self._echo,
            is_outcome=True,
            is_personal=self._aloud.was_asked,
        )

    def _print_words(self) -> Words:
        """Return what the key that prints says; there is none without a printer."""
        match self._outcome:
            case PrintOutcome.PRINTED:
                return self._stage.text("sealed-print-again")
            case PrintOutcome.PAPER_OUT:
                return self._stage.text("checklist-print")
            case PrintOutcome.MISSING:
                return NO_WORDS

    def _rest_of_slip(self) -> tuple[Row, ...]:
        """Return what else is on the paper; number and codes stand above it already.

        To keep the paper is asked only of who has one.
        """
        text = self._stage.text
        code = slip_code_words(self._code, text)
        shown_above = {self._number.shown, code.shown, text("slip-number-title").shown}
        if self._outcome is not PrintOutcome.PRINTED:
            shown_above.add(text("slip-keep").shown)
        return tuple(
            row
            for row in slip_rows(self._slip)
            if isinstance(row, Paragraph) and row.words.shown not in shown_above
        )

    def on(self, act: Act) -> None:
        """Print another one, say the code, or finish."""
        match act:
            case Pressed(key=Key.SECONDARY):
                self._outcome = self._print(self._slip)
                self._echo = self._stage.text(f"print-{self._outcome.value}")
                self._stage.refresh()
            case Pressed(key=Key.PRIMARY):
                self._stage.emit(Finished())
            case _ if self._aloud.takes(act):
                language = self._stage.text.language
                said = spell(Spelling.DIGITS, self._code.digits, language)
                self._echo = self._aloud.echo(said)
                self._stage.refresh()
            case _:
                pass
