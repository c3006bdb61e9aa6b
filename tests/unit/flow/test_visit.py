from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.domain.rating import Rating as Level
from kiosk.flow import places as at
from kiosk.flow import visit as flow
from kiosk.flow.comfort import Comfort, Palette
from kiosk.flow.visit import Visit, step
from kiosk.forms.protocol import Ref

NAME = at.Asking(Ref("/data/name"))
REVIEW = at.Asking(Ref("/data/read_back"))
FIRST = at.Asking(Ref("/data/privacy_note"))
FILLING = Visit(
    place=NAME, trail=(at.Home(), at.ServicePage("a")), has_application=True, service="a"
)


def after(visit: Visit, *events: flow.Event) -> Visit:
    for event in events:
        visit, _ = step(visit, event)
    return visit


def effects_of(visit: Visit, event: flow.Event) -> tuple[flow.Effect, ...]:
    return step(visit, event)[1]


def test_a_touch_wakes_the_kiosk():
    assert after(Visit(), flow.Touched()).place == at.Home()


def test_back_walks_the_trail_to_home():
    visit = after(
        Visit(),
        flow.Touched(),
        flow.ErrandChosen(flow.Errand.APPLY),
        flow.Went(at.Services("c")),
        flow.Went(at.ServicePage("s")),
    )

    places = []
    for _ in range(3):
        visit = after(visit, flow.WentBack())
        places.append(visit.place)

    assert places == [at.Services("c"), at.Categories(), at.Home()]


def test_helping_someone_else_is_remembered_for_the_interview():
    visit = after(Visit(), flow.Touched(), flow.ErrandChosen(flow.Errand.FOR_OTHER))

    assert effects_of(visit, flow.Begun("s")) == (flow.OpenInterview("s", is_for_other=True),)


def test_an_answer_asks_the_interview_for_the_next_step():
    assert effects_of(FILLING, flow.Answered()) == (flow.GoOn(NAME),)


def test_an_answer_that_could_not_be_kept_leads_nowhere_but_to_the_apology():
    trouble = after(FILLING, flow.TroubleMet("storage-failed"))

    assert step(trouble, flow.Answered()) == (trouble, ())
    assert after(trouble, flow.Answered(), flow.WentBack()).place == NAME


def test_back_on_a_question_asks_the_interview_for_the_step_before():
    assert effects_of(FILLING, flow.WentBack()) == (flow.GoBack(NAME),)


def test_a_changed_answer_returns_straight_to_the_review():
    reviewing = Visit(place=REVIEW, has_application=True)

    visit = after(reviewing, flow.ChangeWanted(NAME), flow.Answered())

    assert visit.place == REVIEW
    assert visit.changing is None


def test_back_while_changing_returns_to_the_review_as_well():
    reviewing = Visit(place=REVIEW, has_application=True)

    assert after(reviewing, flow.ChangeWanted(NAME), flow.WentBack()).place == REVIEW


def test_back_on_the_first_question_leads_to_the_service_page_and_forward_to_it_again():
    back = after(FILLING, flow.NothingBefore())

    forward, effects = step(back, flow.Begun("a"))

    assert (back.place, back.trail) == (at.ServicePage("a"), (at.Home(),))
    assert back.has_application
    assert (forward.place, effects) == (NAME, ())


def test_a_resumed_draft_has_the_page_of_its_service_before_it():
    resumed = after(Visit(), flow.Touched(), flow.Resumed(NAME, is_for_other=False, service="b"))

    assert after(resumed, flow.NothingBefore()).place == at.ServicePage("b")


def test_the_service_is_remembered_when_its_form_opens():
    visit = after(Visit(), flow.Touched(), flow.Went(at.ServicePage("s")), flow.StepReached(FIRST))

    assert visit.service == "s"


def test_another_service_never_ends_an_open_application_unasked():
    elsewhere = after(FILLING, flow.NothingBefore(), flow.Went(at.ServicePage("b")))

    asked, effects = step(elsewhere, flow.Begun("b"))

    assert (asked.place, effects) == (at.Leaving(), ())
    assert after(asked, flow.WentBack()).place == NAME


def test_what_may_fit_better_is_looked_at_with_the_application_kept():
    unfit = Visit(place=at.Unfit(0), trail=(at.Home(),), has_application=True, service="a")

    looking = after(unfit, flow.Went(at.ServicePage("b")))

    assert looking.has_application
    assert after(looking, flow.WentBack()) == unfit


def test_walking_back_to_home_asks_what_becomes_of_an_open_application():
    visit = after(FILLING, flow.NothingBefore(), flow.WentBack())

    assert visit.place == at.Leaving()
    assert after(visit, flow.WentBack()).place == NAME


def test_erasing_is_asked_once_more_and_leads_back():
    asked = after(FILLING, flow.HomeWanted(), flow.Went(at.Erasing()))

    assert asked.place == at.Erasing()
    assert after(asked, flow.WentBack(), flow.WentBack()) == FILLING
    assert effects_of(asked, flow.DraftUnwanted()) == (flow.DropDraft(),)


def test_a_consent_declined_while_changing_leads_back_to_it():
    changing = after(Visit(place=REVIEW, has_application=True), flow.ChangeWanted(NAME))

    assert after(changing, flow.Went(at.Declined(NAME.ref)), flow.WentBack()) == changing


def test_home_during_an_application_asks_before_anything_is_left():
    visit = after(FILLING, flow.HomeWanted())

    assert visit.place == at.Leaving()
    assert after(visit, flow.WentBack()).place == NAME


def test_keeping_the_draft_issues_a_code_and_closes_the_application():
    visit, effects = step(after(FILLING, flow.HomeWanted()), flow.DraftWanted())

    assert effects == (flow.IssueCode(),)
    assert visit.has_application
    assert after(visit, flow.TroubleMet("storage-busy"), flow.WentBack()) == visit
    kept = after(visit, flow.DraftKept())
    assert kept.place == at.Kept()
    assert not kept.has_application


