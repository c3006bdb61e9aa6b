"""A form being filled in: what is asked, accepted, kept, left out."""

import json
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.clock import FixedClock
from kiosk.domain.errors import FormError
from kiosk.forms.model import QuestionKind
from kiosk.forms.protocol import FormInterview, Ref, Verdict
from kiosk.forms.session import FormSession
from kiosk.forms.xform import load_form
from tests.unit.forms.building import CLOCK, YES_NO, ZONE, form, raw, row, session, start, text

FAMILY = (
    row("select_one yes_no", "any", label="有家人吗？"),
    row("begin_repeat", "r_family", label="家人", relevant="${any} = 'yes'"),
    text("f_name", label="叫什么？", required="true()"),
    row("integer", "f_income", constraint=". >= 0"),
    row("end_repeat", "r_end"),
    row("calculate", "total", calculation="sum(${f_income})"),
    row("calculate", "heads", calculation="count(${r_family})"),
)
PLACES = (
    {"list_name": "province", "name": "js", "label": "江苏"},
    {"list_name": "province", "name": "zj", "label": "浙江"},
    {"list_name": "city", "name": "nj", "label": "南京", "of": "js"},
    {"list_name": "city", "name": "hz", "label": "杭州", "of": "zj"},
    {"list_name": "city", "name": "sz", "label": "苏州", "of": "js"},
)


def answer(form_session: FormSession, **values: str) -> None:
    for name, value in values.items():
        verdict = form_session.try_answer(form_session.refs_of(name)[0], value)
        assert verdict is Verdict.ACCEPTED, name


def test_session_is_an_interview() -> None:
    interview: FormInterview = session([text("a")])

    assert interview.order() == ("/data/a",)


def test_relevant_questions_are_asked_in_order_and_hidden_ones_never() -> None:
    s = session([
        row("note", "hello"),
        text("a"),
        text("b", relevant="${a} = 'x'"),
        row("calculate", "c", calculation="concat(${a}, '!')"),
        row("hidden", "h"),
        row("acknowledge", "ok"),
    ])  # fmt: skip

    assert [ref.rpartition("/")[2] for ref in s.order()] == ["hello", "a", "ok"]
    answer(s, a="x")
    assert [ref.rpartition("/")[2] for ref in s.order()] == ["hello", "a", "b", "ok"]
    assert s.answers() == {"a": "x", "c": "x!"}


def test_kiosk_columns_reach_the_question() -> None:
    loaded = form([
        text("id_no", **{
            "bind::kiosk:say": "十八位。", "bind::kiosk:field": "公民身份号码",
            "bind::kiosk:source": "id_card.number", "bind::kiosk:sensitive": "true",
            "bind::kiosk:review": "yes", "bind::kiosk:keep": "false",
            "bind::kiosk:skip_ok": "true", "bind::kiosk:example": "1101…",
        }, appearance="idcard", constraint=". != ''", constraint_message="号不对"),
        row("image", "sign", appearance="signature"), row("image", "paper"),
    ])  # fmt: skip

    question = loaded.question("id_no")

    assert (question.say.plain(), question.field, question.source) == (
        "十八位。", "公民身份号码", "id_card.number",
    )  # fmt: skip
    assert (question.sensitive, question.review, question.keep, question.skip_ok) == (
        True, True, False, True,
    )  # fmt: skip
    assert question.example.plain() == "1101…"
    assert question.appearance == {"idcard"}
    assert question.label.plain() == "id_no"
    assert loaded.question("sign").kind is QuestionKind.SIGNATURE
    assert loaded.question("paper").kind is QuestionKind.IMAGE
    assert start(loaded).view(Ref("/data/id_no")).constraint_message == "号不对"


def test_required_question_refuses_the_empty_answer_and_keeps_the_old_one() -> None:
    s = session([text("a", required="true()", required_message="要填")])
    answer(s, a="x")

    assert s.try_answer(Ref("/data/a"), "") is Verdict.REQUIRED
    assert s.view(Ref("/data/a")).value == "x"
    assert s.view(Ref("/data/a")).required_message == "要填"


def test_refused_answer_is_not_written() -> None:
    s = session([row("integer", "n", constraint=". < 10")])
    answer(s, n="3")

    assert s.try_answer(Ref("/data/n"), "12") is Verdict.CONSTRAINT
    assert s.view(Ref("/data/n")).value == "3"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("integer", "-3", "1.5"),
        ("integer", "12", "１２"),
        ("decimal", "1.50", "1,5"),
        ("date", "2024-02-29", "2023-02-29"),
        ("date", "2024-02-29", "2024-2-29"),
        ("select_one yes_no", "yes", "maybe"),
        ("select_multiple yes_no", "yes no", "yes maybe"),
        ("image", "paper-1 paper-2", None),
        ("acknowledge", "OK", None),
    ],
)
def test_answer_must_be_of_the_questions_kind(kind: str, good: str, bad: str | None) -> None:
    s = session([row(kind, "q")])

    assert s.try_answer(Ref("/data/q"), f" {good} ") is Verdict.ACCEPTED
    assert s.view(Ref("/data/q")).value == good
    if bad is not None:
        assert s.try_answer(Ref("/data/q"), bad) is Verdict.CONSTRAINT


