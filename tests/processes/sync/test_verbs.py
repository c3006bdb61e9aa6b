"""The verbs of ``hall-sync`` and ``hall-platform`` as an admin and a clerk type them."""

import json
import os
import shutil
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.catalogue.authoring.folder import shipped_services
from kiosk.catalogue.cli import main as hall_catalogue
from kiosk.domain.application import ServiceRef
from kiosk.domain.case import CaseState, PlatformStatus, StatusChange
from kiosk.store.lock import only_one
from kiosk.store.register import CaseRegister
from kiosk.vault.enrolment import in_fours
from kiosk.vault.keys import load_keys
from sync.cli import main as hall_sync
from sync.outcomes import Failure, TryLater
from sync.platform.cli import main as hall_platform
from sync.platform.keys import own_keys
from sync.platform.signing import SignedAnswers
from sync.run import WORKER
from tests.fakes.platform import ScriptedPlatform
from tests.made_up import NAME, NUMBER, TERMINAL, a_photo
from tests.online import (
    Kiosk,
    LocalPlatform,
    run_dry,
    served,
    sync_command,
    typed,
)

DEAD = "http://127.0.0.1:9"  # the discard port: nobody listens


@pytest.fixture(name="platform")
def a_platform(tmp_path: Path) -> Iterator[LocalPlatform]:
    platform = LocalPlatform(tmp_path / "platform")
    yield platform
    platform.close()


@pytest.fixture(name="kiosk")
def a_kiosk(tmp_path: Path, platform: LocalPlatform) -> Iterator[Kiosk]:
    kiosk = platform.enrolled(tmp_path / "kiosk")
    yield kiosk
    kiosk.close()


def said(kiosk: Kiosk, *arguments: str) -> Result:
    return typed(hall_sync, arguments, kiosk.environment(DEAD))


def verb(kiosk: Kiosk, *arguments: str, status: int = 0) -> Any:
    done = said(kiosk, *arguments, "--json")
    assert done.exit_code == status, done.stderr
    return json.loads(done.stdout)


def run_once(kiosk: Kiosk) -> Any:
    """Run the worker in a process of its own, for it takes hold of the signals."""
    done = sync_command(["run", "--once", "--json"], kiosk.environment(DEAD))
    assert done.returncode == 4, done.stderr
    assert "这次没能送：连不上平台。办件都在本机。下一步：检查网线" in done.stderr
    return json.loads(done.stdout)


def test_status_counts_cases_and_says_why_the_platform_is_not_there(kiosk: Kiosk) -> None:
    kiosk.seal()

    told = run_once(kiosk)

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
    table = said(kiosk, "list").stdout
    assert "已暂缓" in table
    assert f"K 000012 2026 1123 {two.slip_number[15:19]} {two.slip_number[19:]}" in table


def test_show_tells_every_event_by_case_id_and_slip(kiosk: Kiosk) -> None:
    case = kiosk.seal()

    by_id, by_slip = verb(kiosk, "show", case.case_id), verb(kiosk, "show", case.slip_number)

    assert by_id == by_slip
    assert [e["kind"] for e in by_id[0]["events"]] == ["sealed"]
    assert by_id[0]["seal"] == case.seal


def test_list_shows_titles_once_services_are_compiled(kiosk: Kiosk, tmp_path: Path) -> None:
    services = tmp_path / "services"
    services.mkdir()
    for file in (*shipped_services().glob("_*.yaml"), shipped_services() / "dibao.yaml"):
        shutil.copy(file, services)
    case = kiosk.seal(service=ServiceRef(service="dibao", version="1", schema_digest="0" * 64))
    assert "dibao" in said(kiosk, "list").stdout

    into = ["--into", str(kiosk.data / "catalogue")]
    assert typed(hall_catalogue, ["build", "--services", str(services), *into]).exit_code == 0

    for told in (said(kiosk, "list").stdout, said(kiosk, "show", case.slip_number).stdout):
        assert "低保" in told
        assert "dibao" not in told


