"""The verbs of ``hall-sync`` and ``hall-platform`` as an admin and a clerk type them."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.case import CaseState
from kiosk.store.register import CaseRegister
from sync.outcomes import Failure, TryLater
from tests.fakes.platform import ScriptedPlatform
from tests.made_up import NAME, a_photo
from tests.online import (
    PATIENCE_SECONDS,
    Kiosk,
    LocalPlatform,
    run_dry,
    served,
    sync_command,
)

DEAD = "http://127.0.0.1:9"  # the discard port: nobody listens


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


def verb(kiosk: Kiosk, *arguments: str, status: int = 0) -> Any:
    done = sync_command([*arguments, "--json"], kiosk.environment(DEAD))
    assert done.returncode == status, done.stderr
    return json.loads(done.stdout)


def test_status_counts_cases_and_says_why_the_platform_is_not_there(kiosk: Kiosk) -> None:
    kiosk.seal()

    told = verb(kiosk, "run", "--once")

    assert told["online"] is False
    assert told["why"] == "unreachable"
    assert told["counts"] == {"sealed": 1}
    assert verb(kiosk, "status") == told


def test_list_filters_and_table_shows_whole_numbers(kiosk: Kiosk) -> None:
    one, two = kiosk.seal(), kiosk.seal()
    CaseRegister(kiosk.database, actor="test").change_state(
        one, to=CaseState.HELD, verb="held", reason="test", at=kiosk.clock.now()
    )

    assert [c["case_id"] for c in verb(kiosk, "list")] == [two.case_id, one.case_id]
    assert [c["case_id"] for c in verb(kiosk, "list", "--state", "held")] == [one.case_id]
    assert [c["case_id"] for c in verb(kiosk, "list", "--waiting")] == [two.case_id]
    assert verb(kiosk, "list", "--older-hours", "5") == []
    table = sync_command(["list"], kiosk.environment(DEAD)).stdout
    assert "已暂缓" in table
    assert f"K 000012 2026 1123 {two.slip_number[15:19]} {two.slip_number[19:]}" in table


def test_show_tells_every_event_by_case_id_and_slip(kiosk: Kiosk) -> None:
    case = kiosk.seal()

    by_id, by_slip = verb(kiosk, "show", case.case_id), verb(kiosk, "show", case.slip_number)

    assert by_id == by_slip
    assert [e["kind"] for e in by_id[0]["events"]] == ["sealed"]
    assert by_id[0]["seal"] == case.seal


def test_show_of_nothing_fails_with_the_next_step(kiosk: Kiosk) -> None:
    done = sync_command(["show", "K1"], kiosk.environment(DEAD))

    assert done.returncode == 1
    assert "hall-sync list" in done.stderr


def test_explain_gives_one_reason_and_one_step(kiosk: Kiosk) -> None:
    case = kiosk.seal()
    verb(kiosk, "run", "--once")

    (told,) = verb(kiosk, "explain", case.slip_number)

    assert told["why"] == "连不上平台，办件安全地存在本机。"
    assert "网线" in told["next_step"]


def test_retry_makes_waiting_cases_due_and_a_dry_run_changes_nothing(kiosk: Kiosk) -> None:
    case = kiosk.seal()
    platform = ScriptedPlatform()
    platform.by_case[case.case_id] = [TryLater(failure=Failure.SERVER_ERROR)]
    run_dry(kiosk.engine(platform))
    waiting = kiosk.row(case)

    dry = verb(kiosk, "retry", "--dry-run")
    assert [c["case_id"] for c in dry["cases"]] == [case.case_id]
    assert kiosk.row(case) == waiting

    verb(kiosk, "retry", "--now", "--why", "server-error")
    assert kiosk.row(case).next_at is None
    assert (kiosk.data / "sync.now").exists()


def test_retry_of_a_named_case_releases_it_from_quarantine(kiosk: Kiosk) -> None:
    case = kiosk.seal()
    CaseRegister(kiosk.database, actor="test").change_state(
        case, to=CaseState.QUARANTINED, verb="quarantined", reason="x", at=kiosk.clock.now()
    )
    verb(kiosk, "retry")
    assert kiosk.row(case).state is CaseState.QUARANTINED

    verb(kiosk, "retry", case.case_id)

    assert kiosk.row(case).state is CaseState.SEALED


def test_received_case_is_not_sent_again(kiosk: Kiosk) -> None:
    case = kiosk.seal()
    run_dry(kiosk.engine(ScriptedPlatform()))

    verb(kiosk, "retry", case.case_id, status=1)

    assert kiosk.row(case).state is CaseState.RECEIVED


@pytest.mark.parametrize("way", ["file", "address"])
def test_new_kiosk_enrols_and_makes_its_keys(
    tmp_path: Path, platform: LocalPlatform, way: str
) -> None:
    environment = os.environ | {
        "HALL_DATA": str(tmp_path / "new" / "data"),
        "HALL_KEYS": str(tmp_path / "new" / "keys"),
    }
    with served(platform.app) as url:
        source = f"{url}/v1/public.json" if way == "address" else str(
            tmp_path / "platform" / "keys" / "public.json"
        )  # fmt: skip
        done = sync_command(["enrol", source], environment)

    assert done.returncode == 0, done.stderr
    assert platform.secrets.public.key_id in done.stdout
    assert {p.name for p in (tmp_path / "new" / "keys").iterdir()} == {
        "device.key", "lookup.key", "signing.key", "platform.json",
    }  # fmt: skip
    missing = sync_command(["run", "--once"], environment)
    assert missing.returncode == 3
    assert "hall-sync keys correction" in missing.stderr
    stick = tmp_path / "stick"
    assert sync_command(["keys", "correction", str(stick)], environment).returncode == 0
    assert stick.exists()


def test_enrolment_file_that_is_none_is_named(tmp_path: Path, kiosk: Kiosk) -> None:
    (tmp_path / "other.json").write_text("{}")

    for source in (str(tmp_path / "other.json"), str(tmp_path / "absent"), DEAD):
        done = sync_command(["enrol", source], kiosk.environment(DEAD))
        assert done.returncode == 3
        assert "改法" in done.stderr


def desk(platform_data: Path, *arguments: str, status: int = 0) -> Any:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "sync.platform",
            *arguments,
            "--data",
            str(platform_data),
            "--json",
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == status, done.stderr
    return json.loads(done.stdout) if status == 0 else done.stderr


def test_clerk_reads_asks_for_corrections_and_the_kiosk_hears_of_it(
    tmp_path: Path, kiosk: Kiosk, platform: LocalPlatform
) -> None:
    data = tmp_path / "platform"
    case = kiosk.seal()
    with served(platform.app) as url:
        client = kiosk.client(url)
        run_dry(kiosk.engine(client))

        (listed,) = desk(data, "list")
        number = listed["platform_number"]
        shown = desk(data, "show", number, "--to", str(tmp_path / "papers"))
        desk(data, "correct", number, "--say", "照片看不清", "--say", "缺签名", "--until",
             "2026-12-31")  # fmt: skip
        again = desk(data, "correct", number, "--say", "还有一处", status=1)
        run_dry(kiosk.engine(client))
        client.close()

    assert listed["status"] == "received"
    assert shown["answers"]["name"] == NAME
    assert (tmp_path / "papers" / "01-id_front.jpg").read_bytes() == a_photo(1)
    assert "一次说全" in again
    told = kiosk.cases.changes(case.case_id)[-1]
    assert told.to_correct == ("照片看不清", "缺签名")
    assert told.deadline is not None
    assert told.deadline - told.at > timedelta(0)
    assert kiosk.row(case).state is CaseState.NEEDS_CORRECTION


def test_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = desk(tmp_path / "fresh", "serve", "--port", port, status=3)

    assert port in said
    assert "改法" in said


def test_keys_are_printed_for_enrolment(tmp_path: Path) -> None:
    first, second = desk(tmp_path / "fresh", "keys"), desk(tmp_path / "fresh", "keys")

    assert first == second
    assert set(first) == {"key_id", "hpke_public", "receipt_public"}
    for secret in ("hpke.key", "receipt.key"):
        assert (tmp_path / "fresh" / "keys" / secret).stat().st_mode & 0o077 == 0