def test_readonly_question_takes_nothing_new() -> None:
    s = session([text("a", readonly="true()", default="x", relevant="1 = 1")])

    assert s.try_answer(Ref("/data/a"), "y") is Verdict.CONSTRAINT
    assert s.try_answer(Ref("/data/a"), "x") is Verdict.ACCEPTED


def test_answer_that_stops_counting_is_kept_and_comes_back() -> None:
    s = session([
        text("a"),
        row("begin_group", "g", relevant="${a} = 'x'"),
        text("b"),
        row("end_group", "g_end"),
        text("c", relevant="${b} != ''"),
    ])  # fmt: skip
    answer(s, a="x", b="kept", c="z")

    answer(s, a="y")

    assert s.answers() == {"a": "y"}
    assert b"kept" not in s.submission()
    assert not s.is_relevant(Ref("/data/c"))
    assert not s.is_relevant(Ref("/data/nobody"))
    assert s.value_of("b") == ""
    answer(s, a="x")
    assert s.answers() == {"a": "x", "b": "kept", "c": "z"}


def test_choices_follow_the_filter_and_a_stale_one_is_cleared() -> None:
    s = session(
        [
            row("select_one province", "p"),
            row("select_one city", "c", choice_filter="of = ${p}"),
            row("select_multiple city", "m", choice_filter="of = ${p} or of = 'zj'"),
            row("calculate", "c_label", calculation="jr:choice-name(${c}, '${c}')"),
        ],
        PLACES,
    )
    answer(s, p="js", c="nj", m="hz sz")
    assert [choice.label for choice in s.view(Ref("/data/c")).choices] == ["南京", "苏州"]
    assert s.value_of("c_label") == "南京"

    answer(s, p="zj")

    assert s.value_of("c") == ""
    assert s.value_of("m") == "hz"
    assert s.value_of("c_label") == ""
    assert [choice.name for choice in s.view(Ref("/data/c")).choices] == ["hz"]


def test_choice_that_does_not_count_is_not_cleared_while_hidden() -> None:
    s = session(
        [
            row("select_one yes_no", "q"),
            row("begin_group", "g", relevant="${q} = 'yes'"),
            row("select_one province", "p"),
            row("select_one city", "c", choice_filter="of = ${p}"),
            row("end_group", "g_end"),
        ],
        (*YES_NO, *PLACES),
    )
    answer(s, q="yes", p="js", c="nj")

    answer(s, q="no")
    answer(s, q="yes")

    assert s.value_of("c") == "nj"


def test_labels_read_answers_back() -> None:
    s = session([text("a"), text("b", label="${a}，您好")])
    answer(s, a="老王")

    assert s.view(Ref("/data/b")).label == "老王，您好"


def test_each_language_has_its_words_and_missing_ones_fall_back() -> None:
    own, english = "label::中文 (zh)", "label::English (en)"
    loaded = form(
        [
            {"type": "text", "name": "a", own: "名字", english: "Name"},
            {"type": "text", "name": "b", own: "地址", english: "",
             "media::audio::中文 (zh)": "b.mp3"},
            {"type": "select_one l", "name": "c", own: "选"},
        ],
        [{"list_name": "l", "name": "x", own: "叉", english: "Cross"}],
        default_language="中文 (zh)",
    )  # fmt: skip

    abroad = FormSession(
        loaded, clock=CLOCK, time_zone=ZONE, instance_id="i", language="English (en)"
    )

    assert loaded.languages == ("中文 (zh)", "English (en)")
    assert [start(loaded).view(r).label for r in abroad.order()] == ["名字", "地址", "选"]
    assert [abroad.view(ref).label for ref in abroad.order()] == ["Name", "地址", "选"]
    assert abroad.view(Ref("/data/c")).choices[0].label == "Cross"
    assert loaded.question("b").audio == "b.mp3"


def test_default_reckoned_at_the_start_is_not_reckoned_again() -> None:
    clock = FixedClock(CLOCK.now())
    loaded = form([row("date", "d", default="today()"), row("today", "t"), row("start", "s"),
                   row("end", "e"), text("fixed", default="x")])  # fmt: skip
    s = FormSession(loaded, clock=clock, time_zone=ZONE, instance_id="i")

    clock.advance(timedelta(days=1))
    s.try_answer(Ref("/data/fixed"), "y")

    assert s.value_of("d") == s.value_of("t") == "2026-11-22"
    assert s.value_of("s").startswith("2026-11-22T12:00")
    assert b"2026-11-23T12:00" in s.submission()


