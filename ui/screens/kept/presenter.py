"""The draft is kept: its short code, and until when."""

from collections.abc import Callable
from datetime import datetime

from kiosk.domain.resume_code import ResumeCode
from kiosk.domain.words import NO_WORDS, Words
from kiosk.flow.visit import Finished
from kiosk.ports.printer import PrintOutcome
from ui.pages import Act, Fact, Key, Number, Page, Pressed
from ui.presenting import Stage


class Presenter:
    """Shows the code large, says it slowly, and prints it for who cannot note it down."""

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

    def page(self) -> Page:
        """Return the code."""
        text = self._stage.text
        grouped = self._code.grouped
        return Page(
            screen="kept",
            heading=text("kept-heading"),
            lead=text("kept-lead"),
            notice=self._notice,
            rows=(
                Number(
                    label=text("kept-code"),
                    value=Words(grouped, "，".join(" ".join(p) for p in grouped.split())),
                ),
                Fact(label=text("kept-until"), text=text.clock(self._until)),
            ),
            secondary=text("kept-print") if self._print else NO_WORDS,
            primary=text("kept-done"),
            echo=self._notice,
            is_outcome=True,
        )

    def on(self, act: Act) -> None:
        """Print the code, or leave."""
        match act:
            case Pressed(key=Key.SECONDARY) if self._print:
                self._notice = self._stage.text(f"print-{self._print().value}")
                self._stage.refresh()
            case Pressed(key=Key.PRIMARY):
                self._stage.emit(Finished())
            case _:
                pass
