"""Dates by touch: decade or age, year, month, day. No impossible date can be reached."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from kiosk.entry.calendars import GREGORIAN, Calendar

# More years than this do not fit one page at the default size, so a decade is asked first.
_YEARS_A_PAGE = 12
_TEN = 10


class Step(StrEnum):
    """What is asked next."""

    DECADE = "decade"
    TENS = "tens"
    AGE = "age"
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
        calendar: whose years, months and days are chosen.
        today: the day ages are counted to.
        is_by_age: whether the year is found by an age. Ages are counted in three ways (周岁 before
            and after the birthday, 虚岁), so the years of all three are offered.
        chosen: what was chosen, step by step: of a decade and of ten ages the first, a leap month
            below zero.

    Raises:
        ValueError: ``latest`` lies before ``earliest``.
    """

    earliest: date
    latest: date
    calendar: Calendar = GREGORIAN
    today: date = date.max
    is_by_age: bool = False
    chosen: tuple[tuple[Step, int], ...] = ()

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError("the last date lies before the first")

    @property
    def age(self) -> int | None:
        """The chosen age, or None."""
        return self._of(Step.AGE)

    @property
    def year(self) -> int | None:
        """The chosen year, or None."""
        return self._of(Step.YEAR)

    @property
    def month(self) -> int | None:
        """The chosen month, or None."""
        return self._of(Step.MONTH)

    @property
    def step(self) -> Step:
        """What is asked next."""
        return (*self._steps(), Step.DONE)[len(self.chosen)]

    @property
    def choices(self) -> tuple[int, ...]:
        """The numbers that may be chosen at this step, in order; none when done."""
        offered: tuple[int, ...] = ()
        match self.step:
            case Step.DECADE:
                offered = tuple(dict.fromkeys(y // _TEN * _TEN for y in self._every_year()))
            case Step.TENS:
                offered = tuple(dict.fromkeys(age // _TEN * _TEN for age in self._ages()))
            case Step.AGE:
                tens = self._of(Step.TENS)
                offered = tuple(age for age in self._ages() if age // _TEN * _TEN == tens)
            case Step.YEAR:
                offered = self._years()
            case Step.MONTH:
                year = self.year or 0
                offered = tuple(m for m in self.calendar.months(year) if self._reaches(year, m))
            case Step.DAY:
                offered = self._days(self.year or 0, self.month or 0)
            case Step.DONE:
                pass
        return offered

    def choose(self, number: int) -> "DateEntry":
        """Return the entry with this step answered.

        Raises:
            ValueError: the number is not among the choices.
        """
        if number not in self.choices:
            raise ValueError(f"{number} is not among the choices of this {self.step}")
        return replace(self, chosen=(*self.chosen, (self.step, number)))

    def back(self) -> "DateEntry":
        """Return the entry with the last answer taken back; the empty entry stays empty."""
        return replace(self, chosen=self.chosen[:-1])

    def turned(
        self, *, calendar: Calendar | None = None, is_by_age: bool | None = None
    ) -> "DateEntry":
        """Return an entry chosen in another way; nothing of it is chosen yet."""
        return replace(
            self,
            calendar=calendar or self.calendar,
            is_by_age=self.is_by_age if is_by_age is None else is_by_age,
            chosen=(),
        )

    def with_value(self, day: date) -> "DateEntry":
        """Return the entry answered with ``day``, to show and change an earlier answer.

        Raises:
            ValueError: the day lies outside the limits.
        """
        if not self.earliest <= day <= self.latest:
            raise ValueError("the day lies outside the limits")
        year, month, number = self.calendar.parts(day)
        age = max(0, self._year_of(self.today) - year) if self.is_by_age else 0
        parts = {
            Step.DECADE: year // _TEN * _TEN, Step.TENS: age // _TEN * _TEN, Step.AGE: age,
            Step.YEAR: year, Step.MONTH: month, Step.DAY: number,
        }  # fmt: skip
        return replace(self, chosen=tuple((step, parts[step]) for step in self._steps()))

    @property
    def value(self) -> date | None:
        """The date, or None until it is whole."""
        day = self._of(Step.DAY)
        if self.year is None or self.month is None or day is None:
            return None
        return self.calendar.day(self.year, self.month, day)

    def _of(self, wanted: Step) -> int | None:
        return next((number for step, number in self.chosen if step is wanted), None)

    def _steps(self) -> tuple[Step, ...]:
        """Return what is asked, in order."""
        to_year: tuple[Step, ...] = (Step.TENS, Step.AGE) if self.is_by_age else ()
        if not self.is_by_age and len(self._every_year()) > _YEARS_A_PAGE:
            to_year = (Step.DECADE,)
        return (*to_year, Step.YEAR, Step.MONTH, Step.DAY)

    def _year_of(self, day: date) -> int:
        return self.calendar.parts(day)[0]

    def _every_year(self) -> range:
        return range(self._year_of(self.earliest), self._year_of(self.latest) + 1)

    def _ages(self) -> range:
        """Return every age that leads to a year that may be chosen."""
        today, every = self._year_of(self.today), self._every_year()
        return range(max(0, today - every[-1] - 1), today - every[0] + 2)

    def _years(self) -> tuple[int, ...]:
        every, decade = self._every_year(), self._of(Step.DECADE)
        if self.age is not None:
            born = self._year_of(self.today) - self.age
            return tuple(year for year in (born - 1, born, born + 1) if year in every)
        return tuple(y for y in every if decade is None or y // _TEN * _TEN == decade)

    def _reaches(self, year: int, month: int) -> bool:
        first, last = self._ends_of(year, month)
        return first <= self.latest and last >= self.earliest

    def _days(self, year: int, month: int) -> tuple[int, ...]:
        first, last = self._ends_of(year, month)
        skipped = max(0, (self.earliest - first).days)
        return tuple(range(1 + skipped, (min(last, self.latest) - first).days + 2))

    def _ends_of(self, year: int, month: int) -> tuple[date, date]:
        first = self.calendar.day(year, month, 1)
        return first, first + timedelta(days=self.calendar.length(year, month) - 1)
