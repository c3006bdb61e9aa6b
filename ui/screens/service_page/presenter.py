"""One service: who, what to bring, how long, what it costs, on which law (一次性告知)."""

from kiosk.catalogue.service import Service
from kiosk.domain.words import Words
from kiosk.flow import places as at
from kiosk.flow.visit import Begun, Went, WentBack
from kiosk.usecases.disclose import disclosures
from ui.pages import Act, Action, Chose, Fact, Key, Page, Pressed, Row
from ui.presenting import Stage

_TAKE_HOME = "take-home"


class Presenter:
    """Shows and speaks the twelve things the law wants disclosed."""

    def __init__(
        self, *, stage: Stage, service: Service, hall_phone: str = "", is_begun: bool = False
    ) -> None:
        """Take the service.

        Args:
            stage: words, and a way to report.
            service: what is told of.
            hall_phone: to ask at where the service has no number of its own.
            is_begun: its form is open, and the large key goes on with it.
        """
        self._stage = stage
        self._begin = "service-go-on" if is_begun else "service-begin"
        self._service = service
        self._phone = hall_phone

    def page(self) -> Page:
        """Return the way to take the facts home, the facts, and the way to begin."""
        text = self._stage.text
        service = self._service
        return Page(
            screen="service-page",
            heading=Words.same(service.title_plain),
            lead=text("service-lead", title=service.title, minutes=service.est_minutes),
            rows=self._rows(),
            back=text("key-back"),
            primary=text(self._begin),
        )

    def _rows(self) -> tuple[Row, ...]:
        text = self._stage.text
        facts = tuple(
            Fact(label=text(f"service-{key}"), text=words)
            for key, words in disclosures(self._service, text, hall_phone=self._phone)
        )
        home = Action(key=_TAKE_HOME, words=text("service-take-home"), icon="printer")
        asked = tuple(
            Fact(label=Words.same(faq.q), text=Words.same(faq.a)) for faq in self._service.faq
        )
        # the key is first: rows before it would stand on every page of who sits, and fill it
        return (home, *facts, *asked)

    def on(self, act: Act) -> None:
        """Begin, take the list home, or go back."""
        match act:
            case Chose(key=key) if key == _TAKE_HOME:
                self._stage.emit(Went(at.Checklist(self._service.id)))
            case Pressed(key=Key.PRIMARY):
                self._stage.emit(Begun(self._service.id))
            case Pressed(key=Key.BACK):
                self._stage.emit(WentBack())
            case _:
                pass
