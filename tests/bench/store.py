"""What keeping a case costs: ``python -m tests.bench.store``.

Syncs are counted, for the disk decides what one costs; rates are told against plain sqlite3
with the same promises (WAL, synchronous = full) in the same run: keeping the same case and
chaining its event, writing rows of the same shape that say nothing, and one bare row into one
table. The first is the one that counts; the others need no work but the disk's, so how far we
are from them depends on how little a sync takes.
"""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TypeAlias

from kiosk.domain.application import Application, Attachment
from kiosk.domain.chain import FIRST_HEAD
from kiosk.domain.ids import CaseId, uuid7
from kiosk.ports.sealer import SealedCase
from kiosk.store.cases import SqliteCases
from kiosk.store.database import open_database
from kiosk.vault.bundle import HpkeSealer
from tests.made_up import (
    NOON,
    TERMINAL,
    a_key_ring,
    a_photo,
    a_slip_number,
    an_application,
)

SEALED = 40
ROUNDS = 90
CASES_A_ROUND = 20
BARE_ROW = 1400
SYNCS_ALLOWED = 3
RATE_WANTED = 0.8
Keeper: TypeAlias = Callable[[Sequence[CaseId]], float]
_PERSON = "7" * 64
_BEGIN, _END = b"seal begins\n", b"seal ends\n"


def main() -> int:
    """Print the figures; return 0 when no case takes more syncs or time than it may."""
    syncs = _syncs_a_case()
    seal_ms = _seal_times_ms()
    rates = _rates()
    case, same, bare = (
        _ratio(rates["ours"], rates[name]) for name in ("same case", "same rows", "bare row")
    )
    _say(f"syncs to seal a case of 5 photos of 300 kB: {syncs:.2f} (target <= {SYNCS_ALLOWED})")
    _say(
        f"its time here: p50 {median(seal_ms):.1f} ms, p99 {quantiles(seal_ms, n=100)[98]:.1f} ms"
    )
    for name, values in rates.items():
        _say(f"durable cases a second, {name}: {median(values):.0f}")
    _say(f"ours to plain sqlite3 that keeps the same case: {case:.2f} (wanted >= {RATE_WANTED})")
    _say(f"ours to plain sqlite3 that inserts rows of the same shape: {same:.2f}")
    _say(f"ours to plain sqlite3 that inserts one row of {BARE_ROW} bytes: {bare:.2f}")
    return int(syncs > SYNCS_ALLOWED or case < RATE_WANTED)


def _ratio(ours: list[float], raw: list[float]) -> float:
    return median(o / r for o, r in zip(ours, raw, strict=True))


def seal_cases(folder: Path, *, how_many: int, mark: Callable[[bytes], object]) -> list[float]:
    """Seal and record ``how_many`` cases after one to warm up; return milliseconds each."""
    keys = a_key_ring(folder).keys
    data = folder / "data"
    cases = SqliteCases(open_database(data / "hall.db"))
    sealer = HpkeSealer(folder=data / "bundles", keys=keys, kiosk_id=TERMINAL)
    took = []
    for number in range(how_many + 1):
        slip_number = cases.next_slip_number(terminal=TERMINAL, day=NOON.date())
        application = replace(_with_five_photos(), slip_number=slip_number)
        mark(_BEGIN if number else b"warm\n")
        began = time.perf_counter()
        sealed = sealer.seal(application, previous_head=cases.chain_head())
        cases.add_sealed([sealed], slip_number=slip_number, applicant_key="p1", at=NOON)
        took.append((time.perf_counter() - began) * 1000)
        mark(_END if number else b"warm\n")
    return took[1:]


def _with_five_photos() -> Application:
    photo = a_photo(size=300_000)
    shots = tuple(
        Attachment(slot=f"photo-{n}", media_type="image/jpeg", content=photo) for n in range(5)
    )
    return an_application(case_id=CaseId(uuid7(NOON)), attachments=shots)


def _syncs_a_case() -> float:
    with TemporaryDirectory() as folder:
        trace = Path(folder) / "trace"
        strace = shutil.which("strace")
        command = [sys.executable, "-m", "tests.bench.store", "--child", folder]
        if strace is None:
            _say("strace is missing, so only syncs outside SQLite can be counted")
            return _syncs_by_python(Path(folder)) + 1
        calls = "fsync,fdatasync,write"
        traced = [strace, "-f", "-e", f"trace={calls}", "-o", str(trace), *command]
        subprocess.run(traced, check=True, stdout=subprocess.DEVNULL)
        return _syncs_between_marks(trace.read_text("utf-8")) / SEALED


def _syncs_between_marks(trace: str) -> int:
    inside, syncs = False, 0
    for line in trace.splitlines():
        if "seal begins" in line:
            inside = True
        elif "seal ends" in line:
            inside = False
        elif inside and re.search(r"\b(fsync|fdatasync)\(", line):
            syncs += 1
    return syncs


def _syncs_by_python(folder: Path) -> float:
    plain, counted = os.fsync, 0

    def counting(handle: int) -> None:
        nonlocal counted
        counted += 1
        plain(handle)

    os.fsync = counting
    try:
        seal_cases(folder, how_many=SEALED, mark=lambda _: None)
    finally:
        os.fsync = plain
    return counted / (SEALED + 1)


def _seal_times_ms() -> list[float]:
    with TemporaryDirectory() as folder:
        return seal_cases(Path(folder), how_many=100, mark=lambda _: None)


