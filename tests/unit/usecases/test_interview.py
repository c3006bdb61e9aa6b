import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.catalogue.compiled import Catalogue
from kiosk.devices.clock import FixedClock
from kiosk.domain.people import IdCard, IdCardNumber
from kiosk.flow import places as at
from kiosk.forms.model import QuestionKind
from kiosk.forms.protocol import Ref, Verdict
from kiosk.forms.session import FormSession
from kiosk.usecases.interview import Interview
from tests.made_up import HELPER_NUMBER, NOON, NUMBER
from tests.unit.usecases.conftest import ZONE, interview
from ui.rehearsal.people import made_up_number

OLD = NUMBER
CARD = IdCard(
    name="欧阳碎玉", number=IdCardNumber(OLD), nation="汉族", address="示例县望云里四十七号"
)
OTHER_PEOPLE = {
    "helper_id_no": HELPER_NUMBER,
    "helper_phone": "13900139000",
    "f_id": made_up_number(NOON.date().replace(year=1970), 9),
}
WANTS_ALL = {
    "has_cert": "no",
    "family_hard": "yes",
    "live_same": "no",
    "who": "self",
    "id_no": OLD,
    "want": "cert subsidy pension medical device rehab fix",
}


def answer_for(view, fixed: dict[str, str], rng: random.Random) -> Iterator[str]:
    kind, name = view.question.kind, view.question.name
    if name in fixed:
        yield fixed[name]
    if name in OTHER_PEOPLE:
        yield OTHER_PEOPLE[name]
    if view.choices:
        yield rng.choice(view.choices).name
        yield from (choice.name for choice in view.choices)
        yield " ".join(choice.name for choice in view.choices)
    match kind:
        case QuestionKind.ACKNOWLEDGE:
            yield "OK"
        case QuestionKind.IMAGE | QuestionKind.SIGNATURE:
            yield "x.jpg"
        case QuestionKind.DATE:
            yield from ((NOON + timedelta(days=d)).date().isoformat() for d in (5, -5))
        case _:
            yield from (
                "王小明",
                OLD,
                "13800138000",
                "6222020200112233446",
                "3",
                "10086",
                f"{OLD}41",
            )


def walk(asked: Interview, fixed: dict[str, str], seed: int = 1) -> list[at.Place]:
    """Answer everything on the way; return every step that was shown."""
    rng = random.Random(seed)
    shown: list[at.Place] = []
    place: at.Place | None = asked.first()
    while place is not None:
        shown.append(place)
        assert len(shown) < 300
        if isinstance(place, at.Asking):
            view = asked.view(place.ref)
            if view.question.kind is not QuestionKind.NOTE:
                verdicts = (asked.answer(place.ref, v) for v in answer_for(view, fixed, rng))
                assert Verdict.ACCEPTED in verdicts, place
        place = asked.after(place)
    return shown


def names(shown: list[at.Place]) -> list[str]:
    return [place.ref.rpartition("/")[2] for place in shown if isinstance(place, at.Asking)]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    "service", ["gaoling_jintie", "dibao", "canji_fuwu_yijianshi", "canji_zheng"]
)
def test_no_step_is_shown_twice_on_the_way(catalogue: Catalogue, service: str, seed: int):
    shown = walk(interview(catalogue, service), {"id_no": OLD}, seed)

    assert len(shown) == len(set(shown))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("service", ["gaoling_jintie", "dibao", "canji_fuwu_yijianshi"])
def test_at_the_end_nothing_required_is_empty(catalogue: Catalogue, service: str, seed: int):
    asked = interview(catalogue, service)
    walk(asked, {"id_no": OLD}, seed)

    views = [asked.view(ref) for ref in asked.session.order()]

    assert [v.ref for v in views if v.is_required and not v.value] == []


def test_the_signature_of_a_bundle_comes_last(catalogue: Catalogue):
    shown = walk(interview(catalogue, "canji_fuwu_yijianshi"), WANTS_ALL)

    assert names(shown)[-3:] == ["read_back", "truth", "sign"]


def test_a_bundle_asks_a_shared_question_once(catalogue: Catalogue):
    shown = names(walk(interview(catalogue, "canji_fuwu_yijianshi"), WANTS_ALL))

    for shared in ("consent_basic", "who", "name", "phone", "bank_no", "m_id", "sign"):
        assert shown.count(shared) == 1


def test_a_bundle_asks_for_its_members_only_after_what_is_wanted_and_before_the_account(
    catalogue: Catalogue,
):
    asked = interview(catalogue, "canji_fuwu_yijianshi")
    shown = walk(asked, WANTS_ALL)

    places = [place.ref for place in shown if isinstance(place, at.Asking)]
    leading = [p for p in places if p.startswith("canji_fuwu_yijianshi:")]
    wanted = next(p for p in leading if p.endswith("/want"))
    first_own = min(places.index(p) for p in places if p not in leading)
    assert places.index(wanted) < first_own
    account = next(p for p in leading if p.endswith("/pay_account"))
    assert first_own < places.index(account)


def test_what_is_wanted_of_the_bundle_is_not_what_is_wanted_of_a_member(catalogue: Catalogue):
    asked = interview(catalogue, "canji_fuwu_yijianshi")

    walk(asked, WANTS_ALL)

    assert asked.session.value_of("want") == WANTS_ALL["want"]
    own = dict(asked.session.members())["nengli_pinggu_gaizao"].value_of("want")
    assert own
    assert own != WANTS_ALL["want"]


