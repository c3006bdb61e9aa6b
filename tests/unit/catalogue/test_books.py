"""Books of hall staff: what is understood, what is refused and how it is told."""

import datetime as dt
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kiosk.catalogue.authoring.book_source import read_book
from kiosk.catalogue.authoring.book_template import write_book
from kiosk.catalogue.authoring.check import check_source
from kiosk.catalogue.authoring.compile import facts_of
from kiosk.catalogue.authoring.folder import (
    EXAMPLE,
    read_source,
    readable,
    service_files,
    shipped_services,
    source_named,
)
from kiosk.catalogue.authoring.source import Block, Library, Row, ServiceSource, Severity
from kiosk.domain.errors import BadService
from tests.unit.catalogue.conftest import a_book

SHIPPED = [source.service_id for source in readable(service_files([shipped_services()]))]


def rows_of(source: ServiceSource) -> list[dict[str, str]]:
    return [dict(row.cells) for row in source.survey]


@pytest.mark.parametrize("service_id", [*SHIPPED, EXAMPLE])
def test_a_service_written_as_a_book_reads_back_the_same(service_id: str, tmp_path: Path) -> None:
    written = source_named(service_id)
    write_book(written, tmp_path / "book.xlsx")

    read = read_book(tmp_path / "book.xlsx")

    assert read.mistakes == ()
    assert rows_of(read) == rows_of(written)
    assert {n: [dict(r.cells) for r in rows] for n, rows in read.choices.items()} == {
        n: [dict(r.cells) for r in rows] for n, rows in written.choices.items()
    }
    told, meant = facts_of(read), facts_of(written)
    assert told.model_copy(update={"params": {}}) == meant.model_copy(update={"params": {}})


def test_chinese_types_headers_and_yes_are_understood(tmp_path: Path) -> None:
    file = a_book(
        tmp_path / "b.xlsx",
        题目=[
            ["题型", "代号", "问题", "必填", "敏感信息", "选项表", "问题::English (en)"],
            ["单选", "one", "哪个？", "是", "否", "甲乙", "Which?"],
            [None] * 7,
            ["金额", None, "多少？", "", "是", None, None],
            ["单选 甲乙", "two", "哪个？", "", "", None, None],
            ["公共题", None, "换个名字", "", "", "blk_x", None],
        ],
    )

    one, money, two, block = rows_of(read_book(file))

    assert one == {
        "type": "select_one 甲乙", "name": "one", "label": "哪个？", "required": "true",
        "sensitive": "false", "label::English (en)": "Which?",
    }  # fmt: skip
    assert money == {"type": "decimal", "name": "q04", "label": "多少？", "sensitive": "true"}
    assert two["type"] == "select_one 甲乙"
    assert block == {"type": "include", "name": "blk_x", "with:label": "换个名字"}


def test_the_words_of_other_tools_are_understood(tmp_path: Path) -> None:
    file = a_book(
        tmp_path / "b.xlsx",
        survey=[["type", "name", "label"], ["select_one yn", "one", "哪个？"]],
        choices=[["list_name", "name", "label"], ["yn", "yes", "是"], ["yn", None, "否"]],
    )

    source = read_book(file)

    assert rows_of(source)[0]["type"] == "select_one yn"
    assert [row["name"] for row in source.choices["yn"]] == ["yes", "c2"]


def test_cells_that_are_no_text_are_read_as_they_look(tmp_path: Path) -> None:
    file = a_book(
        tmp_path / "b.xlsx",
        题目=[
            ["题型", "默认值"],
            ["文本", True],
            ["小数", 2.5],
            ["日期", dt.datetime(2026, 11, 22, tzinfo=None)],  # noqa: DTZ001 - a book has no zones
            ["整数", 3.0],
        ],
    )

    defaults = [row["default"] for row in rows_of(read_book(file))]

    assert defaults == ["true", "2.5", "2026-11-22", "3"]


def test_an_unknown_header_is_told_once(tmp_path: Path) -> None:
    file = a_book(
        tmp_path / "b.xlsx",
        题目=[["题型", "代号", "备注"], ["文本", "a", "x"], ["文本", "b", "y"]],
    )

    source = read_book(file)

    (mistake,) = source.mistakes
    assert str(mistake).startswith("b.xlsx 表“题目”第 1 行：不认识列“备注”。")
    assert "备注" not in rows_of(source)[0]


def test_what_is_no_book_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"no zip")
    a_book(tmp_path / "b.xlsx", 别的=[["a"]])

    with pytest.raises(BadService, match=r"另存为 \.xlsx"):
        read_book(tmp_path / "a.xlsx")
    with pytest.raises(BadService, match="没有叫“题目”的表"):
        read_book(tmp_path / "b.xlsx")


