"""Which characters are likely at a place, before anything is written there."""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from kiosk.entry.names import name_characters
from kiosk.ports.recogniser import Place

FEWEST_HALVINGS, MOST_HALVINGS = 1, 9
"""How often probability is halved: of the first group in the table of pairs, and the last."""
FLOOR = math.log(2) * -(MOST_HALVINGS + 2)
"""Log probability of what is not listed."""


def likely(place: Place) -> Mapping[str, float]:
    """Return the natural-log probabilities of what is likely there; all else has the floor.

    A name begins with a surname and goes on with characters of given names; any other text goes
    on with what follows in words. Nothing is known of the beginning of a text.
    """
    words = following(place.previous) if place.previous else {}
    if not place.is_name:
        return words
    names = _of_given_names() if place.previous else _of_surnames()
    return {sign: max(names.get(sign, FLOOR), words.get(sign, FLOOR)) for sign in {*names, *words}}


def following(sign: str) -> Mapping[str, float]:
    """Return the log probabilities of what follows a character within words."""
    return {
        follower: -math.log(2) * (halvings + FEWEST_HALVINGS)
        for halvings, group in enumerate(_pairs().get(sign, ()))
        for follower in group
        if follower != "-"
    }


@cache
def _of_surnames() -> Mapping[str, float]:
    names = name_characters()
    return _by_rank((*names.surnames, *(double[0] for double in names.double_surnames)))


@cache
def _of_given_names() -> Mapping[str, float]:
    return _by_rank(name_characters().given)


def _by_rank(signs: Sequence[str]) -> Mapping[str, float]:
    """Return log probabilities by Zipf's law: the second is half as common as the first."""
    whole = sum(1 / rank for rank in range(1, len(signs) + 1))
    found: dict[str, float] = {}
    for rank, sign in enumerate(signs, 1):
        found.setdefault(sign, -math.log(rank * whole))
    return found


@cache
def _pairs() -> Mapping[str, tuple[str, ...]]:
    text = files("assets").joinpath("hanzi", "pairs.txt").read_text("utf-8")
    lines = (line.split(" ") for line in text.splitlines() if not line.startswith("#"))
    return {sign: tuple(groups) for sign, *groups in lines}
