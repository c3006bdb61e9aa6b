"""What every language does in a way of its own: days, times, small numbers, lists."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kiosk.domain.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks that hold words together, each with the space that follows it.

    Attributes:
        comma: between parts of a sentence.
        pause: between the items of a list.
        semicolon: between items that are sentences themselves.
        colon: after what a value is called.
        stop: at the end of a sentence, without a space.
        gap: between two sentences.
        opening, closing: around a remark.
    """

    comma: str
    pause: str
    semicolon: str
    colon: str
    stop: str
    gap: str
    opening: str
    closing: str

    @property
    def next_sentence(self) -> str:
        """What stands between two sentences, the first of which has no stop yet."""
        return f"{self.stop}{self.gap}"


class Manners(Protocol):
    """How one language says days, times and small numbers."""

    @property
    def marks(self) -> Marks:
        """The marks that hold words together."""
        ...

    def number(self, number: int) -> str:
        """Return 0 … 99 as it is spoken."""
        ...

    def digits(self, signs: str) -> str:
        """Return the digits of a number one by one; other signs stay as they are."""
        ...

    def year(self, year: int) -> Words:
        """Return the number of a year."""
        ...

    def lunar_day(self, number: int) -> Words:
        """Return the number 1 … 30 of a day in the lunar calendar."""
        ...

    def day(self, day: date) -> Words:
        """Return a date without its year."""
        ...

    def full_day(self, day: date) -> Words:
        """Return a date with its year."""
        ...

    def weekday(self, day: date) -> Words:
        """Return a date without its year, with its weekday."""
        ...

    def time(self, hour: int, minute: int) -> Words:
        """Return a time of day."""
        ...
