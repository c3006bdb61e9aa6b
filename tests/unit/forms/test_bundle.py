"""Several services as one: each answer is asked once, goes to all, and suits all."""

import json

import pytest

from kiosk.domain.errors import FormError
from kiosk.forms.bundle import BundleMember, BundleSession
from kiosk.forms.protocol import FormInterview, Ref, Verdict
from tests.unit.forms.building import CLOCK, YES_NO, ZONE, form, row, text

IDS = {"lead": "uuid:1", "loose": "uuid:2", "strict": "uuid:3"}
PEOPLE = (
    row("begin_repeat", "r", label="家人"),
    row("begin_group", "g"),
    text("f_name"),
    row("end_group", "g_end"),
    row("end_repeat", "r_end"),
)
SIGN = row("acknowledge", "truth", required="true()")
LEAD = form([row("select_one yes_no", "wants"), text("name", label="名字？"), SIGN])
LOOSE = form([
    row("begin_group", "who"), text("name", label="别的问法"), row("end_group", "who_end"),
    text("only_loose", relevant="${name} != ''"), *PEOPLE, row("hidden", "witness"), SIGN,
])  # fmt: skip
STRICT = form([
    text("name", required="true()", constraint="string-length(.) > 1",
         constraint_message="至少两个字"),
    row("integer", "only_loose"), *PEOPLE, row("hidden", "witness"), text("last"),
    row("select_one yes_no", "wants", relevant="${last} = 'x'"),
])  # fmt: skip
MEMBERS = (
    BundleMember(service="lead", form=LEAD),
    BundleMember(service="loose", form=LOOSE),
    BundleMember(service="strict", form=STRICT, when="${wants} = 'yes'"),
)


@pytest.fixture
def bundle() -> BundleSession:
    return BundleSession.begin(MEMBERS, clock=CLOCK, time_zone=ZONE, instance_ids=IDS)


def names(bundle: BundleSession) -> list[str]:
    return [ref.rpartition("/")[2] for ref in bundle.order()]


def test_bundle_is_an_interview(bundle: BundleSession) -> None:
    interview: FormInterview = bundle

    assert interview.order()[0] == "lead:/data/wants"


def test_members_join_when_the_leading_answers_say_so(bundle: BundleSession) -> None:
    assert [service for service, _ in bundle.members()] == ["lead", "loose"]

    bundle.try_answer(Ref("lead:/data/wants"), "yes")

    assert [service for service, _ in bundle.members()] == ["lead", "loose", "strict"]


def test_shared_questions_are_asked_once_and_closing_ones_stay_last(bundle: BundleSession) -> None:
    assert names(bundle) == ["wants", "name", "f_name", "truth"]
    bundle.try_answer(Ref("lead:/data/wants"), "yes")
    bundle.try_answer(Ref("lead:/data/name"), "王五")

    # the text and the integer of one name are two questions
    assert names(bundle) == [
        "wants", "name", "only_loose", "only_loose", "f_name", "last", "truth",
    ]  # fmt: skip
    assert bundle.view(Ref("lead:/data/name")).label == "名字？"


def test_answer_goes_to_every_member(bundle: BundleSession) -> None:
    bundle.try_answer(Ref("lead:/data/wants"), "yes")

    assert bundle.try_answer(Ref("lead:/data/name"), "王五") is Verdict.ACCEPTED

    for _, member in bundle.members():
        assert member.answers()["name"] == "王五"
        assert "王五".encode() in member.submission()
    assert bundle.value_of("name") == "王五"
    assert bundle.answers()["name"] == "王五"


def test_strictest_member_decides_with_its_own_message(bundle: BundleSession) -> None:
    name = Ref("lead:/data/name")
    assert bundle.try_answer(name, "王") is Verdict.ACCEPTED
    assert not bundle.view(name).is_required
    bundle.try_answer(Ref("lead:/data/wants"), "yes")

    assert bundle.view(name).is_required
    assert bundle.try_answer(name, "五") is Verdict.CONSTRAINT
    assert bundle.view(name).constraint_message == "至少两个字"
    assert bundle.try_answer(name, "") is Verdict.REQUIRED
    assert [m.value_of("name") for _, m in bundle.members()] == ["王", "王", "王"]


def test_question_counts_when_any_member_wants_it(bundle: BundleSession) -> None:
    wants = Ref("lead:/data/wants")
    bundle.try_answer(wants, "yes")

    assert bundle.is_relevant(wants)
    assert bundle.is_relevant(Ref("strict:/data/last"))
    bundle.try_answer(wants, "no")
    assert not bundle.is_relevant(Ref("strict:/data/last"))
    assert not bundle.is_relevant(Ref("nobody:/data/last"))
    assert bundle.refs_of("wants") == (wants,)