def test_the_template_has_frozen_headers_and_drop_downs(tmp_path: Path) -> None:
    write_book(source_named("_example"), tmp_path / "new.xlsx")

    sheet = load_workbook(tmp_path / "new.xlsx")["题目"]

    assert sheet.freeze_panes == "A2"
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert "文本" in lists["A2:A300"]
    assert any("身份证号" in words for words in lists.values())
    assert any(words == '"是,否"' for words in lists.values())


def test_nobodys_book_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.xlsx").write_bytes(b"mine")

    with pytest.raises(FileExistsError):
        write_book(source_named("_example"), tmp_path / "mine.xlsx")
    assert (tmp_path / "mine.xlsx").read_bytes() == b"mine"


def test_the_template_offers_the_words_a_fact_may_be(tmp_path: Path) -> None:
    write_book(source_named(EXAMPLE), tmp_path / "new.xlsx")

    sheet = load_workbook(tmp_path / "new.xlsx")["事项"]

    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    offered = {str(cell.value): rules.get(f"B{cell.row}") for cell in sheet["A"]}
    assert offered["类别"] == '"事项,一件事"'
    assert offered["办理方式"] == '"直接办理,预约,只看指南"'
    assert offered["承诺时限单位"] == '"工作日,自然日"'
    assert offered["是否收费"] == '"是,否"'
    assert offered["事项名称"] is None


def test_a_long_list_is_read_to_its_end(tmp_path: Path) -> None:
    villages = [["村", f"v{n}", f"第{n}村"] for n in range(2500)]
    file = a_book(
        tmp_path / "b.xlsx",
        题目=[["题型", "问题"], ["文本", "叫什么？"]],
        选项=[["选项表", "代号", "选项"], *villages],
    )

    assert len(read_book(file).choices["村"]) == 2500


def test_a_sheet_without_end_is_refused_by_its_name(tmp_path: Path) -> None:
    file = a_book(tmp_path / "b.xlsx", 题目=[["题型", "问题"], *[["文本", "？"]] * 10_000])

    with pytest.raises(BadService, match=r"^b\.xlsx 表“题目”：超过 10000 行。改法："):
        read_book(file)


def test_rows_keep_their_numbers_when_some_are_empty(tmp_path: Path) -> None:
    file = a_book(tmp_path / "b.xlsx", 题目=[[None], ["题型", "问题"], [None], ["文本", "？"]])

    (row,) = read_book(file).survey

    assert row.place == "b.xlsx 表“题目”第 4 行"


QUESTIONS = [["题型", "代号", "问题"], ["文本", "a", "叫什么？"]]
# What a book holds → a piece of what is said about it.
UNREADABLE: dict[str, tuple[dict[str, list[list[object]]], str]] = {
    "header twice": (
        {"题目": [["题型", "问题", "问题"], ["文本", "甲？", "乙？"]]},
        "表“题目”第 1 行：列“问题”写了两次。改法：只留一列",
    ),
    "header in both languages": (
        {"题目": [["题型", "问题", "label"], ["文本", "甲？", "乙？"]]}, "列“label”写了两次"
    ),
    "misspelt header": (
        {"题目": [["题型", "问題"], ["文本", "甲？"]]}, "不认识列“问題”。改法：是不是想写 问题"
    ),
    "sound": (
        {"题目": [["题型", "问题", "声音"], ["文本", "甲？", "a.mp3"]]},
        "“声音”这一列本机还不会用",
    ),
    "fact twice": (
        {"题目": QUESTIONS, "事项": [["项", "内容"], ["版本", "1"], ["版本", "2"]]},
        "表“事项”第 3 行：“版本”写了两次，前面是 b.xlsx 表“事项”第 2 行",
    ),
    "number twice": (
        {"题目": QUESTIONS, "事项": [["项", "内容"], ["参数:age2", "1"], ["参数:age2", "2"]]},
        "“参数:age2”写了两次",
    ),
    "misspelt fact": (
        {"题目": QUESTIONS, "事项": [["项", "内容"], ["版木", "1"]]}, "是不是想写 版本"
    ),
    "fact without a name": (
        {"题目": QUESTIONS, "事项": [["项", "内容"], [None, "1"]]}, "“1”前面没有写是哪一项"
    ),
    "list for a text": (
        {"题目": [["题型", "问题", "选项表"], ["文本", "甲？", "甲乙"]]},
        "题型“文本”用不着选项表“甲乙”",
    ),
    "choice without a list": (
        {"题目": QUESTIONS, "选项": [["选项表", "选项"], ["甲乙", "甲"], [None, "乙"]]},
        "表“选项”第 3 行：选项“乙”没有写属于哪个选项表",
    ),
    "row under an unknown header alone": (
        {"题目": [["题型", "问题", "备注"], ["文本", "甲？", None], [None, None, "乙"]]},
        "不认识列“备注”",
    ),
    "sheet twice": ({"题目": QUESTIONS, "survey": QUESTIONS}, "是同一种表"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", UNREADABLE)
def test_what_would_be_lost_is_told(mistake: str, tmp_path: Path) -> None:
    sheets, expected = UNREADABLE[mistake]

    source = read_book(a_book(tmp_path / "b.xlsx", **sheets))

    assert any(expected in str(m) for m in source.mistakes), [str(m) for m in source.mistakes]
    assert all(m.severity is Severity.MISTAKE for m in source.mistakes)


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"备注": [["给同事的话"]]}, "表“备注”：不认识这张表，没有读它"),
        ({"材料": [["代号"], ["m_x", "旁批"]]}, "表“材料”第 2 行：“旁批”这一列没有列名，没有读它"),
    ],
)
def test_notes_of_staff_are_left_out_and_that_is_said(
    sheets: dict[str, list[list[object]]], expected: str, tmp_path: Path
) -> None:
    source = read_book(a_book(tmp_path / "b.xlsx", 题目=QUESTIONS, **sheets))

    (told,) = source.mistakes
    assert expected in str(told)
    assert told.severity is Severity.WARNING


