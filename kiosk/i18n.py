"""Wording: one Fluent file a language; a message may carry ``.spoken`` beside its text."""

from collections.abc import Mapping
from datetime import date, datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern
from fluent.syntax.ast import Message

from kiosk.domain.errors import BadConfiguration
from kiosk.domain.words import Words

DEFAULT_LANGUAGE = "zh-CN"
_WEEKDAYS = "一二三四五六日"
_DIGITS = "零一二三四五六七八九十"
_PARTS_OF_DAY = ((0, "凌晨"), (5, "早上"), (8, "上午"), (12, "中午"), (13, "下午"), (18, "晚上"))
_HALF_DAY = 12


class Text:
    """Looks wording up by key. A missing key or argument is an error, never an empty screen."""

    def __init__(self, language: str = DEFAULT_LANGUAGE, *, time_zone: str = "Asia/Shanghai"):
        source = files("assets").joinpath("text", f"{language}.ftl").read_text("utf-8")
        self._bundle = FluentBundle([language], use_isolating=False)
        resource = FluentResource(source)
        self._bundle.add_resource(resource)
        self.zone = ZoneInfo(time_zone)
        self.keys = tuple(one.id.name for one in resource.body if isinstance(one, Message))
        self.language = language

    def words(self, key: str, /, **arguments: object) -> Words:
        """Return the words under ``key`` with ``arguments`` filled in.

        Raises:
            BadConfiguration: the key or one of its arguments is missing.
        """
        if not self._bundle.has_message(key):
            raise BadConfiguration(f"text key {key} is missing in {self.language}")
        message = self._bundle.get_message(key)
        shown = self._format(key, message.value, arguments) if message.value else ""
        said = message.attributes.get("spoken")
        return Words(shown, self._format(key, said, arguments) if said else shown)

    def __call__(self, key: str, /, **arguments: object) -> Words:
        """Return the words under ``key``: the short form of :meth:`words`."""
        return self.words(key, **arguments)

    def has(self, key: str) -> bool:
        """Whether there are words under ``key``."""
        return bool(self._bundle.has_message(key))

    def _format(self, key: str, pattern: Pattern, arguments: Mapping[str, object]) -> str:
        text, errors = self._bundle.format_pattern(pattern, dict(arguments))
        if errors:
            raise BadConfiguration(f"text key {key}: {errors[0]}")
        return str(text)

    def local(self, at: datetime) -> datetime:
        """Return ``at`` in the hall's own time."""
        return at.astimezone(self.zone)

    def day(self, day: date) -> Words:
        """Return a date as ``11月22日``, spoken ``十一月二十二日``."""
        return Words(
            f"{day.month}月{day.day}日", f"{say_small(day.month)}月{say_small(day.day)}日"
        )

    def full_day(self, day: date) -> Words:
        """Return a date with its year, spoken digit by digit as people say years."""
        year = "".join(_DIGITS[int(d)] for d in str(day.year))
        short = self.day(day)
        return Words(f"{day.year}年{short.shown}", f"{year}年{short.spoken}")

    def clock(self, at: datetime) -> Words:
        """Return a moment: day, weekday, hour and minute."""
        day, time = self.weekday(at), self.time_of_day(at)
        return Words(f"{day.shown} {time.shown}", f"{day.spoken}，{time.spoken}")

    def weekday(self, at: datetime) -> Words:
        """Return the day of a moment with its weekday, as the header shows it."""
        here = self.local(at)
        day, weekday = self.day(here.date()), f"星期{_WEEKDAYS[here.weekday()]}"
        return Words(f"{day.shown} {weekday}", f"{day.spoken}{weekday}")

    def time_of_day(self, at: datetime) -> Words:
        """Return hour and minute of a moment."""
        here = self.local(at)
        return Words(f"{here.hour}:{here.minute:02d}", _say_clock(here.hour, here.minute))


def _say_clock(hour: int, minute: int) -> str:
    """Return a time of day as people say it: 下午两点, 上午八点零五分, 中午十二点三十分."""
    part = next(name for start, name in reversed(_PARTS_OF_DAY) if hour >= start)
    short = hour - _HALF_DAY if hour > _HALF_DAY else hour
    hours = "两" if short == 2 else say_small(short)  # noqa: PLR2004 - two o'clock is 两点, not 二点
    if minute == 0:
        return f"{part}{hours}点"
    gap = "零" if minute < 10 else ""  # noqa: PLR2004 - a single digit is said with its nought
    return f"{part}{hours}点{gap}{say_small(minute)}分"


def say_small(number: int) -> str:
    """Return 0 … 99 as spoken Mandarin."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    head = "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
