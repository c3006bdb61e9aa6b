"""Which voice says which part of a sentence: hanzi are said in Mandarin inside English, too."""

import re
from dataclasses import dataclass, field

from kiosk.domain.language import Language, Tongue
from kiosk.speech.pronounce import pronounce, spelt_out
from kiosk.speech.readings import ANNOTATED, without_readings

_HANZI = r"\u3007\u3400-\u9fff\U00020000-\U000323af"
_CHINESE = re.compile(
    rf"(?:{ANNOTATED.pattern}|[{_HANZI}])(?:{ANNOTATED.pattern}|[{_HANZI}，、；：（）《》—])*"
)
_SAYS_NOTHING = re.compile(r"[\W_]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """What one voice says in one go, as the engine is given it."""

    text: str = field(repr=False)
    tongue: Tongue


def passages(text: str, language: str) -> tuple[Passage, ...]:
    """Return ``text`` in the parts that are said by one voice each; silent ones are left out.

    Args:
        text: a sentence.
        language: the tag of one, or ``yue``, whose engine reads hanzi by itself.
    """
    if language == Tongue.CANTONESE:
        return _cantonese(text)
    if language != Language.ENGLISH:
        return _mandarin(text)
    found: list[Passage] = []
    at = 0
    for chinese in _CHINESE.finditer(text):
        found += _english(text[at : chinese.start()])
        found += _mandarin(chinese[0])
        at = chinese.end()
    return (*found, *_english(text[at:]))


def _mandarin(text: str) -> tuple[Passage, ...]:
    said = pronounce(text)
    return (Passage(said, Tongue.MANDARIN),) if said else ()


def _cantonese(text: str) -> tuple[Passage, ...]:
    said = spelt_out(without_readings(text))
    return () if _SAYS_NOTHING.fullmatch(said) else (Passage(said, Tongue.CANTONESE),)


def _english(text: str) -> tuple[Passage, ...]:
    if _SAYS_NOTHING.fullmatch(text):
        return ()
    return (Passage(text.strip(), Tongue.ENGLISH),)
