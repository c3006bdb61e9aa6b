"""Lay out what the printer gives: the slip after sealing, and the list to take home before."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from kiosk.domain.resume_code import ResumeCode
from kiosk.domain.slip import Block, Code, Line, Picture, Rule, Slip, Weight
from kiosk.domain.slip_code import SlipCode
from kiosk.domain.slip_number import SlipNumber
from kiosk.domain.words import Words
from kiosk.i18n import Text

_HEAD_SIGNS = 16  # of the 64 hex digits: enough to tell any two chains of a hall apart
_TOP = 99  # numbers of a list are said up to here
_CODE_BYTES = 480  # what a QR code on 80 mm paper holds with modules a phone reads easily


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipFacts:
    """What the slip says.

    Attributes:
        services: names of the services, one, or several that were done together.
        code: shows at the kiosk, together with the number, who holds the slip.
        captured_at: aware time of sealing.
        promised_by: last day of the promise, or None where the region has set none.
        told_by: the chosen way in the citizen's words, such as 打电话; empty leaves it out.
        papers_to_bring: promised for later.
        next_step: one sentence; empty leaves it out.
        head: of the event chain, hex.
        status_url: public address of the status page.
        token: opens that page together with the number.
    """

    hall_name: str
    hall_phone: str
    services: tuple[str, ...]
    slip_number: SlipNumber
    code: SlipCode
    captured_at: datetime
    promised_by: date | None = None
    told_by: str = ""
    papers_to_bring: tuple[str, ...] = ()
    next_step: str = ""
    head: str
    status_url: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistFacts:
    """What the take-home list (一次性告知) says; empty texts leave their line out.

    Attributes:
        papers: what to bring, each as it is printed.
        laws: names of the laws it rests on.
        page_url: where the same stands online; empty puts the list itself into the QR code.
        printed_at: aware time.
    """

    hall_name: str
    hall_phone: str
    service: str
    papers: tuple[str, ...]
    place: str = ""
    hours: str = ""
    fee: str = ""
    time_limit: str = ""
    laws: tuple[str, ...] = ()
    page_url: str = ""
    printed_at: datetime


def lay_out_slip(facts: SlipFacts, text: Text) -> Slip:
    """Return the slip (凭条) of sealed applications; spoken sentences say the same."""
    page = _Page(text)
    page.add("slip-hall", hall=facts.hall_name)
    page.draw("check", "slip-done")
    page.rule()
    page.add("slip-services")
    page.add_list(facts.services, Weight.LARGE)
    page.add("slip-number-title")
    page.put(_number_words(facts.slip_number, text), Weight.LARGE)
    page.put(slip_code_words(facts.code, text), Weight.LARGE)
    page.put(_time_words(facts.captured_at, text))
    page.rule()
    page.put(_promise_words(facts, text))
    page.add_given("slip-told", way=facts.told_by)
    if facts.papers_to_bring:
        page.add("slip-bring-title")
        page.add_list(facts.papers_to_bring)
    page.add_given("slip-next", what=facts.next_step)
    page.put(_phone_words(facts.hall_phone, text))
    page.rule()
    page.code(status_address(facts), "slip-code-caption")
    page.add("slip-number-only")
    page.add("slip-head", Weight.SMALL, head=_in_fours(facts.head[:_HEAD_SIGNS]))
    page.add("slip-keep")
    return page.slip()


def lay_out_checklist(facts: ChecklistFacts, text: Text) -> Slip:
    """Return the list that tells everything at once, so that nobody comes twice."""
    page = _Page(text)
    page.add("slip-hall", hall=facts.hall_name)
    page.draw("list", "slip-list-title")
    page.add("slip-list-service", Weight.LARGE, service=facts.service)
    page.rule()
    page.add("slip-list-papers" if facts.papers else "slip-list-no-papers")
    page.add_list(facts.papers)
    page.rule()
    page.add_given("slip-list-place", place=facts.place)
    page.add_given("slip-list-hours", hours=facts.hours)
    page.add_given("slip-list-fee", fee=facts.fee)
    page.add_given("slip-list-limit", limit=facts.time_limit)
    page.put(_phone_words(facts.hall_phone, text))
    page.rule()
    if facts.laws:
        page.add("slip-list-law", Weight.SMALL)
        page.add_list(facts.laws, Weight.SMALL)
    page.code(facts.page_url or _list_as_text(facts, text), "slip-list-code-caption")
    day = text.full_day(text.local(facts.printed_at).date())
    page.add("slip-list-day", Weight.SMALL, day=day.shown)
    return page.slip()


def lay_out_code(code: ResumeCode, *, hall_name: str, until: datetime, text: Text) -> Slip:
    """Return the code of a kept draft on paper, for who cannot note it down."""
    page = _Page(text)
    page.add("slip-hall", hall=hall_name)
    page.draw("keep", "slip-code-title")
    said = text.marks.comma.join(map(text.digits, code.grouped.split()))
    page.put(Words(code.grouped, said), Weight.LARGE)
    day = text.clock(until)
    page.put(_both(text, "slip-code-until", {"day": (day.shown, day.spoken)}))
    page.add("slip-code-how")
    return page.slip()


def status_address(facts: SlipFacts) -> str:
    """Return what the slip's QR code holds: a page for a phone, the code for the kiosk's scanner.

    The code stands behind the #, which a phone keeps to itself: it is not sent to the platform.
    """
    page = f"{facts.status_url.rstrip('/')}/s/{facts.slip_number}/{facts.token}"
    return f"{page}#{facts.code.digits}"


def slip_code_words(code: SlipCode, text: Text) -> Words:
    """Return the line with the code of a slip."""
    return _both(text, "slip-proof", {"code": (code.digits, text.digits(code.digits))})


class _Page:
    """Collects blocks, each with the sentence that says it."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._blocks: list[Block] = []

    def add(self, key: str, weight: Weight = Weight.BODY, /, **arguments: str) -> None:
        self.put(self._text.words(key, **arguments), weight)

    def add_given(self, key: str, **argument: str) -> None:
        """Add the line unless its one argument is empty."""
        if all(argument.values()):
            self.add(key, **argument)

    def add_list(self, items: Sequence[str], weight: Weight = Weight.BODY) -> None:
        """Add the items, numbered where there is more than one."""
        if len(items) == 1:
            self.put(Words.same(items[0]), weight)
            return
        for number, what in enumerate(items, 1):
            self.put(self._numbered(number, what), weight)

    def put(self, words: Words, weight: Weight = Weight.BODY) -> None:
        self._blocks.append(Line(words.shown, weight, words.spoken))

    def draw(self, icon: str, key: str) -> None:
        words = self._text.words(key)
        self._blocks.append(Picture(icon, words.shown, words.spoken))

    def rule(self) -> None:
        self._blocks.append(Rule())

    def code(self, content: str, key: str) -> None:
        words = self._text.words(key)
        self._blocks.append(Code(content, words.shown, words.spoken))

    def slip(self) -> Slip:
        return Slip(tuple(self._blocks))

    def _numbered(self, number: int, what: str) -> Words:
        said = self._text.number(number) if number <= _TOP else str(number)
        return _both(self._text, "slip-item", {"number": (str(number), said)}, what=what)


