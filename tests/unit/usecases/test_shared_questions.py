"""What the shared questions let a helper do, a refusal of sharing, a family: in all services."""

import random
from datetime import timedelta

import pytest

from kiosk.catalogue.authoring.folder import readable, service_files, shipped_services
from kiosk.catalogue.compiled import Catalogue
from kiosk.domain.application import Attachment
from kiosk.domain.people import IdCard, IdCardNumber
from kiosk.flow import places as at
from kiosk.forms.model import QuestionKind
from kiosk.forms.protocol import Ref, Verdict
from kiosk.usecases.interview import BY_FINGERPRINT, Interview
from tests.made_up import HELPER_NUMBER, NOON, NUMBER
from tests.unit.usecases.conftest import interview
from tests.unit.usecases.test_interview import answer_for, names, walk
from ui.rehearsal.people import made_up_number

SERVICES = sorted(source.service_id for source in readable(service_files([shipped_services()])))
HELPERS = ("family", "guardian", "staff", "village", "volunteer", "institution", "other")
SHARING = {"consent_share": "no", "share_hospital": "no"}
NEIGHBOUR = {
    "who": "helper",
    "helper_kind": "other",
    "helper_name": "邻居甲",
    "helper_id_no": HELPER_NUMBER,
    "want": "funeral pension",
}


def ref_of(asked: Interview, name: str) -> Ref:
    return asked.session.refs_of(name)[0]


def put(asked: Interview, answers: dict[str, str]) -> None:
    """Answer by name; what a service does not ask, or offers no such answer to, is passed over."""
    for name, value in answers.items():
        for ref in asked.session.refs_of(name):
            asked.answer(ref, value)


def offered(asked: Interview, name: str) -> set[str]:
    return {choice.name for choice in asked.view(ref_of(asked, name)).choices}


def is_asked(asked: Interview, name: str) -> bool:
    return any(asked.session.is_relevant(ref) for ref in asked.session.refs_of(name))


# Authority


@pytest.mark.parametrize("kind", HELPERS)
def test_an_authority_is_offered_to_those_who_can_have_it(catalogue: Catalogue, kind: str):
    asked = interview(catalogue, "dibao")
    put(asked, {"who": "helper", "helper_kind": kind})

    ways = offered(asked, "auth_kind")

    assert {"present", "paper", "esign"} <= ways
    assert ("duty" in ways) == (kind in {"staff", "village"})
    assert ("guardian_doc" in ways) == (kind == "guardian")


@pytest.mark.parametrize("kind", HELPERS)
def test_every_helper_says_a_relation_or_a_unit_and_staff_a_badge(catalogue: Catalogue, kind: str):
    asked = interview(catalogue, "dibao")
    put(asked, {"who": "helper", "helper_kind": kind})

    assert is_asked(asked, "helper_relation") != is_asked(asked, "helper_unit")
    assert is_asked(asked, "helper_badge") == (kind in {"staff", "village"})


def test_a_way_that_is_not_offered_any_more_is_asked_again(catalogue: Catalogue):
    asked = interview(catalogue, "dibao")
    put(asked, {"who": "helper", "helper_kind": "staff", "auth_kind": "duty"})
    assert asked.session.value_of("auth_kind") == "duty"

    put(asked, {"helper_kind": "other"})

    view = asked.view(ref_of(asked, "auth_kind"))
    assert view.is_required
    assert not view.value


@pytest.mark.parametrize("service", SERVICES)
def test_no_question_sends_money_to_a_helper_who_is_no_guardian(
    catalogue: Catalogue, service: str
):
    asked = interview(catalogue, service)
    put(asked, NEIGHBOUR | {"auth_kind": "guardian_doc", "account_holder": "guardian"})

    for name in ("account_holder", "account_name"):
        assert not is_asked(asked, name)
    for ref in asked.session.refs_of("pay_to"):
        assert asked.answer(ref, NEIGHBOUR["helper_name"]) is Verdict.CONSTRAINT
        assert "不能打给代办的人" in asked.view(ref).constraint_message


