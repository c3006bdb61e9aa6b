"""What figures are made of when they are read aloud: recorded once, joined as they are needed.

The names of radicals are among them: they are said one by one, too.

The parts are as long as they can be without growing many: two of them are never as smooth as one,
and a lone syllable is easily misheard. They are written as :mod:`kiosk.speech.speller` and the
lunar calendar write them.
"""

from collections.abc import Iterator
from itertools import product
from string import ascii_uppercase

from kiosk.domain.language import Language
from kiosk.entry.radicals import radical_names
from kiosk.i18n.english import DIGITS, MONTHS, WEEKDAYS
from kiosk.speech.numerals import cardinal, digit_by_digit
from kiosk.speech.speller import Spelling, spell

YEARS = range(1920, 2046)  # of those who come, and of what they are told
_DIGITS = range(10)
_DAYS, _MONTHS, _HOURS, _MINUTES = 31, 12, 24, 60
_LUNAR_MONTHS = ("正月", "冬月", "腊月")
_LUNAR_DAYS = ("初一", "初二", "初三", "初四", "初五", "初六", "初七", "初八", "初九", "初十")
_ANIMALS = "鼠牛虎兔龙蛇马羊猴鸡狗猪"
_PARTS_OF_DAY = ("凌晨", "早上", "上午", "中午", "下午", "晚上")
_MEASURES = (
    *"百千万亿点元角分个位张天页步件字号月日年趟遍次秒",
    "岁",
    "多岁",
    "小时",
    "分钟",
    "工作日",
)
_LONE = ("负", "百分之", "艾克斯", "农历", "闰", "半", "两")


def figures(language: Language = Language.SIMPLIFIED) -> Iterator[str]:
    """Yield the parts as they are said in ``language``, those that are heard most first."""
    return _in_mandarin() if language.is_chinese else _in_english()


def _in_english() -> Iterator[str]:
    yield from (*DIGITS, *map(str, range(101)))
    yield from (*MONTHS, *WEEKDAYS, *map(str, YEARS))
    yield from (f"oh {minute}" for minute in range(1, 10))
    yield from ("a.m.", "p.m.", "yuan", "characters", "empty")
    yield from ascii_uppercase


def _in_mandarin() -> Iterator[str]:
    yield from _naming()
    yield from (cardinal(str(number)) for number in range(1, 100))
    yield from (*_LONE, *_MEASURES)
    yield from (f"一{measure}" for measure in _MEASURES)  # before them its tone bends
    yield from (f"{cardinal(str(number))}元" for number in range(1, 100))
    yield from (f"{cardinal(str(number))}{part}" for part in "角分" for number in range(1, 10))
    yield from _dates()
    yield from _times()
    for hundreds in range(1, 10):
        yield from (cardinal(str(hundreds * 100)), cardinal(str(hundreds * 1000)))
    yield from ascii_uppercase
    yield from (name for name in radical_names() if len(name) > 1)


def _naming() -> Iterator[str]:
    """Yield digits of numbers that name something, as they stand in their groups.

    A group of four is two pairs; a mobile number begins with three digits.
    """
    yield from (_named(f"{one}") for one in _DIGITS)
    yield from (_named(f"{one}{two}") for one, two in product(_DIGITS, _DIGITS))
    yield from (_named(f"1{two}{three}") for two, three in product(range(3, 10), _DIGITS))


def _named(digits: str) -> str:
    return digit_by_digit(digits, one="幺")


def _dates() -> Iterator[str]:
    yield from (f"{cardinal(str(month))}月" for month in range(1, _MONTHS + 1))
    yield from (f"{cardinal(str(day))}日" for day in range(1, _DAYS + 1))
    yield from (f"星期{day}" for day in "一二三四五六日")
    yield from (f"{digit_by_digit(str(year))}年" for year in YEARS)
    yield from (*_LUNAR_MONTHS, *_LUNAR_DAYS)
    yield from (f"属{animal}" for animal in _ANIMALS)


def _times() -> Iterator[str]:
    yield from _PARTS_OF_DAY
    for hour in range(_HOURS):
        yield from (spell(Spelling.TIME, f"{hour}:{minute}") for minute in ("00", "30"))
    for minute in range(1, _MINUTES):
        yield spell(Spelling.TIME, f"0:{minute:02}").removeprefix(spell(Spelling.TIME, "0:00"))
