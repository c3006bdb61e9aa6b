"""The window is killed again and again while citizens apply: nothing is lost, nothing doubled."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from random import Random
from signal import SIGKILL
from typing import Any, TypeAlias

import pytest

from kiosk.domain.case import CaseState
from kiosk.ports.cases import CaseRow
from kiosk.ports.outbox import Receipt
from kiosk.settings import Settings, read_settings
from kiosk.store.cases import SqliteCases, Tidied
from kiosk.store.database import HallDatabase, open_database
from kiosk.store.register import CaseFilter, CaseRegister
from kiosk.vault.bundle import BundleFiles
from kiosk.vault.keys import load_keys
from kiosk.vault.opener import BundleOpener
from kiosk.vault.receipts import verify_receipt
from sync.platform.keys import own_keys
from tests.made_up import NOON, verify_chain
from tests.online import (
    PATIENCE_SECONDS,
    LocalPlatform,
    PlatformProcess,
    sync_command,
    wait_for,
)
from tests.processes.applying_child import number_citizen

RANDOM_KILLS = 8
LIFE_SECONDS = (0.2, 5.0)
ENDLESS = 1000
Fact: TypeAlias = dict[str, Any]


class Kiosk:
    """A kiosk's folder across the lives of its window."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings: Settings = read_settings({}, data=folder / "data", keys=folder / "keys")
        self.lives: list[list[Fact]] = []

    @property
    def facts(self) -> list[Fact]:
        return [fact for life in self.lives for fact in life]

    @property
    def next_citizen(self) -> int:
        """Who is at the window when it opens again: whoever has no slip yet."""
        if not self.facts:
            return 0
        last = self.facts[-1]
        return int(last["citizen"]) + (last["fact"] in {"shown", "found"})

    def live(self, *, seconds: float | None = None, death: str = "") -> None:
        """Let citizens apply; kill the window so long after the first came, or let it die."""
        assert self._run(ENDLESS, seconds=seconds, death=death) == -SIGKILL, self.errors

    def finish(self) -> None:
        """Let whoever was cut off last come to an end."""
        assert self._run(1) == 0, self.errors

    @property
    def errors(self) -> str:
        """What the last window wrote to standard error."""
        return (self.folder / f"window-{len(self.lives)}.err").read_text("utf-8")

    def _run(self, count: int, *, seconds: float | None = None, death: str = "") -> int:
        said = self.folder / f"said-{len(self.lives) + 1}.jsonl"
        heard = self.folder / f"window-{len(self.lives) + 1}.err"
        module = "tests.processes.applying_child"
        with (
            said.open("wb") as out,
            heard.open("wb") as errors,
            subprocess.Popen(
                [sys.executable, "-m", module, str(self.folder), str(self.next_citizen),
                 str(count), death],
                stdout=out,
                stderr=errors,
            ) as child,
        ):  # fmt: skip
            wait_for(lambda: said.stat().st_size or child.poll() is not None)
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=seconds or PATIENCE_SECONDS)
            child.kill()
        lines = said.read_bytes().splitlines(keepends=True)
        whole = [line for line in lines if line.startswith(b"{") and line.endswith(b"\n")]
        self.lives.append([json.loads(line) for line in whole])
        return child.returncode

    @contextmanager
    def database(self) -> Iterator[HallDatabase]:
        database = open_database(self.settings.database)
        yield database
        database.close()

    def owner(self, row: CaseRow) -> str:
        """Open the whole case with the platform's key; return whose it is."""
        bundles = BundleFiles(self.settings.bundles)
        secrets = own_keys(self.folder / "platform").current
        opener = BundleOpener(private_key=secrets.hpke, key_id=secrets.public.key_id)
        manifest = bundles.manifest(row.file_name)
        assert manifest.seal() == row.seal
        opened = opener.open_case(manifest, lambda sha: bundles.part(row.file_name, sha))
        named = {name for value in opened.answers.values() for name in value.split()}
        assert {a.slot for a in opened.attachments} - {"g_sign-sign.json"} <= named
        return opened.answers["id_no"]


def was_known(fact: Fact) -> bool:
    """Whether the draft already bears the name of a card."""
    return bool(fact["answers"].get("id_no"))