def test_a_guardian_with_a_paper_may_name_the_account(catalogue: Catalogue):
    asked = interview(catalogue, "gaoling_jintie")

    put(asked, {"who": "helper", "helper_kind": "guardian", "auth_kind": "guardian_doc"})

    assert is_asked(asked, "account_holder")


# The letter


def test_the_letter_says_who_whom_what_and_until_when(catalogue: Catalogue):
    asked = interview(catalogue, "gaoling_jintie")
    until = (NOON + timedelta(days=30)).date()
    put(asked, NEIGHBOUR | {"auth_kind": "esign", "auth_scope": "fill submit collect_result"})
    put(asked, {"auth_until": until.isoformat(), "name": "王秀兰"})

    letter = asked.view(ref_of(asked, "auth_sign")).hint

    day = f"{until.year}年{until.month}月{until.day}日"
    parts = ("我是王秀兰", "邻居甲", asked.sheet.title, "填表、交材料、领结果", day, "收回")
    assert [part for part in parts if part not in letter] == []
    assert asked.session.answers()["auth_letter"] == letter


@pytest.mark.parametrize("service", SERVICES)
def test_the_letter_is_signed_after_the_applicant_is_known(catalogue: Catalogue, service: str):
    asked = interview(catalogue, service)
    put(asked, NEIGHBOUR | {"auth_kind": "esign"})

    steps = names(list(asked.steps()))

    assert steps.index("auth_sign") > max(steps.index(n) for n in ("name", "id_no", "auth_until"))


@pytest.mark.parametrize("service", ["gaoling_jintie", "canji_fuwu_yijianshi"])
@pytest.mark.parametrize("by_finger", [False, True])
def test_a_letter_that_says_something_else_is_signed_again_before_the_review(
    catalogue: Catalogue, service: str, *, by_finger: bool
):
    asked = interview(catalogue, service)
    until = (NOON + timedelta(days=30)).date().isoformat()
    mine = {"auth_kind": "esign", "auth_scope": "fill submit", "auth_until": until}
    shown = walk(asked, NEIGHBOUR | mine | {"id_no": NUMBER})
    review = next(p for p in shown if isinstance(p, at.Asking) and p.ref.endswith("read_back"))
    letter, last = ref_of(asked, "auth_sign"), ref_of(asked, "sign")
    for ref in (letter, last):
        if by_finger:
            asked.sign_by_fingerprint(ref)
        else:
            asked.attach(ref, [Attachment(slot=ref, media_type="image/png", content=b"ink")])

    put(asked, {"phone": "13800138001"})
    assert asked.after(review) == at.Asking(ref_of(asked, "truth"))
    put(asked, {"auth_scope": "fill submit collect_result"})
    wanted = asked.after(review)

    assert wanted == at.Asking(letter)
    assert (asked.view(letter).value, asked.attached(letter)) == ("", ())
    assert asked.view(last).value
    asked.sign_by_fingerprint(letter)
    assert asked.after(at.Asking(letter)) == review


def test_a_card_laid_down_after_the_letter_was_signed_has_it_signed_again(catalogue: Catalogue):
    asked = interview(catalogue, "gaoling_jintie")
    put(asked, NEIGHBOUR | {"auth_kind": "esign", "name": "王秀兰"})
    letter = ref_of(asked, "auth_sign")
    asked.sign_by_fingerprint(letter)

    asked.use_card(ref_of(asked, "card_tip"), IdCard(name="李明", number=IdCardNumber(NUMBER)))

    assert "李明" in asked.view(letter).hint
    assert asked.view(letter).value == ""