def test_success_is_shown_only_after_the_seal():
    visit, effects = step(FILLING, flow.Signed())

    assert effects == (flow.Seal(),)
    assert visit.place == NAME
    assert after(visit, flow.SealDone()).place == at.Sealed()


def test_a_failed_seal_shows_trouble_and_leads_back_to_the_last_question():
    visit = after(FILLING, flow.Signed(), flow.SealFailed("disk-full"))

    assert visit.place == at.Trouble("disk-full")
    assert after(visit, flow.WentBack()).place == NAME
    assert visit.has_application


def test_nothing_leads_back_from_the_slip_into_the_application():
    visit = after(FILLING, flow.Signed(), flow.SealDone())

    assert visit.trail == ()


def test_a_skipped_rating_is_kept_as_a_skip():
    visit = after(FILLING, flow.SealDone(), flow.Finished())

    assert visit.place == at.Rating()
    assert flow.KeepRating(Level.SKIPPED) in effects_of(visit, flow.Rated(Level.SKIPPED))


def test_the_farewell_wipes_and_resets_the_look():
    bright = Comfort(wishes=(5, Palette.WHITE_ON_BLACK))
    visit, effects = step(Visit(place=at.Farewell(), comfort=bright), flow.Finished())

    assert visit == Visit()
    assert flow.Wipe() in effects


def test_a_panel_opens_over_any_place_and_closes_to_it():
    opened = after(FILLING, flow.PanelWanted(at.Panel.VOICE))

    assert opened.place == at.PanelOpen(at.Panel.VOICE)
    assert after(opened, flow.WentBack()) == FILLING


def test_another_panel_takes_the_place_of_the_first():
    visit = after(FILLING, flow.PanelWanted(at.Panel.VOICE), flow.PanelWanted(at.Panel.TEXT_SIZE))

    assert after(visit, flow.WentBack()) == FILLING


def test_a_panel_closes_to_the_question_that_is_being_changed():
    reviewing = Visit(place=REVIEW, has_application=True)
    changing = after(reviewing, flow.ChangeWanted(NAME))

    visit = after(changing, flow.PanelWanted(at.Panel.HELP), flow.WentBack())

    assert visit == changing


def test_home_on_the_slip_page_still_asks_for_the_rating():
    visit = after(FILLING, flow.SealDone(), flow.HomeWanted())

    assert visit.place == at.Rating()


def test_home_on_the_rating_page_is_kept_as_a_skip():
    visit = after(FILLING, flow.SealDone(), flow.Finished())

    assert flow.KeepRating(Level.SKIPPED) in effects_of(visit, flow.HomeWanted())


def test_goodbye_after_a_kept_draft_says_that_it_is_kept():
    visit = after(FILLING, flow.HomeWanted(), flow.DraftKept(), flow.Finished())

    assert visit.place == at.Farewell(is_kept=True)


def test_an_idle_visitor_is_asked_and_may_go_on():
    asked = after(FILLING, flow.IdleNoticed())

    assert asked.place == at.StillThere()
    assert after(asked, flow.Touched()) == FILLING


def test_a_visitor_who_walked_off_is_wiped_and_the_draft_stays():
    visit, effects = step(after(FILLING, flow.IdleNoticed()), flow.IdleEnded())

    assert visit == Visit()
    assert effects == (flow.CloseInterview(), flow.Wipe())


_EVENTS = st.sampled_from(
    (
        flow.Touched(),
        *(flow.ErrandChosen(errand) for errand in flow.Errand),
        flow.Went(at.ServicePage("s")),
        flow.Went(at.ServicePage("other")),
        flow.Went(at.Erasing()),
        flow.Went(at.Declined(NAME.ref)),
        flow.Begun("s"),
        flow.StepReached(NAME),
        flow.StepReached(at.Unfit(0)),
        flow.Answered(),
        flow.ChangeWanted(NAME),
        flow.WentBack(),
        flow.NothingBefore(),
        flow.Signed(),
        flow.SealDone(),
        flow.SealFailed("disk-full"),
        flow.Rated(Level.SATISFIED),
        flow.Finished(),
        flow.DraftWanted(),
        flow.DraftKept(),
        flow.DraftUnwanted(),
        flow.HomeWanted(),
        *(flow.PanelWanted(panel) for panel in at.Panel),
        flow.ComfortChosen(Comfort(wishes=(4,))),
        flow.TroubleMet("x"),
        flow.IdleNoticed(),
        flow.IdleEnded(),
    )
)


@given(st.lists(_EVENTS, max_size=40))
def test_no_order_of_events_breaks_the_visit(events: list[flow.Event]):
    visit = after(Visit(), *events)

    assert not any(isinstance(place, at.Standby) for place in visit.trail)


@given(st.lists(_EVENTS, max_size=30))
def test_from_anywhere_home_then_forget_then_farewell_is_reachable(events: list[flow.Event]):
    visit = after(Visit(), *events, flow.HomeWanted())

    if isinstance(visit.place, at.Leaving):
        visit = after(visit, flow.DraftUnwanted())

    assert isinstance(visit.place, at.Home | at.Standby | at.Rating | at.Farewell)


@given(st.lists(_EVENTS, max_size=30))
@example([flow.ChangeWanted(NAME), flow.ErrandChosen(flow.Errand.APPLY), flow.WentBack()])
def test_the_standby_screen_remembers_nothing_of_anybody(events: list[flow.Event]):
    visit = after(Visit(), *events)

    if isinstance(visit.place, at.Standby):
        assert visit == Visit(comfort=visit.comfort)
