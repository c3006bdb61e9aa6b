"""The engine takes the whole subset as it is written down apart from it, and no more."""

import pytest

from kiosk.domain.errors import FormError
from kiosk.forms.model import QuestionKind
from kiosk.forms.xform import load_form
from tests.unit.forms.building import YES_NO, raw, row, start, text, xform
from tests.unit.forms.subset import EXAMPLES, outside, outside_expression

A = '<input ref="/data/a"/>'
_JR = 'xmlns:jr="http://openrosa.org/javarosa"'
_ODK = 'xmlns:odk="http://www.opendatakit.org/xforms"'
_NESTED = (
    '<group><repeat nodeset="/data/r"><group><repeat nodeset="/data/r/s">'
    '<input ref="/data/r/s/x"/></repeat></group></repeat></group>'
)
_WORLD = raw(
    '<input ref="/data/here"/><select1 ref="/data/town">'
    "<itemset nodeset=\"instance('towns')/root/item\"><value ref='name'/><label ref='label'/>"
    "</itemset></select1>"
    '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/a"/></repeat></group>',
    '<itext><translation lang="zh"><text id="words"><value>字</value></text></translation>'
    '</itext><instance id="towns"><root><item><name>x</name><label>城东</label></item></root>'
    '</instance><bind nodeset="/data/here" calculate="{}"/>',
    leaves="<here/><town/><r><a>1</a></r>",
).replace(b' id="f"', b' id="f" version="7"')


@pytest.mark.parametrize("function", sorted(EXAMPLES))
def test_every_function_of_the_subset_is_reckoned(function: str) -> None:
    xml = _WORLD.replace(b"{}", EXAMPLES[function].encode())

    loaded = load_form(xml, tables={"prices": "code,price\n1,5\n"})

    assert outside(xml) == ()
    assert start(loaded).value_of("here") != ""


def test_every_kind_of_question_and_column_of_the_subset_is_taken() -> None:
    kinds = ("text", "integer", "decimal", "date", "note", "image", "acknowledge")
    xml = xform(
        [
            {"type": "start", "name": "start"}, {"type": "end", "name": "end"},
            {"type": "today", "name": "today"}, {"type": "hidden", "name": "hidden"},
            row("begin_group", "g", relevant="true()"),
            *(row(kind, f"q_{kind}", hint="提示") for kind in kinds),
            row("image", "signature", appearance="signature"),
            row("select_one yes_no", "one", choice_filter="name != ''", required="true()"),
            row("select_multiple yes_no", "many", appearance="minimal"),
            row("end_group", "g_end"),
            {"type": "calculate", "name": "sum", "calculation": "${q_integer} + 1"},
            text("last", constraint=". != 'x'", constraint_message="不行", default="a"),
            text("day", default="today()"),
            row("begin_repeat", "r", repeat_count="${q_integer}"), text("name"),
            row("end_repeat", "r_end"),
        ],
        YES_NO,
        instance_name="concat('件-', ${last})",
    )  # fmt: skip

    loaded = load_form(xml)

    assert outside(xml) == ()
    assert {q.kind for q in loaded.questions.values()} >= set(QuestionKind)
    assert start(loaded).value_of("instanceName") == "件-a"


@pytest.mark.parametrize(
    ("body", "model", "reason"),
    [
        (A, '<bind nodeset="/data/a" type="geopoint"/>', "type geopoint"),
        (A, '<bind nodeset="/data/b" type="binary"/>', "type binary"),
        (A, '<bind nodeset="/data/none"/>', "bind to nothing"),
        (A, '<bind nodeset="/data/a" relevant="sin(1) = 1"/>', "function sin"),
        (A, '<bind nodeset="/data/a" relevant="count(/data/a | /data/b)"/>', "operator |"),
        (A, '<bind nodeset="/data/a" relevant="../c = 1 and b"/>', "no place /data/c"),
        (A, '<bind nodeset="/data/a" calculate="1 + int( )"/>', "function int without arguments"),
        (A, f'<bind nodeset="/data/b" {_JR} jr:preload="property" jr:preloadParams="x"/>',
         "preload property x"),
        (A, f'<bind nodeset="/data/a" {_JR} jr:constraintMsg="jr:itext(\'m\')"/>', "no text m"),
        (A, '<setvalue event="xforms-value-changed" ref="/data/b" value="1"/>',
         "event xforms-value-changed"),
        (A, f'<odk:setgeopoint {_ODK} ref="/data/b" event="odk-instance-first-load"/>',
         "action setgeopoint"),
        (A, f'<odk:recordaudio {_ODK} ref="/data/b" event="odk-instance-load"/>',
         "action recordaudio"),
        (A, '<instance id="x" src="jr://file/x.xml"/>', "file jr://file/x.xml"),
        (A, '<submission base64RsaPublicKey="x"/>', "encryption"),
        ('<range ref="/data/a" start="1" end="5" step="1"/>', "", "control range"),
        (f'<odk:rank {_ODK} ref="/data/a"/>', "", "control rank"),
        ('<upload ref="/data/a" mediatype="audio/*"/>', "", "upload audio/*"),
        ('<input ref="/data/none"/>', "", "question bound to nothing"),
        (_NESTED, "", "repeat in a repeat"),
    ],
)  # fmt: skip
def test_what_is_outside_is_seen_by_the_table_and_refused_by_the_engine(
    body: str, model: str, reason: str
) -> None:
    xml = raw(body, model, leaves="<a/><b/><r><s><x/></s></r>")

    assert reason in {found.reason for found in outside(xml)}
    with pytest.raises(FormError, match="改法"):
        load_form(xml)


def test_table_reads_expressions_as_they_are() -> None:
    fine = ("a and (b or c) div 2", "concat('sin(', \"|\")", "if (a, 1, 2) mod 3", "../r[a = 1]/b")

    assert [list(outside_expression(text)) for text in fine] == [[], [], [], []]
    assert list(outside_expression("$x + //a + child::b")) == [
        "operator $", "operator //", "operator ::",
    ]  # fmt: skip
