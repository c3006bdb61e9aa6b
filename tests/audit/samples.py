"""A page of every screen, made by its own presenter, for the audit to draw in every look."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from kiosk.catalogue.compiled import Catalogue, CompiledService
from kiosk.catalogue.regions import Regions
from kiosk.catalogue.search import find
from kiosk.catalogue.service import Eligibility
from kiosk.devices.camera_simulated import SimulatedCamera
from kiosk.devices.clock import FixedClock
from kiosk.devices.id_card_reader import SimulatedIdCardReader
from kiosk.devices.paper_picture import Shot
from kiosk.domain.case import CaseState, PlatformStatus, Stage, StatusChange
from kiosk.domain.ids import CaseId
from kiosk.domain.language import Language
from kiosk.domain.people import IdCard, IdCardNumber
from kiosk.domain.resume_code import ResumeCode
from kiosk.domain.slip_code import SlipCode
from kiosk.domain.slip_number import SlipNumber
from kiosk.domain.words import Words
from kiosk.entry.dates import DateEntry
from kiosk.entry.fields import Pad
from kiosk.flow.comfort import Comfort
from kiosk.flow.places import Lookup, Progress
from kiosk.flow.visit import Went
from kiosk.forms.model import QuestionKind
from kiosk.forms.protocol import Ref
from kiosk.ports.camera import CameraState
from kiosk.ports.cases import CaseRow
from kiosk.ports.printer import PrintOutcome
from kiosk.ports.recogniser import Point
from kiosk.speech.controls import SpeechControls
from kiosk.usecases.disclose import checklist_facts
from kiosk.usecases.follow_case import FollowedCase
from kiosk.usecases.guessing import FREE_MISSES, Guesses
from kiosk.usecases.interview import Interview
from kiosk.usecases.lay_out_slip import (
    SlipFacts,
    lay_out_checklist,
    lay_out_slip,
)
from tests.fakes.composer import ComposesAtOnce
from tests.fakes.ink import ReadsAtOnce
from tests.hall_region import a_region
from tests.made_up import NUMBER
from tests.windows import the_text
from ui import preview
from ui.asking import Asked
from ui.pages import (
    CameraPicture,
    Cells,
    Chose,
    Illustration,
    Inked,
    Key,
    Keys,
    Page,
    Pressed,
    SignatureBox,
    Typed,
    Writing,
)
from ui.presenting import Presenter, is_living
from ui.presenting import Stage as PresenterStage
from ui.questions import Questions
from ui.screens.case_detail.presenter import Presenter as CaseDetail
from ui.screens.case_list.presenter import Presenter as CaseList
from ui.screens.categories.presenter import Presenter as Categories
from ui.screens.checklist.presenter import Presenter as Checklist
from ui.screens.date.presenter import Presenter as DatePresenter
from ui.screens.declined.presenter import Presenter as Declined
from ui.screens.erasing.presenter import Presenter as Erasing
from ui.screens.farewell.presenter import Presenter as Farewell
from ui.screens.home.presenter import Presenter as Home
from ui.screens.kept.presenter import Presenter as Kept
from ui.screens.leaving.presenter import Presenter as Leaving
from ui.screens.lookup.presenter import Presenter as LookupScreen
from ui.screens.lookup.presenter import Search as LookupSearch
from ui.screens.more.presenter import Presenter as More
from ui.screens.panel.presenter import (
    ComfortPresenter,
    HelpPresenter,
    LanguagePresenter,
    VoicePresenter,
)
from ui.screens.rating.presenter import Presenter as Rating
from ui.screens.sealed.presenter import Presenter as Sealed
from ui.screens.search.presenter import Presenter as Search
from ui.screens.service_page.presenter import Presenter as ServicePage
from ui.screens.services.presenter import Presenter as Services
from ui.screens.standby.presenter import Presenter as Standby
from ui.screens.still_there.presenter import Presenter as StillThere
from ui.screens.trouble.presenter import Presenter as Trouble
from ui.screens.unfit.presenter import Presenter as Unfit

HALL, PHONE = "幸福街道便民服务站", "12345"
ZONE = "Asia/Shanghai"
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
TEXT = the_text()
_SLOTS_AT = (0.1, 0.45, 0.8)
STAGE = PresenterStage(text=TEXT, emit=lambda _event: None, refresh=lambda: None)
CARD = IdCard(name="欧阳碎玉", number=IdCardNumber(NUMBER))
SLIP = SlipNumber.make(terminal="000012", day=NOON.date(), serial=47)


@contextmanager
def told_in(language: Language) -> Iterator[None]:
    """Make pages in another language for a while."""
    TEXT.speak(language)
    try:
        yield
    finally:
        TEXT.speak(Language.SIMPLIFIED)


def everything(catalogue: Catalogue) -> Mapping[str, Page]:
    """Return every page of the product; questions that several services share come once."""
    pages = dict(screens(catalogue))
    for card in catalogue.services():
        pages |= questions(catalogue, card.id)
    pages |= answers(catalogue, "dibao")
    pages |= birthdays(catalogue, "gaoling_jintie")
    pages |= addresses(catalogue, "gaoling_jintie")
    pages |= lists(catalogue, "gaoling_jintie")
    pages |= unlisted(catalogue, "gaoling_jintie")
    pages |= whole_name(catalogue, "gaoling_jintie")
    return not_yet_seen(pages, set())


def screens(catalogue: Catalogue) -> Mapping[str, Page]:
    """Return a page of every screen that is not a question."""
    return dict(
        (
            *_browsing(catalogue),
            *_after_sealing(catalogue),
            *_looking_up(),
            *_panels(),
            *_troubles(),
            *_leaving(),
        )
    )


def questions(catalogue: Catalogue, service: str) -> Mapping[str, Page]:
    """Return every page of a service."""
    compiled = catalogue.current(service)
    pages = (
        *preview.service_pages(compiled, TEXT, ZONE),
        *_repeats(preview.interview_of(compiled, ZONE, language=TEXT.language)),
    )
    return {f"{service}-{name}": page for name, page in pages}


def not_yet_seen(pages: Mapping[str, Page], seen: set[Page]) -> Mapping[str, Page]:
    """Return the pages that are like none in ``seen``, and add them to it.

    Services share questions. Two pages are alike when they differ in the figures of their step
    only, each as long as the other's.
    """
    new = {}
    for name, page in pages.items():
        place = Words.same(re.sub(r"\d", "0", page.position_words.shown))
        like = replace(page, position=None, position_words=place)
        if like not in seen:
            seen.add(like)
            new[name] = page
    return new


def answers(catalogue: Catalogue, service: str) -> Mapping[str, Page]:
    """Return the questions of a service after something was done there.

    Something is written, an answer is refused, a card was read, or somebody cannot sign.
    """
    compiled = catalogue.current(service)
    interview = preview.interview_of(compiled, ZONE, language=TEXT.language)
    pages = {}
    for name, ref in preview.places_of(compiled):
        if page := _written(_opened(interview, ref)):
            pages[f"{service}-{name}-by-hand"] = page
        if page := _refused(_opened(interview, ref)):
            pages[f"{service}-{name}-refused"] = page
        reader = SimulatedIdCardReader()
        if page := _card_read(_opened(interview, ref, reader=reader), reader):
            pages[f"{service}-{name}-read"] = page
        if page := _unable_to_sign(_opened(interview, ref)):
            pages[f"{service}-{name}-unable"] = page
    spelled = {f"{service}-{name}": page for name, page in _spelled(interview, compiled)}
    looked_up = {f"{service}-{name}": page for name, page in _looked_up(interview, compiled)}
    return pages | spelled | looked_up


def birthdays(catalogue: Catalogue, service: str) -> Mapping[str, Page]:
    """Return every step to a day of a life: by years and by age, in both calendars."""
    compiled = catalogue.current(service)
    interview = preview.interview_of(compiled, ZONE, language=TEXT.language)
    asked = Asked(
        stage=STAGE, interview=interview, ref=_a_date(interview, compiled), keep=lambda: None
    )
    life = DateEntry(earliest=date(1906, 1, 1), latest=NOON.date(), today=NOON.date())
    pages = {}
    for ways in ((), ("lunar",), ("age",), ("lunar", "age")):
        presenter = DatePresenter(asked=asked, entry=life, is_birth=True)
        for way in ways:
            presenter.on(Chose(way))
        while (page := presenter.page()) and not page.is_primary_ready:
            pages["-".join([service, "birth", *ways, str(len(pages))])] = page
            choices = next(row for row in page.rows if isinstance(row, Cells)).keys
            presenter.on(Chose(choices[len(choices) // 2]))
        pages["-".join([service, "birth", *ways, "done"])] = page
    return pages


def addresses(catalogue: Catalogue, service: str) -> Mapping[str, Page]:
    """Return every way to an address: the hall's own places, others, one looked up, the rest."""
    compiled = catalogue.current(service)
    interview = preview.interview_of(compiled, ZONE, language=TEXT.language)
    ref = interview.session.refs_of("hukou_addr")[0]
    presenter = _opened(interview, ref, regions=a_region())
    pages = {f"{service}-address": presenter.page()}
    for key in ("up", "up", "up", "up", "find"):
        presenter.on(Chose(key))
        pages[f"{service}-address-{key}-{len(pages)}"] = presenter.page()
    for letter in "SQ":
        presenter.on(Typed(letter))
    pages[f"{service}-address-found"] = presenter.page()
    found = next(row for row in presenter.page().rows if isinstance(row, Cells))
    presenter.on(Chose(found.keys[0]))
    pages[f"{service}-address-written"] = presenter.page()
    return pages


