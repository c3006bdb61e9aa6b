"""The letters people may type for a service, made once when the catalogue is built."""

from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin

from kiosk.catalogue.search import normalised


def letters(words: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words in full pinyin without tones, and as first letters.

    A word that is already in letters (``gljt``) counts as both.
    """
    clean = [normalised(word) for word in words]
    full = ["".join(lazy_pinyin(word)) for word in clean]
    initials = ["".join(lazy_pinyin(word, style=Style.FIRST_LETTER)) for word in clean]
    return tuple(dict.fromkeys(full)), tuple(dict.fromkeys(initials))
