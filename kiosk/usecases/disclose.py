"""What must be told of a service before it is begun (一次性告知), in words for eye and ear."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from kiosk.catalogue.service import DayUnit, Item, Material, Need, Service, TimeLimit
from kiosk.domain.words import Words
from kiosk.domain.working_days import add_working_days
from kiosk.i18n import Text
from kiosk.usecases.lay_out_slip import ChecklistFacts


def disclosures(
    service: Service, text: Text, *, hall_phone: str = ""
) -> tuple[tuple[str, Words], ...]:
    """Return the twelve facts as (key, words), what people ask first at the top.

    Args:
        service: what is told of.
        text: the words.
        hall_phone: to ask at where the region has set no number of its own.
    """
    item = service.item
    ask = text("service-ask-hall").shown
    return (
        ("who", Words.same(text.sentence(*item.accept_condition))),
        ("bring", papers(service.materials, text)),
        ("how-long", time_limits(item, text)),
        ("cost", cost(item, text)),
        ("result", Words.same(_result(item, text))),
        ("visits", text("service-visits-count", count=item.limit_scene_num)),
        ("steps", Words.same(text.marks.comma.join(service.steps) + text.marks.stop)),
        ("where", Words.same(text.sentence(item.accept_at))),
        ("office", Words.same(text.sentence(item.dept + text.remark(item.use_level)))),
        ("law", Words.same(text.sentence(*item.by_law))),
        ("phone", Words.same(item.link_way or hall_phone or ask)),
        ("complain", Words.same(item.supervise_way or ask)),
    )


def papers(materials: tuple[Material, ...], text: Text) -> Words:
    """Return the papers in one sentence."""
    if not materials:
        return text("service-no-papers")
    return Words.same(text.sentence(*(_paper(m, text) for m in materials)))


def _paper(material: Material, text: Text) -> str:
    if material.need is Need.REQUIRED:
        return material.name
    return material.name + text.remark(text(f"need-{material.need.name.lower()}").shown)


def _result(item: Item, text: Text) -> str:
    result, marks = item.result, text.marks
    how = marks.comma.join((result.form, result.deliver))
    return marks.next_sentence.join((result.name, how)) + marks.stop


def time_limits(item: Item, text: Text) -> Words:
    """Return the promised and the statutory time limit."""
    return text(
        "service-time", promise=_limit(item.promise, text), law=_limit(item.anticipate, text)
    )


def _limit(limit: TimeLimit, text: Text) -> str:
    if limit.days == 0:
        return text("service-at-once").shown
    kind = "working" if limit.unit is DayUnit.WORKING else "calendar"
    return text(f"service-days-{kind}", days=limit.days).shown


def cost(item: Item, text: Text) -> Words:
    """Return what it costs, line by line."""
    if not item.fee:
        return text("service-free" if not item.is_fee else "service-region-sets")
    lines = []
    for fee in item.fee:
        unset = text("service-region-sets").shown
        amount = unset if fee.amount is None else _yuan(fee.amount, text)
        line = text("service-fee", name=fee.name, amount=amount).shown
        lines.append(line + (text.remark(fee.note) if fee.note else ""))
    head = "" if item.is_fee else text("service-free").shown + text.marks.gap
    return Words.same(head + text.sentence(*lines))


def _yuan(amount: Decimal, text: Text) -> str:
    return text("service-yuan", amount=f"{amount.normalize():f}").shown


def checklist_facts(
    service: Service, *, hall_name: str, hall_phone: str, printed_at: datetime, text: Text
) -> ChecklistFacts:
    """Return what the take-home list says."""
    item = service.item
    return ChecklistFacts(
        hall_name=hall_name,
        hall_phone=item.link_way or hall_phone,
        service=service.title_plain,
        papers=tuple(_paper(material, text) for material in service.materials),
        place=item.accept_at,
        fee=cost(item, text).shown,
        time_limit=time_limits(item, text).shown,
        laws=item.by_law,
        printed_at=printed_at,
    )


def promised_by(services: Sequence[Service], sealed_on: date) -> date:
    """Return the last day on which all of the services are promised to be decided."""
    return max(_last_day(service.item.promise, sealed_on) for service in services)


def _last_day(limit: TimeLimit, start: date) -> date:
    if limit.unit is DayUnit.WORKING:
        return add_working_days(start, limit.days)
    return start + timedelta(days=limit.days)