def lists(catalogue: Catalogue, service: str) -> Mapping[str, Page]:
    """Return every list of known answers, one looked up, one chosen and one refused."""
    compiled = catalogue.current(service)
    interview = preview.interview_of(compiled, ZONE, language=TEXT.language)
    pages = {}
    for name in ("nation", "bank_name"):
        presenter = _opened(interview, interview.session.refs_of(name)[0])
        pages[f"{service}-list-{name}"] = presenter.page()
        presenter.on(Chose("find"))
        pages[f"{service}-list-{name}-find"] = presenter.page()
        presenter.on(Typed("Z"))
        pages[f"{service}-list-{name}-found"] = presenter.page()
        found = next(row for row in presenter.page().rows if isinstance(row, Cells))
        presenter.on(Chose(found.keys[0]))
        pages[f"{service}-list-{name}-chosen"] = presenter.page()
        presenter.on(Chose("write"))
        pages[f"{service}-list-{name}-write"] = presenter.page()
    return pages


def unlisted(catalogue: Catalogue, service: str) -> Mapping[str, Page]:
    """Return the last resort for a character of a name: a picture, taken or not to be had."""
    interview = preview.interview_of(catalogue.current(service), ZONE, language=TEXT.language)
    ref = interview.session.refs_of("name")[0]
    pages = {}
    for state in (CameraState.READY, CameraState.MISSING):
        presenter = _opened(interview, ref, camera=SimulatedCamera(shot=Shot.BLURRED, state=state))
        presenter.on(Chose("pad:radicals"))
        pages[f"{service}-unlisted-{state}-radicals"] = presenter.page()
        presenter.on(Chose("unlisted"))
        pages[f"{service}-unlisted-{state}"] = presenter.page()
        presenter.on(Chose("shoot" if state is CameraState.READY else "without"))
        pages[f"{service}-unlisted-{state}-taken"] = presenter.page()
    return pages


