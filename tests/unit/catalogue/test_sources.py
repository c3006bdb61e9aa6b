import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from kiosk.catalogue.authoring.book_source import read_book
from kiosk.catalogue.authoring.book_template import write_book
from kiosk.catalogue.authoring.compile import facts_of
from kiosk.catalogue.authoring.folder import service_files, shipped_services, source_named
from kiosk.catalogue.authoring.source import ServiceSource
from kiosk.catalogue.authoring.yaml_source import read_service
from kiosk.domain.errors import BadService
from tests.unit.catalogue.conftest import Writer, question

SHIPPED = [file.stem for file in service_files([shipped_services()])]


# YAML ------------------------------------------------------------------------------------


def test_words_that_yaml_guesses_at_stay_what_was_written(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(
        "schema: kiosk-service/1\nversion: 2026.10\nsurvey: []\n"
        "choices: {yn: [{name: no, label: 不}, {name: 010, label: 八}]}\n",
        "utf-8",
    )

    source = read_service(file)

    assert source.facts["version"] == "2026.10"
    assert [row["name"] for row in source.choices["yn"]] == ["no", "010"]


def test_a_row_knows_its_line(write: Writer) -> None:
    file = write(survey=[question("text", "a"), question("text", "b")])
    lines = file.read_text("utf-8").splitlines()

    second = read_service(file).survey[1]

    line = int(second.place.split("第 ")[1].split(" 行")[0])
    assert lines[line] == "  name: b"


def test_a_key_written_twice_is_a_mistake(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("schema: kiosk-service/1\ntitle: 一\ntitle: 二\n", "utf-8")

    (mistake,) = read_service(file).mistakes

    assert str(mistake) == "a.yaml 第 3 行：“title”写了两次。改法：只留一个。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("schema: kiosk-service/1\n a: [", "第 2 行：YAML 写法不对"),
        ("- 一\n- 二\n", "不是事项文件"),
        ("schema: other/9\n", "schema 是“other/9”"),
        ("schema: kiosk-service/1\nsurvey: 文本\n", "每一行要写成"),
        ("schema: kiosk-service/1\nchoices: [a]\n", "choices 要写成"),
    ],
)
def test_a_file_that_is_no_service_is_refused(text: str, expected: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(text, "utf-8")

    with pytest.raises(BadService, match=expected):
        read_service(file)


# Books -----------------------------------------------------------------------------------


def a_book(file: Path, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file


def rows_of(source: ServiceSource) -> list[dict[str, str]]:
    return [dict(row.cells) for row in source.survey]


@pytest.mark.parametrize("service_id", [*SHIPPED, "_example"])
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
        题目=[["题型", "默认值"], ["日期", dt.datetime(2026, 11, 22, tzinfo=None)], ["整数", 3.0]],  # noqa: DTZ001 - a spreadsheet has no zones
    )

    first, second = rows_of(read_book(file))

    assert (first["default"], second["default"]) == ("2026-11-22", "3")


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
