"""查进度: find a citizen's cases and say how they stand, online or on the last known state."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.case import CaseState, Stage, StatusChange, stage_of
from kiosk.domain.slip_code import SlipCode
from kiosk.domain.slip_number import SlipNumber
from kiosk.ports.cases import CaseRow, CaseStore
from kiosk.ports.sealer import Sealer


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedCase:
    """One case as a citizen may see it.

    Attributes:
        as_of: when the platform was last heard, or None if it never was.
    """

    row: CaseRow
    stage: Stage
    changes: tuple[StatusChange, ...]
    as_of: datetime | None

    @property
    def to_correct(self) -> tuple[str, ...]:
        """What must be corrected (补正), while that is what the case waits for."""
        return self._newest.to_correct if self._newest and self._waits else ()

    @property
    def deadline(self) -> datetime | None:
        """Until when something must be corrected, while that is what the case waits for."""
        return self._newest.deadline if self._newest and self._waits else None

    @property
    def note(self) -> str:
        """What the platform said last of this revision, in the clerk's words, or nothing."""
        return self._newest.note if self._newest else ""

    @property
    def _newest(self) -> StatusChange | None:
        of_it = [change for change in self.changes if change.rev == self.row.rev]
        return of_it[-1] if of_it else None

    @property
    def _waits(self) -> bool:
        return self.row.state is CaseState.NEEDS_CORRECTION


class CaseFollower:
    """Finds cases by slip or by card; a number alone, which anybody may count up, finds none."""

    def __init__(self, *, cases: CaseStore, sealer: Sealer) -> None:
        self._cases = cases
        self._sealer = sealer

    def by_slip(self, number: SlipNumber, code: SlipCode) -> tuple[FollowedCase, ...]:
        """Return the cases of a slip; none for a code that is not the slip's."""
        if not hmac.compare_digest(code.digits, self._sealer.slip_code(number).digits):
            return ()
        return self._followed(self._cases.by_slip(number))

    def by_card(self, citizen_number: str) -> tuple[FollowedCase, ...]:
        """Return a person's cases, newest first."""
        return self._followed(self._cases.by_person(self._sealer.lookup_key(citizen_number)))

    def _followed(self, rows: Sequence[CaseRow]) -> tuple[FollowedCase, ...]:
        as_of = self._cases.last_contact()
        return tuple(
            FollowedCase(
                row=row,
                stage=stage_of(row.state, is_rated=row.rating is not None),
                changes=self._cases.changes(row.case_id),
                as_of=as_of,
            )
            for row in rows
        )


def slip_in(text: str) -> tuple[SlipNumber, SlipCode | None]:
    """Return slip number and code in what was keyed in or read from a QR code.

    Args:
        text: the number in any grouping, or the whole content of the slip's QR code; both may
            end in # and the code, which older slips do not have.

    Raises:
        ValueError: there is no slip number, or what follows the # is no code.
    """
    address, mark, code = text.strip().partition("#")
    return _number_in(address), SlipCode(code) if mark else None


def _number_in(address: str) -> SlipNumber:
    for part in address.split("/"):
        try:
            return SlipNumber(part if part[:1] in "Kk" else f"K{part}")
        except ValueError:
            continue
    raise ValueError("there is no slip number in this")