def test_shared_repeat_grows_in_every_member(bundle: BundleSession) -> None:
    bundle.try_answer(Ref("lead:/data/wants"), "yes")
    (people,) = bundle.repeats()
    assert (people.path, people.count) == ("loose:/data/r", 1)
    assert people.last_ref == "loose:/data/r[1]/g/f_name"

    assert bundle.add_repeat(people.path) == 2
    bundle.try_answer(Ref("loose:/data/r[2]/g/f_name"), "六")

    for service, member in bundle.members()[1:]:
        assert member.answers()["r[2]/f_name"] == "六", service
    bundle.remove_repeat(people.path, 1)
    assert bundle.answers()["r[1]/f_name"] == "六"
    with pytest.raises(KeyError):
        bundle.add_repeat("nobody:/data/r")


def test_conditions_are_evaluated_where_their_names_are_known(bundle: BundleSession) -> None:
    bundle.try_answer(Ref("lead:/data/wants"), "yes")
    bundle.try_answer(Ref("strict:/data/last"), "x")

    assert bundle.evaluate("${wants} = 'yes'") is True
    assert bundle.evaluate("${last}") == "x"
    assert bundle.evaluate("1 + 1") == 2


def test_hidden_value_is_written_everywhere(bundle: BundleSession) -> None:
    bundle.set_hidden("witness", "w")

    assert bundle.value_of("witness") == "w"


def test_snapshot_of_a_bundle_comes_back_as_it_was(bundle: BundleSession) -> None:
    bundle.try_answer(Ref("lead:/data/wants"), "yes")
    bundle.try_answer(Ref("lead:/data/name"), "王五")
    bundle.add_repeat("loose:/data/r")

    plain = json.loads(json.dumps(bundle.snapshot()))
    again = BundleSession.restore(MEMBERS, plain, clock=CLOCK, time_zone=ZONE)

    assert again.snapshot() == bundle.snapshot()
    assert again.order() == bundle.order()
    assert [m.submission() for _, m in again.members()] == [
        m.submission() for _, m in bundle.members()
    ]


def test_lists_with_other_choices_are_other_questions() -> None:
    other = form(
        [row("select_one yes_no", "wants")], [{"list_name": "yes_no", "name": "1", "label": "一"}]
    )
    members = (BundleMember(service="lead", form=LEAD), BundleMember(service="loose", form=other))

    bundle = BundleSession.begin(members, clock=CLOCK, time_zone=ZONE, instance_ids=IDS)

    assert bundle.refs_of("wants") == ("lead:/data/wants", "loose:/data/wants")
    assert len(YES_NO) == len(bundle.view(Ref("lead:/data/wants")).choices)


def test_a_choice_of_one_name_and_other_words_is_another_question() -> None:
    other = form(
        [row("select_one yes_no", "wants")],
        [{"list_name": "yes_no", "name": n, "label": w} for n, w in (("yes", "男"), ("no", "女"))],
    )
    members = (BundleMember(service="lead", form=LEAD), BundleMember(service="loose", form=other))
    bundle = BundleSession.begin(members, clock=CLOCK, time_zone=ZONE, instance_ids=IDS)

    bundle.try_answer(Ref("lead:/data/wants"), "yes")

    assert [m.value_of("wants") for _, m in bundle.members()] == ["yes", ""]


def test_a_member_asks_nothing_of_its_own_before_what_decides_whether_it_joins() -> None:
    lead = form([text("name"), row("select_one yes_no", "wants", default="yes"), SIGN])
    first = form([text("name"), text("a1"), text("a2"), SIGN])
    second = form([text("b1"), text("name"), text("b2"), SIGN])
    members = (
        BundleMember(service="lead", form=lead),
        BundleMember(service="loose", form=first, when="${wants} = 'yes'"),
        BundleMember(service="strict", form=second, when="${name} = ''"),
    )

    bundle = BundleSession.begin(members, clock=CLOCK, time_zone=ZONE, instance_ids=IDS)

    assert names(bundle) == ["name", "wants", "a1", "a2", "b1", "b2", "truth"]


def test_unknown_place_is_a_key_error(bundle: BundleSession) -> None:
    for ref in ("nobody:/data/a", "lead", "lead:/data/none"):
        with pytest.raises(KeyError):
            bundle.view(Ref(ref))


def test_copy_only_one_member_has_belongs_to_that_member() -> None:
    bundle = BundleSession.begin(MEMBERS, clock=CLOCK, time_zone=ZONE, instance_ids=IDS)
    bundle.members()[1][1].add_repeat("/data/r")

    bundle.try_answer(Ref("loose:/data/r[2]/g/f_name"), "六")

    assert bundle.answers()["r[2]/f_name"] == "六"
    assert "六" not in str(bundle.snapshot()["members"]["strict"])


def test_name_no_form_knows_is_refused() -> None:
    bundle = BundleSession.begin(MEMBERS, clock=CLOCK, time_zone=ZONE, instance_ids=IDS)

    with pytest.raises(FormError, match="nobody"):
        bundle.evaluate("${nobody} = 1")
