"""Working days, the unit in which promises of the hall are counted."""

from collections.abc import Collection
from datetime import date, timedelta

_SATURDAY = 5


def add_working_days(start: date, count: int, *, holidays: Collection[date] = ()) -> date:
    """Return the ``count``-th working day after ``start``; 0 gives ``start`` itself.

    Args:
        start: the day of acceptance, which does not count (行政许可法 art 82).
        count: working days.
        holidays: days off beside Saturday and Sunday.
    """
    day = start
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY and day not in holidays:
            count -= 1
    return day
