"""What the loader takes and refuses. Each refusal names the place and the mend."""

import pytest

from kiosk.domain.errors import FormError
from kiosk.forms.model import Group, QuestionKind, Repeat
from kiosk.forms.protocol import Ref, Verdict
from kiosk.forms.xform import load_form
from tests.unit.forms.building import form, raw, row, session, start, text, xform

A = '<input ref="/data/a"><label>a</label></input>'
BIND = '<bind nodeset="/data/a" type="string"/>'


def refusal(xml: bytes) -> str:
    with pytest.raises(FormError, match="改法") as caught:
        load_form(xml)
    return str(caught.value)


@pytest.mark.parametrize(
    ("body", "model", "place"),
    [
        ('<input ref="/data/none"><label>x</label></input>', "", "/data/none"),
        ('<input bind="none"><label>x</label></input>', "", "<input>"),
        ('<input ref="/"><label>x</label></input>', "", "<input>"),
        ('<range ref="/data/a" start="1" end="9" step="1"/>', BIND, "/data/a"),
        ('<rank ref="/data/a"/>', BIND, "/data/a"),
        ('<upload ref="/data/a" mediatype="audio/*"/>', BIND, "/data/a"),
        ('<secret ref="/data/a"/>', BIND, "<secret>"),
        ('<select1 ref="/data/a"><label>a</label></select1>', BIND, "/data/a"),
        (('<select1 ref="/data/a"><itemset nodeset="instance(\'x\')/root/item">'
         '<label ref="l"/></itemset></select1>'), BIND, "/data/a"),
        (('<select1 ref="/data/a"><itemset nodeset="instance(\'x\')/root/item">'
         '<value ref="v"/></itemset></select1>'), BIND, "x"),
        ('<input ref="/data/a"><label ref="jr:itext(\'none\')"/></input>', BIND, "none"),
        (A, '<bind nodeset="/data/a" type="geopoint"/>', "geopoint"),
        (A, '<bind nodeset="/data/b" type="geopoint"/>', "geopoint"),
        (A, '<bind nodeset="/data/none"/>', "/data/none"),
        (A, '<bind nodeset="/data/a" relevant="/data/none = 1"/>', "/data/none"),
        (A, '<bind nodeset="/data/a" calculate="quux(1)"/>', "quux"),
        (A, ('<bind nodeset="/data/a" calculate="/data/b"/>'
            '<bind nodeset="/data/b" relevant="/data/a = 1"/>'), "/data/a"),
        (A, ('<bind nodeset="/data/a" calculate="sum(/data/*)"/>'
            '<bind nodeset="/data/b" calculate="/data/a"/>'), "/data/b"),
        (A, '<bind nodeset="/data/a" constraint="pulldata(\'t\', \'a\', \'b\', 1)"/>', "t"),
        (A, ('<bind nodeset="/data/b" xmlns:jr="http://openrosa.org/javarosa" '
            'jr:preload="property" jr:preloadParams="deviceid"/>'), "/data/b"),
        (A, '<instance id="x" src="jr://file-csv/x.csv"/>', "x.csv"),
        (A, '<setvalue event="xforms-value-changed" ref="/data/a" value="1"/>', "/data/a"),
        (A, '<submission base64RsaPublicKey="x"/>', "<submission>"),
        (A, "<itext><translation/></itext>", "<translation>"),
        ('<group><repeat nodeset="/data/none"/></group>', "", "/data/none"),
    ],
)  # fmt: skip
def test_what_lies_outside_is_refused_by_name(body: str, model: str, place: str) -> None:
    assert place in refusal(raw(body, model))


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<html/>",
        b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
        raw("", "").replace(b'<data id="f"><a/><b/></data>', b""),
        raw(A, "", leaves="<a/><题目/>"),
    ],
)
def test_broken_documents_are_refused(xml: bytes) -> None:
    assert refusal(xml)


def test_repeats_inside_repeats_are_refused_unless_lenient() -> None:
    xml = raw(
        '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/x"/><group>'
        '<repeat nodeset="/data/r/s"><input ref="/data/r/s/y"/></repeat></group></repeat></group>',
        "",
        leaves="<r><x/><s><y/></s></r>",
    )

    assert "/data/r/s" in refusal(xml)
    lenient = load_form(xml, strict=False)
    assert len(lenient.outside) == 1
    s = start(lenient)
    assert s.add_repeat("/data/r[1]/s") == 2
    assert s.order() == ("/data/r[1]/x", "/data/r[1]/s[1]/y", "/data/r[1]/s[2]/y")
    assert [view.path for view in s.repeats()] == ["/data/r", "/data/r[1]/s"]


def test_lenient_reading_lists_what_it_takes_as_text() -> None:
    xml = raw(A, '<bind nodeset="/data/a" type="geopoint"/><bind nodeset="/data/b" type="time"/>')

    lenient = load_form(xml, strict=False)

    assert lenient.question("a").kind is QuestionKind.TEXT
    assert len(lenient.outside) == 2


