"""Where a sentence ends, in Chinese and in English."""

import re

_END = re.compile(r"(?<=[。！？；])(?![。！？；])|(?<=[.!?])\s+|\n")


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of ``text`` with their marks, in order.

    A full stop inside a number or an abbreviation ends nothing: a space must follow it.
    """
    found = (sentence.strip() for sentence in _END.split(text))
    return tuple(sentence for sentence in found if sentence)