def test_another_language_keeps_a_signature_and_another_answer_takes_it(catalogue: Catalogue):
    asked = interview(catalogue, "gaoling_jintie")
    put(asked, NEIGHBOUR | {"auth_kind": "esign", "name": "王秀兰"})
    letter = ref_of(asked, "auth_sign")
    asked.speak("en", asked.sheet)
    asked.sign_by_fingerprint(letter)

    asked.speak("zh-CN", asked.sheet)
    put(asked, {"phone": "13800138001"})

    assert asked.view(letter).value == "fingerprint"
    assert asked.signed_in == ("en",)
    assert asked.snapshot()["signed_in"] == {letter: "en"}
    put(asked, {"name": "李明"})
    assert (asked.view(letter).value, asked.signed_in) == ("", ())


# Sharing


@pytest.mark.parametrize("service", SERVICES)
def test_who_refuses_all_sharing_reaches_the_review_without_a_single_such_paper(
    catalogue: Catalogue, service: str
):
    allowed, refused = interview(catalogue, service), interview(catalogue, service)
    fixed = {"id_no": NUMBER, "who": "self", "has_cert": "no", "want": "cert subsidy pension"}

    walk_with_papers_later(allowed, fixed | dict.fromkeys(SHARING, "yes"))
    shown = walk_with_papers_later(refused, fixed | SHARING)

    assert "read_back" in shown
    more = {ref for ref in photos(refused) if not is_asked(allowed, ref.rpartition("/")[2])}
    held_up = {ref for ref in more if refused.view(ref).is_required}
    assert [ref for ref in held_up if not refused.may_come_later(ref)] == []


def test_the_bundle_asks_nobody_for_the_certificate_applied_for(catalogue: Catalogue):
    asked = interview(catalogue, "canji_fuwu_yijianshi")

    put(asked, SHARING | {"has_cert": "no", "family_hard": "yes", "want": "cert subsidy"})

    assert not is_asked(asked, "m_dis")


def photos(asked: Interview) -> list[Ref]:
    order = asked.session.order()
    return [ref for ref in order if asked.view(ref).question.kind is QuestionKind.IMAGE]


def walk_with_papers_later(asked: Interview, fixed: dict[str, str]) -> list[str]:
    """Walk through, photographing only what may not come later; return what was shown."""
    rng = random.Random(1)
    shown: list[at.Place] = []
    place: at.Place | None = asked.first()
    while place is not None and len(shown) < 300:
        shown.append(place)
        if isinstance(place, at.Asking):
            answer(asked, place.ref, fixed, rng)
        place = asked.after(place)
    return names(shown)


def answer(asked: Interview, ref: Ref, fixed: dict[str, str], rng: random.Random) -> None:
    view = asked.view(ref)
    if view.question.kind is QuestionKind.IMAGE and asked.may_come_later(ref):
        asked.bring_later(ref)
    elif view.question.kind is not QuestionKind.NOTE:
        verdicts = (asked.answer(ref, value) for value in answer_for(view, fixed, rng))
        assert Verdict.ACCEPTED in verdicts, ref


# The family


def test_who_lives_alone_names_nobody(catalogue: Catalogue):
    asked = interview(catalogue, "dibao")

    put(asked, {"f_others": "no", "name": "王秀兰", "id_no": NUMBER})

    steps = names(list(asked.steps()))
    assert "f_others" in steps
    assert "f_name" not in steps
    signing = asked.view(ref_of(asked, "adult_sign"))
    assert (signing.label, signing.repeat_count) == ("请王秀兰签名", 1)


def test_a_member_is_neither_the_applicant_nor_named_twice(catalogue: Catalogue):
    asked = interview(catalogue, "dibao")
    other = made_up_number(NOON.date().replace(year=1970), 1)
    put(asked, {"id_no": NUMBER, "f_others": "yes"})
    first = ref_of(asked, "f_id")

    assert asked.answer(first, NUMBER) is Verdict.CONSTRAINT
    assert asked.answer(first, other) is Verdict.ACCEPTED
    assert asked.answer(first, other) is Verdict.ACCEPTED
    asked.add_another(next(r.path for r in asked.session.repeats() if "r_family" in r.path))
    second = asked.session.refs_of("f_id")[1]
    assert asked.answer(second, other) is Verdict.CONSTRAINT
    assert "或者填过了" in asked.view(second).constraint_message