def whole_name(catalogue: Catalogue, service: str) -> Mapping[str, Page]:
    """Return the box for a whole name, empty and written in."""
    interview = preview.interview_of(catalogue.current(service), ZONE, language=TEXT.language)
    presenter = _opened(interview, interview.session.refs_of("name")[0])
    presenter.on(Chose("pad:whole-name"))
    pages = {f"{service}-whole-name": presenter.page()}
    presenter.on(Inked(tuple((Point(x, 0.1, 0), Point(x + 0.1, 0.2, 300)) for x in _SLOTS_AT)))
    return pages | {f"{service}-whole-name-written": presenter.page()}


def _a_date(interview: Interview, compiled: CompiledService) -> Ref:
    refs = (ref for _, ref in preview.places_of(compiled))
    return next(r for r in refs if interview.view(r).question.kind is QuestionKind.DATE)


def _opened(
    interview: Interview,
    ref: Ref,
    *,
    reader: SimulatedIdCardReader | None = None,
    regions: Regions | None = None,
    camera: SimulatedCamera | None = None,
) -> Presenter:
    questions = Questions(
        reader=reader or SimulatedIdCardReader(),
        camera=camera or SimulatedCamera(shot=Shot.BLURRED),
        ink_reader=ReadsAtOnce("兰蓝篮栏拦阑澜烂岚"),
        composer=ComposesAtOnce("高龄津贴", "高龄", "高陵", "高领", *"高搞告稿糕羔镐膏皋篙诰郜"),
        regions=regions,
        clock=FixedClock(NOON),
        time_zone=ZONE,
    )
    return questions.open(Asked(stage=STAGE, interview=interview, ref=ref, keep=lambda: None))


