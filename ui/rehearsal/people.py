"""Made-up people. Their numbers have valid check characters and belong to nobody."""

import random
from dataclasses import dataclass
from datetime import date

from kiosk.domain.people import IdCard, IdCardNumber, check_digit

_COUNTY = "990101"
"""A county code that was never given out, so that no number can be anybody's."""
_SURNAMES = "张王李赵陈刘杨黄周吴"
_GIVEN = ("桂兰", "秀英", "德福", "玉珍", "建国", "淑芬", "长贵", "素梅")
_RARE = ("䶮", "𬭼")


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """Who walks through the window, and what they know of themselves."""

    card: IdCard
    phone: str
    address: str

    @property
    def number(self) -> str:
        """The citizen number in digits."""
        return self.card.number.digits


def made_up_number(born: date, serial: int) -> str:
    """Return a valid citizen number of a county that does not exist."""
    first = f"{_COUNTY}{born:%Y%m%d}{serial:03d}"
    return first + check_digit(first)


def persona(rng: random.Random, *, born: date, has_rare_name: bool = False) -> Persona:
    """Return a made-up person of that birth date."""
    given = rng.choice(_RARE) if has_rare_name else rng.choice(_GIVEN)
    number = IdCardNumber(made_up_number(born, rng.randrange(100, 1000)))
    address = f"示例县幸福街道{rng.randrange(1, 90)}号"
    return Persona(
        card=IdCard(
            name=rng.choice(_SURNAMES) + given,
            number=number,
            nation="汉族",
            address=address,
            issuer="示例县公安局",
            valid_until=date(2099, 12, 31),
        ),
        phone=f"138{rng.randrange(10**8):08d}",
        address=address,
    )