def test_show_tells_events_in_words_and_local_time(kiosk: Kiosk) -> None:
    case = kiosk.seal()
    told = StatusChange(
        case_id=case.case_id, rev=1, status=PlatformStatus.ACCEPTED,
        at=datetime(2026, 11, 23, 1, tzinfo=UTC),
    )  # fmt: skip
    kiosk.outbox.keep_changes([told], cursor="c", at=datetime(2026, 11, 23, 1, tzinfo=UTC))

    table = said(kiosk, "show", case.case_id).stdout

    assert "已封存 第 1 版 seal" in table
    assert "2026-11-23 09:00:00 平台更新状态 第 1 版 已受理" in table


def test_status_says_when_nobody_sends_and_how_old_the_news_is(kiosk: Kiosk) -> None:
    assert "还没有连过" in said(kiosk, "status").stdout

    now = kiosk.clock.now()
    kiosk.outbox.note_contact(now - timedelta(minutes=20, seconds=5), online=True, why="")

    told, table = verb(kiosk, "status"), said(kiosk, "status").stdout
    assert (told["worker"], told["online"]) == (False, False)
    assert "没有在运行。下一步：systemctl start hall-sync" in table
    assert "不知道，上次连通是 20 分钟前" in table

    kiosk.outbox.note_contact(now, online=True, why="")
    assert verb(kiosk, "status")["online"] is True

    kiosk.outbox.note_contact(now + timedelta(hours=5), online=True, why="")
    assert verb(kiosk, "status")["online"] is False
    assert "时钟往回调过" in said(kiosk, "status").stdout


def test_show_of_nothing_fails_with_the_next_step(kiosk: Kiosk) -> None:
    done = said(kiosk, "show", "K1")

    assert done.exit_code == 1
    assert "hall-sync list" in done.stderr


def test_explain_gives_one_reason_and_one_step(kiosk: Kiosk) -> None:
    case = kiosk.seal()
    run_once(kiosk)

    (told,) = verb(kiosk, "explain", case.slip_number)

    assert told["why"] == "连不上平台，办件安全地存在本机。同步程序现在没有在运行。"
    assert told["next_step"].startswith("运行 systemctl start hall-sync")
    assert "网线" in told["next_step"]
    with only_one(kiosk.data, WORKER):
        (running,) = verb_elsewhere(kiosk, "explain", case.slip_number)
    assert running["why"] == "连不上平台，办件安全地存在本机。"


def verb_elsewhere(kiosk: Kiosk, *arguments: str) -> Any:
    """Run a verb in a process of its own: a lock is not seen by the process that holds it."""
    done = sync_command([*arguments, "--json"], kiosk.environment(DEAD))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_case_in_the_hand_of_a_dead_worker_is_not_being_sent(kiosk: Kiosk) -> None:
    case = kiosk.seal()
    kiosk.outbox.claim(now=kiosk.clock.now(), lease=timedelta(seconds=1000))

    (told,) = verb(kiosk, "explain", case.slip_number)

    assert told["why"] == "已封存在本机，排队等待发送。同步程序现在没有在运行。"


def test_clock_put_back_holds_up_no_case(kiosk: Kiosk, platform: LocalPlatform) -> None:
    waiting, leased = kiosk.seal(), kiosk.seal()
    ahead = kiosk.clock.now() + timedelta(hours=20)
    for case in (waiting, leased):
        claimed = kiosk.outbox.claim(now=ahead, lease=timedelta(minutes=2))
        assert claimed
        if case is waiting:
            kiosk.outbox.settle_later(claimed, next_at=ahead, why="unreachable", at=ahead)

    with served(platform.app) as url:
        done = sync_command(["run", "--once", "--json"], kiosk.environment(url))

    assert json.loads(done.stdout)["counts"] == {"received": 2}


def with_feed(platform: LocalPlatform, *entries: object) -> ASGIApp:
    """Return the platform with another feed than its own."""
    page = {"changes": entries, "cursor": "c1", "has_more": False}
    feed = SignedAnswers(Response(json.dumps(page)), secrets=platform.secrets)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        is_feed = scope["path"] == "/v1/changes"
        await (feed if is_feed else platform.app)(scope, receive, send)

    return app


