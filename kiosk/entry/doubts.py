"""Entries that are probably slips of the finger, and yet may be right."""

_CARDS = {"bank-card", "bank-account"}
_CARD_DIGITS = range(16, 20)


def is_doubtful(value: str, check: str) -> bool:
    """Whether a number looks wrong, so that a person should look at it again before it is taken.

    Some old debit cards fail the check digit of ISO/IEC 7812-1, and passbooks have none: it is
    asked about, never refused.

    Args:
        value: the number, without spaces.
        check: code of the named rule the question is checked by.
    """
    return check in _CARDS and len(value) in _CARD_DIGITS and not _fits_its_check_digit(value)


def _fits_its_check_digit(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
