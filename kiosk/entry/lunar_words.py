"""How the parts of a lunar date (农历) are called."""

from datetime import date

from kiosk.domain.words import Words
from kiosk.entry.calendars import LUNAR
from kiosk.i18n import Text

_ANIMALS = 12
_A_YEAR_OF_THE_RAT = 4


def lunar_words(day: date, text: Text) -> Words:
    """Return the lunar date of ``day``."""
    year, month, number = LUNAR.parts(day)
    return text.words(
        "date-lunar",
        year=text.year(year).shown,
        year_said=text.year(year).spoken,
        month=lunar_month(month, text).shown,
        day=text.lunar_day(number).shown,
        day_said=text.lunar_day(number).spoken,
    )


def lunar_year(year: int, text: Text) -> Words:
    """Return a lunar year with its animal (属相), which is surer than its number."""
    return text.words(
        "date-lunar-year", number=str(year), animal=(year - _A_YEAR_OF_THE_RAT) % _ANIMALS
    )


def lunar_month(month: int, text: Text) -> Words:
    """Return a month; a leap one (闰月) is below zero."""
    return text.words("date-lunar-month", number=abs(month), leap="yes" if month < 0 else "no")