def _written(presenter: Presenter) -> Page | None:
    if not any(isinstance(row, Writing) for row in presenter.page().rows):
        return None
    presenter.on(Inked(((Point(0.2, 0.5, 0), Point(0.8, 0.5, 300)),)))
    return presenter.page()


def _spelled(interview: Interview, compiled: CompiledService) -> Iterator[tuple[str, Page]]:
    """Yield the pages with keys that spell: below the longest question with each kind of them."""
    longest: dict[object, tuple[int, str, Page]] = {}
    for name, ref in preview.places_of(compiled):
        for pad in (Pad.PINYIN, Pad.STROKES):
            if page := _with_keys(_opened(interview, ref), pad):
                words = len(page.heading.shown) + len(page.lead.shown)
                kind = (pad, bool(page.secondary), len(page.rows))
                found = (words, f"{name}-by-{pad.value}", page)
                longest[kind] = max(longest.get(kind, found), found, key=lambda each: each[0])
    for _, name, page in longest.values():
        yield name, page


def _looked_up(interview: Interview, compiled: CompiledService) -> Iterator[tuple[str, Page]]:
    """Yield every step of a helper's look-up by radical and by code point."""
    interview.session.try_answer(interview.session.refs_of("who")[0], "helper")
    presenters = (_opened(interview, ref) for _, ref in preview.places_of(compiled))
    presenter = next(p for p in presenters if _with_keys(p, Pad.STROKES))
    for key in ("pad:radicals", "radical:3", "radical:艹", "radical:9", "pad:code-point"):
        presenter.on(Chose(key))
        yield f"by-{key.replace(':', '-')}", presenter.page()
    for key in "2CB7C":
        presenter.on(Typed(key))
    yield "by-code-point-found", presenter.page()


def _with_keys(presenter: Presenter, pad: Pad) -> Page | None:
    """Open the keys of pinyin or strokes and press some."""
    choices = [key for row in presenter.page().rows if isinstance(row, Cells) for key in row.keys]
    if f"pad:{pad.value}" not in choices:
        return None
    presenter.on(Chose(f"pad:{pad.value}"))
    for key in "GAOLINGJT" if pad is Pad.PINYIN else "丶一丨":
        presenter.on(Typed(key))
    return presenter.page()


def _card_read(presenter: Presenter, reader: SimulatedIdCardReader) -> Page | None:
    is_waiting = any(isinstance(row, Illustration) for row in presenter.page().rows)
    if not is_waiting or not is_living(presenter):
        return None
    presenter.tick()
    reader.put(CARD)
    presenter.tick()
    return presenter.page()


def _unable_to_sign(presenter: Presenter) -> Page | None:
    if not any(isinstance(row, SignatureBox) for row in presenter.page().rows):
        return None
    presenter.on(Pressed(Key.SECONDARY))
    return presenter.page()


