"""A process that seals is killed or runs out of room: what was promised is there, whole."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from random import Random

import pytest

from kiosk.domain.case import CaseState
from kiosk.domain.chain import FIRST_HEAD
from kiosk.domain.manifest import Manifest
from kiosk.ports.sealer import SealedCase
from kiosk.store.cases import SqliteCases, Tidied
from kiosk.store.database import HallDatabase, open_database
from kiosk.vault.bundle import BundleFiles, HpkeSealer
from kiosk.vault.keys import Keys
from kiosk.vault.opener import BundleOpener
from tests.made_up import (
    NAME,
    NOON,
    TERMINAL,
    KeyRing,
    a_key_ring,
    a_slip_number,
    an_application,
    verify_chain,
)

ROUNDS = 20
LONG = 60


class Machine:
    """A kiosk's folder across several lives of its process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.ring: KeyRing = a_key_ring(folder)
        self.bundles = BundleFiles(self.data / "bundles")

    def start(
        self, *, count: int, limit: int = 0, under: Sequence[str] = ()
    ) -> subprocess.Popen[str]:
        command = [*under, sys.executable, "-m", "tests.store.sealing_child"]
        return subprocess.Popen(
            [*command, str(self.folder), str(count), str(limit)],
            stdout=subprocess.PIPE,
            text=True,
        )

    def open(self) -> tuple[HallDatabase, SqliteCases]:
        database = open_database(self.data / "hall.db")
        return database, SqliteCases(database)

    def sealer(self, keys: Keys | None = None) -> HpkeSealer:
        return HpkeSealer(
            folder=self.data / "bundles", keys=keys or self.ring.keys, kiosk_id=TERMINAL
        )

    def assert_kept(self, promised: list[tuple[str, str]]) -> None:
        """Every promised case is in the database and its bundle opens; the chain verifies."""
        database, cases = self.open()
        cases.tidy(self.bundles, at=NOON)
        rows = database.rows(
            "select case_id, file_name, seal from cases where state = 'sealed' order by number"
        )
        known = {row["case_id"]: row for row in rows}
        opener = BundleOpener(
            private_key=self.ring.platform, key_id=self.ring.keys.platform.key_id
        )
        assert not [case for case, _ in promised if case not in known]
        assert len({number for _, number in promised}) == len(promised)
        for row in rows:
            manifest = self.bundles.manifest(row["file_name"])
            assert manifest.seal() == row["seal"]
            opened = opener.open_case(
                manifest, lambda sha, file=row["file_name"]: self.bundles.part(file, sha)
            )
            assert opened.answers["name"] == NAME
        assert sorted(r["file_name"] for r in rows) == sorted(self.bundles.file_names())
        assert len(list((self.data / "bundles").iterdir())) == len(rows)
        verify_chain(database)
        sealed = database.rows("select case_id from events where kind in ('sealed', 'adopted')")
        every = database.rows("select case_id from cases order by number")
        assert [e["case_id"] for e in sealed] == [r["case_id"] for r in every]
        assert database.rows("pragma integrity_check") == [{"integrity_check": "ok"}]
        database.close()


@pytest.fixture(name="machine")
def a_machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def can_trace() -> bool:
    strace = shutil.which("strace")
    if strace is None:
        return False
    return subprocess.run([strace, "-qq", "-o", os.devnull, "true"], check=False).returncode == 0


def promises(lines: list[str]) -> list[tuple[str, str]]:
    words = [line.split() for line in lines if line.startswith("sealed ") and line.endswith("\n")]
    return [(case, number) for _, case, number in words]


@pytest.mark.slow
def test_kill_at_any_moment_loses_no_promised_case_and_halves_none(machine: Machine) -> None:
    chance = Random(20261123)
    promised: list[tuple[str, str]] = []

    for _ in range(ROUNDS):
        child = machine.start(count=100_000)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(timeout=chance.uniform(0.02, 0.12))
        child.kill()
        promised += promises(child.communicate(timeout=LONG)[0].splitlines(keepends=True))

    assert len(promised) > ROUNDS
    machine.assert_kept(promised)


