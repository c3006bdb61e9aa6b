"""Every wrong word, folder, address and file is told in Chinese, with a next step and a code."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from kiosk.domain.case import CaseState
from kiosk.domain.errors import StorageBusy
from kiosk.store.register import CaseRegister
from sync import explain
from sync.cli import main as hall_sync
from sync.outcomes import Failure
from sync.platform.cli import main as hall_platform
from sync.tables import CAUSE_NAMES
from sync.verbs import telling_failures
from tests.online import Kiosk, LocalPlatform, sync_command, typed

DEAD = "http://127.0.0.1:9"  # the discard port: nobody listens
ENGLISH = re.compile(r"Error:|Usage:|Try |Traceback|Invalid|No such|Missing")
READING = ("status", "list", "show K1", "explain K1", "retry", "verify", "run --once")


@pytest.fixture(name="platform")
def a_platform(tmp_path: Path) -> Iterator[LocalPlatform]:
    platform = LocalPlatform(tmp_path / "platform")
    yield platform
    platform.close()


@pytest.fixture(name="kiosk")
def a_kiosk(tmp_path: Path, platform: LocalPlatform) -> Iterator[Kiosk]:
    kiosk = Kiosk(tmp_path / "kiosk", public_json=platform.public_json)
    yield kiosk
    kiosk.close()


def said(kiosk: Kiosk, *arguments: str) -> Result:
    return typed(hall_sync, arguments, kiosk.environment(DEAD))


def is_told(done: Result, status: int, what: str) -> None:
    assert done.exit_code == status, done.output
    assert what in done.stderr
    assert not ENGLISH.search(done.stderr), done.stderr


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("frob", "没有 frob 这个命令"),
        ("lst", "是不是 list"),
        ("keys frob", "没有 frob 这个命令"),
        ("list --frob", "没有 --frob 这个选项"),
        ("list --slip", "--slip 的写法不对"),
        ("list --json=3", "--json 的写法不对"),
        ("list --limit 0", "要写 1 到"),
        ("list --limit x", "要写 1 到"),
        ("list --state nope", "quarantined"),
        ("list --older-hours x", "要写数字"),
        ("list --older-hours nan", "0 到 87600"),
        ("list --older-hours inf", "0 到 87600"),
        ("list --older-hours 1e9", "0 到 87600"),
        ("list --older-hours -1", "0 到 87600"),
        ("show", "还缺 CASE"),
        ("show a b", "多写了词"),
        ("list \udcd6\udcd0", "UTF-8"),
    ],
)
def test_wrong_use_is_told_in_chinese(kiosk: Kiosk, line: str, what: str) -> None:
    is_told(said(kiosk, *line.split()), 2, what)


@pytest.mark.parametrize("verb", ["show", "explain", "retry"])
@pytest.mark.parametrize("nothing", ["", " "])
def test_nothing_named_does_not_mean_everything(kiosk: Kiosk, verb: str, nothing: str) -> None:
    case = kiosk.seal()
    CaseRegister(kiosk.database, actor="test").change_state(
        case, to=CaseState.QUARANTINED, verb="quarantined", reason="x", at=kiosk.clock.now()
    )

    is_told(said(kiosk, verb, nothing), 2, "不能空着")

    assert kiosk.row(case).state is CaseState.QUARANTINED


@pytest.mark.parametrize("line", READING)
def test_mistyped_folder_is_refused_and_not_made(kiosk: Kiosk, tmp_path: Path, line: str) -> None:
    typo, empty = tmp_path / "typo", tmp_path / "empty"
    empty.mkdir()

    for wrong in (typo, empty):
        is_told(said(kiosk, *line.split(), "--data", str(wrong)), 3, "改法：核对 --data")

    assert not typo.exists()
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize("line", [*READING, "keys make", "enrol x"])
def test_file_in_place_of_the_data_folder_is_named(
    kiosk: Kiosk, tmp_path: Path, line: str
) -> None:
    file = tmp_path / "file"
    file.write_text("x")

    is_told(said(kiosk, *line.split(), "--data", str(file)), 3, f"{file} 是文件")


@pytest.mark.parametrize("line", READING)
def test_damaged_database_is_told_with_the_next_step(kiosk: Kiosk, line: str) -> None:
    kiosk.close()
    for log in kiosk.data.glob("hall.db-*"):
        log.unlink()
    (kiosk.data / "hall.db").write_bytes(b"damaged" * 1000)

    done = sync_command(line.split(), kiosk.environment(DEAD))

    assert done.returncode == 1
    assert "下一步：什么都不要删" in done.stderr
    assert not ENGLISH.search(done.stderr)


@pytest.mark.parametrize("line", ["status", "list", "show {slip}", "explain {slip}", "verify"])
@pytest.mark.parametrize("column", ["state", "sealed_at"])
def test_row_that_makes_no_sense_is_told(kiosk: Kiosk, line: str, column: str) -> None:
    case = kiosk.seal()
    with closing(sqlite3.connect(kiosk.data / "hall.db")) as intruder, intruder:
        intruder.execute(f"update cases set {column} = 'teapot'")  # noqa: S608 - of our own

    done = said(kiosk, *line.format(slip=case.slip_number).split())

    is_told(done, 1, "下一步：什么都不要删")


def test_odd_slip_number_and_event_are_shown_as_they_are(kiosk: Kiosk) -> None:
    case = kiosk.seal()
    with closing(sqlite3.connect(kiosk.data / "hall.db")) as intruder, intruder:
        intruder.execute("update cases set slip_number = 'teapot'")
        intruder.execute("update events set kind = 'status', note = 'rev 1 kettle'")

    table = said(kiosk, "show", case.case_id).stdout

    assert "teapot" in table
    assert "平台更新状态 第 1 版 kettle" in table


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "http://[::1", "http://", "http://a b", "http://a:99999", "ftp://a.example",
     "https://a.example/?x=1", "platform.example"],
)  # fmt: skip
def test_address_that_is_none_is_no_fault_of_the_line(kiosk: Kiosk, url: str) -> None:
    done = sync_command(["run", "--once"], kiosk.environment(url))

    assert done.returncode == 3
    assert "platform_url" in done.stderr
    assert "改法" in done.stderr
    assert said(kiosk, "status").exit_code == 0


def test_every_cause_has_a_name_in_chinese() -> None:
    known = {*map(str, Failure), *explain._WAITING, *explain._STOPPED}

    assert known == set(CAUSE_NAMES)
    assert len(set(CAUSE_NAMES.values())) == len(CAUSE_NAMES)


def test_tables_say_in_words_why_a_case_waits(kiosk: Kiosk) -> None:
    case, odd = kiosk.seal(), kiosk.seal()
    now = kiosk.clock.now()
    kiosk.outbox.settle_later(case, next_at=now, why="unreachable", at=now)
    kiosk.outbox.settle_refused(odd, to=CaseState.QUARANTINED, code="teapot", note="", at=now)
    kiosk.outbox.note_contact(now, online=False, why="portal")

    listed, shown = said(kiosk, "list").stdout, said(kiosk, "show", case.case_id).stdout

    assert "连不上平台" in listed
    assert "平台代码 teapot" in listed
    assert "没送成，稍后再送 第 1 版 连不上平台" in shown
    assert "上网认证页挡着" in said(kiosk, "status").stdout
    kiosk.outbox.note_contact(now, online=True, why="clock-skew -420 s")
    assert "本机时间和平台差 -420 秒" in said(kiosk, "status").stdout
    assert case.slip_number in said(kiosk, "list", "--why", "连不上平台", "--json").stdout


# --- the platform


def clerk(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sync.platform", *arguments],
        env=os.environ, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "status", "what"),
    [
        ("list --data {tmp}/typo", 3, "什么也没有建"),
        ("list --data {tmp}/file", 3, "什么也没有建"),
        ("serve --data {tmp}/file --port 0", 3, "是文件"),
        ("keys --data {tmp}/file", 3, "是文件"),
        ("list --data {tmp}/platform --database nonsense://x", 3, "不认识"),
        ("list --data {tmp}/platform --database mysql://x/y", 3, "不认识"),
        ("list --data {tmp}/platform --database {tmp}/nothing", 3, "--database"),
        ("list --data {tmp}/platform --database {tmp}/file", 1, "什么都不要删"),
        ("serve --data {tmp}/platform --database {tmp}/nowhere/x --port 0", 1, "核对"),
        ("correct x --data {tmp}/platform", 2, "还缺 --say"),
        ("correct x --say a --until 2026-99-99", 2, "要写日期"),
        ("correct x --say \udcd6\udcd0", 2, "UTF-8"),
        ("erase x --data {tmp}/platform", 1, "已取消"),
    ],
)
def test_wrong_use_of_the_platform_is_told_in_chinese(
    platform: LocalPlatform, tmp_path: Path, line: str, status: int, what: str
) -> None:
    (tmp_path / "file").write_text("damaged" * 1000)

    done = clerk(*line.format(tmp=tmp_path).split())

    assert (done.returncode, what in done.stderr) == (status, True), done.stderr
    assert not ENGLISH.search(done.stderr)
    assert not (tmp_path / "typo").exists()


def test_row_of_the_platform_that_makes_no_sense_is_told(
    platform: LocalPlatform, kiosk: Kiosk, tmp_path: Path
) -> None:
    from tests.contracts.sync.test_restored_platform import Halls  # noqa: PLC0415 - only here

    halls = Halls(tmp_path / "other")
    halls.kiosk.seal()
    halls.sync()
    data = tmp_path / "other" / "platform"
    with closing(sqlite3.connect(data / "platform.db")) as intruder, intruder:
        intruder.execute("update changes set status = 'teapot'")

    done = typed(hall_platform, ["list", "--data", str(data)])
    halls.kiosk.close()
    halls.platform.close()

    is_told(done, 1, "什么都不要删")


def test_database_in_use_is_not_told_as_a_broken_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit), telling_failures():
        raise StorageBusy("SQLite: database is locked")

    told = capsys.readouterr().err
    assert "等一会儿再试" in told
    assert "备份" not in told
