"""The reader for resident identity cards."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeAlias

from kiosk.domain.people import IdCard


@dataclass(frozen=True, slots=True)
class CardRead:
    """A card lay on the reader and was read."""

    card: IdCard = field(repr=False)


class NoCard(StrEnum):
    """Why there is no card to speak of."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    READER_MISSING = "reader-missing"


CardOutcome: TypeAlias = CardRead | NoCard


class IdCardReader(Protocol):
    """Reads the card that lies on it now. Never waits for one."""

    def read(self) -> CardOutcome:
        """Return the card on the plate, or why there is none."""
        ...