def test_bad_entry_of_the_feed_is_passed_over_reported_and_explained(
    kiosk: Kiosk, platform: LocalPlatform
) -> None:
    one, two = kiosk.seal(), kiosk.seal()
    accepted = [
        {"case_id": case.case_id, "rev": 1, "status": "accepted", "at": "2026-11-23T12:00:00Z"}
        for case in (one, two)
    ]
    with served(with_feed(platform, accepted[0] | {"note": "长" * 2001}, accepted[1])) as url:
        done = sync_command(["run", "--once", "--json"], kiosk.environment(url))

    assert done.returncode == 1, done.stderr
    assert '"status_unreadable"' in done.stderr
    assert "1 条办件状态读不出来" in done.stderr
    assert json.loads(done.stdout)["unreadable"] == [one.slip_number]
    assert f"hall-sync explain {one.slip_number}" in said(kiosk, "status").stdout
    assert [kiosk.row(c).state for c in (one, two)] == [CaseState.RECEIVED, CaseState.ACCEPTED]
    (doubted,), (sure,) = (verb(kiosk, "explain", c.slip_number) for c in (one, two))
    assert "可能不是最新" in doubted["why"]
    assert "平台管理员" in doubted["next_step"]
    assert sure["why"] == "平台已受理，正在办理。"


def test_retry_makes_waiting_cases_due_and_a_dry_run_changes_nothing(kiosk: Kiosk) -> None:
    case = kiosk.seal()
    platform = ScriptedPlatform()
    platform.by_case[case.case_id] = [TryLater(failure=Failure.SERVER_ERROR)]
    run_dry(kiosk.engine(platform))
    waiting = kiosk.row(case)

    dry = verb(kiosk, "retry", "--dry-run")
    assert [c["case_id"] for c in dry["cases"]] == [case.case_id]
    assert kiosk.row(case) == waiting
    assert verb(kiosk, "retry", "--why", "平台忙") == {"dry_run": False, "cases": []}

    (after,) = verb(kiosk, "retry", "--now", "--why", "server-error")["cases"]
    assert kiosk.row(case).next_at is None
    assert (after["case_id"], after["next_at"]) == (case.case_id, None)
    assert (kiosk.data / "sync.now").exists()


def test_retry_of_a_named_case_releases_it_from_quarantine(kiosk: Kiosk) -> None:
    case = kiosk.seal()
    CaseRegister(kiosk.database, actor="test").change_state(
        case, to=CaseState.QUARANTINED, verb="quarantined", reason="x", at=kiosk.clock.now()
    )
    verb(kiosk, "retry")
    assert kiosk.row(case).state is CaseState.QUARANTINED

    (after,) = verb(kiosk, "retry", case.case_id)["cases"]

    assert after["state"] == "sealed"
    assert kiosk.row(case).state is CaseState.SEALED


def test_reason_with_a_persons_number_never_reaches_the_event_chain(kiosk: Kiosk) -> None:
    case = kiosk.seal()

    done = said(kiosk, "retry", case.case_id, "--reason", f"{NAME} {NUMBER} 等着用")

    assert done.exit_code == 2
    assert NUMBER not in "".join(kiosk.database.rows("select note from events")[-1].values())


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
        done = typed(hall_sync, ["enrol", source], environment)

    assert done.exit_code == 0, done.stderr
    assert in_fours(platform.secrets.current.public.key_id) in done.stdout
    assert {p.name for p in (tmp_path / "new" / "keys").iterdir()} == {
        "device.key", "lookup.key", "signing.key", "platform.json",
    }  # fmt: skip
    missing = sync_command(["run", "--once"], environment)
    assert missing.returncode == 3
    assert "hall-sync keys correction" in missing.stderr
    stick = tmp_path / "stick"
    assert typed(hall_sync, ["keys", "correction", str(stick)], environment).exit_code == 0
    assert stick.exists()


def test_change_of_the_platforms_keys_needs_the_fingerprint_that_was_read_out(
    kiosk: Kiosk, platform: LocalPlatform, tmp_path: Path
) -> None:
    before = kiosk.keys.platform.key_id
    folder = tmp_path / "platform"
    changed = typed(hall_platform, ["keys", "--replace", "--data", str(folder)])
    fresh = own_keys(folder).current.public
    public = str(folder / "keys" / "public.json")

    unasked = said(kiosk, "enrol", public)
    mistaken = said(kiosk, "enrol", public, "--fingerprint", in_fours(before))
    still = load_keys(kiosk.keys_folder, data=kiosk.data).platform.key_id
    compared = said(kiosk, "enrol", public, "--fingerprint", in_fours(fresh.key_id).upper())
    after = load_keys(kiosk.keys_folder, data=kiosk.data)

    assert changed.exit_code == 0
    assert (unasked.exit_code, mistaken.exit_code, compared.exit_code) == (3, 3, 0)
    assert in_fours(fresh.key_id) in unasked.stderr
    assert "对不上" in mistaken.stderr
    assert still == before
    assert after.platform.key_id == fresh.key_id
    assert [keys.key_id for keys in after.former] == [before]
    assert platform.secrets.current.public.key_id == before