@pytest.mark.parametrize("limit", [0, 1, 5_000, 12_000, 40_000, 90_000, 200_000, 400_000])
def test_when_the_disk_is_full_success_is_never_said_for_nothing(
    machine: Machine, limit: int
) -> None:
    # The limit on file sizes starves the bundle first when it is small, else the log.
    with machine.start(count=40, limit=limit or 1 << 30) as child:
        lines = child.communicate(timeout=LONG)[0].splitlines(keepends=True)

    said = {line.split()[0] for line in lines[1:]}
    assert child.returncode == 0
    assert len(lines) == 41
    assert said <= {"sealed", "disk-full", "storage-failed"}
    assert (said == {"sealed"}) == (limit == 0)
    machine.assert_kept(promises(lines))


@pytest.mark.parametrize("call", ["fsync", "fdatasync"])
@pytest.mark.parametrize("nth", ["1", "3", "4", "5", "6+2", "7+"])
def test_when_the_disk_fails_to_sync_nothing_is_promised(
    machine: Machine, call: str, nth: str
) -> None:
    if not can_trace():
        pytest.skip("strace can not trace here: failing syncs are not tried")
    machine.sealer()
    machine.open()[0].close()
    inject = f"inject={call}:error=EIO:when={nth}"

    with machine.start(
        count=10, under=["strace", "-f", "-qq", "-o", os.devnull, "-e", inject]
    ) as child:
        lines = child.communicate(timeout=LONG)[0].splitlines(keepends=True)

    said = {line.split()[0] for line in lines[1:]}
    assert said <= {"sealed", "storage-failed"}
    assert "storage-failed" in said or child.returncode != 0
    machine.assert_kept(promises(lines))


_CALLS = re.compile(
    r"""
    ^\d+\s+(?:
        (?P<written>write\(\d+<[^>]*\.case\.part>)
        | (?P<file_synced>f(?:data)?sync\(\d+<[^>]*\.case\.part>\)\s+=\s0)
        | (?P<named>rename\w*\(.*\.case\.part",.*\.case".*\)\s+=\s0)
        | (?P<folder_synced>fsync\(\d+<[^>]*/bundles>\)\s+=\s0)
        | (?P<recorded>f(?:data)?sync\(\d+<[^>]*/hall\.db-wal>\)\s+=\s0)
        | (?P<said>write\(1<[^>]*>,\s"sealed\s)
    )
    """,
    re.VERBOSE | re.MULTILINE,
)


def test_a_case_is_said_to_be_safe_after_five_steps_on_the_disk_in_this_order(
    machine: Machine, tmp_path: Path
) -> None:
    if not can_trace():
        pytest.skip("strace can not trace here: the order of syncs is not looked at")
    trace = tmp_path / "trace"
    calls = "trace=write,fsync,fdatasync,rename,renameat,renameat2"

    with machine.start(
        count=5, under=["strace", "-f", "-qq", "-y", "-o", str(trace), "-e", calls]
    ) as child:
        lines = child.communicate(timeout=LONG)[0].splitlines(keepends=True)

    steps = [str(call.lastgroup) for call in _CALLS.finditer(trace.read_text())]
    each = " ".join(step for step, _ in groupby(steps)).split("said")
    assert len(promises(lines)) == 5
    # The first sync of the log keeps the slip number; at the start tables were made before it.
    for case in each[:5]:
        assert case.split()[-6:] == [
            "recorded",
            "written",
            "file_synced",
            "named",
            "folder_synced",
            "recorded",
        ]


def test_bundle_cut_off_before_its_transaction_is_removed(machine: Machine) -> None:
    database, cases = machine.open()
    cases.note_event("kiosk_started", at=NOON)
    number = cases.next_slip_number(terminal=TERMINAL, day=NOON.date())
    machine.sealer().seal(an_application(slip_number=number), previous_head=cases.chain_head())
    (machine.data / "bundles" / ".0198-1.case.part").write_bytes(b"half")

    tidied = cases.tidy(machine.bundles, at=NOON + timedelta(hours=1))

    assert tidied == Tidied(removed=2)
    assert list((machine.data / "bundles").iterdir()) == []
    database.close()


