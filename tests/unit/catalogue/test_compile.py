import re
from datetime import UTC

from kiosk.catalogue.authoring.compile import Compilation
from kiosk.devices.clock import FixedClock
from kiosk.forms.model import Form
from kiosk.forms.session import FormSession
from kiosk.forms.xform import load_form
from tests.made_up import NOON
from tests.unit.catalogue.conftest import Checker, question

GROUP = {"type": "begin_group", "name": "g", "label": "组", "say": "组。"}
END = {"type": "end_group"}


def compiled(check: Checker, *rows: object, **facts: object) -> Compilation:
    compilation, mistakes = check(*rows, **facts)
    assert compilation is not None, [str(m) for m in mistakes]
    return compilation


def form(check: Checker, *rows: object, **facts: object) -> Form:
    return load_form(compiled(check, *rows, **facts).form_xml)


def bind(compilation: Compilation, name: str) -> str:
    found = re.search(rf'<bind nodeset="[^"]*/{name}"[^>]*>', compilation.form_xml.decode())
    assert found
    return found[0]


def test_our_own_columns_travel_as_attributes_of_the_bind(check: Checker) -> None:
    asked = question(
        "text", "phone", field="电话", example="138", source="share:电话", review=True, keep=False
    )

    shown = bind(compiled(check, asked), "phone")

    for attribute in (
        'kiosk:say="请回答。"', 'kiosk:field="电话"', 'kiosk:example="138"',
        'kiosk:source="share:电话"', 'kiosk:review="true"', 'kiosk:keep="false"',
    ):  # fmt: skip
        assert attribute in shown


def test_a_named_rule_becomes_a_constraint_a_message_and_a_code(check: Checker) -> None:
    shown = bind(compiled(check, question("text", "tel", check="手机号")), "tel")

    assert "constraint=\"regex(., '^1[3-9][0-9]{9}$')\"" in shown
    assert 'jr:constraintMsg="手机号是十一位数字。"' in shown
    assert 'kiosk:check="mobile"' in shown


def test_a_named_rule_and_a_constraint_of_ones_own_both_hold(check: Checker) -> None:
    asked = question(
        "text", "tel", check="手机号", constraint=". != '13000000000'", constraint_message="换。"
    )

    shown = bind(compiled(check, asked), "tel")

    assert "(regex(., '^1[3-9][0-9]{9}$')) and (. != '13000000000')" in shown
    assert 'jr:constraintMsg="换。"' in shown


def test_hall_functions_are_written_out_for_other_platforms(check: Checker) -> None:
    birth = {"type": "calculate", "name": "b", "calculation": "idcard-birth(${i})"}
    compilation = compiled(
        check,
        question("text", "i", check="身份证号"),
        birth,
        eligibility=[{"test": "age(${b}, today()) >= 60", "fail": "还没到。"}],
    )

    assert not re.search(rb"idcard-|age\(|days-between", compilation.form_xml)
    assert "age(" not in compilation.service.eligibility[0].test
    assert "${b}" in compilation.service.eligibility[0].test


def test_the_regions_numbers_are_filled_in(check: Checker) -> None:
    compilation = compiled(
        check,
        question("integer", "n", label="满params.age岁了吗？"),
        params={"age": 70},
        eligibility=[{"test": "${n} >= params.age", "fail": "满params.age岁再来。"}],
    )

    assert compilation.service.eligibility[0].test == "${n} >= 70"
    assert compilation.service.eligibility[0].fail == "满70岁再来。"
    assert "满70岁了吗？" in compilation.form_xml.decode()


def test_a_number_of_the_region_may_have_a_digit_in_its_name(check: Checker) -> None:
    asked = question("select_one yn", "n", label="满params.age2岁了吗？")
    choices = {"yn": [{"name": "yes", "label": "满params.age2岁"}]}

    compilation = compiled(check, asked, params={"age": 60, "age2": 0}, choices=choices)

    assert "满0岁了吗？" in compilation.form_xml.decode()
    assert "<label>满0岁</label>" in compilation.form_xml.decode()


def test_a_sum_over_a_repeat_is_reckoned(check: Checker) -> None:
    rows = [
        question("begin_repeat", "r"), question("integer", "f"), {"type": "end_repeat"},
        {"type": "calculate", "name": "total", "calculation": "sum(${r.f})"},
    ]  # fmt: skip
    compilation = compiled(
        check, *rows, eligibility=[{"test": "sum(${r.f}) < 100", "fail": "太多。"}]
    )
    session = FormSession(
        load_form(compilation.form_xml), clock=FixedClock(NOON), time_zone=UTC,
        instance_id="uuid:1",
    )  # fmt: skip

    session.add_repeat("/data/r")
    for ref, number in zip(session.refs_of("f"), ("30", "12"), strict=True):
        session.try_answer(ref, number)

    assert session.value_of("total") == "42"
    assert session.evaluate(f"boolean({compilation.service.eligibility[0].test})") is True


def test_a_reckoned_default_may_use_hall_functions(check: Checker) -> None:
    asked = question("integer", "n", default="age(date('1940-01-01'), date('2020-06-01'))")

    assert "age(" not in compiled(check, asked).form_xml.decode()


def test_an_include_narrows_its_group_and_renames_it(check: Checker) -> None:
    rows = [
        question("text", "a"),
        {"type": "include", "name": "blk", "with": {"relevant": "${a} = '1'", "label": "新名"}},
    ]
    block = [GROUP | {"relevant": "${a} != '2'"}, question("text", "b"), END]

    compilation = compiled(check, *rows, blocks={"blk": block})

    shown = " ".join(bind(compilation, "g").split())
    assert "( /data/a = '1') and ( /data/a != '2')" in shown
    assert "relevant" not in bind(compilation, "b")
    assert "<label>新名</label>" in compilation.form_xml.decode()


def test_an_include_may_make_every_question_required(check: Checker) -> None:
    include = {"type": "include", "name": "blk", "with": {"required": True}}
    block = [question("note", "n"), question("text", "b")]

    compilation = compiled(check, include, blocks={"blk": block})

    assert 'required="true()"' in bind(compilation, "b")
    assert "required" not in bind(compilation, "n")


def test_a_paper_is_found_by_the_question_that_photographs_it(check: Checker) -> None:
    paper = {"id": "m_x", "name": "纸", "need": "必要", "form": ["原件"], "source": "其他",
             "shots": 1, "tip": "拍。"}  # fmt: skip

    compilation = compiled(check, question("image", "m_x"), materials=[paper])

    assert compilation.service.material("m_x") is not None
    assert compilation.service.material("m_y") is None


def test_signatures_and_consents_arrive_as_what_they_are(check: Checker) -> None:
    loaded = form(
        check, question("signature", "sign"), question("acknowledge", "ok", required=True)
    )

    kinds = {q.name: q.kind.value for q in loaded.questions.values()}
    assert kinds["sign"] == "signature"
    assert kinds["ok"] == "acknowledge"


def test_languages_are_kept_apart(check: Checker) -> None:
    asked = question("select_one yn", "one", **{"label::English (en)": "Which?"})
    yes = {"name": "yes", "label": "是", "label::English (en)": "Yes"}

    xml = compiled(check, asked, choices={"yn": [yes]}).form_xml.decode()

    assert '<translation lang="English (en)"' in xml
    assert re.search(r'<translation lang="中文 \(zh\)"[^>]*default', xml)


def test_compiling_twice_gives_the_same_bytes(check: Checker) -> None:
    assert compiled(check).form_xml == compiled(check).form_xml