def test_once_keeps_its_first_value() -> None:
    s = session([text("a"), row("calculate", "first", calculation="once(${a})")])

    answer(s, a="one")
    answer(s, a="two")

    assert s.value_of("first") == "one"


def test_calculated_values_keep_their_kind() -> None:
    s = session([
        row("calculate", "born", calculation="date('1950-05-01')"),
        row("calculate", "is_old", calculation="${born} < date('1960-01-01')"),
        row("calculate", "half", calculation="7 div 2"),
        row("calculate", "none", calculation="0 div 0"),
    ])  # fmt: skip

    assert s.answers() == {"born": "1950-05-01", "is_old": "true", "half": "3.5"}


# Repeats


def test_repeat_starts_with_one_copy_and_grows_and_shrinks() -> None:
    s = session(FAMILY)
    assert s.repeats() == ()
    answer(s, any="yes")
    (family,) = s.repeats()
    assert (family.path, family.count, family.minimum, family.is_fixed) == (
        "/data/r_family", 1, 1, False,
    )  # fmt: skip
    assert family.last_ref == "/data/r_family[1]/f_income"
    assert family.label == "家人"

    assert s.add_repeat("/data/r_family") == 2
    for position, income in ((1, "100"), (2, "50")):
        s.try_answer(Ref(f"/data/r_family[{position}]/f_name"), f"家人{position}")
        s.try_answer(Ref(f"/data/r_family[{position}]/f_income"), income)

    assert s.answers()["r_family[2]/f_name"] == "家人2"
    assert (s.value_of("total"), s.value_of("heads")) == ("150", "2")
    view = s.view(Ref("/data/r_family[2]/f_name"))
    assert (view.repeat_position, view.repeat_count) == (2, 2)
    s.remove_repeat("/data/r_family", 1)
    assert s.answers()["r_family[1]/f_name"] == "家人2"
    assert s.value_of("total") == "50"


def test_repeat_that_is_not_there_is_a_key_error() -> None:
    s = session(FAMILY)
    answer(s, any="yes")

    for call in (
        lambda: s.add_repeat("/data/nobody"),
        lambda: s.remove_repeat("/data/r_family", 2),
        lambda: s.view(Ref("/data/r_family[3]/f_name")),
        lambda: s.view(Ref("elsewhere")),
    ):
        with pytest.raises(KeyError):
            call()


def test_clerk_reads_questions_and_answers_in_words() -> None:
    s = session(FAMILY)
    answer(s, any="yes")
    s.add_repeat("/data/r_family")
    for ref, name in zip(s.refs_of("f_name"), ("王一", "王二"), strict=True):
        s.try_answer(ref, name)

    assert s.readable() == (
        ("有家人吗？", "是"), ("1. 叫什么？", "王一"), ("2. 叫什么？", "王二"),
        ("total", "0"), ("heads", "2"),
    )  # fmt: skip


def test_counted_repeat_follows_its_answer_and_gives_removed_answers_back() -> None:
    s = session([
        row("integer", "n"),
        row("begin_repeat", "r", repeat_count="${n}"),
        text("x", default="?x"),
        row("end_repeat", "r_end"),
    ])  # fmt: skip
    answer(s, n="2")
    s.try_answer(Ref("/data/r[2]/x"), "second")

    answer(s, n="1")
    assert len(s.refs_of("x")) == 1
    answer(s, n="3")

    assert [s.view(ref).value for ref in s.refs_of("x")] == ["?x", "second", "?x"]
    (view,) = s.repeats()
    assert view.is_fixed
    with pytest.raises(KeyError):
        s.add_repeat("/data/r")


def test_rules_in_a_repeat_see_their_own_copy() -> None:
    s = session(
        [
            row("begin_repeat", "r"),
            row("select_one province", "p"),
            row("select_one city", "c", choice_filter="of = ${p}"),
            text("t", relevant="${p} = 'zj' and position(..) = 2"),
            row("calculate", "n", calculation="position(..)"),
            row("calculate", "all", calculation="count(${r})"),
            row("date", "d", default="today()"),
            row("end_repeat", "r_end"),
            row("calculate", "second",
                calculation="indexed-repeat(${p}, ${r}, 2)"),
        ],
        PLACES,
    )  # fmt: skip
    s.add_repeat("/data/r")

    s.try_answer(Ref("/data/r[1]/p"), "js")
    s.try_answer(Ref("/data/r[2]/p"), "zj")

    assert [c.name for c in s.view(Ref("/data/r[2]/c")).choices] == ["hz"]
    assert [c.name for c in s.view(Ref("/data/r[1]/c")).choices] == ["nj", "sz"]
    assert s.is_relevant(Ref("/data/r[2]/t"))
    assert not s.is_relevant(Ref("/data/r[1]/t"))
    answers = s.answers()
    assert (answers["r[2]/n"], answers["r[1]/all"], answers["second"]) == ("2", "2", "zj")
    assert answers["r[2]/d"] == "2026-11-22"


