"""The few digits on a slip that show who asks after a case holds the slip (查询码)."""

from dataclasses import dataclass, field

SLIP_CODE_DIGITS = 4
_CODES = 10**SLIP_CODE_DIGITS


@dataclass(frozen=True, slots=True)
class SlipCode:
    """Four digits that follow from the slip number and a secret of the kiosk.

    Slip numbers count up, so whoever has one knows the next one's number. Its code they do not
    know; guessing is held off by whoever asks for it.

    Raises:
        ValueError: not four digits.
    """

    digits: str = field(repr=False)

    def __post_init__(self) -> None:
        is_whole = len(self.digits) == SLIP_CODE_DIGITS
        if not (is_whole and self.digits.isascii() and self.digits.isdigit()):
            raise ValueError("a slip's code has four digits")

    @classmethod
    def of(cls, secret: bytes) -> "SlipCode":
        """Return the code that follows from a keyed hash, evenly spread."""
        return cls(f"{int.from_bytes(secret, 'big') % _CODES:0{SLIP_CODE_DIGITS}d}")