def _refused(presenter: Presenter) -> Page | None:
    """Type too many nines, take a blurred picture, or leave the question empty."""
    rows = presenter.page().rows
    if any(isinstance(row, CameraPicture) for row in rows):
        presenter.on(Chose("shoot"))
        return presenter.page()
    if any(isinstance(row, Keys) for row in rows):
        for _ in range(18):
            presenter.on(Typed("9"))
    presenter.on(Pressed(Key.PRIMARY))
    return presenter.page() if presenter.page().notice else None


def _repeats(interview: Interview) -> Iterator[tuple[str, Page]]:
    for ref in interview.session.refs_of("f_others"):
        interview.session.try_answer(ref, "yes")
    for repeat in interview.session.repeats():
        if repeat.is_fixed:
            continue
        more = More(stage=STAGE, interview=interview, path=repeat.path, keep=lambda: None)
        more.on(Chose("add"))
        more.on(Chose("add"))
        yield f"{repeat.path.rpartition('/')[2]}-more", more.page()


def _browsing(catalogue: Catalogue) -> Iterator[tuple[str, Page]]:
    every = catalogue.services(TEXT.language)
    yield "standby", Standby(stage=STAGE, hall_name=HALL).page()
    yield "home", Home(stage=STAGE).page()
    categories = catalogue.categories(TEXT.language)
    yield "categories", Categories(stage=STAGE, categories=categories, services=every).page()
    for category in categories:
        inside = [s for s in every if s.category == category.id]
        page = Services(stage=STAGE, category=category, services=inside).page()
        yield f"services-{category.order}", page
    longest = max(every, key=lambda card: len(card.title))
    service = catalogue.current(longest.id).service.told_in(TEXT.language)
    yield "service-page", ServicePage(stage=STAGE, service=service).page()
    facts = checklist_facts(service, hall_name=HALL, hall_phone=PHONE, printed_at=NOON, text=TEXT)
    slip = lay_out_checklist(facts, TEXT)
    yield "checklist", Checklist(stage=STAGE, slip=slip, print_slip=_no_paper).page()
    search = Search(stage=STAGE, find=lambda query: find(every, query), ink_reader=None)
    yield "search-empty", search.page()
    search.on(Typed("B"))
    search.on(Pressed(Key.PRIMARY))
    yield "search-found", search.page()


def _no_paper(_slip: object) -> PrintOutcome:
    return PrintOutcome.PAPER_OUT


def _after_sealing(catalogue: Catalogue) -> Iterator[tuple[str, Page]]:
    facts = SlipFacts(
        hall_name=HALL,
        hall_phone=PHONE,
        services=tuple(card.title_plain for card in catalogue.services(TEXT.language)[:3]),
        slip_number=SLIP,
        code=SlipCode("4021"),
        captured_at=NOON,
        promised_by=NOON.date(),
        told_by="打电话",
        papers_to_bring=("居民户口簿（首页和本人页）",),
        head="0123456789abcdef" * 4,
        status_url="https://hall.example",
        token="Abc_123-xyz0",  # noqa: S106 - made up, opens nothing
    )
    yield (
        "sealed",
        Sealed(
            stage=STAGE,
            slip=lay_out_slip(facts, TEXT),
            number=Words.same(SLIP.grouped),
            code=facts.code,
            status_code="https://hall.example/s/x/y",
            printed=PrintOutcome.PAPER_OUT,
            print_slip=_no_paper,
        ).page(),
    )
    yield "rating", Rating(stage=STAGE).page()
    for is_kept in (False, True):
        farewell = Farewell(stage=STAGE, is_kept=is_kept, has_slip=not is_kept)
        yield f"farewell-{is_kept}", farewell.page()
    code = ResumeCode.make()
    yield "kept", Kept(stage=STAGE, code=code, until=NOON).page()