def _number_words(number: SlipNumber, text: Text) -> Words:
    groups = number.grouped.split()
    aloud = ", ".join(map(text.digits, groups))
    return text.words("slip-number", number=number.grouped, spoken=aloud)


def _time_words(at: datetime, text: Text) -> Words:
    here = text.local(at)
    day = text.full_day(here.date())
    clock = text.clock(at).spoken  # says month and day too, so only the year goes before it
    year = day.spoken.removesuffix(text.day(here.date()).spoken)
    pairs = {"day": (day.shown, year), "time": (f"{here.hour}:{here.minute:02d}", clock)}
    return _both(text, "slip-time", pairs)


def _promise_words(facts: SlipFacts, text: Text) -> Words:
    by = facts.promised_by
    if by is None:
        return text.words("slip-promise-unset")
    if by == text.local(facts.captured_at).date():
        return text.words("slip-promise-today")
    day = text.full_day(by)
    return _both(text, "slip-promise", {"day": (day.shown, day.spoken)})


def _phone_words(phone: str, text: Text) -> Words:
    return _both(text, "slip-phone", {"phone": (phone, text.digits(phone))})


def _both(text: Text, key: str, pairs: dict[str, tuple[str, str]], **same: str) -> Words:
    """Return the words under ``key``, with each pair's first part shown and second spoken."""
    shown = text.words(key, **same, **{name: pair[0] for name, pair in pairs.items()})
    spoken = text.words(key, **same, **{name: pair[1] for name, pair in pairs.items()})
    return Words(shown.shown, spoken.spoken)


def _in_fours(signs: str) -> str:
    return " ".join(signs[at : at + 4] for at in range(0, len(signs), 4))


def _list_as_text(facts: ChecklistFacts, text: Text) -> str:
    """Return the list in few lines: a phone without network still keeps what it read."""
    papers = (
        text.words("slip-item", number=str(number), what=paper).shown
        for number, paper in enumerate(facts.papers, 1)
    )
    kept = ""
    for line in (facts.service, facts.hall_phone, *papers, facts.place, facts.hours):
        longer = f"{kept}\n{line}" if kept else line
        if line and len(longer.encode()) <= _CODE_BYTES:
            kept = longer
    return kept
