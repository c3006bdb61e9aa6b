"""What the keys of a page say, and that the large one never destroys anything."""

import pytest

from kiosk.catalogue.compiled import Catalogue
from kiosk.domain.slip import Line, Slip
from kiosk.domain.slip_code import SlipCode
from kiosk.domain.words import NO_WORDS, Words
from kiosk.flow import places as at
from kiosk.flow.visit import DraftUnwanted, DraftWanted, Event, Went, WentBack
from kiosk.i18n import Text
from kiosk.ports.printer import PrintOutcome
from kiosk.speech.speller import Spelling, spell
from kiosk.usecases.disclose import disclosures
from tests.unit.forms.building import form, row
from tests.unit.presenters.desk import Desk
from ui.pages import Act, Chose, Key, Pressed
from ui.presenting import Presenter, Stage
from ui.screens.declined.presenter import Presenter as Declined
from ui.screens.erasing.presenter import Presenter as Erasing
from ui.screens.farewell.presenter import Presenter as Farewell
from ui.screens.leaving.presenter import Presenter as Leaving
from ui.screens.sealed.presenter import Presenter as Sealed
from ui.screens.search.presenter import Presenter as Search

TEXT = Text()


@pytest.fixture
def events() -> list[Event]:
    return []


@pytest.fixture
def stage(events: list[Event]) -> Stage:
    return Stage(text=TEXT, emit=events.append, refresh=lambda: None)


# Destroying


@pytest.mark.parametrize("act", [Chose("forget"), Pressed(Key.PRIMARY), Pressed(Key.SECONDARY)])
def test_no_touch_on_leaving_or_declining_erases(
    stage: Stage, events: list[Event], act: Act
) -> None:
    pages: tuple[Presenter, ...] = (
        Leaving(stage=stage, hours=24),
        Declined(stage=stage, hall_phone="1", place="大厅"),
    )

    for presenter in pages:
        presenter.on(act)

    assert DraftUnwanted() not in events
    assert set(events) <= {Went(at.Erasing()), WentBack()}


def test_who_declines_may_keep_what_is_filled_in(stage: Stage, events: list[Event]) -> None:
    Declined(stage=stage, hall_phone="1", place="大厅").on(Chose("keep"))

    assert events == [DraftWanted()]


def test_only_the_small_key_of_the_second_page_erases(stage: Stage, events: list[Event]) -> None:
    erasing = Erasing(stage=stage)

    erasing.on(Pressed(Key.PRIMARY))
    erasing.on(Chose("erase"))

    assert events == [WentBack(), DraftUnwanted()]


# Questions


def test_what_is_not_true_leads_back_to_the_review() -> None:
    desk = Desk(form([row("acknowledge", "truth", required="true()")]))
    truth = desk.open("truth")
    page = truth.page()

    truth.on(Pressed(Key.SECONDARY))

    assert (page.primary.shown, page.secondary.shown) == ("是真的", "有不对的")
    assert desk.events == [WentBack()]


def test_another_consent_still_agrees_or_declines() -> None:
    desk = Desk(form([row("acknowledge", "consent", required="true()")]))
    consent = desk.open("consent")

    consent.on(Pressed(Key.SECONDARY))

    assert (consent.page().primary.shown, consent.page().secondary.shown) == ("同意", "不同意")
    assert desk.events == [Went(at.Declined(desk.session.refs_of("consent")[0]))]


@pytest.mark.parametrize(("kind", "said"), [("select_one yes_no", "请选一个"), ("text", "要填")])
def test_what_is_missing_is_asked_for_in_words_that_fit(kind: str, said: str) -> None:
    asked = Desk(form([row(kind, "q", required="true()")])).open("q")

    asked.on(Pressed(Key.PRIMARY))

    assert said in asked.page().notice.shown


def test_an_empty_search_says_what_to_do_and_finds_nothing(stage: Stage) -> None:
    search = Search(stage=stage, find=lambda _query: (), ink_reader=None)

    search.on(Pressed(Key.PRIMARY))

    assert search.page().notice == TEXT("search-nothing-typed")


# After sealing


def sealed(stage: Stage, outcome: PrintOutcome) -> Sealed:
    keep = TEXT("slip-keep")
    return Sealed(
        stage=stage,
        slip=Slip((Line(keep.shown, spoken=keep.spoken),)),
        number=Words.same("K 1"),
        code=SlipCode("4021"),
        status_code="x",
        printed=outcome,
        print_slip=lambda _slip: outcome,
    )


@pytest.mark.parametrize(
    ("outcome", "key", "speaks_of_paper"),
    [
        (PrintOutcome.PRINTED, TEXT("sealed-print-again"), True),
        (PrintOutcome.PAPER_OUT, TEXT("checklist-print"), False),
        (PrintOutcome.MISSING, NO_WORDS, False),
    ],
)
def test_a_paper_is_spoken_of_only_when_there_is_one(
    stage: Stage, outcome: PrintOutcome, key: Words, *, speaks_of_paper: bool
) -> None:
    page = sealed(stage, outcome).page()

    assert page.secondary == key
    assert (TEXT("slip-keep").spoken in page.spoken()) is speaks_of_paper


def test_the_code_of_the_slip_is_said_only_when_asked_for_and_as_often(stage: Stage) -> None:
    screen = sealed(stage, PrintOutcome.PRINTED)
    code = spell(Spelling.DIGITS, "4021")
    before = screen.page()

    screen.on(Chose("read"))
    once = screen.page()
    screen.on(Chose("read"))
    twice = screen.page()

    assert code not in "".join(before.spoken())
    assert not before.is_personal
    assert (once.echo.private, twice.echo.private) == (code, code)
    assert once.echo != twice.echo
    assert once.is_personal


@pytest.mark.parametrize("has_slip", [False, True])
def test_the_goodbye_names_the_slip_only_of_who_has_one(stage: Stage, *, has_slip: bool) -> None:
    said = "".join(Farewell(stage=stage, is_kept=False, has_slip=has_slip).page().spoken())

    assert ("小票" in said) is has_slip
    assert "申请已经收好" in said


# A service


def test_without_a_number_of_its_own_a_service_names_that_of_the_hall(
    catalogue: Catalogue,
) -> None:
    service = catalogue.current("gaoling_jintie").service

    told = dict(disclosures(service, TEXT, hall_phone="0123-4567"))

    assert told["phone"].shown == (service.item.link_way or "0123-4567")