def test_lenient_reading_goes_on_without_a_text_that_is_missing() -> None:
    xml = raw('<input ref="/data/a"><label ref="jr:itext(\'none\')"/></input>', "")

    assert "没有叫“none”的文字" in refusal(xml)
    lenient = load_form(xml, strict=False)
    assert lenient.question("a").label.plain() == ""
    assert len(lenient.outside) == 1


def test_control_may_say_that_it_begins_where_it_stands() -> None:
    group = '<group ref="/data/g"><input ref="current()/x"/></group>'

    assert start(load_form(raw(group, "", leaves="<g><x/></g>"))).order() == ("/data/g/x",)


def test_refusal_quotes_no_more_of_an_expression_than_a_line() -> None:
    long = " or ".join(["quux(1)"] * 500)

    told = refusal(raw(A, f'<bind nodeset="/data/a" relevant="{long}"/>'))

    assert "/data/a" in told
    assert len(told) < 200


def test_body_is_a_tree_of_groups_and_repeats() -> None:
    loaded = form([
        row("begin_group", "g", label="一组", appearance="field-list"),
        text("a"),
        row("end_group", "g_end"),
        row("begin_repeat", "r", label="几个"), text("b"), row("end_repeat", "r_end"),
    ])  # fmt: skip

    group, repeat = loaded.body

    assert isinstance(group, Group)
    assert (group.path, group.label.plain(), group.appearance) == (
        "/data/g", "一组", {"field-list"},
    )  # fmt: skip
    assert isinstance(repeat, Repeat)
    assert repeat.label.plain() == "几个"
    assert loaded.title == "表"
    assert (loaded.form_id, loaded.version) == ("f", "1")


def test_controls_may_name_a_bind_or_a_relative_place() -> None:
    xml = raw(
        '<input bind="one"><label>a</label></input><input ref="b"><label ref="/data/a"/></input>',
        '<bind id="one" nodeset="/data/a"/><bind nodeset="../data/b" readonly="1"/>',
    )

    s = start(load_form(xml))

    s.try_answer(Ref("/data/a"), "x")
    assert s.order() == ("/data/a", "/data/b")
    assert s.view(Ref("/data/b")).label == "x"
    assert s.view(Ref("/data/b")).question.kind is QuestionKind.NOTE


def test_inline_options_carry_their_pictures() -> None:
    xml = raw(
        '<select1 ref="/data/a"><label ref="jr:itext(\'q\')"/><item><label ref="jr:itext(\'x\')"/>'
        "<value>x</value></item><item><value>y</value></item></select1>",
        f'{BIND}<bind nodeset="/data/b" calculate="jr:choice-name(/data/a, \'/data/a\')"/>'
        '<itext><translation lang="zh"><text id="q"><value form="long">问</value>'
        '<value form="audio">jr://audio/q.mp3</value></text><text id="x"><value>叉</value>'
        '<value form="image">jr://images/x.png</value></text></translation></itext>',
    )

    s = start(load_form(xml))
    view = s.view(Ref("/data/a"))

    assert [(c.name, c.label, c.image) for c in view.choices] == [
        ("x", "叉", "x.png"),
        ("y", "", ""),
    ]
    assert view.question.audio == "q.mp3"
    s.try_answer(Ref("/data/a"), "x")
    assert s.value_of("b") == "叉"


def test_packaged_tables_feed_lists_and_look_ups() -> None:
    xml = raw(
        "<select1 ref=\"/data/a\"><itemset nodeset=\"instance('t')/root/item[kind = 'k']\">"
        '<value ref="code"/><label ref="name"/></itemset></select1>',
        f'{BIND}<instance id="t" src="jr://file-csv/t.csv"/>'
        "<bind nodeset=\"/data/b\" calculate=\"pulldata('t', 'name', 'code', /data/a)\"/>",
    )
    csv = "\ufeffcode,name,kind\n1,城东,k\n2,城西,x\n"

    s = start(load_form(xml, tables={"t": csv}))

    assert [c.label for c in s.view(Ref("/data/a")).choices] == ["城东"]
    s.try_answer(Ref("/data/a"), "1")
    assert s.value_of("b") == "城东"


def test_choices_can_come_from_the_copies_of_a_repeat() -> None:
    s = session([
        row("begin_repeat", "r"), text("who"), row("end_repeat", "r_end"),
        {"type": "select_one ${who}", "name": "head", "label": "谁"},
    ])  # fmt: skip
    s.try_answer(Ref("/data/r[1]/who"), "甲")
    s.add_repeat("/data/r")
    s.try_answer(Ref("/data/r[2]/who"), "乙")

    assert [choice.name for choice in s.view(Ref("/data/head")).choices] == ["甲", "乙"]
    assert s.try_answer(Ref("/data/head"), "乙") is Verdict.ACCEPTED
    s.remove_repeat("/data/r", 2)
    assert s.value_of("head") == ""


