"""The draft is kept: its short code, and until when."""

from datetime import datetime

from kiosk.domain.resume_code import ResumeCode
from kiosk.domain.words import Words
from kiosk.flow.visit import Finished
from ui.pages import Act, Fact, Key, Number, Page, Pressed
from ui.presenting import Stage


class Presenter:
    """Shows the code large and says it slowly."""

    def __init__(self, *, stage: Stage, code: ResumeCode, until: datetime) -> None:
        self._stage = stage
        self._code = code
        self._until = until

    def page(self) -> Page:
        """Return the code."""
        text = self._stage.text
        grouped = self._code.grouped
        return Page(
            screen="kept",
            heading=text("kept-heading"),
            lead=text("kept-lead"),
            rows=(
                Number(
                    label=text("kept-code"),
                    value=Words(grouped, "，".join(" ".join(p) for p in grouped.split())),
                ),
                Fact(label=text("kept-until"), text=text.clock(self._until)),
            ),
            primary=text("kept-done"),
            is_outcome=True,
        )

    def on(self, act: Act) -> None:
        """Leave."""
        if act == Pressed(Key.PRIMARY):
            self._stage.emit(Finished())
