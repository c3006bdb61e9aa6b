"""Real worker, real platform, real files: everything arrives once, whatever breaks between."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeAlias

import pytest

from kiosk.domain.case import CaseState
from kiosk.ports.cases import CaseRow
from kiosk.ports.outbox import Receipt
from kiosk.store.lock import is_running
from kiosk.store.register import CaseRegister
from kiosk.vault.receipts import verify_receipt
from sync.run import WORKER
from tests.fakes.line import CUT, DOUBLE, DROP, LOSE, PASS, bad_line
from tests.made_up import verify_chain
from tests.online import (
    PATIENCE_SECONDS,
    Kiosk,
    LocalPlatform,
    PlatformProcess,
    run_dry,
    served,
    sync_command,
    wait_for,
)


class Worker:
    """``hall-sync run`` as a process."""

    def __init__(self, kiosk: Kiosk, url: str) -> None:
        self._environment = kiosk.environment(url)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sync", "run"],
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def end(self, sign: signal.Signals) -> int:
        assert self.process
        self.process.send_signal(sign)
        return self.process.wait(PATIENCE_SECONDS)

    def kill(self) -> None:
        """Leave nothing running behind a failed test."""
        if self.process and self.process.poll() is None:
            self.end(signal.SIGKILL)


Start: TypeAlias = Callable[[Kiosk, str], Worker]


@pytest.fixture(name="platform")
def a_platform(tmp_path: Path) -> Iterator[LocalPlatform]:
    platform = LocalPlatform(tmp_path / "platform")
    yield platform
    platform.close()


@pytest.fixture(name="start")
def a_starter() -> Iterator[Start]:
    """Start workers that do not outlive the test."""
    started: list[Worker] = []

    def start(kiosk: Kiosk, url: str) -> Worker:
        started.append(Worker(kiosk, url))
        started[-1].start()
        return started[-1]

    yield start
    for worker in started:
        worker.kill()


@pytest.fixture(name="kiosk")
def a_kiosk(tmp_path: Path, platform: LocalPlatform) -> Iterator[Kiosk]:
    kiosk = platform.enrolled(tmp_path / "kiosk")
    yield kiosk
    kiosk.close()


def receipts(kiosk: Kiosk, cases: list[CaseRow]) -> list[Receipt]:
    """Return the receipt the kiosk keeps for each case, verified."""
    register = CaseRegister(kiosk.database, actor="test")
    kept = []
    for case in cases:
        facts = register.show(case.case_id, rev=case.rev)
        assert facts
        receipt = Receipt(**json.loads(facts.receipt))
        verify_receipt(receipt, kiosk.keys.platform.receipt_public, case.seal)
        kept.append(receipt)
    return kept


def assert_all_arrived_once(kiosk: Kiosk, platform: LocalPlatform, cases: list[CaseRow]) -> None:
    kept = receipts(kiosk, cases)
    assert [c.case_id for c in platform.desk.cases()] == [
        r.case_id for r in sorted(kept, key=lambda r: r.sequence)
    ]
    assert len({r.platform_number for r in kept}) == len(cases)
    assert sorted(r.sequence for r in kept) == list(range(1, len(cases) + 1))
    assert {kiosk.row(c).state for c in cases} == {CaseState.RECEIVED}
    verify_chain(kiosk.database)


def test_worker_process_delivers_what_was_sealed_before_and_during_its_life(
    kiosk: Kiosk, platform: LocalPlatform, start: Start
) -> None:
    cases = [kiosk.seal() for _ in range(3)]
    with served(platform.app) as url:
        worker = start(kiosk, url)
        wait_for(lambda: kiosk.row(cases[-1]).state is CaseState.RECEIVED)
        cases.append(kiosk.seal())
        wait_for(lambda: kiosk.row(cases[-1]).state is CaseState.RECEIVED)
        status = worker.end(signal.SIGTERM)

    assert status == 0
    assert_all_arrived_once(kiosk, platform, cases)
    opened = platform.desk.show(cases[0].case_id)
    assert opened.application.answers["name"] == "欧阳碎玉"


FATES = [PASS] * 5 + [LOSE] * 2 + [CUT, DOUBLE, DROP]


@pytest.mark.parametrize("seed", range(3))
def test_lost_and_doubled_messages_leave_one_case_and_one_receipt(
    kiosk: Kiosk, platform: LocalPlatform, seed: int
) -> None:
    cases = [kiosk.seal() for _ in range(6)]
    draw = Random(seed)
    fate = partial(draw.choice, FATES)
    with served(platform.app) as url, bad_line(url, fate) as (bad_url, line):
        client = kiosk.client(bad_url)
        engine = kiosk.engine(client)
        for _ in range(500):
            # An admin in a hurry: no waiting between attempts.
            for case in cases:
                CaseRegister(kiosk.database, actor="test").retry_now(
                    kiosk.row(case), reason="test", at=kiosk.clock.now()
                )
            engine.reopen()
            run_dry(engine)
            if all(kiosk.row(c).state is CaseState.RECEIVED for c in cases):
                break
        client.close()

    assert set(line.seen) == set(FATES)
    assert_all_arrived_once(kiosk, platform, cases)


def test_kill_9_of_worker_and_platform_loses_nothing_and_doubles_nothing(
    tmp_path: Path, start: Start
) -> None:
    draw = Random(os.getpid())
    local = LocalPlatform(tmp_path / "platform")
    kiosk = local.enrolled(tmp_path / "kiosk")
    cases: list[CaseRow] = []
    platform = PlatformProcess(tmp_path / "platform")
    with ExitStack() as stack:
        stack.callback(platform.kill)
        platform.start()
        worker = start(kiosk, platform.url)

        caught_at_work = 0
        for _ in range(6):
            before = len(cases)
            cases += [kiosk.seal() for _ in range(5)]
            wait_for(partial(has_received, kiosk, before + 1), every=timedelta(milliseconds=2))
            if draw.random() < 0.5:
                worker.end(signal.SIGKILL)
                caught_at_work += not has_received(kiosk, len(cases))
                worker.start()
            else:
                platform.kill()
                caught_at_work += not has_received(kiosk, len(cases))
                platform.start()
        wait_for(partial(has_received, kiosk, len(cases)))
        worker.end(signal.SIGTERM)
        platform.kill()

    assert caught_at_work
    assert_all_arrived_once(kiosk, local, cases)
    kiosk.close()
    local.close()


def has_received(kiosk: Kiosk, goal: int) -> bool:
    counts = CaseRegister(kiosk.database, actor="test").counts()
    return counts.get(CaseState.RECEIVED, 0) >= goal


def test_second_worker_on_the_same_folder_steps_back(
    kiosk: Kiosk, platform: LocalPlatform, start: Start
) -> None:
    case = kiosk.seal()
    with served(platform.app) as url:
        worker = start(kiosk, url)
        wait_for(lambda: kiosk.row(case).state is CaseState.RECEIVED)

        second = sync_command(["run", "--once"], kiosk.environment(url))
        was_running = is_running(kiosk.data, WORKER)
        worker.end(signal.SIGINT)

    assert second.returncode == 3
    assert "已有一个 hall-sync" in second.stderr
    assert was_running
    assert not is_running(kiosk.data, WORKER)


def test_platform_stops_cleanly_when_asked_to(tmp_path: Path) -> None:
    platform = PlatformProcess(tmp_path / "platform")
    platform.start()
    try:
        platform.wait_until_up()

        assert platform.end(signal.SIGTERM) == 0
    finally:
        platform.kill()


def test_logs_of_worker_name_cases_and_nobody(kiosk: Kiosk, platform: LocalPlatform) -> None:
    from tests.made_up import needles  # noqa: PLC0415 - only here

    case = kiosk.seal()
    with served(platform.app) as url:
        done = sync_command(["run", "--once", "--json"], kiosk.environment(url))

    events = [json.loads(line)["event"] for line in done.stderr.splitlines()]
    assert events == [
        "sync_started", "link_up", "case_delivered", "case_received", "status_changed",
        "sync_stopped",
    ]  # fmt: skip
    assert case.case_id in done.stderr
    assert [n for n in needles() if n in done.stderr.encode()] == []