def test_a_region_number_that_is_no_json_stays_a_text(tmp_path: Path) -> None:
    file = a_book(
        tmp_path / "b.xlsx",
        题目=QUESTIONS,
        事项=[["项", "内容"], ["参数:a", "[1, 2]"], ["参数:b", "[一"]],
    )

    assert read_book(file).facts["params"] == {"a": [1, 2], "b": "[一"}


def test_a_region_number_may_have_a_digit_in_its_name(tmp_path: Path) -> None:
    file = a_book(tmp_path / "b.xlsx", 题目=QUESTIONS, 事项=[["项", "内容"], ["参数:age2", 70]])

    assert read_book(file).facts["params"] == {"age2": "70"}


# What is wrong in a book → the mend, in the words that stand in the book.
MENDS: dict[str, tuple[list[object], str]] = {
    "type": (["单选题", "a", "？", "", ""], "不认识题型“单选题”。改法：是不是想写 单选"),
    "no list": (["单选", "a", "？", "", ""], "改法：在“选项表”一列写上表名"),
    "unknown list": (["单选", "a", "？", "甲", ""], "改法：在表“选项”里加上这个表"),
    "no end": (["分组开始", "a", "？", "", ""], "改法：在最后补一行 分组结束"),
    "no beginning": (["重复结束", "", "", "", ""], "重复结束 前面没有 重复开始"),
    "consent": (["同意", "a", "？", "", ""], "改法：写上必填（必填写是）"),
    "yes or no": (["文本", "a", "？", "", "也许"], "“必填”写的是“也许”。改法：只写 是或否"),
    "number of the region": (
        ["说明", "a", "满params.age岁", "", ""],
        "加一行“参数:age”，写上它的数",
    ),
    "no label": (["文本", "a", "", "", ""], "“a”没有写问题。改法"),
    "block": (["公共题", "", "", "blk", ""], "没有叫“blk”的公共题块"),
}


@pytest.mark.parametrize("mistake", MENDS)
def test_a_book_is_mended_in_its_own_words(mistake: str, tmp_path: Path) -> None:
    row, expected = MENDS[mistake]
    header = ["题型", "代号", "问题", "选项表", "必填"]
    file = a_book(tmp_path / "b.xlsx", 题目=[header, ["文本", "z", "？", "", ""], row])

    _, mistakes = check_source(read_source(file, Library()), Library())

    told = [str(m) for m in mistakes]
    assert any(expected in one for one in told), told
    assert not re.search(r"（[a-z_]+）|begin_|end_|select_|true", "".join(told))


def test_a_note_beside_a_shared_block_is_not_lost_silently(tmp_path: Path) -> None:
    file = a_book(
        tmp_path / "b.xlsx", 题目=[["题型", "选项表", "提示"], ["公共题", "blk", "先说清楚"]]
    )
    block = Block(rows=(Row({"type": "text", "name": "x", "label": "？"}, "_blocks.yaml"),))

    source = read_source(file, Library(blocks={"blk": block}))

    (told,) = source.mistakes
    assert str(told) == (
        "b.xlsx 表“题目”第 2 行：引用题块时不能改“提示”。"
        "改法：只能改 问题、必填、什么时候问，不用的删掉。"
    )
