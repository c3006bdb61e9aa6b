"""``hall-sync verify``: whatever is changed, added or removed is named, and nothing else is."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from kiosk.domain.case import CaseState
from kiosk.domain.chain import short_head
from kiosk.ports.cases import CaseRow
from kiosk.store.register import CaseRegister
from sync.cli import main as hall_sync
from tests.online import Kiosk, LocalPlatform, run_dry, served, typed


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
    return typed(hall_sync, ["verify", *arguments], kiosk.environment("http://127.0.0.1:9"))


def verified(kiosk: Kiosk, *arguments: str, status: int = 0) -> Any:
    done = said(kiosk, *arguments, "--json")
    assert done.exit_code == status, done.stderr
    return json.loads(done.stdout)


def faults(kiosk: Kiosk) -> list[str]:
    return [fault["what"] for fault in verified(kiosk, status=1)["faults"]]


def meddle(kiosk: Kiosk, statement: str, *values: object) -> None:
    """Change the database behind the kiosk's back."""
    with sqlite3.connect(kiosk.data / "hall.db") as intruder:
        intruder.execute(statement, values)
    intruder.close()


def work(kiosk: Kiosk, platform: LocalPlatform) -> None:
    with served(platform.app) as url:
        client = kiosk.client(url)
        run_dry(kiosk.engine(client))
        client.close()


def received(kiosk: Kiosk, platform: LocalPlatform) -> CaseRow:
    """Return a case that the real platform took."""
    case = kiosk.seal()
    work(kiosk, platform)
    return case


def test_verify_follows_the_chain_to_the_head_on_a_slip(kiosk: Kiosk) -> None:
    kiosk.seal()
    printed = short_head(kiosk.cases.chain_head())
    kiosk.seal()

    found = verified(kiosk, "--head", printed.lower())

    assert (found["events"], found["bundles"], found["faults"]) == (2, 2, [])
    assert found["head"] == short_head(kiosk.cases.chain_head())
    assert "存证码在链里" in said(kiosk, "--head", printed).stdout
    assert said(kiosk, "--head", "12").exit_code == 2
    (fault,) = verified(kiosk, "--head", "0123 4567 89AB CDEF", status=1)["faults"]
    assert "不在事件链里" in fault["what"]


def test_verify_names_each_broken_bundle_and_the_next_step(kiosk: Kiosk) -> None:
    flipped, cut, missing, swapped, good = (kiosk.seal() for _ in range(5))
    folder = kiosk.data / "bundles"
    raw = bytearray((folder / flipped.file_name).read_bytes())
    raw[-200] ^= 1
    (folder / flipped.file_name).write_bytes(raw)
    (folder / cut.file_name).write_bytes((folder / cut.file_name).read_bytes()[:-1])
    (folder / missing.file_name).unlink()
    (folder / swapped.file_name).write_bytes((folder / good.file_name).read_bytes())

    found = verified(kiosk, status=1)["faults"]

    assert {fault["file"] for fault in found} == {
        f"bundles/{case.file_name}" for case in (flipped, cut, missing, swapped)
    }
    assert all("不要删" in fault["next_step"] for fault in found)


def test_verify_names_the_first_event_that_was_changed(kiosk: Kiosk) -> None:
    for _ in range(3):
        kiosk.seal()
    meddle(kiosk, "update events set note = 'rev 1' where seq = 2")

    (fault,) = verified(kiosk, status=1)["faults"]

    assert fault["file"] == "hall.db"
    assert "第 2 条" in fault["what"]


def test_case_that_was_removed_with_its_file_is_missed(kiosk: Kiosk) -> None:
    case, _ = kiosk.seal(), kiosk.seal()
    (kiosk.data / "bundles" / case.file_name).unlink()
    meddle(kiosk, "delete from cases where case_id = ?", case.case_id)

    (what,) = faults(kiosk)

    assert case.case_id in what
    assert "登记簿里没有了" in what


