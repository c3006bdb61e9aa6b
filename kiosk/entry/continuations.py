"""What may be written next (联想): the words of a service hall first, then all others."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import chain, islice

from kiosk.entry.likely import following

_LONGEST = 6  # characters a phrase is recognised by


def continuations(text: str, *, most: int) -> tuple[str, ...]:
    """Return at most ``most`` characters that may follow ``text``, the likeliest first."""
    if not text:
        return ()
    others = sorted(following(text[-1]).items(), key=lambda item: -item[1])
    every = chain(_in_phrases(text), (sign for sign, _ in others))
    return tuple(islice(dict.fromkeys(every), most))


def _in_phrases(text: str) -> Iterator[str]:
    """Yield what follows in phrases of which much is written, before those of which little is."""
    for length in range(min(_LONGEST, len(text)), 0, -1):
        begun = text[-length:]
        yield from (p[length] for p in _phrases() if p.startswith(begun) and len(p) > length)


@cache
def _phrases() -> tuple[str, ...]:
    lines = files("assets").joinpath("hanzi", "phrases.txt").read_text("utf-8").splitlines()
    return tuple(phrase for line in lines if not line.startswith("#") for phrase in line.split())
