"""Which days a date question can take at all, so that the others are not offered."""

from collections.abc import Callable
from datetime import date, timedelta

Accepts = Callable[[date], bool]

_NEAR_DAYS = range(-16, 17)
_FAR_DAYS = (30, 31, 60, 61, 90, 91, 180, 181, 364, 365)


def limits(accepts: Accepts, *, today: date, earliest: date, latest: date) -> tuple[date, date]:
    """Return the first and the last day to offer.

    A few days are tried, and the edges are looked for between them. Where the days that are
    taken do not form one stretch, everything is offered and the form has its say afterwards.

    Args:
        accepts: whether the form would take a day now.
        today: around which more days are tried.
        earliest: nothing before it is offered.
        latest: nothing after it is offered.
    """
    tried = _sample(today, earliest, latest)
    taken = [accepts(day) for day in tried]
    if True not in taken:
        return earliest, latest
    first = taken.index(True)
    last = len(taken) - 1 - taken[::-1].index(True)
    if not all(taken[first : last + 1]):
        return earliest, latest
    before = tried[first - 1] if first else None
    after = tried[last + 1] if last + 1 < len(tried) else None
    return _edge(accepts, tried[first], before), _edge(accepts, tried[last], after)


def _sample(today: date, earliest: date, latest: date) -> list[date]:
    far = [sign * days for days in _FAR_DAYS for sign in (1, -1)]
    days = {today + timedelta(days=offset) for offset in (*_NEAR_DAYS, *far)}
    days |= {date(year, 1, 1) for year in range(earliest.year, latest.year + 1)}
    return sorted({day for day in days if earliest < day < latest} | {earliest, latest})


def _edge(accepts: Accepts, taken: date, refused: date | None) -> date:
    """Return the last taken day on the way from a taken day to a refused one."""
    while refused is not None and abs((refused - taken).days) > 1:
        middle = taken + (refused - taken) // 2
        if accepts(middle):
            taken = middle
        else:
            refused = middle
    return taken
