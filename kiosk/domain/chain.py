"""The hash chain of events (事件链): each head covers all events before it.

The head is printed short on every slip, so the papers citizens carry home bear witness: an
event deleted or changed later no longer leads to the heads already handed out.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.domain.errors import SealBroken
from kiosk.domain.manifest import canonical_json

FIRST_HEAD = "0" * 64
_SHORT_DIGITS = 16
_GROUP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to a case or to this machine.

    Attributes:
        seq: 1, 2, 3 … without a gap.
        at: ISO-8601 UTC by the machine's clock; order is told by ``seq`` alone.
        actor: ``kiosk``, ``worker`` or the account of a member of staff.
        note: a code or our own ids, never a person's data: the chain can not forget.
        previous: head before this event.
        head: head after it.
    """

    seq: int
    at: str
    kind: str
    case_id: str
    actor: str
    note: str
    previous: str
    head: str

    def canonical(self) -> bytes:
        """Return the bytes that go into the chain: all but the two heads."""
        return event_bytes(
            seq=self.seq,
            at=self.at,
            kind=self.kind,
            case_id=self.case_id,
            actor=self.actor,
            note=self.note,
        )


def event_bytes(*, seq: int, at: str, kind: str, case_id: str, actor: str, note: str) -> bytes:
    """Return the canonical JSON of an event's facts."""
    return canonical_json(
        {"actor": actor, "at": at, "case_id": case_id, "kind": kind, "note": note, "seq": seq}
    )


def next_head(previous: str, event: bytes) -> str:
    """Return the head after ``event``: sha256 over the previous head and the event's bytes."""
    return hashlib.sha256(bytes.fromhex(previous) + event).hexdigest()


def verify(events: Iterable[Event], *, after: str = FIRST_HEAD, first_seq: int = 1) -> str:
    """Return the last head when ``events`` follow each other without a gap.

    Args:
        events: in order.
        after: the head before the first of them.
        first_seq: the number the first of them must bear.

    Raises:
        SealBroken: an event was changed, added, removed or moved; names its number.
    """
    head = after
    for seq, event in enumerate(events, first_seq):
        follows = event.seq == seq and event.previous == head
        if not follows or event.head != next_head(head, event.canonical()):
            raise SealBroken(f"the event chain breaks at number {seq}")
        head = event.head
    return head


def short_head(head: str) -> str:
    """Return the printed form of a head: four groups of four of its first digits."""
    digits = head[:_SHORT_DIGITS].upper()
    return " ".join(digits[i : i + _GROUP] for i in range(0, _SHORT_DIGITS, _GROUP))
