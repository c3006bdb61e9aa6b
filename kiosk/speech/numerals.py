"""Numbers in spoken Mandarin."""

_DIGITS = "零一二三四五六七八九"
_BIG = ("", "万", "亿", "万亿")
_MOST = 16  # digits that can be said as one number


def digit_by_digit(text: str, *, one: str = "一") -> str:
    """Return ASCII digits one by one; ``one`` is 幺 in numbers that name something."""
    return "".join(one if d == "1" else _DIGITS[int(d)] for d in text)


def cardinal(digits: str) -> str:
    """Return ASCII digits as a whole number: ``1234`` is 一千二百三十四.

    More than sixteen digits are said one by one.
    """
    bare = digits.lstrip("0")
    if not bare:
        return "零"
    if len(bare) > _MOST:
        return digit_by_digit(bare)
    said = _by_fours(bare)
    if said.startswith(("二千", "二万", "二亿")):
        return f"两{said[1:]}"
    return said.removeprefix("一") if said.startswith("一十") else said


def decimal(text: str) -> str:
    """Return an ASCII decimal: ``3.14`` is 三点一四, ``-2`` is 负二."""
    whole, _, part = text.removeprefix("-").partition(".")
    tail = f"点{digit_by_digit(part)}" if part else ""
    return ("负" if text.startswith("-") else "") + cardinal(whole) + tail


def _by_fours(digits: str) -> str:
    said, owes_zero = "", False
    for place in range((len(digits) - 1) // 4, -1, -1):
        end = len(digits) - 4 * place
        group = digits[max(end - 4, 0) : end]
        owes_zero = bool(said) and (owes_zero or group.startswith("0"))
        if int(group):
            said += ("零" if owes_zero else "") + _below_ten_thousand(group) + _BIG[place]
            owes_zero = False
    return said


def _below_ten_thousand(group: str) -> str:
    said, owes_zero = "", False
    for unit, digit in zip(("千", "百", "十", "")[-len(group) :], group, strict=True):
        if digit == "0":
            owes_zero = bool(said)
        else:
            said += ("零" if owes_zero else "") + _DIGITS[int(digit)] + unit
            owes_zero = False
    return said
