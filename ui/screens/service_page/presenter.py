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

    def __init__(self, *, stage: Stage, service: Service) -> None:
        self._stage = stage
        self._service = service

    def page(self) -> Page:
        """Return the facts, the way to take them home, and the way to begin."""
        text = self._stage.text
        service = self._service
        return Page(
            screen="service-page",
            heading=Words.same(service.title_plain),
            lead=text("service-lead", title=service.title, minutes=service.est_minutes),
            rows=self._rows(),
            back=text("key-back"),
            primary=text("service-begin"),
        )

    def _rows(self) -> tuple[Row, ...]:
        text = self._stage.text
        facts = tuple(
            Fact(label=text(f"service-{key}"), text=words)
            for key, words in disclosures(self._service, text)
        )
        home = Action(key=_TAKE_HOME, words=text("service-take-home"), icon="printer")
        asked = tuple(
            Fact(label=Words.same(faq.q), text=Words.same(faq.a)) for faq in self._service.faq
        )
        return (*facts[:2], home, *facts[2:], *asked)

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
