"""Which character is meant, for who hears it: 兰 is said as 兰，兰花的兰."""

from functools import cache
from importlib.resources import files


def explained(text: str) -> str:
    """Return one character with what it is known by; anything else as it is.

    Surnames are told by their parts as people tell them (弓长张), others by a common word.
    """
    known = _known_by().get(text)
    return f"{text}，{known}" if known else text


@cache
def _known_by() -> dict[str, str]:
    by_words = {sign: f"{word}的{sign}" for sign, word in _pairs("words.txt")}
    return by_words | dict(_pairs("known_by.txt"))


def _pairs(name: str) -> list[tuple[str, str]]:
    lines = files("assets").joinpath("hanzi", name).read_text("utf-8").splitlines()
    pairs = (line.split(" ") for line in lines if not line.startswith("#"))
    return [(sign, said) for sign, said in pairs]
