"""Regular expressions that cannot hang: patterns are judged before they run.

A back-tracking matcher needs time like length^(number of open repetitions), and exponential
time for an open repetition around anything that may itself match in several ways. The second
kind is refused; for the first kind the value's length is capped so that the work stays bounded.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NoReturn

from kiosk.forms.syntax import Fault, SyntaxProblem

_LONGEST_PATTERN = 500
_MOST_STEPS = 5_000_000
_OPEN = 1_000_000
_MOST_ROUNDS = 10
_QUANTIFIER = re.compile(r"(?:[*+?]|\{(\d*)(,?)(\d*)\})[?+]?")


@dataclass(slots=True)
class _Group:
    """An open bracket while a pattern is read: its alternatives, its repetitions' spans."""

    choices: int = 0
    spans: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Judged:
    regex: re.Pattern[str]
    spans: tuple[int, ...]


def refuse_pattern(pattern: str) -> None:
    """Refuse a pattern that is invalid or may take for ever.

    Raises:
        SyntaxProblem: with the mend.
    """
    _judged(pattern)


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text fits the pattern. A text too long to judge in time does not fit."""
    try:
        judged = _judged(pattern)
    except SyntaxProblem:
        return False
    steps = 1
    for span in judged.spans:
        steps *= min(span, len(text)) + 1
        if steps > _MOST_STEPS:
            return False
    return judged.regex.fullmatch(text) is not None


@lru_cache(maxsize=512)
def _judged(pattern: str) -> _Judged:
    if len(pattern) > _LONGEST_PATTERN:
        raise SyntaxProblem(
            f"正则表达式超过 {_LONGEST_PATTERN} 个字。改法：写短，或拆成两条。",
            at=0,
            fault=Fault.PATTERN,
        )
    try:
        regex = re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as wrong:
        raise SyntaxProblem(
            f"正则表达式“{pattern}”写错了（{wrong}）。改法：检查括号、方括号和反斜杠。",
            at=0,
            fault=Fault.PATTERN,
        ) from None
    return _Judged(regex, tuple(_Reader(pattern).spans()))


class _Reader:
    """Reads a valid pattern once and collects how far each repetition may vary."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._groups = [_Group()]

    def spans(self) -> list[int]:
        while self._at < len(self._pattern):
            self._piece()
        return self._ways(self._groups[0])

    @staticmethod
    def _ways(group: _Group) -> list[int]:
        return [*group.spans, group.choices] if group.choices else group.spans

    def _piece(self) -> None:
        mark = self._pattern[self._at]
        if mark == "(":
            self._open()
        elif mark == ")":
            self._close()
        elif mark == "|":
            self._groups[-1].choices += 1
            self._at += 1
        else:
            self._at = self._after_atom()
            self._repeat(None)

    def _open(self) -> None:
        rest = self._pattern[self._at + 1 :]
        if rest.startswith("?") and not rest.startswith("?:"):
            raise SyntaxProblem(
                f"正则表达式“{self._pattern}”用了 (?…)，不在支持范围。改法：换成普通括号。",
                at=0,
                fault=Fault.PATTERN,
            )
        self._at += 3 if rest.startswith("?:") else 1
        self._groups.append(_Group())

    def _close(self) -> None:
        group = self._groups.pop()
        self._at += 1
        self._repeat(group)

    def _after_atom(self) -> int:
        mark = self._pattern[self._at]
        if mark == "\\":
            if self._pattern[self._at + 1].isdigit():
                raise SyntaxProblem(
                    f"正则表达式“{self._pattern}”用了反向引用。改法：去掉反斜杠加数字。",
                    at=0,
                    fault=Fault.PATTERN,
                )
            return self._at + 2
        if mark == "[":
            return self._after_class()
        return self._at + 1

    def _after_class(self) -> int:
        at = self._at + 1
        at += self._pattern[at] == "^"
        at += self._pattern[at] == "]"
        while self._pattern[at] != "]":
            at += 2 if self._pattern[at] == "\\" else 1
        return at + 1

    def _repeat(self, group: _Group | None) -> None:
        inner = self._ways(group) if group else []
        spans = self._groups[-1].spans
        found = _QUANTIFIER.match(self._pattern, self._at)
        if not found:
            spans.extend(inner)
            return
        self._at = found.end()
        least, most = _bounds(found)
        if inner and most > _MOST_ROUNDS:
            self._refuse("里重复套重复，会把机器卡住", "拆开写，或改成固定的次数")
        spans.extend(inner * most if inner else ())
        if most > least:
            spans.append(most - least)

    def _refuse(self, what: str, mend: str) -> NoReturn:
        raise _bad(f"正则表达式“{self._pattern}”{what}。改法：{mend}。")


def _bad(message: str) -> SyntaxProblem:
    return SyntaxProblem(message, at=0, fault=Fault.PATTERN)


def _bounds(found: re.Match[str]) -> tuple[int, int]:
    mark = found[0][0]
    if mark != "{":
        return {"*": (0, _OPEN), "+": (1, _OPEN), "?": (0, 1)}[mark]
    least = int(found[1] or 0)
    return least, least if not found[2] else int(found[3] or _OPEN)
