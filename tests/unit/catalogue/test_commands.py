import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from kiosk.catalogue.cli import main
from kiosk.catalogue.compiled import Catalogue
from tests.unit.catalogue.conftest import Writer, question


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_a_book_goes_from_new_over_check_to_build(tmp_path: Path) -> None:
    folder = tmp_path / "services"
    folder.mkdir()
    book = folder / "my.xlsx"

    assert run("new", book).exit_code == 0
    assert run("check", book).exit_code == 0
    built = run("build", "--services", folder, "--into", tmp_path / "out")

    assert built.exit_code == 0, built.output
    service = Catalogue(tmp_path / "out").current("shili_shixiang").service
    assert service.title_plain == "老人吃饭补贴（示例）"
    assert service.eligibility[0].test == "${age_years} >= 60"


def test_check_names_the_place_and_ends_with_1(write: Writer) -> None:
    file = write(survey=[question("txet", "a")])

    result = run("check", file)

    assert result.exit_code == 1
    assert "small.yaml 第 " in result.output
    assert "改法：" in result.output
    assert "查了 1 个事项，1 个有错误。" in result.output


def test_check_speaks_json(write: Writer) -> None:
    file = write(survey=[question("txet", "a")])

    result = run("check", "--json", file)

    (told,) = json.loads(result.output)
    assert told["file"] == "small.yaml"
    assert not told["ok"]
    assert told["mistakes"][0]["severity"] == "mistake"


def test_build_writes_nothing_while_a_service_is_wrong(write: Writer, tmp_path: Path) -> None:
    write()
    write(id="bad", survey=[question("txet", "a")])

    result = run("build", "--services", tmp_path, "--into", tmp_path / "out")

    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_build_tells_json_and_warns_of_a_version_that_was_not_raised(
    write: Writer, tmp_path: Path
) -> None:
    write()
    into = tmp_path / "out"
    first = json.loads(run("build", "--services", tmp_path, "--into", into, "--json").output)
    write(title="改了")

    second = run("build", "--services", tmp_path, "--into", into)

    assert first[0]["change"] == "new"
    assert second.exit_code == 0
    assert "改法：在事项文件里把版本往上加" in second.output


def test_two_files_may_not_share_an_id(write: Writer, tmp_path: Path) -> None:
    (tmp_path / "copy.yaml").write_bytes(write().read_bytes())

    result = run("check", tmp_path)

    assert result.exit_code == 1
    assert "事项代号“small”和 copy.yaml 一样" in result.output


def test_a_file_that_cannot_be_read_names_its_row_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("schema: kiosk-service/1\na: [甲\n", "utf-8")

    told = run("check", tmp_path / "a.yaml").output
    (plain,) = json.loads(run("check", "--json", tmp_path / "a.yaml").output)

    assert told.count("a.yaml") == 1
    assert plain["mistakes"][0]["place"] == "a.yaml 第 3 行"
    assert plain["mistakes"][0]["what"].startswith("YAML 写法不对")


def test_books_in_other_forms_are_told(write: Writer, tmp_path: Path) -> None:
    write()
    others = ("old.xls", "macro.XLSM", "wps.et", "open.ods", "plain.csv")
    for name in others:
        (tmp_path / name).write_bytes(b"x")

    result = run("check", tmp_path)

    assert result.exit_code == 1
    assert "查了 6 个事项，5 个有错误。" in result.output
    for name in others:
        assert f"{name}：这种表格读不了。改法：在表格软件里另存为 .xlsx" in result.output


def test_a_folder_without_services_is_told(tmp_path: Path) -> None:
    result = run("check", tmp_path)

    assert result.exit_code == 1
    assert "没有找到事项文件。改法：" in result.output


def test_a_book_is_not_written_where_there_is_no_folder(tmp_path: Path) -> None:
    result = run("new", tmp_path / "nowhere" / "a.xlsx")

    assert result.exit_code == 2
    assert "写不进去（没有这个文件夹）" in result.output


def test_a_book_that_was_saved_again_may_stay_beside(tmp_path: Path) -> None:
    run("new", tmp_path / "my.xlsx")
    (tmp_path / "my.xls").write_bytes(b"x")

    assert run("check", tmp_path).exit_code == 0


def test_the_ending_of_a_book_may_be_in_capitals(tmp_path: Path) -> None:
    book = tmp_path / "MY.XLSX"

    assert run("new", book).exit_code == 0
    assert "查了 1 个事项，没有错误。" in run("check", tmp_path).output


@pytest.mark.parametrize("into", ["file", "file/below"])
def test_a_place_that_takes_nothing_is_told(into: str, write: Writer, tmp_path: Path) -> None:
    (tmp_path / "services").mkdir()
    write().rename(tmp_path / "services" / "small.yaml")
    (tmp_path / "file").write_bytes(b"mine")

    result = run("build", "--services", tmp_path / "services", "--into", tmp_path / into)

    assert result.exit_code == 2
    assert f"{into}：写不进去（" in result.output
    assert "改法：" in result.output
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_a_folder_with_only_its_own_order_has_that_order(write: Writer, tmp_path: Path) -> None:
    write()
    write(id="aaa")
    order = {"schema": "kiosk-service/1", "services": [{"id": "small", "weight": 1}]}
    (tmp_path / "_index.yaml").write_text(yaml.safe_dump(order, allow_unicode=True), "utf-8")

    run("build", "--services", tmp_path, "--into", tmp_path / "out")

    cards = Catalogue(tmp_path / "out").services()
    assert [card.id for card in cards] == ["small", "aaa"]


def test_a_shipped_service_is_known_by_its_id_wherever_it_stands(write: Writer) -> None:
    file = write(eligibility=[{"test": "${a} = '1'", "fail": "不行。", "offer": "dibao"}])

    assert run("check", file).exit_code == 0


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["check", "/no/such/file"], 1),
        (["new", "a.xls"], 2),
        (["new"], 2),
        (["fly"], 2),
        (["new", "x.xlsx", "--from", "nix"], 1),
    ],
)
def test_wrong_use_is_told_apart_from_mistakes(words: list[str], status: int) -> None:
    assert run(*words).exit_code == status


def test_new_leaves_an_existing_book_alone(tmp_path: Path) -> None:
    book = tmp_path / "a.xlsx"
    book.write_bytes(b"mine")

    assert run("new", book).exit_code == 2
    assert book.read_bytes() == b"mine"


def test_the_program_runs_by_its_module_and_speaks_chinese() -> None:
    out = subprocess.run(
        [sys.executable, "-m", "kiosk.catalogue", "--help"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip

    assert "检查事项文件" in out.stdout
