"""Which voice says which part of a sentence: hanzi are said in Mandarin inside English, too."""

import re
from dataclasses import dataclass

from kiosk.domain.language import Language
from kiosk.speech.pronounce import pronounce
from kiosk.speech.readings import ANNOTATED

_HANZI = r"\u3007\u3400-\u9fff\U00020000-\U000323af"
_CHINESE = re.compile(
    rf"(?:{ANNOTATED.pattern}|[{_HANZI}])(?:{ANNOTATED.pattern}|[{_HANZI}，、；：（）《》—])*"
)
_SAYS_NOTHING = re.compile(r"[\W_]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """What one voice says in one go, as the engine is given it."""

    text: str
    is_mandarin: bool


def passages(text: str, language: Language) -> tuple[Passage, ...]:
    """Return ``text`` in the parts that are said by one voice each; silent ones are left out."""
    if language.is_chinese:
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
    return (Passage(said, is_mandarin=True),) if said else ()


def _english(text: str) -> tuple[Passage, ...]:
    if _SAYS_NOTHING.fullmatch(text):
        return ()
    return (Passage(text.strip(), is_mandarin=False),)