# Asking back


def test_conditions_are_evaluated_by_name() -> None:
    s = session(FAMILY)
    answer(s, any="yes")
    s.try_answer(Ref("/data/r_family[1]/f_income"), "700")

    assert s.evaluate("${any} = 'yes'") is True
    assert s.evaluate("sum(${r_family.f_income}) div 2") == 350
    assert s.evaluate("/data/any") == "yes"
    assert s.evaluate("today()") == "2026-11-22"
    with pytest.raises(FormError, match="nobody"):
        s.evaluate("${nobody} = 1")


def test_hidden_questions_are_set_by_name_and_others_are_left_alone() -> None:
    s = session([row("hidden", "witness"), text("a"), text("b", relevant="${witness} = 'w'")])

    s.set_hidden("witness", "w")
    s.set_hidden("a", "never")
    s.set_hidden("nobody", "never")

    assert s.answers() == {"witness": "w"}
    assert s.is_relevant(Ref("/data/b"))
    assert s.refs_of("nobody") == ()
    assert s.value_of("nobody") == ""


# Going out


def test_submission_is_the_instance_with_its_own_id_and_name() -> None:
    loaded = form([*FAMILY, text("a")], instance_name="concat('件-', ${a})")
    s = start(loaded, "uuid:1234")
    answer(s, a="<甲>&")

    root = ET.fromstring(s.submission())  # noqa: S314 - written a moment ago

    assert (root.tag, root.get("id"), root.get("version")) == ("data", "f", "1")
    assert root.findtext("a") == "<甲>&"
    assert root.findtext("meta/instanceID") == "uuid:1234"
    assert root.findtext("meta/instanceName") == "件-<甲>&"
    assert root.find("r_family") is None


def test_namespaces_of_the_instance_are_written() -> None:
    xml = raw(
        '<input ref="/data/a"><label>a</label></input>',
        '<bind nodeset="/data/a"/><bind nodeset="/data/orx:meta/orx:instanceID"/>',
        '<a/><orx:meta xmlns:orx="http://openrosa.org/xforms"><orx:instanceID/></orx:meta>',
    )

    root = ET.fromstring(start(load_form(xml)).submission())  # noqa: S314 - our own document

    space = "{http://openrosa.org/xforms}"
    assert root.findtext(f"{space}meta/{space}instanceID", "").startswith("uuid:")


def test_characters_xml_cannot_carry_are_left_out() -> None:
    s = session([text("a")])

    answer(s, a="王\x00\x1f五\ud800")

    assert s.value_of("a") == "王五"
    ET.fromstring(s.submission())  # noqa: S314 - written a moment ago


@given(
    st.lists(st.tuples(st.text(max_size=8), st.integers(-5, 99)), max_size=4),
    st.sampled_from(["yes", "no"]),
)
def test_snapshot_comes_back_as_it_was(people: list[tuple[str, int]], any_: str) -> None:
    loaded = _FAMILY_FORM
    s = start(loaded)
    answer(s, any="yes")
    for position, (name, income) in enumerate(people, 1):
        if position > 1:
            s.add_repeat("/data/r_family")
        s.try_answer(Ref(f"/data/r_family[{position}]/f_name"), name)
        s.try_answer(Ref(f"/data/r_family[{position}]/f_income"), str(income))
    answer(s, any=any_)

    plain = json.loads(json.dumps(s.snapshot()))
    again = FormSession.restore(loaded, plain, clock=CLOCK, time_zone=ZONE)

    assert again.snapshot() == s.snapshot()
    assert again.answers() == s.answers()
    assert again.order() == s.order()
    assert again.submission() == s.submission()


_FAMILY_FORM = form(FAMILY)


def test_snapshot_of_an_older_form_brings_what_still_fits() -> None:
    old = session([text("a"), text("gone"), row("select_one yes_no", "q"), *FAMILY])
    answer(old, a="x", gone="y", q="yes", any="yes")
    old.add_repeat("/data/r_family")
    plain = old.snapshot()
    plain["copies"]["/data/gone[7]/inner"] = 3
    new = form(
        [text("a"), row("select_one l", "q")], [{"list_name": "l", "name": "1", "label": "1"}]
    )

    again = FormSession.restore(new, plain, clock=CLOCK, time_zone=ZONE)

    assert again.answers()["a"] == "x"
    assert again.value_of("gone") == ""


def test_views_do_not_show_answers_in_their_repr() -> None:
    s = session([text("a")])
    answer(s, a="秘密")

    assert "秘密" not in repr(s.view(Ref("/data/a")))
    assert "秘密" not in repr(s)