def test_case_is_not_received_without_a_receipt(kiosk: Kiosk) -> None:
    case = kiosk.seal()
    meddle(kiosk, "update cases set state = 'received' where case_id = ?", case.case_id)

    untold, unproven = faults(kiosk)

    assert all(case.slip_number in what for what in (untold, unproven))
    assert "事件链里没有这件事" in untold
    assert "没有平台的回执" in unproven


@pytest.mark.parametrize(
    ("field", "value"), [("sequence", 99), ("seal", "0" * 64), ("signature", "AAAA"), ("x", 1)]
)
def test_receipt_must_be_the_platforms(
    kiosk: Kiosk, platform: LocalPlatform, field: str, value: object
) -> None:
    case = received(kiosk, platform)
    assert verified(kiosk)["faults"] == []
    meddle(kiosk, "update cases set receipt = json_set(receipt, ?, ?)", f"$.{field}", value)

    (what,) = faults(kiosk)

    assert case.slip_number in what
    assert "不是平台签的" in what


def test_received_case_is_not_put_back_among_the_unsent(
    kiosk: Kiosk, platform: LocalPlatform
) -> None:
    case = received(kiosk, platform)
    meddle(kiosk, "update cases set state = 'sealed' where case_id = ?", case.case_id)

    (what,) = faults(kiosk)

    assert "却登记为还没送" in what


def test_row_that_nobody_sealed_is_seen(kiosk: Kiosk) -> None:
    case = kiosk.seal()
    meddle(kiosk, "delete from events where case_id = ?", case.case_id)

    (what,) = faults(kiosk)

    assert "没有它的封存记录" in what


def test_state_that_the_chain_does_not_tell_of_is_seen(kiosk: Kiosk) -> None:
    for state in sorted(set(CaseState) - {CaseState.SEALED}):
        case = kiosk.seal()
        meddle(kiosk, "update cases set state = ? where case_id = ?", state, case.case_id)
        assert any("事件链里没有这件事" in what for what in faults(kiosk)), state
        meddle(kiosk, "update cases set state = 'sealed' where case_id = ?", case.case_id)


def test_row_that_was_lost_is_told_and_comes_back_with_the_next_start(kiosk: Kiosk) -> None:
    lost, whole = kiosk.seal(), kiosk.seal()
    damaged = kiosk.data / "bundles" / "01a2071c-fd48-7515-9048-57e8154382b7-1.case"
    damaged.write_bytes(b"HALLCAS1")
    meddle(kiosk, "delete from cases where case_id = ?", lost.case_id)

    found = verified(kiosk, status=1)["faults"]
    kiosk.cases.tidy(kiosk.bundles, at=kiosk.clock.now())
    damaged.unlink()

    assert {fault["file"] for fault in found} == {
        "hall.db", f"bundles/{lost.file_name}", f"bundles/{damaged.name}",
    }  # fmt: skip
    assert any("重新启动 hall-kiosk" in fault["next_step"] for fault in found)
    assert verified(kiosk)["faults"] == []
    assert {kiosk.row(case).state for case in (lost, whole)} == {CaseState.SEALED}


def test_nothing_is_amiss_in_all_that_may_happen_to_a_case(
    kiosk: Kiosk, platform: LocalPlatform
) -> None:
    corrected = kiosk.correct(kiosk.seal())
    case, stopped = received(kiosk, platform), kiosk.seal()
    register = CaseRegister(kiosk.database, actor="test")
    register.change_state(
        stopped, to=CaseState.HELD, verb="held", reason="x", at=kiosk.clock.now()
    )
    platform.desk.accept(case.case_id)
    platform.desk.close(case.case_id)
    work(kiosk, platform)

    assert verified(kiosk)["faults"] == []
    assert kiosk.row(case).state is CaseState.DONE
    assert kiosk.row(corrected).state is CaseState.RECEIVED
