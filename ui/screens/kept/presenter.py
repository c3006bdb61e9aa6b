"""The draft is kept: its short code, and until when."""

from collections.abc import Callable
from datetime import datetime

from kiosk.domain.resume_code import ResumeCode
from kiosk.domain.words import NO_WORDS, Words
from kiosk.flow.visit import Finished
from kiosk.ports.printer import PrintOutcome
from kiosk.speech.speller import Spelling, spell
from ui.aloud import Aloud
from ui.pages import Act, Fact, Key, Number, Page, Pressed
from ui.presenting import Stage


class Presenter:
    """Shows the code large, and prints it for who cannot note it down.

    Whoever hears the code can open the draft, so it is said only when 念给我听 asks for it.
    """

    def __init__(
        self,
        *,
        stage: Stage,
        code: ResumeCode,
        until: datetime,
        print_code: Callable[[], PrintOutcome] | None = None,
    ) -> None:
        self._stage = stage
        self._code = code
        self._until = until
        self._print = print_code
        self._notice = NO_WORDS
        self._aloud = Aloud()
        self._echo = NO_WORDS

    def page(self) -> Page:
        """Return the code."""
        text = self._stage.text
        return Page(
            screen="kept",
            heading=text("kept-heading"),
            lead=text("kept-lead"),
            notice=self._notice,
            rows=(
                Number(
                    label=text("kept-code"),
                    value=Words(self._code.grouped, text("code-shown").spoken, self._spelt()),
                ),
                self._aloud.key(text("read-aloud")),
                Fact(label=text("kept-until"), text=text.clock(self._until)),
            ),
            secondary=text("kept-print") if self._print else NO_WORDS,
            secondary_icon="printer",
            primary=text("kept-done"),
            primary_icon="check",
            echo=self._echo,
            is_outcome=True,
            is_personal=self._aloud.was_asked,
        )

    def on(self, act: Act) -> None:
        """Print the code, read it aloud, or leave."""
        match act:
            case Pressed(key=Key.SECONDARY) if self._print:
                self._notice = self._echo = self._stage.text(f"print-{self._print().value}")
                self._stage.refresh()
            case _ if self._aloud.takes(act):
                self._read()
            case Pressed(key=Key.PRIMARY):
                self._stage.emit(Finished())
            case _:
                pass

    def _read(self) -> None:
        """Say the code. The notice goes: what is said beside one may be said again later."""
        self._notice = NO_WORDS
        self._echo = self._aloud.echo(self._spelt())
        self._stage.refresh()

    def _spelt(self) -> str:
        text = self._stage.text
        parts = self._code.grouped.split()
        return text.marks.comma.join(spell(Spelling.DIGITS, part, text.language) for part in parts)
