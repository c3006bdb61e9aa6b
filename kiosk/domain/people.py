"""People and the numbers they carry. Every field that names a person stays out of ``repr``."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.unlisted import without_private_use

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_LENGTH = 18
_GAP = r"[ -]?"
_CITIZEN_NUMBER = re.compile(rf"(?<![0-9])[1-9]{_GAP}(?:[0-9]{_GAP}){{16}}[0-9Xx](?![ -]?[0-9])")
_MOBILE_NUMBER = re.compile(rf"(?<![0-9])(?:\+?86{_GAP})?1[3-9](?:{_GAP}[0-9]){{9}}(?![ -]?[0-9])")


def check_digit(first_17: str) -> str:
    """Return the check character of a citizen number (GB 11643, ISO 7064 MOD 11-2)."""
    return _CHECKS[sum(w * int(d) for w, d in zip(_WEIGHTS, first_17, strict=True)) % 11]


def forgiven_id_number(text: str) -> str:
    """Return ``text`` without the spaces, dashes and full-width forms people type."""
    narrow = "".join(chr(ord(c) - 0xFEE0) if "０" <= c <= "ｚ" else c for c in text)
    return "".join(c for c in narrow.upper() if c.isascii() and c.isalnum())


def names_a_person(text: str) -> bool:
    """Whether a citizen number or a mobile number stands in ``text``, mistyped ones included.

    Slip and case numbers have more digits in a row and are let through.
    """
    narrow = unicodedata.normalize("NFKC", text)
    return bool(_CITIZEN_NUMBER.search(narrow) or _MOBILE_NUMBER.search(narrow))


@dataclass(frozen=True, slots=True)
class IdCardNumber:
    """A citizen number (公民身份号码). ``str()`` is masked; ``.digits`` is the number itself.

    The county code is not looked up: codes date from the first issue of the number, not from
    the birth year, so a look-up by birth year turns away the old.

    Raises:
        ValueError: wrong length, impossible birth date or wrong check character.
    """

    digits: str = field(repr=False)

    def __post_init__(self) -> None:
        digits = forgiven_id_number(self.digits)
        object.__setattr__(self, "digits", digits)
        if len(digits) != _LENGTH or not digits[:17].isdigit():
            raise ValueError("a citizen number has 17 digits and a check character")
        if digits[17] != check_digit(digits[:17]):
            raise ValueError("the check character does not fit")
        if self.birth.year < 1800:  # noqa: PLR2004 - the first number a living person can bear
            raise ValueError("the birth date is impossible")

    def __str__(self) -> str:
        return f"{self.digits[:6]}********{self.digits[14:]}"

    @property
    def birth(self) -> date:
        """The birth date inside the number."""
        return date(int(self.digits[6:10]), int(self.digits[10:12]), int(self.digits[12:14]))


@dataclass(frozen=True, slots=True, kw_only=True)
class IdCard:
    """What a resident identity card says of its holder, 〓 for each private-use character."""

    name: str = field(repr=False)
    number: IdCardNumber = field(repr=False)
    nation: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    issuer: str = field(default="", repr=False)
    valid_until: date | None = None

    def __post_init__(self) -> None:
        for read in ("name", "address"):
            object.__setattr__(self, read, without_private_use(getattr(self, read)))

    def answer_for(self, source: str) -> str:
        """Return the card's value for a form's ``source`` word, or an empty string.

        Args:
            source: ``name``, ``number``, ``nation``, ``address``.
        """
        values = {
            "name": self.name,
            "number": self.number.digits,
            "nation": self.nation,
            "address": self.address,
        }
        return values.get(source, "")