def _rates() -> dict[str, list[float]]:
    """Return rounds of rates; the stores take turns so that a busy machine hits them alike."""
    with TemporaryDirectory() as folder:
        keepers = {
            "ours": _our_store(Path(folder)),
            "same case": _same_case(Path(folder)),
            "same rows": _same_rows(Path(folder)),
            "bare row": _bare_row(Path(folder)),
        }
        rates: dict[str, list[float]] = {name: [] for name in keepers}
        for _ in range(ROUNDS):
            for name, keep in keepers.items():
                ids = [CaseId(uuid7(NOON)) for _ in range(CASES_A_ROUND)]
                rates[name].append(keep(ids))
        return rates


def _model(folder: Path) -> Callable[[CaseId], SealedCase]:
    """Return what makes a sealed case of an id; the files are another measurement."""
    sealer = HpkeSealer(folder=folder / "bundles", keys=a_key_ring(folder).keys, kiosk_id=TERMINAL)
    model = sealer.seal(an_application(), previous_head=FIRST_HEAD).manifest
    return lambda case_id: SealedCase(replace(model, case_id=case_id), f"{case_id}-1.case")


def _our_store(folder: Path) -> Keeper:
    sealed, slip_number = _model(folder / "ours"), a_slip_number()
    cases = SqliteCases(open_database(folder / "hall.db"))

    def keep(ids: Sequence[CaseId]) -> float:
        made = [sealed(case_id) for case_id in ids]
        began = time.perf_counter()
        for case in made:
            cases.add_sealed([case], slip_number=slip_number, applicant_key=_PERSON, at=NOON)
        return len(ids) / (time.perf_counter() - began)

    return keep


def _same_case(folder: Path) -> Keeper:
    sealed, slip_number = _model(folder / "same"), str(a_slip_number())
    open_database(folder / "case.db").close()
    connection = _plain_connection(folder / "case.db")

    def keep(ids: Sequence[CaseId]) -> float:
        made = [sealed(case_id) for case_id in ids]
        began = time.perf_counter()
        for case in made:
            connection.execute("begin immediate")
            _write_case(connection, case, slip_number)
            _write_event(connection, case)
            connection.execute("commit")
        return len(ids) / (time.perf_counter() - began)

    return keep


def _write_case(connection: sqlite3.Connection, case: SealedCase, slip_number: str) -> None:
    m = case.manifest
    at = NOON.isoformat(timespec="milliseconds")
    connection.execute(
        """
        insert into cases
            (case_id, rev, slip_number, service, service_version, schema_digest, item_code,
            state, sealed_at, seal, file_name, applicant_key, by_helper, is_urgent)
        values (?, ?, ?, ?, ?, ?, ?, 'sealed', ?, ?, ?, ?, ?, ?)
        """,
        (m.case_id, m.rev, slip_number, m.service, m.service_version, m.schema_digest,
         m.item_code, at, case.seal, case.file_name, _PERSON, m.by_helper, m.is_urgent),
    )  # fmt: skip


def _write_event(connection: sqlite3.Connection, case: SealedCase) -> None:
    at, note = NOON.isoformat(timespec="milliseconds"), f"rev 1 seal {case.seal}"
    last = "select seq, head from events order by seq desc limit 1"
    seq, before = connection.execute(last).fetchone() or (0, FIRST_HEAD)
    facts = {"seq": seq + 1, "at": at, "kind": "sealed", "case_id": case.manifest.case_id,
             "actor": "kiosk", "note": note}  # fmt: skip
    told = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    head = hashlib.sha256(bytes.fromhex(before) + told.encode()).hexdigest()
    connection.execute(
        "insert into events (seq, at, kind, case_id, actor, note, previous, head)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        (*facts.values(), before, head),
    )


def _same_rows(folder: Path) -> Keeper:
    open_database(folder / "same.db").close()
    connection = _plain_connection(folder / "same.db")
    serial = count(1)

    def keep(ids: Sequence[CaseId]) -> float:
        began = time.perf_counter()
        for case_id in ids:
            connection.execute("begin immediate")
            connection.execute(_SAME_CASE, (case_id, f"{case_id}-1.case"))
            connection.execute(_SAME_EVENT, (next(serial), case_id))
            connection.execute("commit")
        return len(ids) / (time.perf_counter() - began)

    return keep


def _bare_row(folder: Path) -> Keeper:
    connection = _plain_connection(folder / "bare.db")
    connection.execute("create table cases (case_id text primary key, content blob) strict")
    content = b"x" * BARE_ROW

    def keep(ids: Sequence[CaseId]) -> float:
        began = time.perf_counter()
        for case_id in ids:
            connection.execute("insert into cases values (?, ?)", (case_id, content))
        return len(ids) / (time.perf_counter() - began)

    return keep


def _plain_connection(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    for promise in (
        "journal_mode = wal",
        "synchronous = full",
        "secure_delete = on",
        "foreign_keys = on",
    ):
        connection.execute("pragma " + promise)
    return connection


_SAME_CASE = """
insert into cases
    (case_id, rev, slip_number, service, service_version, schema_digest, item_code,
    state, sealed_at, seal, file_name, applicant_key, by_helper)
values (?, 1, 'K0000122026112300011', 'senior-allowance', '1', printf('%064d', 5),
    '11000000MB000000001', 'sealed', '2026-11-23T12:00:00.000+00:00', printf('%064d', 6), ?,
    printf('%064d', 7), 1)
"""
_SAME_EVENT = """
insert into events (seq, at, kind, case_id, actor, note, previous, head)
values (?, '2026-11-23T12:00:00.000+00:00', 'sealed', ?, 'kiosk', printf('rev 1 seal %064d', 1),
    printf('%064d', 2), printf('%064d', 3))
"""


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        seal_cases(Path(sys.argv[2]), how_many=SEALED, mark=lambda line: os.write(1, line))
    else:
        sys.exit(main())
