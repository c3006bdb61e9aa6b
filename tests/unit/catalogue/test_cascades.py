"""省 → 市: one answer narrows down the next question's list, in YAML and in a book."""

from datetime import UTC
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kiosk.catalogue.authoring.book_template import write_book
from kiosk.catalogue.authoring.check import check_source
from kiosk.catalogue.authoring.folder import EXAMPLE, read_source, source_named
from kiosk.catalogue.authoring.source import Library, Severity
from kiosk.devices.clock import FixedClock
from kiosk.forms.session import FormSession
from kiosk.forms.xform import load_form
from tests.made_up import NOON
from tests.unit.catalogue.conftest import Checker, question

PROVINCE = question("select_one sheng", "s1", label="哪个省？")
CITY = question("select_one shi", "s2", label="哪个市？", choice_filter="sheng = ${s1}")
PROVINCES = [{"name": "zj", "label": "浙江"}, {"name": "js", "label": "江苏"}]
CITIES = [
    {"name": "hz", "label": "杭州", "sheng": "zj"},
    {"name": "nb", "label": "宁波", "sheng": "zj"},
    {"name": "nj", "label": "南京", "sheng": "js"},
]
ASKED = [
    ["题型", "选项表", "代号", "问题", "选项筛选"],
    ["单选", "省", "s1", "哪个省？", None],
    ["单选", "市", "s2", "哪个市？", "省 = ${s1}"],
]
OFFERED = [
    ["选项表", "选项", "省"],
    ["省", "浙江", None], ["省", "江苏", None],
    ["市", "杭州", "浙江"], ["市", "宁波", "浙江"], ["市", "南京", "江苏"],
]  # fmt: skip


def offered(form_xml: bytes, province: str) -> list[str]:
    session = FormSession(
        load_form(form_xml), clock=FixedClock(NOON), time_zone=UTC, instance_id="uuid:1"
    )
    (first,), (second,) = session.refs_of("s1"), session.refs_of("s2")
    by_label = {choice.label: choice.name for choice in session.view(first).choices}
    session.try_answer(first, by_label[province])
    return [choice.label for choice in session.view(second).choices]


def a_service(file: Path, **sheets: list[list[str | None]]) -> Path:
    """Write the example as a book with other sheets, and without papers and conditions."""
    write_book(source_named(EXAMPLE), file)
    book = load_workbook(file)
    for title, rows in {"材料": [], "受理条件": [], **sheets}.items():
        del book[title]
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file


def test_a_list_in_yaml_is_narrowed_down(check: Checker) -> None:
    compilation, mistakes = check(PROVINCE, CITY, choices={"sheng": PROVINCES, "shi": CITIES})

    assert compilation is not None, [str(m) for m in mistakes]
    assert offered(compilation.form_xml, "浙江") == ["杭州", "宁波"]
    assert offered(compilation.form_xml, "江苏") == ["南京"]


def test_a_list_in_a_book_is_narrowed_down_by_a_chinese_column_and_labels(tmp_path: Path) -> None:
    file = a_service(tmp_path / "b.xlsx", 题目=ASKED, 选项=OFFERED)

    compilation, mistakes = check_source(read_source(file, Library()), Library())

    assert compilation is not None, [str(m) for m in mistakes]
    assert [str(m) for m in mistakes] == []
    assert offered(compilation.form_xml, "浙江") == ["杭州", "宁波"]
    assert offered(compilation.form_xml, "江苏") == ["南京"]
    assert "<filter_1>c1</filter_1>" in compilation.form_xml.decode()


def test_a_template_keeps_the_columns_of_a_filter(check: Checker, tmp_path: Path) -> None:
    check(PROVINCE, CITY, choices={"sheng": PROVINCES, "shi": CITIES})
    source = read_source(tmp_path / "small.yaml", Library())

    write_book(source, tmp_path / "b.xlsx")

    read = read_source(tmp_path / "b.xlsx", Library())
    assert [row["sheng"] for row in read.choices["shi"]] == ["zj", "zj", "js"]
    assert read.survey[1]["choice_filter"] == "sheng = ${s1}"


