"""The calendars people know their days by: the Gregorian (公历) and the lunar one (农历).

The tables of lunar_python agree with tyme4py for every day of 1920–2025; lunardate is a day off
in three lunar months and is not to be used.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Protocol

_MONTHS = 12


class Calendar(Protocol):
    """Years, months and days of one kind. A leap month (闰月) has the number below zero."""

    def parts(self, day: date) -> tuple[int, int, int]:
        """Return year, month and day."""
        ...

    def months(self, year: int) -> tuple[int, ...]:
        """Return the months of a year, in order."""
        ...

    def length(self, year: int, month: int) -> int:
        """Return how many days a month has."""
        ...

    def day(self, year: int, month: int, number: int) -> date:
        """Return the day."""
        ...


@dataclass(frozen=True, slots=True)
class Gregorian:
    """公历."""

    def parts(self, day: date) -> tuple[int, int, int]:
        """Return year, month and day."""
        return day.year, day.month, day.day

    def months(self, year: int) -> tuple[int, ...]:  # noqa: ARG002 - each has the same
        """Return 1 … 12."""
        return tuple(range(1, _MONTHS + 1))

    def length(self, year: int, month: int) -> int:
        """Return how many days a month has."""
        return monthrange(year, month)[1]

    def day(self, year: int, month: int, number: int) -> date:
        """Return the day."""
        return date(year, month, number)


@dataclass(frozen=True, slots=True)
class Lunar:
    """农历, by which many older people know their birthday."""

    # Imported where it is used: a slow import that few visits need.

    def parts(self, day: date) -> tuple[int, int, int]:
        """Return year, month and day; the year begins with the Spring Festival."""
        from lunar_python import Solar  # noqa: PLC0415 - see above

        lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
        return lunar.getYear(), lunar.getMonth(), lunar.getDay()

    def months(self, year: int) -> tuple[int, ...]:
        """Return its 12 or 13 months; a leap one follows its namesake."""
        from lunar_python import LunarYear  # noqa: PLC0415 - see above

        return tuple(month.getMonth() for month in LunarYear.fromYear(year).getMonthsInYear())

    def length(self, year: int, month: int) -> int:
        """Return how many days a month has: 29 or 30."""
        from lunar_python import LunarMonth  # noqa: PLC0415 - see above

        return int(LunarMonth.fromYm(year, month).getDayCount())

    def day(self, year: int, month: int, number: int) -> date:
        """Return the day."""
        from lunar_python import Lunar as Day  # noqa: PLC0415 - see above

        solar = Day.fromYmd(year, month, number).getSolar()
        return date(solar.getYear(), solar.getMonth(), solar.getDay())


GREGORIAN, LUNAR = Gregorian(), Lunar()