def a_case(state: CaseState = CaseState.NEEDS_CORRECTION) -> FollowedCase:
    case_id = CaseId("01a20000-0000-7000-8000-000000000000")
    row = CaseRow(
        case_id=case_id,
        rev=1,
        slip_number=str(SLIP),
        service="gaoling_jintie",
        service_version="1",
        schema_digest="0" * 64,
        state=state,
        sealed_at=NOON,
        seal="0" * 64,
        file_name="x",
        platform_number="0005",
        received_at=NOON,
        attempts=0,
        next_at=None,
        why_waiting="",
        by_helper=False,
        is_urgent=False,
        needs_character=False,
        rating=None,
    )
    change = StatusChange(
        case_id=case_id,
        rev=1,
        status=PlatformStatus.NEEDS_CORRECTION,
        at=NOON,
        note="请尽快补交，不用再跑一趟，家里人来也行。",
        to_correct=("户口本首页拍得不清楚，请重新拍一张。", "银行卡号少了一位。"),
        deadline=NOON,
    )
    return FollowedCase(row=row, stage=Stage.REVIEW, changes=(change,), as_of=NOON)


def _looking_up() -> Iterator[tuple[str, Page]]:
    reader = SimulatedIdCardReader()
    for name, number, digits in (
        ("progress", Lookup.NUMBER, 19),
        ("proof", Lookup.CODE, 4),
        ("resume", Lookup.CODE, 8),
    ):
        search = LookupSearch(
            name=name,
            place=lambda by: Went(Progress(by)),
            by_card=lambda _number: None,
            by_number=lambda _number: None,
            guesses=Guesses(clock=FixedClock(NOON)),
            number=number,
            digits=digits,
            instead=Went(Progress(Lookup.CARD)) if name == "proof" else None,
        )
        for by in (number,) if name == "proof" else (Lookup.CHOICE, Lookup.CARD, number):
            screen = LookupScreen(stage=STAGE, search=search, by=by, reader=reader)
            if by is number:
                screen.on(Typed("2"))
                screen.on(Pressed(Key.PRIMARY))
            yield f"{name}-{by.value}", screen.page()
        for _ in range(FREE_MISSES):
            screen.on(Pressed(Key.PRIMARY))
        yield f"{name}-pause", screen.page()
    found = (a_case(), a_case(CaseState.SEALED))
    title = "残疾人补贴（生活补贴和护理补贴）"
    yield "case-list", CaseList(stage=STAGE, found=found, title_of=lambda _id: title).page()
    for case in found:
        detail = CaseDetail(stage=STAGE, case=case, title=title)
        yield f"case-detail-{case.row.state.value}", detail.page()


def _panels() -> Iterator[tuple[str, Page]]:
    yield "panel-comfort", ComfortPresenter(stage=STAGE, comfort=Comfort).page()
    yield (
        "panel-voice",
        VoicePresenter(
            stage=STAGE, controls=SpeechControls, change=lambda _how: None, has_sound=lambda: True
        ).page(),
    )
    yield (
        "panel-language",
        LanguagePresenter(stage=STAGE, offered=tuple(Language), hall_phone=PHONE).page(),
    )
    yield "panel-help", HelpPresenter(stage=STAGE, hall_name=HALL, hall_phone=PHONE).page()


def _troubles() -> Iterator[tuple[str, Page]]:
    told = Path("assets/text/zh-CN.ftl").read_text("utf-8").splitlines()
    ends = "-do"
    codes = [
        line.split(" = ")[0].removeprefix("trouble-").removesuffix(ends)
        for line in told
        if line.startswith("trouble-") and line.split(" = ")[0].endswith(ends)
    ]
    for code in codes:
        yield f"trouble-{code}", Trouble(stage=STAGE, code=code, hall_phone=PHONE).page()


def _leaving() -> Iterator[tuple[str, Page]]:
    yield "leaving", Leaving(stage=STAGE, hours=24).page()
    yield (
        "still-there",
        StillThere(stage=STAGE, clock=FixedClock(NOON), seconds=45, is_kept=True).page(),
    )
    yield "erasing", Erasing(stage=STAGE).page()
    yield "declined", Declined(stage=STAGE, hall_phone=PHONE, place=HALL).page()
    condition = Eligibility(
        test="1", fail="要先有残疾人证。要现在申请残疾人证吗？", offer="canji_zheng"
    )
    yield (
        "unfit",
        Unfit(
            stage=STAGE, condition=condition, offered_title="办残疾证、换残疾证", hall_phone=PHONE
        ).page(),
    )
