"""Writes a database of today's tables as SQL, to be opened by every later version.

``python -m tests.store.save_database N-NAME.sql``, once, together with the migration NAME.
"""

import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect
from tempfile import TemporaryDirectory

from kiosk.domain.case import PlatformStatus, StatusChange
from kiosk.domain.ids import CaseId, DraftId
from kiosk.domain.rating import Rating
from kiosk.ports.drafts import DraftRow
from kiosk.store.cases import SqliteCases
from kiosk.store.database import HallDatabase, open_database
from kiosk.store.drafts import SqliteDrafts
from kiosk.store.outbox import SqliteOutbox
from tests.contracts.test_case_store import a_sealed
from tests.contracts.test_outbox import a_receipt
from tests.made_up import NOON, TERMINAL, a_slip_number

_MINUTE = timedelta(minutes=1)


def fill(database: HallDatabase) -> None:
    """Keep something in every table: a received case, a waiting one, an untried one, a draft."""
    cases, outbox = SqliteCases(database), SqliteOutbox(database)
    for name in "abc":
        number = cases.next_slip_number(terminal=TERMINAL, day=NOON.date())
        sealed = a_sealed(name, group=str(number))
        cases.add_sealed([sealed], slip_number=number, applicant_key="p1", at=NOON)
    for due in (outbox.claim(now=NOON, lease=_MINUTE) for _ in range(2)):
        if due and due.case_id == "a":
            outbox.settle_received(due, a_receipt("a"), at=NOON)
        elif due:
            outbox.settle_later(due, next_at=NOON + _MINUTE, why="timeout", at=NOON)
    told = StatusChange(
        case_id=CaseId("a"),
        rev=1,
        status=PlatformStatus.NEEDS_CORRECTION,
        at=NOON,
        note="note",
        to_correct=("one",),
    )
    outbox.keep_changes([told], cursor="c1", at=NOON)
    outbox.note_contact(NOON, online=True, why="")
    cases.rate(a_slip_number(), Rating.SATISFIED, at=NOON)
    SqliteDrafts(database).keep(
        DraftRow(
            draft_id=DraftId("d1"),
            services="senior-allowance",
            card_key="card",
            code_key="code",
            sealed=b"\x01\x02",
            updated_at=NOON,
            expires_at=NOON + timedelta(hours=24),
        ),
        parts={"p1"},
        new_parts={"p1": b"\x03"},
    )


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        file = Path(folder) / "hall.db"
        fill(open_database(file))
        with closing(connect(file)) as connection:
            lines = "\n".join(connection.iterdump())
    (Path(__file__).parent / "saved" / sys.argv[1]).write_text(f"{lines}\n", "utf-8")
