"""One service: who, what to bring, how long, what it costs, on which law (一次性告知)."""

from kiosk.catalogue.service import Item, Material, Service, TimeLimit
from kiosk.domain.words import Words
from kiosk.flow import places as at
from kiosk.flow.visit import Begun, WentBack, Went
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
        facts = disclosures(self._service, self._stage)
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


def disclosures(service: Service, stage: Stage) -> tuple[Fact, ...]:
    """Return what must be told, the two things people ask first at the top."""
    item = service.item
    text = stage.text
    pairs: tuple[tuple[str, Words], ...] = (
        ("who", Words.same("；".join(item.accept_condition) + "。")),
        ("bring", _papers(service.materials, stage)),
        ("how-long", _time(item, stage)),
        ("cost", _cost(item, stage)),
        ("result", Words.same(f"{item.result.name}。{item.result.form}，{item.result.deliver}。")),
        ("visits", text("service-visits", count=item.limit_scene_num)),
        ("steps", Words.same("，".join(service.steps) + "。")),
        ("where", Words.same(f"{item.accept_at}。")),
        ("office", Words.same(f"{item.dept}（{item.use_level}）。")),
        ("law", Words.same("；".join(item.by_law) + "。")),
        ("phone", Words.same(item.link_way or text("service-ask-hall").shown)),
        ("complain", Words.same(item.supervise_way or text("service-ask-hall").shown)),
    )
    return tuple(Fact(label=text(f"service-{key}"), text=words) for key, words in pairs)


def _papers(materials: tuple[Material, ...], stage: Stage) -> Words:
    if not materials:
        return stage.text("service-no-papers")
    named = (
        m.name if m.need.value == "必要" else f"{m.name}（{stage.text('need-' + m.need.name.lower()).shown}）"
        for m in materials
    )
    return Words.same("；".join(named) + "。")


def _time(item: Item, stage: Stage) -> Words:
    promise, law = _limit(item.promise, stage), _limit(item.anticipate, stage)
    return Words.same(stage.text("service-time", promise=promise, law=law).shown)


def _limit(limit: TimeLimit, stage: Stage) -> str:
    if limit.days == 0:
        return stage.text("service-at-once").shown
    return f"{limit.days}个{limit.unit.value}"


def _cost(item: Item, stage: Stage) -> Words:
    if not item.is_fee and not item.fee:
        return stage.text("service-free")
    lines = []
    for fee in item.fee:
        amount = stage.text("service-region-sets").shown if fee.amount is None else f"{fee.amount}元"
        note = f"（{fee.note}）" if fee.note else ""
        lines.append(f"{fee.name}{amount}{note}")
    head = "" if item.is_fee else stage.text("service-free").shown
    return Words.same(head + "；".join(lines) + "。")
