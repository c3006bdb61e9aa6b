"""How a case stands and how it is found: what to do now comes first, and no page is a dead end."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.devices.clock import FixedClock
from kiosk.devices.id_card_reader import SimulatedIdCardReader
from kiosk.domain.case import CaseState
from kiosk.domain.slip_number import SlipNumber
from kiosk.flow import places as at
from kiosk.flow.places import Lookup
from kiosk.flow.visit import Event, Went
from kiosk.i18n import Text
from kiosk.ports.id_card_reader import NoCard
from kiosk.usecases.guessing import Guesses
from tests.audit.samples import a_case
from tests.made_up import NOON
from ui.pages import Fact, Field, Key, Page, Pressed, Stages, Typed, spoken_row
from ui.presenting import Stage
from ui.screens.case_detail.presenter import Presenter as CaseDetail
from ui.screens.lookup.presenter import Presenter as LookupPresenter
from ui.screens.lookup.presenter import Search

HALL, PHONE = "幸福街道便民服务站", "0123-4567"


def detail(state: CaseState, **changed: object) -> Page:
    case = a_case(state)
    change = replace(case.changes[0], deadline=datetime(2026, 12, 20, tzinfo=UTC), **changed)
    stage = Stage(text=Text(), emit=lambda _event: None, refresh=lambda: None)
    return CaseDetail(
        stage=stage,
        case=replace(case, changes=(change,)),
        title="补贴",
        hall_name=HALL,
        hall_phone=PHONE,
    ).page()


def facts(page: Page) -> dict[str, str]:
    return {row.label.shown: row.text.shown for row in page.rows if isinstance(row, Fact)}


def test_what_is_to_correct_is_told_with_a_day_a_place_and_a_number_to_call() -> None:
    page = detail(CaseState.NEEDS_CORRECTION)

    assert page.lead.shown == "要补一些东西，最晚12月20日补。"
    assert page.lead.spoken == "要补一些东西，最晚十二月二十日补。"
    assert HALL in facts(page)["怎么补"]
    assert PHONE in facts(page)["怎么补"]


def test_what_to_correct_comes_before_the_stages() -> None:
    kinds = [type(row) for row in detail(CaseState.NEEDS_CORRECTION).rows]

    assert kinds.index(Stages) > kinds.index(Fact) + 2


def test_a_refusal_names_its_reason_and_two_ways_to_object() -> None:
    page = detail(CaseState.NOT_ACCEPTED, note="年龄还差三个月。", to_correct=())

    told = facts(page)

    assert next(iter(told)) == "平台的话"
    assert "60天" in told["不服怎么办"]
    assert "12345" in told["想问、想投诉"]
    assert "怎么补" not in told


def test_of_the_stages_the_present_one_is_said_first() -> None:
    stages = next(r for r in detail(CaseState.RECEIVED).rows if isinstance(r, Stages))

    assert spoken_row(stages) == ("现在到：审核。一共五步：申请、审核、办理、反馈、评价",)


def look_up(by: Lookup, events: list[Event], *, number: Lookup = Lookup.NUMBER) -> LookupPresenter:
    is_slip = number is Lookup.NUMBER
    search = Search(
        name="progress" if is_slip else "resume",
        place=lambda by: Went(at.Progress(by) if is_slip else at.Resume(by)),
        by_card=lambda _number: None,
        by_number=lambda _number: None,
        guesses=Guesses(clock=FixedClock(NOON)),
        number=number,
        digits=19 if is_slip else 8,
        prefix="K" if is_slip else "",
    )
    reader = SimulatedIdCardReader()
    reader.fail(NoCard.READER_MISSING)
    stage = Stage(text=Text(), emit=events.append, refresh=lambda: None)
    return LookupPresenter(stage=stage, search=search, by=by, reader=reader)


@pytest.mark.parametrize(
    ("number", "place"),
    [
        (Lookup.NUMBER, at.Progress(Lookup.NUMBER)),
        (Lookup.CODE, at.Resume(Lookup.CODE)),
    ],
)
def test_without_a_reader_the_digits_are_one_touch_away(number: Lookup, place: at.Place) -> None:
    events: list[Event] = []
    card = look_up(Lookup.CARD, events, number=number)

    card.tick()
    page = card.page()
    card.on(Pressed(Key.PRIMARY))

    assert "按号码" in page.notice.shown
    assert page.primary.shown.startswith("按")
    assert events == [Went(place)]


def test_a_number_is_grouped_on_the_screen_as_on_the_paper() -> None:
    slip = SlipNumber.make(terminal="000012", day=NOON.date(), serial=1)
    presenter = look_up(Lookup.NUMBER, [])

    shown = []
    for digit in str(slip)[1:]:
        presenter.on(Typed(digit))
        shown.append(next(r for r in presenter.page().rows if isinstance(r, Field)).value.shown)

    assert shown[-1] == slip.grouped
    assert all(slip.grouped.startswith(so_far) for so_far in shown)


def test_a_code_is_grouped_as_it_was_shown() -> None:
    presenter = look_up(Lookup.CODE, [], number=Lookup.CODE)

    for digit in "12345678":
        presenter.on(Typed(digit))

    field = next(r for r in presenter.page().rows if isinstance(r, Field))
    assert field.value.shown == "1234 5678"