def test_sum_over_a_group_follows_each_of_its_questions() -> None:
    xml = raw(
        '<input ref="/data/g/x"/><input ref="/data/g/y"/>',
        '<bind nodeset="/data/g/x" type="int"/><bind nodeset="/data/g/y" type="decimal"/>'
        '<bind nodeset="/data/t" type="int" calculate="sum(/data/g/*)"/>'
        '<bind nodeset="/data/meta/instanceID" calculate="uuid()"/>',
        leaves="<g><x>1</x><y/></g><t/><meta><instanceID/></meta>",
    )
    s = start(load_form(xml))

    s.try_answer(Ref("/data/g/y"), "2.5")

    assert s.value_of("t") == "3"
    assert s.value_of("instanceID") == "uuid:0192f0c1-0000-7000-8000-000000000000"


def test_copies_compare_when_any_of_them_does() -> None:
    s = session([row("begin_repeat", "r"), row("integer", "n"), row("end_repeat", "r_end")])
    s.add_repeat("/data/r")
    s.try_answer(Ref("/data/r[1]/n"), "5")
    s.try_answer(Ref("/data/r[2]/n"), "9")

    assert s.evaluate("${n} = 9") is True
    assert s.evaluate("${n} != 9") is True
    assert s.evaluate("${n} > 8") is True
    assert s.evaluate("${n} > 9") is False
    assert s.evaluate("count(/data/r[n > 5])") == 1
    assert s.evaluate("/data/r[2]/n") == 9
    assert s.evaluate("/data/r[position() = 1]/n") == 5
    assert s.evaluate("position(${n})") == 1
    assert s.evaluate("indexed-repeat(${n}, ${r}, 2)") == 9


def test_filter_sees_the_copy_its_question_stands_in() -> None:
    xml = raw(
        '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/p"/>'
        '<select1 ref="/data/r/c"><itemset nodeset="instance(\'t\')/root/item[of = /data/r/p]">'
        '<value ref="name"/><label ref="name"/></itemset></select1></repeat></group>',
        '<instance id="t"><root><item><of>1</of><name>a</name></item>'
        "<item><of>2</of><name>b</name></item></root></instance>",
        leaves="<r><p/><c/></r>",
    )
    s = start(load_form(xml))
    s.add_repeat("/data/r")

    s.try_answer(Ref("/data/r[2]/p"), "2")

    assert [choice.name for choice in s.view(Ref("/data/r[2]/c")).choices] == ["b"]
    assert s.view(Ref("/data/r[1]/c")).choices == ()


def test_default_that_is_no_date_is_left_out() -> None:
    xml = raw(A, '<bind nodeset="/data/a" type="date"/>', leaves="<a>2025-01-01T10:00</a><b/>")

    assert start(load_form(xml)).value_of("a") == ""


def test_typed_defaults_are_values() -> None:
    xml = raw(
        A,
        '<bind nodeset="/data/a" type="date"/><bind nodeset="/data/m" type="dateTime"/>'
        '<bind nodeset="/data/n" type="int"/><bind nodeset="/data/w" type="dateTime"/>',
        leaves="<a>2025-01-01</a><m>2025-01-01T10:00:00+08:00</m><n>x</n><w>x</w>",
    )
    s = start(load_form(xml))

    assert s.evaluate("/data/a > date('2024-12-31')") is True
    assert s.evaluate("format-date-time(/data/m, '%H:%M')") == "10:00"
    assert s.evaluate("concat(/data/n, /data/w)") == "xx"


def test_copy_that_lacks_a_question_does_not_ask_it() -> None:
    xml = raw(
        '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/x"/>'
        '<input ref="/data/r/y"/></repeat></group>',
        "<bind nodeset=\"/data/b\" calculate=\"jr:choice-name('x', '/data/r/y')\"/>",
        leaves='<r jr:template=""><x/><y/></r><r><x/></r><b/>',
    )
    s = start(load_form(xml))

    assert s.order() == ("/data/r[1]/x",)
    s.add_repeat("/data/r")
    assert s.order() == ("/data/r[1]/x", "/data/r[2]/x", "/data/r[2]/y")


def test_instance_in_a_namespace_of_its_own_keeps_it() -> None:
    xml = raw(A, BIND).replace(b'<data id="f">', b'<data xmlns="http://example.org/f">')

    s = start(load_form(xml))

    assert s.form.form_id == "http://example.org/f"
    assert b'<data xmlns="http://example.org/f"><a />' in s.submission()


def test_repeat_without_a_copy_has_no_last_question() -> None:
    xml = raw(
        '<group ref="/data/r"><label>几个</label><repeat nodeset="/data/r">'
        '<input ref="/data/r/x"/></repeat></group>',
        '<bind nodeset="/data/r" relevant="/data/b = 1"/>',
        leaves='<r jr:template=""><x/></r><b>1</b>',
    )
    s = start(load_form(xml))

    (view,) = s.repeats()

    assert (view.count, view.minimum, view.last_ref) == (0, 0, None)
    assert s.add_repeat("/data/r") == 1


def test_compiled_service_survives_the_way_through_pyxform() -> None:
    loaded = load_form(xform([text("a", required="true()", readonly="${b} = 'x'"), text("b")]))

    assert [question.name for question in loaded.questions.values()] == ["a", "b", "instanceID"]