def assert_went_on(before: Sequence[Fact], after: Sequence[Fact]) -> None:
    """Who was cut off found every answer again that was announced as kept, or their case."""
    kept = [f for f in before if f["fact"] == "kept" and f["citizen"] == before[-1]["citizen"]]
    if before[-1]["fact"] in {"shown", "found"} or not kept or not was_known(kept[-1]):
        return
    met = after[1]
    assert met["fact"] in {"reopened", "found"}
    if met["fact"] == "reopened":
        announced, found = kept[-1]["answers"], met["answers"]
        assert announced.keys() <= found.keys()
        # One answer may be newer: it was kept, and the kill came before it was announced.
        assert sum(found[name] != value for name, value in announced.items()) <= 1
        assert kept[-1]["attached"].items() <= met["attached"].items()


def assert_each_applied_once(kiosk: Kiosk) -> list[CaseRow]:
    """Every slip that was shown has its case, every case is whole, nobody has two."""
    shown = {f["slip"]: f["citizen"] for f in kiosk.facts if f["fact"] in {"shown", "found"}}
    bundles = BundleFiles(kiosk.settings.bundles)
    with kiosk.database() as database:
        tidied = SqliteCases(database).tidy(bundles, at=NOON)
        rows = CaseRegister(database, actor="test").find(CaseFilter(), limit=ENDLESS).cases
        verify_chain(database)
        events = database.rows("select case_id from events where kind = 'sealed'")
        drafts = database.rows("select draft_id from drafts where card_key <> ''")

    assert tidied == Tidied()
    assert {row.slip_number: kiosk.owner(row) for row in rows} == {
        slip: number_citizen(citizen).number for slip, citizen in shown.items()
    }
    assert len(set(shown.values())) == len(shown) == len(rows)
    assert sorted(e["case_id"] for e in events) == sorted(row.case_id for row in rows)
    assert sorted(bundles.file_names()) == sorted(row.file_name for row in rows)
    assert drafts == []
    return list(rows)


def assert_arrived_once(kiosk: Kiosk, rows: Sequence[CaseRow]) -> None:
    """The platform has each case once, and the kiosk its signed word for each."""
    trusted = load_keys(kiosk.settings.keys, data=kiosk.settings.data).platform
    with kiosk.database() as database:
        register = CaseRegister(database, actor="test")
        for row in rows:
            facts = register.show(row.case_id, rev=row.rev)
            assert facts
            verify_receipt(Receipt(**json.loads(facts.receipt)), trusted.receipt_public, row.seal)
            assert facts.case.state is CaseState.RECEIVED
    platform = LocalPlatform(kiosk.folder / "platform")
    assert sorted(c.case_id for c in platform.desk.cases()) == sorted(r.case_id for r in rows)
    platform.close()


def deliver(kiosk: Kiosk) -> None:
    """Let the worker do once what is due, with the platform running."""
    platform = PlatformProcess(kiosk.folder / "platform")
    platform.start()
    try:
        platform.wait_until_up()
        environment = os.environ | {
            "HALL_DATA": str(kiosk.settings.data),
            "HALL_KEYS": str(kiosk.settings.keys),
            "HALL_PLATFORM_URL": platform.url,
        }
        assert sync_command(["run", "--once"], environment).returncode == 0
    finally:
        platform.kill()


@pytest.mark.slow
def test_window_killed_at_any_moment_loses_nothing_and_doubles_nothing(
    tmp_path: Path, unused_kiosk: Path
) -> None:
    kiosk = Kiosk(shutil.copytree(unused_kiosk, tmp_path / "hall"))
    chance = Random(20261123)

    for _ in range(RANDOM_KILLS):
        kiosk.live(seconds=chance.uniform(*LIFE_SECONDS))
    kiosk.live(death="bundle")
    kiosk.live(death="record")
    kiosk.finish()

    # A window that was killed at its first sign of life met nobody.
    for before, after in pairwise(life for life in kiosk.lives if len(life) > 1):
        assert_went_on(before, after)
    assert [fact["fact"] for fact in kiosk.lives[-2]][1] == "reopened"
    assert [fact["fact"] for fact in kiosk.lives[-1]] == ["begun", "found"]
    rows = assert_each_applied_once(kiosk)
    assert len(rows) >= 2
    deliver(kiosk)
    assert_arrived_once(kiosk, rows)
