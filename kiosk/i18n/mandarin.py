"""How Mandarin says days, times and small numbers, in either kind of characters."""

from dataclasses import dataclass
from datetime import date

from kiosk.domain.words import Words
from kiosk.i18n.manners import Marks

_WEEKDAYS = "一二三四五六日"
_DIGITS = "零一二三四五六七八九十"
_PARTS_OF_DAY = ((0, "凌晨"), (5, "早上"), (8, "上午"), (12, "中午"), (13, "下午"), (18, "晚上"))
_HALF_DAY = 12
_TEN = 10
_MARKS = Marks(
    comma="，",
    pause="、",
    semicolon="；",
    colon="：",
    stop="。",
    gap="",
    opening="（",
    closing="）",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandarin:
    """The manners of Mandarin.

    Attributes:
        hour_word, two: 点 and 两 of two o'clock, the only words here that are written in two ways.
    """

    hour_word: str = "点"
    two: str = "两"
    marks: Marks = _MARKS

    def number(self, number: int) -> str:
        """Return 0 … 99 as it is spoken."""
        return say_small(number)

    def digits(self, signs: str) -> str:
        """Return the digits of a number one by one; other signs stay as they are."""
        return "".join(say_small(int(sign)) if sign.isdecimal() else sign for sign in signs)

    def year(self, year: int) -> Words:
        """Return a year, spoken digit by digit as people say years."""
        return Words(str(year), self.digits(str(year)))

    def lunar_day(self, number: int) -> Words:
        """Return a day as calendars print it: 初八, 廿二. Their 廿 is read 二十."""
        if number <= _TEN:
            return Words.same(f"初{say_small(number)}")
        said = say_small(number)
        return Words(f"廿{said[-1]}" if 2 * _TEN < number < 3 * _TEN else said, said)

    def day(self, day: date) -> Words:
        """Return a date as ``11月22日``, spoken ``十一月二十二日``."""
        return Words(
            f"{day.month}月{day.day}日", f"{say_small(day.month)}月{say_small(day.day)}日"
        )

    def full_day(self, day: date) -> Words:
        """Return a date with its year."""
        year, short = self.year(day.year), self.day(day)
        return Words(f"{year.shown}年{short.shown}", f"{year.spoken}年{short.spoken}")

    def weekday(self, day: date) -> Words:
        """Return a date with its weekday: ``11月22日 星期日``."""
        short, weekday = self.day(day), f"星期{_WEEKDAYS[day.weekday()]}"
        return Words(f"{short.shown} {weekday}", f"{short.spoken}{weekday}")

    def time(self, hour: int, minute: int) -> Words:
        """Return a time of day as people say it: 下午两点, 上午八点零五分, 中午十二点三十分."""
        part = next(name for start, name in reversed(_PARTS_OF_DAY) if hour >= start)
        short = hour - _HALF_DAY if hour > _HALF_DAY else hour
        # two o'clock is 两点, not 二点
        hours = self.two if short == 2 else say_small(short)  # noqa: PLR2004 - see above
        gap = "零" if minute < 10 else ""  # noqa: PLR2004 - a single digit is said with its nought
        minutes = f"{gap}{say_small(minute)}分" if minute else ""
        return Words(f"{hour}:{minute:02d}", f"{part}{hours}{self.hour_word}{minutes}")


def say_small(number: int) -> str:
    """Return 0 … 99 as spoken Mandarin."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    head = "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
