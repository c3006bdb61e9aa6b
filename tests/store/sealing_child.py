"""A process of its own that seals case after case, for tests that kill or starve it.

``python -m tests.store.sealing_child FOLDER COUNT [FILE_SIZE_LIMIT]`` prints ``ready`` and then,
for each case, ``sealed CASE_ID SLIP_NUMBER`` once it is durable, or the code of the error.
"""

import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

from kiosk.domain.errors import StorageFailed
from kiosk.domain.ids import CaseId, uuid7
from kiosk.store.cases import SqliteCases
from kiosk.store.database import open_database
from kiosk.vault.bundle import BundleFiles, HpkeSealer
from kiosk.vault.keys import load_keys
from tests.made_up import NUMBER, TERMINAL, an_application


def main(folder: Path, count: int, limit: int) -> None:
    data = folder / "data"
    keys = load_keys(folder / "keys", data=data)
    cases = SqliteCases(open_database(data / "hall.db"))
    sealer = HpkeSealer(folder=data / "bundles", keys=keys, kiosk_id=TERMINAL)
    cases.tidy(BundleFiles(data / "bundles"), at=datetime.now(UTC))
    say("ready")
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    for _ in range(count):
        try:
            say(seal_one(cases, sealer))
        except StorageFailed as failed:
            say(failed.code)


def seal_one(cases: SqliteCases, sealer: HpkeSealer) -> str:
    now = datetime.now(UTC)
    number = cases.next_slip_number(terminal=TERMINAL, day=now.date())
    application = an_application(case_id=CaseId(uuid7(now)), slip_number=number, captured_at=now)
    sealed = sealer.seal(application, previous_head=cases.chain_head())
    try:
        cases.add_sealed(
            [sealed], slip_number=number, applicant_key=sealer.lookup_key(NUMBER), at=now
        )
    except StorageFailed:
        sealer.discard(sealed)
        raise
    return f"sealed {sealed.manifest.case_id} {number}"


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if sys.argv[3:] else 0)
