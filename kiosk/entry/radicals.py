"""Characters looked up as in a dictionary: by radical (部首) and the strokes besides it.

For characters of names that nobody can spell and whose ink is not recognised: each ideograph up
to extension F is reached, by the radical as people see it (氵, not 水).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Step(StrEnum):
    """What is asked next."""

    STROKES = "strokes"
    RADICAL = "radical"
    REST = "rest"
    SIGN = "sign"
    DONE = "done"


class _Form(NamedTuple):
    strokes: int
    number: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RadicalLookup:
    """A look-up under way. Every method returns a new one.

    Attributes:
        chosen: what was chosen, step by step: strokes of the radical, the radical, the other
            strokes, the character.
    """

    chosen: tuple[str, ...] = ()

    @property
    def step(self) -> Step:
        """What is asked next."""
        return tuple(Step)[len(self.chosen)]

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be chosen, in order; none when done."""
        match self.chosen:
            case ():
                return tuple(dict.fromkeys(str(form.strokes) for form in _forms().values()))
            case (strokes,):
                return tuple(f for f, form in _forms().items() if str(form.strokes) == strokes)
            case (_, radical):
                return tuple(_signs()[_forms()[radical].number])
            case (_, radical, rest):
                return tuple(_signs()[_forms()[radical].number][rest])
            case _:
                return ()

    def choose(self, choice: str) -> "RadicalLookup":
        """Return the look-up with this step answered.

        Raises:
            ValueError: it is not among the choices.
        """
        if choice not in self.choices:
            raise ValueError(f"not among the choices of the {self.step}")
        return replace(self, chosen=(*self.chosen, choice))

    def back(self) -> "RadicalLookup":
        """Return the look-up with the last answer taken back; the empty one stays empty."""
        return replace(self, chosen=self.chosen[:-1])

    @property
    def sign(self) -> str:
        """The character, or nothing until it is found."""
        return self.chosen[-1] if self.step is Step.DONE else ""


def radical_name(radical: str) -> str:
    """Return what a radical is called: 三点水."""
    return _forms()[radical].name


def radical_names() -> tuple[str, ...]:
    """Return what all radicals are called, each once."""
    return tuple(dict.fromkeys(form.name for form in _forms().values()))


@cache
def _forms() -> Mapping[str, _Form]:
    found: dict[str, _Form] = {}
    for strokes, number, form, name in _lines("radical_forms.txt"):
        found[form] = _Form(int(strokes), number, name)
    return found


@cache
def _signs() -> Mapping[str, Mapping[str, str]]:
    """Return the characters of each radical by their other strokes."""
    found: dict[str, dict[str, str]] = {}
    for number, rest, signs in _lines("radicals.txt"):
        found.setdefault(number, {})[rest] = signs
    return found


def _lines(file: str) -> list[list[str]]:
    text = files("assets").joinpath("hanzi", file).read_text("utf-8")
    return [line.split(" ") for line in text.splitlines() if not line.startswith("#")]
