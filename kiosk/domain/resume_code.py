"""The short code by which an unfinished application is found again (取件码)."""

import secrets
from dataclasses import dataclass, field

from kiosk.domain.slip_number import damm_digit

_RANDOM_DIGITS = 7


@dataclass(frozen=True, slots=True)
class ResumeCode:
    """Seven random digits and a check digit.

    Digits alone can be read aloud, written with a pen and keyed in on the large number pad;
    the check digit tells a slip of the finger at once. Guessing is held off by whoever asks.

    Raises:
        ValueError: not eight digits, or the check digit does not fit.
    """

    digits: str = field(repr=False)

    def __post_init__(self) -> None:
        digits = "".join(c for c in self.digits if c.isascii() and c.isalnum())
        object.__setattr__(self, "digits", digits)
        if len(digits) != _RANDOM_DIGITS + 1 or not digits.isdigit():
            raise ValueError("a resume code has eight digits")
        if damm_digit(digits) != 0:
            raise ValueError("the check digit does not fit")

    @classmethod
    def make(cls) -> "ResumeCode":
        """Return a fresh code."""
        random = "".join(secrets.choice("0123456789") for _ in range(_RANDOM_DIGITS))
        return cls(f"{random}{damm_digit(random)}")

    @property
    def grouped(self) -> str:
        """The code in two groups of four, to be read and compared by eye."""
        return f"{self.digits[:4]} {self.digits[4:]}"