def test_every_adult_signs_under_the_name_that_was_given_and_no_child(catalogue: Catalogue):
    asked = interview(catalogue, "dibao")
    put(asked, {"name": "王秀兰", "id_no": NUMBER, "f_others": "yes"})
    path = next(r.path for r in asked.session.repeats() if "r_family" in r.path)
    asked.add_another(path)
    for number, (name, born) in enumerate((("王小", 2015), ("王大", 1970))):
        card = made_up_number(NOON.date().replace(year=born), number + 1)
        asked.answer(asked.session.refs_of("f_name")[number], name)
        asked.answer(asked.session.refs_of("f_id")[number], card)

    signing = [ref for ref in asked.session.order() if ref.endswith("/adult_sign")]

    assert [asked.view(ref).label for ref in signing] == ["请王秀兰签名", "请王大签名"]


# Signing, cards, words


@pytest.mark.parametrize("name", ["sign", "auth_sign"])
def test_a_fingerprint_takes_a_signatures_place_and_calls_for_a_witness(
    catalogue: Catalogue, name: str
):
    asked = interview(catalogue, "gaoling_jintie")
    put(asked, NEIGHBOUR | {"auth_kind": "present"})

    assert asked.sign_by_fingerprint(ref_of(asked, name)) is Verdict.ACCEPTED

    answers = asked.session.answers()
    assert answers[name] == BY_FINGERPRINT
    assert answers["witness"] == "staff"
    assert asked.papers_to_bring() == (asked.view(ref_of(asked, name)).question.field,)


def test_forgetting_a_card_leaves_what_the_home_screen_told(catalogue: Catalogue):
    plain = interview(catalogue, "gaoling_jintie")
    asked = Interview(sheet=plain.sheet, session=plain.session, facts={"who": "helper"})
    note = ref_of(asked, "helper_card")
    asked.use_card(note, IdCard(name="李明", number=IdCardNumber(HELPER_NUMBER)))

    asked.forget_card(note)

    steps = names(list(asked.steps()))
    assert "helper_name" in steps
    assert "who" not in steps


@pytest.mark.parametrize(("who", "whom"), [("self", "您"), ("helper", "申请人")])
def test_a_question_says_whom_it_means(catalogue: Catalogue, who: str, whom: str):
    asked = interview(catalogue, "gaoling_jintie")
    put(asked, {"who": who})

    for name in ("card_tip", "name", "id_no", "hukou_addr", "phone", "delivery"):
        assert whom in asked.view(ref_of(asked, name)).label, name
    assert f"要{whom}的" in asked.view(ref_of(asked, "id_no")).constraint_message


def test_the_helpers_phone_is_not_the_applicants(catalogue: Catalogue):
    asked = interview(catalogue, "gaoling_jintie")
    put(asked, {"who": "helper", "helper_phone": "13900139000"})

    assert asked.answer(ref_of(asked, "phone"), "13900139000") is Verdict.CONSTRAINT
    assert asked.answer(ref_of(asked, "phone"), "13800138000") is Verdict.ACCEPTED


def test_a_known_address_is_not_written_again(catalogue: Catalogue):
    asked = interview(catalogue, "gaoling_jintie")
    put(asked, {"delivery": "mail", "mail_to": "same"})
    assert not is_asked(asked, "mail_addr")

    put(asked, {"mail_to": "other"})

    assert is_asked(asked, "mail_addr")


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_is_asked_before_consent(catalogue: Catalogue, service: str):
    assert names(list(interview(catalogue, service).steps()))[1:3] == [
        "consent_basic",
        "consent_sensitive",
    ]
