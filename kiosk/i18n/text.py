"""Wording: one Fluent file a language; a message may carry ``.spoken`` beside its text."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern
from fluent.syntax import ast

from kiosk.domain.errors import BadConfiguration
from kiosk.domain.language import Language
from kiosk.domain.words import Words
from kiosk.i18n.english import English
from kiosk.i18n.mandarin import Mandarin
from kiosk.i18n.manners import Manners, Marks

_MANNERS: Mapping[Language, Manners] = MappingProxyType({
    Language.SIMPLIFIED: Mandarin(),
    Language.TRADITIONAL: Mandarin(hour_word="點", two="兩"),
    Language.ENGLISH: English(),
})  # fmt: skip
_ALOUD = "spoken"


class Text:
    """Looks wording up by key. A missing key or argument is an error, never an empty screen.

    Whoever holds it speaks the language of the moment: :meth:`speak` changes it for all.
    """

    def __init__(
        self, language: Language = Language.SIMPLIFIED, *, time_zone: str = "Asia/Shanghai"
    ) -> None:
        self.zone = ZoneInfo(time_zone)
        self.speak(language)

    def speak(self, language: Language) -> None:
        """Look words up in ``language`` from now on."""
        self.language = language
        self._bundle = _bundle(language)
        self._manners = _MANNERS[language]

    def words(self, key: str, /, **arguments: object) -> Words:
        """Return the words under ``key`` with ``arguments`` filled in.

        Raises:
            BadConfiguration: the key or one of its arguments is missing.
        """
        if not self._bundle.has_message(key):
            raise BadConfiguration(f"text key {key} is missing in {self.language}")
        message = self._bundle.get_message(key)
        shown = self._format(key, message.value, arguments) if message.value else ""
        said = message.attributes.get(_ALOUD)
        return Words(shown, self._format(key, said, arguments) if said else shown)

    def __call__(self, key: str, /, **arguments: object) -> Words:
        """Return the words under ``key``: the short form of :meth:`words`."""
        return self.words(key, **arguments)

    def has(self, key: str) -> bool:
        """Whether there are words under ``key``."""
        return bool(self._bundle.has_message(key))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in the order of the file."""
        return tuple(_messages(self.language))

    def fragments(self, key: str) -> Iterator[str]:
        """Yield the words of what is said under ``key`` that are there whatever its arguments."""
        message = _messages(self.language)[key]
        aloud = [part.value for part in message.attributes if part.id.name == _ALOUD]
        yield from _constant(aloud[0] if aloud else message.value)

    def _format(self, key: str, pattern: Pattern, arguments: Mapping[str, object]) -> str:
        text, errors = self._bundle.format_pattern(pattern, dict(arguments))
        if errors:
            raise BadConfiguration(f"text key {key}: {errors[0]}")
        return str(text)

    @property
    def marks(self) -> Marks:
        """The marks of this language."""
        return self._manners.marks

    def list_of(self, items: Iterable[str]) -> str:
        """Return several things one after the other."""
        return self.marks.pause.join(items)

    def sentence(self, *clauses: str) -> str:
        """Return clauses that could each stand alone as one sentence."""
        return self.marks.semicolon.join(clauses) + self.marks.stop

    def remark(self, words: str) -> str:
        """Return words in brackets, to stand after others."""
        return f"{self.marks.opening}{words}{self.marks.closing}"

    def number(self, number: int) -> str:
        """Return 0 … 99 as it is spoken."""
        return self._manners.number(number)

    def digits(self, signs: str) -> str:
        """Return the digits of a number one by one, as it is spoken."""
        return self._manners.digits(signs)

    def year(self, year: int) -> Words:
        """Return the number of a year."""
        return self._manners.year(year)

    def lunar_day(self, number: int) -> Words:
        """Return the number 1 … 30 of a day in the lunar calendar (农历)."""
        return self._manners.lunar_day(number)

    def local(self, at: datetime) -> datetime:
        """Return ``at`` in the hall's own time."""
        return at.astimezone(self.zone)

    def day(self, day: date) -> Words:
        """Return a date without its year."""
        return self._manners.day(day)

    def full_day(self, day: date) -> Words:
        """Return a date with its year."""
        return self._manners.full_day(day)

    def clock(self, at: datetime) -> Words:
        """Return a moment: day, weekday, hour and minute."""
        day, time = self.weekday(at), self.time_of_day(at)
        return Words(f"{day.shown} {time.shown}", f"{day.spoken}{self.marks.comma}{time.spoken}")

    def weekday(self, at: datetime) -> Words:
        """Return the day of a moment with its weekday, as the header shows it."""
        return self._manners.weekday(self.local(at).date())

    def time_of_day(self, at: datetime) -> Words:
        """Return hour and minute of a moment."""
        here = self.local(at)
        return self._manners.time(here.hour, here.minute)


@cache
def _resource(language: Language) -> ast.Resource:
    source = files("assets").joinpath("text", f"{language}.ftl").read_text("utf-8")
    resource: ast.Resource = FluentResource(source)
    return resource


@cache
def _bundle(language: Language) -> FluentBundle:
    bundle = FluentBundle([language.value], use_isolating=False)
    bundle.add_resource(_resource(language))
    return bundle


@cache
def _messages(language: Language) -> Mapping[str, ast.Message]:
    return {m.id.name: m for m in _resource(language).body if isinstance(m, ast.Message)}


def _constant(part: object) -> Iterator[str]:
    match part:
        case ast.TextElement(value=str() as words):
            yield words
        case ast.Pattern(elements=parts) | ast.SelectExpression(variants=parts):
            for one in parts:
                yield from _constant(one)
        case ast.Placeable(expression=inside) | ast.Variant(value=inside):
            yield from _constant(inside)
        case _:
            return  # an argument
