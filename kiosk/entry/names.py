"""Which characters names are made of, the commonest first."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class NameCharacters(NamedTuple):
    """What stands in names, each list the commonest first.

    Attributes:
        surnames: of one character.
        double_surnames: of two.
        given: characters of given names.
    """

    surnames: str
    double_surnames: tuple[str, ...]
    given: str


@cache
def name_characters() -> NameCharacters:
    """Return the lists of ``assets/hanzi/names.txt``."""
    lines = files("assets").joinpath("hanzi", "names.txt").read_text("utf-8").splitlines()
    surnames, double, given = (line for line in lines if not line.startswith("#"))
    return NameCharacters(surnames, tuple(double.split()), given)
