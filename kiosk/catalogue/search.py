"""Finding a service by what people say or type: hanzi, pinyin, first letters, by-names.

Letters come from the index, made when the catalogue was built; nothing here knows pinyin. The
letters are also compared with the southern mergers undone (zh/z, n/l, ng/n …), because many of
our citizens learnt Mandarin late.
"""

import re
import unicodedata
from collections.abc import Iterable

from kiosk.catalogue.service import ServiceCard

_MERGERS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"), ("f", "h"))
_SHORTEST_LETTERS = 2
_SHARED_ENOUGH = 0.5
_LONG_ENOUGH = 4
_MOST = 0.6
# Words that say "I want to apply" and stand in front of nearly every spoken query.
_EMPTY_WORDS = re.compile(r"^(我想|我要|想要|请问|怎么|如何|去|要|办理|申请|办|领)+")


def find(services: Iterable[ServiceCard], query: str) -> tuple[ServiceCard, ...]:
    """Return the services that fit ``query``, best first; ties keep the catalogue's order."""
    wanted = normalised(query)
    if not wanted:
        return ()
    scored = [(score(card, wanted), card) for card in services]
    scored.sort(key=lambda pair: -pair[0])
    return tuple(card for points, card in scored if points > 0)


def normalised(text: str) -> str:
    """Return ``text`` in half-width lower case without spaces and punctuation."""
    narrow = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in narrow if c.isalnum())


def score(card: ServiceCard, wanted: str) -> int:
    """Return how well a normalised query fits; 0 means not at all."""
    if wanted.isascii():
        return max(_by_letters(card, wanted), _by_hanzi(card, wanted))
    core = _EMPTY_WORDS.sub("", wanted) or wanted
    return max(_by_hanzi(card, wanted), _by_hanzi(card, core))


def _by_hanzi(card: ServiceCard, wanted: str) -> int:
    return max((_word_score(normalised(word), wanted) for word in card.words), default=0)


def _word_score(word: str, wanted: str) -> int:
    if word == wanted:
        return 100
    if word.startswith(wanted):
        return 80
    if wanted in word:
        return 70
    if len(word) > 1 and word in wanted:
        return 60
    if (shared := _shared(word, wanted)) >= _SHARED_ENOUGH:
        return int(40 * shared)
    is_long = len(wanted) >= _LONG_ENOUGH
    return int(15 * part) if is_long and (part := _in_order(word, wanted)) >= _MOST else 0


def _in_order(word: str, wanted: str) -> float:
    """Return which part of the query's characters the word has in the same order."""
    at = found = 0
    for character in wanted:
        if (place := word.find(character, at)) >= 0:
            at, found = place + 1, found + 1
    return found / len(wanted)


def _shared(word: str, wanted: str) -> float:
    """Return which part of the query's pairs of characters the word has, too."""
    pairs = {wanted[i : i + 2] for i in range(len(wanted) - 1)}
    return sum(pair in word for pair in pairs) / len(pairs) if pairs else 0.0


def _by_letters(card: ServiceCard, wanted: str) -> int:
    if len(wanted) < _SHORTEST_LETTERS:
        return 0
    plain = max(
        _letter_score(card.initials, wanted, whole=95, start=75, inside=40),
        _letter_score(card.pinyin, wanted, whole=90, start=65, inside=45),
    )
    return plain or _letter_score(
        tuple(map(_merged, card.pinyin)), _merged(wanted), whole=35, start=30, inside=20
    )


def _letter_score(
    terms: Iterable[str], wanted: str, *, whole: int, start: int, inside: int
) -> int:
    best = 0
    for term in terms:
        if term == wanted:
            return whole
        if term.startswith(wanted):
            best = max(best, start)
        elif wanted in term:
            best = max(best, inside)
    return best


def _merged(letters: str) -> str:
    for apart, together in _MERGERS:
        letters = letters.replace(apart, together)
    return letters