def test_an_answer_changed_at_the_review_opens_what_it_needs_before_signing(catalogue: Catalogue):
    asked = interview(catalogue, "gaoling_jintie")
    shown = walk(asked, {"id_no": OLD, "live_same": "yes"})
    review = next(p for p in shown if isinstance(p, at.Asking) and p.ref.endswith("read_back"))
    live = next(r for r in asked.session.order() if r.endswith("live_same"))

    asked.answer(live, "no")

    opened = asked.after(review)
    assert isinstance(opened, at.Asking)
    assert opened.ref.endswith("live_addr")
    asked.answer(opened.ref, "示例街道七号")
    assert asked.after(opened) == review


def card_note(asked: Interview) -> Ref:
    return next(ref for ref in asked.session.order() if asked.is_card_note(ref))


def test_what_a_card_says_is_neither_asked_nor_lost(catalogue: Catalogue):
    asked = interview(catalogue, "gaoling_jintie")

    asked.use_card(card_note(asked), CARD)

    steps = names(list(asked.steps()))
    assert not {"name", "id_no", "nation", "hukou_addr"} & set(steps)
    assert asked.session.value_of("name") == CARD.name
    assert asked.session.value_of("birth") == "1938-07-15"


def test_a_name_that_a_card_cannot_tell_is_asked_with_what_it_tells(catalogue: Catalogue):
    asked = interview(catalogue, "gaoling_jintie")

    asked.use_card(card_note(asked), replace(CARD, name="欧阳\ue123"))

    assert "name" in names(list(asked.steps()))
    assert asked.session.value_of("name") == "欧阳〓"


def test_a_card_may_be_taken_back(catalogue: Catalogue):
    asked = interview(catalogue, "gaoling_jintie")
    asked.use_card(card_note(asked), CARD)

    asked.forget_card(card_note(asked))

    assert {"name", "id_no"} <= set(names(list(asked.steps())))


@pytest.mark.parametrize(
    ("name", "by_hand"), [("name", "王小明"), ("id_no", made_up_number(NOON.date(), 7))]
)
def test_what_a_card_told_and_a_hand_changed_needs_the_photo_again(
    catalogue: Catalogue, name: str, by_hand: str
):
    asked = interview(catalogue, "gaoling_jintie")
    asked.use_card(card_note(asked), CARD)
    photo, changed = (asked.session.refs_of(n)[0] for n in ("m_id", name))
    assert not asked.session.is_relevant(photo)

    asked.answer(changed, asked.view(changed).value)
    assert not asked.session.is_relevant(photo)
    asked.answer(changed, by_hand)

    assert asked.session.is_relevant(photo)


def test_changing_the_helper_leaves_the_applicants_card_as_it_is(catalogue: Catalogue):
    asked = interview(catalogue, "gaoling_jintie")
    asked.answer(asked.session.refs_of("who")[0], "helper")
    own = next(r for r in asked.session.order() if r.endswith("card_tip"))
    asked.use_card(own, CARD)

    asked.answer(asked.session.refs_of("helper_name")[0], "王小明")

    assert not asked.session.is_relevant(asked.session.refs_of("m_id")[0])


def test_a_condition_is_told_as_soon_as_it_can_be_decided(catalogue: Catalogue):
    asked = interview(catalogue, "gaoling_jintie")
    young = made_up_number(NOON.date().replace(year=1980), 111)
    number = next(r for r in asked.session.order() if r.endswith("id_no"))

    asked.answer(number, young)
    unfit = asked.after(at.Asking(number))

    assert unfit == at.Unfit(0)
    assert asked.before(unfit) == at.Asking(number)
    assert isinstance(asked.after(unfit), at.Asking)
    assert asked.was_advised


def test_a_snapshot_opens_again_where_it_was(catalogue: Catalogue):
    asked = interview(catalogue, "dibao")
    asked.use_card(card_note(asked), CARD)
    place = asked.first()
    for _ in range(9):
        view = asked.view(place.ref)
        if view.question.kind is not QuestionKind.NOTE:
            rng = random.Random(1)
            next(v for v in answer_for(view, {"who": "self"}, rng)
                 if asked.answer(place.ref, v) is Verdict.ACCEPTED)  # fmt: skip
        place = asked.after(place)

    plain = asked.snapshot()
    again = Interview.restore(
        plain,
        parts=asked.parts(),
        sheet=asked.sheet,
        restore_session=lambda session: FormSession.restore(
            asked.session.form, session, clock=FixedClock(NOON), time_zone=ZONE
        ),
    )

    assert again.session.answers() == asked.session.answers()
    assert again.furthest() == place


def test_a_paper_promised_for_later_is_named(catalogue: Catalogue):
    asked = interview(catalogue, "gaoling_jintie")
    walk(asked, {"id_no": OLD, "consent_share": "no"})
    register = next(r for r in asked.session.order() if r.endswith("m_hukou"))

    assert asked.bring_later(register) is Verdict.ACCEPTED

    assert asked.papers_to_bring() == ("居民户口簿（首页和本人页）",)
