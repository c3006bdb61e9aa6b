"""The number on the slip: short, checked, readable aloud, and never an id number."""

from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

DIGIT_GROUPS = (6, 4, 4, 4, 1)
"""How the digits after the K are grouped, on paper and while they are keyed in."""
_LENGTH = 20


def damm_digit(digits: str) -> int:
    """Return the Damm check digit: finds every single wrong digit and every swap of neighbours."""
    table = (
        "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
        "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
    )  # fmt: skip
    interim = 0
    for digit in digits:
        interim = int(table[interim][int(digit)])
    return interim


@dataclass(frozen=True, slots=True)
class SlipNumber:
    """``K`` + terminal (6) + day (8) + serial (4) + check digit.

    Raises:
        ValueError: the text is not such a number or its check digit does not fit.
    """

    text: str

    def __post_init__(self) -> None:
        text = "".join(c for c in self.text.upper() if c.isalnum())
        object.__setattr__(self, "text", text)
        body = text[1:]
        if len(text) != _LENGTH or text[0] != "K" or not (body.isascii() and body.isdigit()):
            raise ValueError("a slip number is K and nineteen digits")
        if damm_digit(body) != 0:
            raise ValueError("the check digit does not fit")

    @classmethod
    def make(cls, *, terminal: str, day: date, serial: int) -> "SlipNumber":
        """Build the number of the ``serial``-th application of ``day`` at ``terminal``."""
        body = f"{terminal:0>6}{day:%Y%m%d}{serial:04d}"
        return cls(f"K{body}{damm_digit(body)}")

    def __str__(self) -> str:
        return self.text

    @property
    def grouped(self) -> str:
        """The number in groups that can be read aloud and compared by eye."""
        return f"{self.text[:1]} {in_groups(self.text[1:])}"


def in_groups(digits: str) -> str:
    """Return the digits of a slip number in its groups; some may still be missing."""
    ends = tuple(accumulate(DIGIT_GROUPS))
    parts = (digits[start:end] for start, end in pairwise((0, *ends)))
    return " ".join(part for part in parts if part)
