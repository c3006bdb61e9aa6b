"""What the engine is given for what is said: pinyin, one way for espeak-ng 1.51 and 1.52.

espeak's own reading of hanzi is wrong for every character with two readings (1.51), and its voice
``sit/cmn`` spells hanzi as English letters there; numbered pinyin it reads alike in both.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pypinyin import Style, lazy_pinyin, load_phrases_dict
from pypinyin.contrib.tone_convert import to_tone

from kiosk.speech.numerals import cardinal, decimal, digit_by_digit
from kiosk.speech.readings import ANNOTATED, SURNAMES, WORDS
from kiosk.speech.speller import Spelling, spell

_PIECE = re.compile(
    r"(?P<hanzi>[\u3007\u3400-\u9fff\U00020000-\U000323af]+)"
    r"|(?P<latin>[A-Za-z]+)"
    r"|(?P<pause>[，、；：（）()《》—…,;:]+)"
    r"|(?P<stop>[。！？.!?]+)"
)
_YEAR = re.compile(r"(\d{4})(?=年)")
_RANGE = re.compile(r"(?<![\d-])([1-9]\d{0,3}%?) ?[-~～–—] ?(?=[1-9]\d{0,3}(?![\d-]))")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(?<!\d)\d{1,2}[:：]\d{2}(?!\d)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_DECIMAL = re.compile(r"\d+\.\d+")
_PHONE = re.compile(r"(?<![\d-])\d{3,}(?:-\d{3,})+(?![\d-])")
_NAMING = re.compile(r"\d{5,}|(?<!\d)0\d+")
_NUMBER = re.compile(r"\d+")
_COUNTED_OFF = "第初十百千万零一二三四五六七八九期周统唯专之"  # 一 after these keeps its tone
_UNITS = "一二三四五六七八九十月日号"  # and so does 一 before these
_SYLLABLE = re.compile(r"[a-zü]+[1-5]")
_TITLES = {"先生": "xian1 sheng5", "女士": "nv3 shi4", "小姐": "xiao2 jie3"}
_TONE_OF_ONE = {"1": "yi4", "2": "yi4", "3": "yi4", "4": "yi2"}  # before the tone that follows


def pronounce(text: str) -> str:
    """Return ``text`` as numbered pinyin with spaces; pauses become commas and full stops.

    Digits still in the text are read as what their form leaves no doubt about (a year before 年, a
    time, a date), one by one when they are long, begin with zero or stand in groups like those of
    a telephone, as a number otherwise. Values with a type go through the speller first.
    """
    said = " ".join(filter(None, map(_for_espeak, pieces(text))))
    return re.sub(r"\s*([,.])(?:\s*[,.])*", r"\1", said).lstrip(",. ")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence: hanzi with one syllable each, letters, or a mark.

    Attributes:
        text: as it stands in the sentence, digits spelt out.
        syllables: numbered pinyin; none for letters and marks.
    """

    text: str
    syllables: tuple[str, ...] = ()


def pieces(text: str) -> Iterator[Piece]:
    """Yield what ``text`` is made of, read as :func:`pronounce` reads it."""
    plain, *annotated = ANNOTATED.split(text)
    yield from _plain_pieces(plain)
    for word, pinyin, rest in zip(annotated[::3], annotated[1::3], annotated[2::3], strict=True):
        yield Piece(word, tuple(pinyin.split()))
        yield from _plain_pieces(rest)


def _plain_pieces(text: str) -> Iterator[Piece]:
    for piece in _PIECE.finditer(spelt_out(text)):
        yield Piece(piece[0], _pinyin(piece[0]) if piece["hanzi"] else ())


def _for_espeak(piece: Piece) -> str:
    if piece.syllables:
        return " ".join(s for s in piece.syllables if _SYLLABLE.fullmatch(s))
    found = _PIECE.match(piece.text)
    if found and found["latin"]:
        return _latin(piece.text)
    return "," if found and found["pause"] else "."


def _pinyin(hanzi: str) -> tuple[str, ...]:
    _teach_words()
    syllables = lazy_pinyin(
        hanzi, style=Style.TONE3, tone_sandhi=True, neutral_tone_with_five=True
    )
    for at, character in enumerate(hanzi):
        if character == "一" and syllables[at] != "yi5":
            syllables[at] = _one(hanzi[at - 1 : at], hanzi[at + 1 : at + 2], syllables[at + 1 :])
    return tuple(syllables)


def _one(before: str, after: str, following: list[str]) -> str:
    """Return the tone of 一, which pypinyin bends in numbers and leaves straight in counts."""
    is_counted_off = before and before in _COUNTED_OFF
    if is_counted_off or not after or after in _UNITS:
        return "yi1"
    return _TONE_OF_ONE.get(following[0][-1], "yi1")


def _latin(word: str) -> str:
    return " ".join(word) if word.isupper() else word


@cache
def _teach_words() -> None:
    """Give pypinyin our words once; it keeps them for the life of the process."""
    addressed = {
        surname + title: f"{reading} {said}"
        for surname, reading in SURNAMES.items()
        for title, said in _TITLES.items()
    }
    words = {**addressed, **WORDS}
    load_phrases_dict({word: [[to_tone(s)] for s in said.split()] for word, said in words.items()})


def _groups_aloud(groups: list[str]) -> str:
    return "，".join(digit_by_digit(group, one="幺") for group in groups)


def spelt_out(text: str) -> str:
    """Return ``text`` with its digits in hanzi, read as :func:`pronounce` reads them."""
    text = _YEAR.sub(lambda m: digit_by_digit(m[1]), text)
    text = _DATE.sub(lambda m: spell(Spelling.DATE, m[0]), text)
    text = _TIME.sub(lambda m: spell(Spelling.TIME, m[0]), text)
    text = _RANGE.sub(r"\1到", text)
    text = _PERCENT.sub(lambda m: f"百分之{decimal(m[1])}", text)
    text = _DECIMAL.sub(lambda m: decimal(m[0]), text)
    text = _PHONE.sub(lambda m: _groups_aloud(m[0].split("-")), text)
    text = _NAMING.sub(lambda m: digit_by_digit(m[0], one="幺"), text)
    return _NUMBER.sub(lambda m: cardinal(m[0]), text)
