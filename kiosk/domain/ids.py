"""Identifiers made on this device, once, before the first write."""

import secrets
import uuid
from datetime import datetime
from typing import NewType

CaseId = NewType("CaseId", str)
DraftId = NewType("DraftId", str)


def uuid7(now: datetime) -> str:
    """Return a version 7 UUID: 48 bits of Unix milliseconds, then random (RFC 9562 §5.7).

    Args:
        now: the aware time that goes into the first 48 bits.
    """
    milliseconds = int(now.timestamp() * 1000) & ((1 << 48) - 1)
    high = (milliseconds << 16) | 0x7000 | secrets.randbits(12)
    low = (0b10 << 62) | secrets.randbits(62)
    return str(uuid.UUID(int=(high << 64) | low))
