from pathlib import Path

import pytest
import yaml

from kiosk.catalogue.authoring.yaml_source import read_library, read_service
from kiosk.domain.errors import BadService
from tests.unit.catalogue.conftest import Writer, question


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
        ("schema: kiosk-service/1\n a: [", "第 2 行：YAML 写法不对（一行里有两个冒号"),
        ("schema: kiosk-service/1\na: [甲", "YAML 写法不对（方括号没有关上，或少了逗号）"),
        ("schema: kiosk-service/1\na：甲\nb: 1\n", "YAML 写法不对（少了冒号，或冒号不是半角的）"),
        ("schema: kiosk-service/1\na: '甲\n", "YAML 写法不对（引号没有成对）"),
        ("schema: kiosk-service/1\na:\n\t- 甲\n", "YAML 写法不对（缩进用了 Tab 键，要用空格）"),
        ("schema: kiosk-service/1\na: @甲\n", "YAML 写法不对（开头的符号要加引号）"),
        ("schema: kiosk-service/1\ntitle: 甲\x07\n", "^a.yaml 第 2 行：有看不见的控制字符"),
        ("schema: kiosk-service/1\na: &x [*x]\n", "^a.yaml 第 2 行：用星号引用了自己"),
        (f"schema: kiosk-service/1\na: {'[' * 3000}{']' * 3000}", "套得太深"),
        ("- 一\n- 二\n", "不是事项文件"),
        ("schema: other/9\n", "schema 是“other/9”"),
        ("schema: kiosk-service/1\nsurvey: 文本\n", "每一行要写成"),
        ("schema: kiosk-service/1\nchoices: [a]\n", "choices 要写成“名字: "),
    ],
)
def test_a_file_that_is_no_service_is_refused(text: str, expected: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(text, "utf-8")

    with pytest.raises(BadService, match=expected):
        read_service(file)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("标题: 甲\n".encode("gb18030"))

    with pytest.raises(BadService, match=r"^a\.yaml：读不出来。改法：确认文件在，并存成 UTF-8"):
        read_service(tmp_path / "a.yaml")


def test_braces_that_make_a_map_of_a_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("schema: kiosk-service/1\ntitle: {{甲}}\n", "utf-8")

    (mistake,) = read_service(tmp_path / "a.yaml").mistakes

    assert str(mistake).startswith("a.yaml 第 2 行：冒号左边不是一个词")


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("_blocks.yaml", "blocks: [a]", "第 2 行：blocks 要写成“名字: "),
        ("_blocks.yaml", "blocks: {b: 文本}", "第 2 行：blocks.b 里每一行要写成"),
        (
            "_blocks.yaml",
            "materials: {b: [{name: 纸}]}\nblocks: {b: []}",
            "第 2 行：材料没有写代号（id）",
        ),
        (
            "_blocks.yaml",
            "materials: {b: 纸}\nblocks: {b: []}",
            "第 2 行：materials.b 里每一行要写成",
        ),
        ("_blocks.yaml", "materials: {c: []}", "第 2 行：没有叫“c”的题块"),
        ("_blocks.yaml", "blocks: {b: [{type: [text]}]}", "第 2 行：type 只能写一句话"),
        ("_choices.yaml", "choices: 文本", "第 2 行：choices 要写成“名字: "),
        (
            "_index.yaml",
            "services:\n  - {id: a, weight: abc}",
            "第 3 行：“services.weight”写的是“abc”。改法：写一个合适的数字",
        ),
        ("_index.yaml", "services: [a]", "第 2 行：“services”写的是“a”"),
        ("_index.yaml", "services:\n  - {weight: 1}", "第 3 行：缺了“services.id”"),
        (
            "_index.yaml",
            "categories:\n  - {id: a, label: 甲, order: 第一}",
            "第 3 行：“categories.order”写的是“第一”",
        ),
        (
            "_index.yaml",
            "categories:\n  - {id: a, lable: 甲, order: 1}",
            "第 3 行：缺了“categories.label”",
        ),
    ],
)
def test_a_broken_shared_part_is_told_with_its_row(
    file: str, text: str, expected: str, tmp_path: Path
) -> None:
    (tmp_path / file).write_text(f"schema: kiosk-service/1\n{text}\n", "utf-8")

    with pytest.raises(BadService) as refused:
        read_library(tmp_path)

    assert str(refused.value).startswith(f"{file} ")
    assert expected in str(refused.value)
    assert "改法：" in str(refused.value)


def test_each_part_comes_from_the_first_folder_that_has_it(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    shared_part(own, "_index.yaml", services=[{"id": "mine", "weight": "1"}])
    shared_part(shipped, "_index.yaml", services=[{"id": "theirs"}])
    shared_part(shipped, "_choices.yaml", choices={"yn": [{"name": "yes", "label": "是"}]})

    library = read_library(own, shipped)

    assert [entry.id for entry in library.order.services] == ["mine"]
    assert list(library.choices) == ["yn"]


def shared_part(folder: Path, name: str, **parts: object) -> None:
    folder.mkdir(exist_ok=True)
    whole = {"schema": "kiosk-service/1", **parts}
    (folder / name).write_text(yaml.safe_dump(whole, allow_unicode=True), "utf-8")
