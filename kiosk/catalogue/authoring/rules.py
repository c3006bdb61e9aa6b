"""Named rules (校验): one word in a cell becomes a portable constraint and its message.

The expressions use nothing but functions every ODK platform has, so the check travels along.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule staff name in Chinese.

    Attributes:
        code: what the compiled form calls it; the window picks keys and reading by it.
    """

    code: str
    constraint: str
    message: str


def _credit_code() -> str:
    """Return the check of a unified social credit code (GB 32100-2015, modulus 31)."""

    def value(place: int) -> str:
        return (
            f"string-length(substring-before('{_CREDIT_ALPHABET}', "
            f"substr(., {place}, {place + 1})))"
        )

    total = " + ".join(f"{weight} * {value(n)}" for n, weight in enumerate(_CREDIT_WEIGHTS))
    return (
        f"regex(., '^[0-9A-HJ-NP-RTUWXY]{{18}}$') and {value(17)} = (31 - ({total}) mod 31) mod 31"
    )


RULES: Mapping[str, NamedRule] = MappingProxyType({
    "身份证号": NamedRule("idcard", "idcard-ok(.)", "身份证号不对，请再看一遍。"),
    "手机号": NamedRule("mobile", "regex(., '^1[3-9][0-9]{9}$')", "手机号是十一位数字。"),
    "电话": NamedRule(
        "phone", "regex(., '^(1[3-9][0-9]{9}|0[0-9]{9,11})$')", "电话号码位数不对。"
    ),
    # the check digit is no rule: some old cards fail it (kiosk.entry.doubts asks about it)
    "银行卡号": NamedRule(
        "bank-card", "regex(., '^[0-9]{16,19}$')", "卡号是十六到十九位，请看卡面。"
    ),
    "银行账号": NamedRule(
        "bank-account", "regex(., '^[0-9]{12,30}$')", "卡号位数不对，请看卡面。"
    ),
    "残疾人证号": NamedRule(
        "disability-card",
        "regex(., '^[0-9]{17}[0-9X][1-7][1-4](B[0-9]+)?$')",
        "残疾人证号是二十位，请再看一遍。",
    ),
    "统一社会信用代码": NamedRule(
        "credit-code", _credit_code(), "统一社会信用代码是十八位，请再看一遍。"
    ),
})  # fmt: skip
