"""How English says days, times and small numbers."""

from datetime import date

from kiosk.domain.words import Words
from kiosk.i18n.manners import Marks

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NOON = 12


class English:
    """The manners of English: day before month, hours of the half day."""

    marks = Marks(
        comma=", ", pause=", ", semicolon="; ", colon=": ", stop=".", gap=" ",
        opening=" (", closing=")",
    )  # fmt: skip

    def number(self, number: int) -> str:
        """Return the digits, which an English voice reads as a number."""
        return str(number)

    def digits(self, signs: str) -> str:
        """Return the digits of a number one by one; other signs stay as they are."""
        return " ".join(DIGITS[int(sign)] if sign.isdecimal() else sign for sign in signs)

    def year(self, year: int) -> Words:
        """Return the digits, which an English voice reads as a year."""
        return Words.same(str(year))

    def lunar_day(self, number: int) -> Words:
        """Return the number."""
        return Words.same(str(number))

    def day(self, day: date) -> Words:
        """Return a date as ``22 November``."""
        return Words.same(f"{day.day} {MONTHS[day.month - 1]}")

    def full_day(self, day: date) -> Words:
        """Return a date with its year."""
        return Words.same(f"{day.day} {MONTHS[day.month - 1]} {day.year}")

    def weekday(self, day: date) -> Words:
        """Return a date with its weekday: ``Sunday 22 November``."""
        return Words.same(f"{WEEKDAYS[day.weekday()]} {self.day(day).shown}")

    def time(self, hour: int, minute: int) -> Words:
        """Return a time of day: ``14:05``, spoken ``2 oh 5 p.m.``."""
        half = "a.m." if hour < _NOON else "p.m."
        minutes = f" oh {minute}" if 0 < minute < 10 else f" {minute}" if minute else ""  # noqa: PLR2004
        return Words(f"{hour}:{minute:02d}", f"{hour % _NOON or _NOON}{minutes} {half}")
