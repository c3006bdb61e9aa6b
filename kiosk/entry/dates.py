"""Dates by touch: decade, year, month, day. A date that does not exist cannot be reached."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kiosk.domain.words import Words
from kiosk.i18n import Text, say_small

# More years than this do not fit one page at the default size, so a decade is asked first.
_YEARS_A_PAGE = 12
_LAST_OF_FIRST_TEN = 10


class Step(StrEnum):
    """What is asked next."""

    DECADE = "decade"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEntry:
    """A date under way. Every method returns a new one.

    Attributes:
        earliest: the first date that may be chosen.
        latest: the last one.
        decade: first year of the chosen ten, or None.
        year: chosen year, or None.
        month: chosen month, or None.
        day: chosen day, or None.

    Raises:
        ValueError: ``latest`` lies before ``earliest``.
    """

    earliest: date
    latest: date
    decade: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError("the last date lies before the first")

    @property
    def step(self) -> Step:
        """What is asked next."""
        if self.year is None:
            return Step.DECADE if self.decade is None and self._has_decades else Step.YEAR
        if self.month is None:
            return Step.MONTH
        return Step.DAY if self.day is None else Step.DONE

    @property
    def choices(self) -> tuple[int, ...]:
        """The numbers that may be chosen at this step, in order; none when done."""
        match self.step:
            case Step.DECADE:
                return tuple(range(self.earliest.year // 10 * 10, self.latest.year + 1, 10))
            case Step.YEAR:
                return self._years()
            case Step.MONTH:
                return tuple(m for m in range(1, 13) if self._reaches(m))
            case Step.DAY:
                return self._days()
            case Step.DONE:
                return ()

    def choose(self, number: int) -> "DateEntry":
        """Return the entry with this step answered.

        Raises:
            ValueError: the number is not among the choices.
        """
        if number not in self.choices:
            raise ValueError(f"{number} is not among the choices of this {self.step}")
        return self._answered(self.step, number)

    def back(self) -> "DateEntry":
        """Return the entry with the last answer taken back; the empty entry stays empty."""
        for name in (Step.DAY, Step.MONTH, Step.YEAR, Step.DECADE):
            if getattr(self, name.value) is not None:
                return self._answered(name, None)
        return self

    def with_value(self, day: date) -> "DateEntry":
        """Return the entry answered with ``day``, to show and change an earlier answer.

        Raises:
            ValueError: the day lies outside the limits.
        """
        if not self.earliest <= day <= self.latest:
            raise ValueError("the day lies outside the limits")
        decade = day.year // 10 * 10 if self._has_decades else None
        return replace(self, decade=decade, year=day.year, month=day.month, day=day.day)

    @property
    def value(self) -> date | None:
        """The date, or None until it is whole."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def _answered(self, step: Step, number: int | None) -> "DateEntry":
        match step:
            case Step.DECADE:
                return replace(self, decade=number)
            case Step.YEAR:
                return replace(self, year=number)
            case Step.MONTH:
                return replace(self, month=number)
            case Step.DAY:
                return replace(self, day=number)
            case Step.DONE:
                return self

    @property
    def _has_decades(self) -> bool:
        return self.latest.year - self.earliest.year >= _YEARS_A_PAGE

    def _years(self) -> tuple[int, ...]:
        every = range(self.earliest.year, self.latest.year + 1)
        return tuple(y for y in every if self.decade is None or y // 10 * 10 == self.decade)

    def _reaches(self, month: int) -> bool:
        at = (self.year, month)
        first = (self.earliest.year, self.earliest.month)
        return first <= at <= (self.latest.year, self.latest.month)

    def _days(self) -> tuple[int, ...]:
        year, month = self.year or 0, self.month or 0
        every = range(1, monthrange(year, month)[1] + 1)
        return tuple(d for d in every if self.earliest <= date(year, month, d) <= self.latest)


def lunar_words(day: date, text: Text) -> Words:
    """Return the lunar date (农历) of ``day``, which many older people know their birthday by.

    The tables of lunar_python agree with tyme4py for every day of 1920–2025; lunardate is a
    day off in three lunar months and is not to be used.
    """
    from lunar_python import Solar  # noqa: PLC0415 - a slow import that few visits need

    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    year, month = str(lunar.getYear()), lunar.getMonthInChinese()
    shown, number = lunar.getDayInChinese(), lunar.getDay()
    # The calendar's short signs for twenty and thirty are read wrongly aloud.
    said = shown if number <= _LAST_OF_FIRST_TEN else say_small(number)
    said_year = "".join(say_small(int(digit)) for digit in year)
    return Words(
        text.words("date-lunar", year=year, month=month, day=shown).shown,
        text.words("date-lunar", year=said_year, month=month, day=said).spoken,
    )