def test_platform_admits_lists_and_blocks_kiosks(kiosk: Kiosk, tmp_path: Path) -> None:
    folder, own = tmp_path / "platform", tmp_path / "kiosk.json"
    own.write_text(said(kiosk, "keys", "public").stdout)

    admitted = desk(folder, "admit", str(own))
    blocked = desk(folder, "block", TERMINAL)
    listed = desk(folder, "kiosks")
    again = desk(folder, "admit", str(own))

    assert [k["kiosk_id"] for k in (*admitted, *blocked, *listed, *again)] == [TERMINAL] * 4
    assert [k["is_blocked"] for k in (*admitted, *blocked, *listed, *again)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert "名册里没有" in desk(folder, "block", "000099", status=1)
    own.write_text("{}")
    assert "keys public" in desk(folder, "admit", str(own), status=1)
    assert "读不到" in desk(folder, "admit", str(tmp_path / "absent"), status=1)


def test_number_of_a_kiosk_is_not_given_to_another_key_unasked(
    kiosk: Kiosk, tmp_path: Path
) -> None:
    folder, own = tmp_path / "platform", tmp_path / "kiosk.json"
    (kiosk.keys_folder / "signing.key").unlink()
    verb(kiosk, "keys", "make")
    own.write_text(said(kiosk, "keys", "public").stdout)

    refused = desk(folder, "admit", str(own), status=1)
    replaced = desk(folder, "admit", str(own), "--replace")

    assert "--replace" in refused
    assert replaced[0]["key_id"] == json.loads(own.read_text())["key_id"]


def test_enrolment_file_that_is_none_is_named(tmp_path: Path, kiosk: Kiosk) -> None:
    (tmp_path / "other.json").write_text("{}")

    for source in (str(tmp_path / "other.json"), str(tmp_path / "absent"), DEAD, "http://[::1"):
        done = said(kiosk, "enrol", source)
        assert done.exit_code == 3
        assert "改法" in done.stderr


def desk(platform_data: Path, *arguments: str, status: int = 0) -> Any:
    done = typed(hall_platform, [*arguments, "--data", str(platform_data), "--json"])
    assert done.exit_code == status, done.stderr
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
        named = desk(data, "decide", number, "--refused", "--reason",
                     "本人电话１３８ 0013 8000 打不通", status=2)  # fmt: skip
        run_dry(kiosk.engine(client))
        client.close()

    assert listed["status"] == "received"
    assert shown["answers"]["name"] == NAME
    assert (tmp_path / "papers" / "01-id_front.jpg").read_bytes() == a_photo(1)
    assert "一次说全" in again
    assert "改法" in named
    told = kiosk.cases.changes(case.case_id)[-1]
    assert told.to_correct == ("照片看不清", "缺签名")
    assert told.deadline is not None
    assert told.deadline - told.at > timedelta(0)
    assert kiosk.row(case).state is CaseState.NEEDS_CORRECTION


@pytest.mark.parametrize("flags", [(), ("--granted", "--refused")])
def test_decision_is_never_assumed(
    kiosk: Kiosk, platform: LocalPlatform, tmp_path: Path, flags: tuple[str, ...]
) -> None:
    case = kiosk.seal()
    with served(platform.app) as url:
        client = kiosk.client(url)
        run_dry(kiosk.engine(client))
        client.close()
    place = ["--data", str(tmp_path / "platform")]

    done = typed(hall_platform, ["decide", case.case_id, "--reason", "符合条件", *flags, *place])

    assert done.exit_code == 2
    assert "--granted" in done.output
    assert platform.desk.cases()[0].latest.status is PlatformStatus.RECEIVED


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
