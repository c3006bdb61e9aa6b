"""Regular expressions that cannot hang.

A text is matched by keeping all places a piece of the pattern can end at, instead of going back
and trying again, so the work grows with pattern times text and every text gets its true answer.
A form also runs on platforms that do go back, so a pattern they can hang on is refused all the
same: a repetition of something that can fit the same text in several ways.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import NoReturn, TypeAlias

from kiosk.forms.syntax import Fault, SyntaxProblem, shown

_LONGEST_PATTERN = 500
_DEEPEST = 20
_MOST_ROUNDS = 10
_OPEN = 1_000_000
# Braces are an amount only in these forms; {} and {a} are characters, as in Python's re.
_TOKEN = re.compile(
    r"""
      (?P<open>\((?:\?:)?)
    | (?P<close>\))
    | (?P<bar>\|)
    | (?P<amount>[*+?]|\{(?:[0-9]+(?:,[0-9]*)?|,[0-9]*)\})(?P<manner>[?+]?)
    | (?P<atom>\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\N\{[^}]*\}|\\.
              |\[\^?+\]?+(?:\\.|[^\]\\])*\]|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_BACK_REFERENCE = re.compile(r"\\[0-9]")
# Java reads these as sets within sets, Python will.
_SET_MARKS = re.compile(r"\[(?:\\.|[^\\])*?(?:\[|--|&&|~~|\|\|)", re.DOTALL)
_BORDER = re.compile(r"[\^$]|\\[bBAZ]")
_ONE_CHARACTER = re.compile(r"\\[\W_]|[^\\.^$\[]", re.DOTALL)
_LISTED_CHARACTERS = re.compile(r"\[(?!\^)(?:\\[\W_]|[^\\])*\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A bracket, or the whole pattern: alternatives, each a row of pieces."""

    rows: "tuple[tuple[_Piece, ...], ...]"


@dataclass(frozen=True, slots=True)
class _Repeated:
    """A piece some number of times."""

    piece: "_Piece"
    least: int
    most: int


_Piece: TypeAlias = re.Pattern[str] | _Choice | _Repeated
"""A part of a pattern; a compiled one fits one character, or none at a border."""


def refuse_pattern(pattern: str) -> None:
    """Refuse a pattern that is invalid, or may take other platforms for ever.

    Raises:
        SyntaxProblem: with the mend.
    """
    _read(pattern)


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text fits the pattern; none fits one that would be refused."""
    try:
        piece = _read(pattern)
    except SyntaxProblem:
        return False
    return len(text) in _ends(piece, text, {0})


# Matching --------------------------------------------------------------------------------


def _ends(piece: _Piece, text: str, places: set[int]) -> set[int]:
    """Return every place where a piece can end that begins at one of ``places``."""
    match piece:
        case _Choice(rows):
            return {end for row in rows for end in _ends_of_row(row, text, places)}
        case _Repeated():
            return _ends_of_rounds(piece, text, places)
        case re.Pattern():
            found = (piece.match(text, place) for place in places)
            return {each.end() for each in found if each}


def _ends_of_row(row: tuple[_Piece, ...], text: str, places: set[int]) -> set[int]:
    for piece in row:
        places = _ends(piece, text, places)
    return places


def _ends_of_rounds(repeated: _Repeated, text: str, places: set[int]) -> set[int]:
    for _ in range(repeated.least):
        after = _ends(repeated.piece, text, places)
        if after == places:
            break
        places = after
    reached, fresh = set(places), places
    for _ in range(repeated.most - repeated.least):
        fresh = _ends(repeated.piece, text, fresh) - reached
        if not fresh:
            break
        reached |= fresh
    return reached


# Reading ---------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def _read(pattern: str) -> _Choice:
    if len(pattern) > _LONGEST_PATTERN:
        _refuse(pattern, f"超过 {_LONGEST_PATTERN} 个字", "写短，或拆成两条")
    tokens = list(_TOKEN.finditer(pattern))
    _check_marks(pattern, tokens)
    try:
        re.compile(pattern)
    except (re.error, OverflowError) as wrong:
        _refuse(pattern, f"写错了（{wrong}）", "检查括号、方括号和反斜杠")
    whole = _whole(tokens)
    if _retries(whole) > _MOST_ROUNDS:
        _refuse(pattern, "里重复套重复，会把机器卡住", "拆开写，或改成固定的次数")
    return whole


def _refuse(pattern: str, what: str, mend: str) -> NoReturn:
    raise SyntaxProblem(
        f"正则表达式“{shown(pattern)}”{what}。改法：{mend}。", at=0, fault=Fault.PATTERN
    )


def _check_marks(pattern: str, tokens: list[re.Match[str]]) -> None:
    """Refuse what this reader, or another platform's, would take for something else."""
    depth = 0
    for token in tokens:
        depth += (token["open"] is not None) - (token["close"] is not None)
        atom = token["atom"] or ""
        if token["open"] == "(" and pattern.startswith("?", token.end()):
            _refuse(pattern, "用了 (?…)，不在支持范围", "换成普通括号")
        if token["manner"] == "+":
            _refuse(pattern, f"的 {token[0]} 不在支持范围", "去掉后面的加号")
        if _BACK_REFERENCE.fullmatch(atom):
            _refuse(pattern, "用了反向引用", "去掉反斜杠加数字")
        if atom == "[":
            _refuse(pattern, "的方括号没有成对", "补上右方括号，或在左方括号前加反斜杠")
        if _SET_MARKS.match(atom):
            _refuse(pattern, "的方括号里又有方括号或成对的符号", "在这些符号前加反斜杠")
        if depth > _DEEPEST:
            _refuse(pattern, f"的括号套得太深，超过 {_DEEPEST} 层", "去掉多余的括号")


def _whole(tokens: list[re.Match[str]]) -> _Choice:
    """Return the pieces of a valid pattern."""
    open_brackets: list[list[list[_Piece]]] = [[[]]]
    for token in tokens:
        rows = open_brackets[-1]
        match token.lastgroup:
            case "open":
                open_brackets.append([[]])
            case "close":
                closed = open_brackets.pop()
                open_brackets[-1][-1].append(_choice(closed))
            case "bar":
                rows.append([])
            case "atom":
                rows[-1].append(re.compile(token["atom"]))
            case _:
                rows[-1].append(_Repeated(rows[-1].pop(), *_amount(token["amount"])))
    return _choice(open_brackets[0])


def _choice(rows: list[list[_Piece]]) -> _Choice:
    return _Choice(tuple(tuple(row) for row in rows))


def _amount(mark: str) -> tuple[int, int]:
    if not mark.startswith("{"):
        return {"*": (0, _OPEN), "+": (1, _OPEN), "?": (0, 1)}[mark]
    least, comma, most = mark[1:-1].partition(",")
    return int(least or 0), int(most or (_OPEN if comma else least))


# Judging ---------------------------------------------------------------------------------


def _retries(piece: _Piece) -> int:
    """Return how many rounds there are of something that may fit in several ways."""
    match piece:
        case _Choice(rows):
            return max((_retries(each) for row in rows for each in row), default=1)
        case _Repeated(inner, _, most):
            return most * _retries(inner) if _is_ambiguous(inner) else 1
        case re.Pattern():
            return 1


def _is_ambiguous(piece: _Piece) -> bool:
    """Whether a piece may fit from the same place in several ways."""
    match piece:
        case _Choice(rows):
            return not _are_exclusive(rows) or any(_is_ambiguous(p) for row in rows for p in row)
        case _Repeated(inner, least, most):
            return least != most or _is_ambiguous(inner)
        case re.Pattern():
            return False


def _are_exclusive(rows: tuple[tuple[_Piece, ...], ...]) -> bool:
    """Whether the next character alone says which alternative it is."""
    firsts = [_first(row) for row in rows]
    return len(rows) == 1 or all(_are_apart(a, b) for a, b in combinations(firsts, 2))


def _first(row: tuple[_Piece, ...]) -> str:
    """Return the atom for the character an alternative must begin with, or empty."""
    piece = row[0] if row else None
    if isinstance(piece, _Repeated) and piece.least > 0:
        piece = piece.piece
    is_known = isinstance(piece, re.Pattern) and not _BORDER.fullmatch(piece.pattern)
    return piece.pattern if isinstance(piece, re.Pattern) and is_known else ""


def _are_apart(one: str, other: str) -> bool:
    """Whether it is certain that no character fits both atoms."""
    if not one or not other:
        return False
    if _ONE_CHARACTER.fullmatch(one):
        return not re.fullmatch(other, one[-1])
    if _ONE_CHARACTER.fullmatch(other):
        return not re.fullmatch(one, other[-1])
    # two ranges overlap at an end of one of them, and their ends are written there
    are_listed = _LISTED_CHARACTERS.fullmatch(one) and _LISTED_CHARACTERS.fullmatch(other)
    return bool(are_listed) and not any(
        re.fullmatch(one, each) and re.fullmatch(other, each) for each in one + other
    )