# A slip in the cascade → where it is told and what is said.
SLIPS = {
    "misspelt in the filter": (
        CITY | {"choice_filter": "shneg = ${s1}"}, CITIES,
        "里的“shneg”，选项表“shi”没有这一列。改法：是不是想写 sheng",
    ),
    "misspelt in a function": (
        CITY | {"choice_filter": "selected(${s1}, shneg)"}, CITIES, "没有这一列"
    ),
    "no such column at all": (
        CITY, [{"name": "hz", "label": "杭州"}],
        "没有这一列。改法：在choices（选项）里加上这一列",
    ),
    "unreadable": (CITY | {"choice_filter": "sheng = ${s1} '"}, CITIES, "引号没有成对"),
    "unknown value": (
        CITY, [*CITIES, {"name": "wh", "label": "武汉", "sheng": "hb"}],
        "“sheng”写的是“hb”，题目“哪个省？”没有这个选项。改法：可以写的有：浙江、江苏、zj、js",
    ),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_filter_that_leaves_nothing_is_found(slip: str, check: Checker) -> None:
    city, cities, expected = SLIPS[slip]

    compilation, mistakes = check(PROVINCE, city, choices={"sheng": PROVINCES, "shi": cities})

    assert compilation is None
    told = [str(m) for m in mistakes if expected in str(m)]
    assert told, [str(m) for m in mistakes]
    assert told[0].startswith("small.yaml 第 ")


def test_a_misspelt_filter_column_of_a_book_is_found(tmp_path: Path) -> None:
    file = a_service(
        tmp_path / "b.xlsx", 题目=[*ASKED[:2], [*ASKED[2][:4], "省份 = ${s1}"]], 选项=OFFERED
    )

    compilation, mistakes = check_source(read_source(file, Library()), Library())

    assert compilation is None
    told = [str(m) for m in mistakes]
    assert any("表“题目”第 3 行：“选项筛选”里的“省份”，选项表“市”没有这一列" in m for m in told)
    assert any("表“选项”第 4 行：选项里不认识列“省”。改法：是不是想写 省份" in m for m in told)


@pytest.mark.parametrize(
    ("cities", "expected"),
    [
        (CITIES[:2], "“哪个省？”选了“江苏”，这道题就一个选项也没有"),
        ([*CITIES, {"name": "x", "label": "别处"}], "选项“别处”没有写“sheng”，永远选不到"),
    ],
)
def test_a_gap_in_a_cascade_is_only_a_warning(
    cities: list[dict[str, str]], expected: str, check: Checker
) -> None:
    compilation, mistakes = check(PROVINCE, CITY, choices={"sheng": PROVINCES, "shi": cities})

    assert compilation is not None
    (told,) = mistakes
    assert expected in str(told)
    assert told.severity is Severity.WARNING


def test_a_filter_by_what_was_typed_is_left_alone(check: Checker) -> None:
    typed = question("text", "s1", label="哪个省？")

    compilation, mistakes = check(typed, CITY, choices={"shi": CITIES})

    assert compilation is not None, [str(m) for m in mistakes]


def test_a_filter_of_several_conditions_may_leave_choices_without_a_value(check: Checker) -> None:
    city = CITY | {"choice_filter": "sheng = ${s1} or sheng = ''"}
    cities = [*CITIES, {"name": "x", "label": "别处"}]

    compilation, mistakes = check(PROVINCE, city, choices={"sheng": PROVINCES, "shi": cities})

    assert compilation is not None
    assert mistakes == ()
    assert offered(compilation.form_xml, "江苏") == ["南京", "别处"]


def test_a_filter_by_the_choices_own_names_needs_no_column(check: Checker) -> None:
    city = CITY | {"choice_filter": "name != 'nb' or ${s1} = 'js'"}
    cities = [{c: t for c, t in row.items() if c != "sheng"} for row in CITIES]

    compilation, mistakes = check(PROVINCE, city, choices={"sheng": PROVINCES, "shi": cities})

    assert compilation is not None, [str(m) for m in mistakes]
    assert offered(compilation.form_xml, "浙江") == ["杭州", "南京"]
