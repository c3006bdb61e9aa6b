"""Case rows out of the database, and the one place where a case changes its state."""

import json
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from kiosk.domain.case import CaseState, may_become
from kiosk.domain.errors import StorageFailed
from kiosk.domain.ids import CaseId
from kiosk.domain.rating import Rating
from kiosk.ports.cases import CaseRow
from kiosk.store.database import read_time

SELECT_CASES = """
select case_id, rev, cases.slip_number as slip_number, service, service_version, schema_digest,
    state, sealed_at, seal, file_name, platform_number, received_at, attempts, next_at,
    why_waiting, by_helper, is_urgent, needs_character, rating, number, item_code, lease_until,
    receipt
from cases
left join ratings on ratings.slip_number = cases.slip_number
"""


def case_row(row: dict[str, Any]) -> CaseRow:
    """Return the case in a row of ``SELECT_CASES``.

    Raises:
        StorageFailed: somebody wrote into it what we never write.
    """
    try:
        return _case_row(row)
    except ValueError:
        raise StorageFailed(f"row {row['number']} of cases makes no sense") from None


def _case_row(row: dict[str, Any]) -> CaseRow:
    return CaseRow(
        case_id=CaseId(row["case_id"]),
        rev=row["rev"],
        slip_number=row["slip_number"],
        service=row["service"],
        service_version=row["service_version"],
        schema_digest=row["schema_digest"],
        state=CaseState(row["state"]),
        sealed_at=datetime.fromisoformat(row["sealed_at"]),
        seal=row["seal"],
        file_name=row["file_name"],
        platform_number=row["platform_number"],
        received_at=read_time(row["received_at"]),
        attempts=row["attempts"],
        next_at=read_time(row["next_at"]),
        why_waiting=row["why_waiting"],
        by_helper=bool(row["by_helper"]),
        is_urgent=bool(row["is_urgent"]),
        needs_character=bool(row["needs_character"]),
        rating=Rating(row["rating"]) if row["rating"] else None,
    )


def move(db: Database, case_id: str, rev: int, *, to: CaseState) -> bool:
    """Change the state inside the running transaction, if the table of states allows it.

    Returns:
        Whether the case was changed; an unknown case and a forbidden step change nothing.
    """
    before = [old for old in CaseState if may_become(old, to)]
    moved = db.execute(
        """
        update cases
        set state = ?
        where case_id = ? and rev = ? and state in (select value from json_each(?))
        """,
        (to, case_id, rev, json.dumps(before)),
    )
    return moved.rowcount > 0
