"""The list of what to bring, to take home: printed, or read by a phone."""

from collections.abc import Callable

from kiosk.domain.slip import Slip
from kiosk.domain.words import NO_WORDS, Words
from kiosk.flow.visit import WentBack
from kiosk.ports.printer import PrintOutcome
from ui.pages import Act, Key, Page, Pressed
from ui.presenting import Stage
from ui.slips import slip_rows


class Presenter:
    """Shows the list as it prints; the picture carries the code for the phone."""

    def __init__(
        self, *, stage: Stage, slip: Slip, print_slip: Callable[[Slip], PrintOutcome]
    ) -> None:
        self._stage = stage
        self._slip = slip
        self._print = print_slip
        self._notice = NO_WORDS

    def page(self) -> Page:
        """Return the list."""
        text = self._stage.text
        return Page(
            screen="checklist",
            heading=text("checklist-heading"),
            lead=text("checklist-lead"),
            notice=self._notice,
            rows=slip_rows(self._slip),
            back=text("key-back"),
            primary=text("checklist-print"),
            primary_icon="printer",
            echo=self._notice,
        )

    def on(self, act: Act) -> None:
        """Print it, or go back."""
        match act:
            case Pressed(key=Key.PRIMARY):
                self._notice = self._said(self._print(self._slip))
                self._stage.refresh()
            case Pressed(key=Key.BACK):
                self._stage.emit(WentBack())
            case _:
                pass

    def _said(self, outcome: PrintOutcome) -> Words:
        return self._stage.text(f"print-{outcome.value}")