def test_lost_database_is_rebuilt_from_the_bundles(machine: Machine) -> None:
    database, cases = machine.open()
    sealer = machine.sealer()
    for serial in (1, 2):
        number = cases.next_slip_number(terminal=TERMINAL, day=NOON.date())
        both = [
            sealer.seal(an_application(slip_number=number), previous_head=cases.chain_head())
            for _ in range(2)
        ]
        cases.add_sealed(both, slip_number=a_slip_number(serial), applicant_key="", at=NOON)
    database.close()
    for file in machine.data.glob("hall.db*"):
        file.unlink()

    database, cases = machine.open()
    tidied = cases.tidy(machine.bundles, at=NOON)

    assert tidied == Tidied(adopted=4)
    assert [len(cases.by_slip(a_slip_number(n))) for n in (1, 2)] == [2, 2]
    assert cases.next_slip_number(terminal=TERMINAL, day=NOON.date()) == a_slip_number(3)
    assert cases.tidy(machine.bundles, at=NOON) == Tidied()
    verify_chain(database)


def test_bundle_of_an_odd_number_is_taken_up_too(machine: Machine) -> None:
    _, cases = machine.open()
    sealed = machine.sealer().seal(an_application(), previous_head=FIRST_HEAD)
    odd = SealedCase(replace(sealed.manifest, group="odd"), sealed.file_name)

    class OddBundles(BundleFiles):
        def manifest(self, file_name: str) -> Manifest:
            return odd.manifest

    assert cases.tidy(OddBundles(machine.data / "bundles"), at=NOON).adopted == 1


def test_very_first_bundle_cut_off_before_its_transaction_is_removed_too(
    machine: Machine,
) -> None:
    _, cases = machine.open()
    number = cases.next_slip_number(terminal=TERMINAL, day=NOON.date())
    machine.sealer().seal(an_application(slip_number=number), previous_head=cases.chain_head())

    assert cases.tidy(machine.bundles, at=NOON) == Tidied(removed=1)


def test_correction_without_a_row_is_taken_up_again(machine: Machine) -> None:
    _, cases = machine.open()
    sealer = machine.sealer()
    sealer.seal(an_application(rev=2), previous_head=FIRST_HEAD)

    assert cases.tidy(machine.bundles, at=NOON).adopted == 1
    assert [c.rev for c in cases.by_slip(a_slip_number())] == [2]


def test_case_without_its_bundle_is_quarantined(machine: Machine) -> None:
    database, cases = machine.open()
    number = cases.next_slip_number(terminal=TERMINAL, day=NOON.date())
    sealer = machine.sealer()
    sealed = sealer.seal(an_application(slip_number=number), previous_head=FIRST_HEAD)
    cases.add_sealed([sealed], slip_number=number, applicant_key="", at=NOON)
    sealer.discard(sealed)

    assert cases.tidy(machine.bundles, at=NOON) == Tidied(missing=(sealed.file_name,))
    (row,) = cases.by_slip(number)
    assert (row.state, row.why_waiting) == (CaseState.QUARANTINED, "bundle-missing")
    assert cases.tidy(machine.bundles, at=NOON) == Tidied()
    verify_chain(database)


def test_broken_bundle_stays_for_a_person_to_judge(machine: Machine) -> None:
    _, cases = machine.open()
    sealed = machine.sealer().seal(an_application(), previous_head=FIRST_HEAD)
    file = machine.data / "bundles" / sealed.file_name
    file.write_bytes(file.read_bytes()[:-1])

    tidied = cases.tidy(machine.bundles, at=NOON)

    assert tidied == Tidied(broken=(sealed.file_name,))
    assert file.exists()
