"""Whether words are written in hanzi, and how many of them there are."""

import re

_HANZI = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U000323af]")


def hanzi_in(text: str) -> int:
    """Return how many characters of ``text`` are hanzi."""
    return len(_HANZI.findall(text))
