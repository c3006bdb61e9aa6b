"""From the text of an expression to its tree: a lexer and a parser for the supported XPath.

``a | b`` is refused although XPath has it: JavaRosa, and with it ODK Collect and ODK Validate,
stops at it with “unsupported construct”, so a form that used it would run nowhere else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, NoReturn, TypeAlias

from kiosk.domain.errors import FormError

DEEPEST = 200
_LONGEST = 20_000
_LONGEST_SHOWN = 60
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<reference>\$\{\s*[^\s{}]+\s*\})
    | (?P<name>[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?)
    | (?P<mark>\.\.|//|::|!=|<=|>=|[./()\[\],@|+\-*=<>])
    )""",
    re.VERBOSE,
)
_WORDS = frozenset({"and", "or", "div", "mod"})
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("or",),
    ("and",),
    ("=", "!="),
    ("<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "div", "mod"),
)
_RANK = {mark: rank for rank, marks in enumerate(_LEVELS) for mark in marks}
# The forms a Chinese keyboard types: ！ to ～, and curly quotes.
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FULL_WIDTH |= {"‘": "'", "’": "'", "“": '"', "”": '"', "。": "."}


class Start(StrEnum):
    """Where a path begins."""

    ROOT = "root"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: float


@dataclass(frozen=True, slots=True)
class Text:
    """A text between quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments. ``at`` is its place in the text, from 0."""

    name: str
    arguments: "tuple[Tree, ...]"
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """Two or more operands between the same operator; more only for ``and`` and ``or``."""

    operator: str
    operands: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Negative:
    """A sign turned round."""

    operand: "Tree"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: a name, ``.``, ``..`` or ``*``, and its conditions."""

    name: str
    conditions: "tuple[Tree, ...]" = ()


@dataclass(frozen=True, slots=True)
class Route:
    """A path from the root, from here or from what a function returns."""

    start: "Start | Call"
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """``${name}``: only in the sources of our own services, resolved by name."""

    name: str
    at: int = field(compare=False)


Tree: TypeAlias = Number | Text | Call | Binary | Negative | Route | Reference


class Token(NamedTuple):
    """A piece of the text and where it starts."""

    kind: str
    text: str
    at: int


class Fault(StrEnum):
    """What is wrong with an expression, for checkers that sort by kind."""

    SYNTAX = "syntax"
    FULL_WIDTH = "full-width"
    FUNCTION = "unknown-function"
    ARGUMENTS = "wrong-arguments"
    REFERENCE = "unknown-reference"
    DATE = "impossible-date"
    PATTERN = "bad-pattern"
    EQUALS_ON_MULTIPLE = "equals-on-multiple"
    DATE_AS_TEXT = "date-as-text"
    CHOICE = "unknown-choice"
    NEVER_TRUE = "never-true"


class SyntaxProblem(FormError):
    """An expression that cannot be read. ``at`` is where, from 0."""

    code = "bad-expression"

    def __init__(self, message: str, *, at: int, fault: Fault = Fault.SYNTAX) -> None:
        super().__init__(message)
        self.at = at
        self.fault = fault


@lru_cache(maxsize=4096)
def parse(text: str) -> Tree:
    """Return the tree of an expression. Trees are values, so equal texts share one.

    Raises:
        SyntaxProblem: it is not in the supported grammar, or nested too deeply.
    """
    if len(text) > _LONGEST:
        raise SyntaxProblem("表达式太长。改法：拆成几个计算题。", at=0)
    try:
        tree = _Parser(text).whole()
    except RecursionError:
        raise _too_deep(0) from None
    if _is_too_deep(tree):
        raise _too_deep(0)
    return tree


def tokens(text: str) -> list[Token]:
    """Cut the text into tokens.

    Raises:
        SyntaxProblem: a character does not belong.
    """
    found: list[Token] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if not match or not match.lastgroup:
            _refuse_character(text, at)
        kind = match.lastgroup
        found.append(Token(kind, match[kind], match.start(kind)))
        at = match.end()
    return found


def walk(tree: Tree) -> Iterator[Tree]:
    """Yield a tree and everything in it, in the order it is written."""
    pending = [tree]
    while pending:
        part = pending.pop()
        yield part
        pending.extend(reversed(_inside(part)))


def shown(text: str) -> str:
    """Return a text of an author as messages quote it: one line, the middle left out."""
    line = " ".join(text.split())
    half = _LONGEST_SHOWN // 2
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:half]}……{line[-half:]}"


def _inside(tree: Tree) -> tuple[Tree, ...]:
    match tree:
        case Call(arguments=arguments):
            return arguments
        case Binary(operands=operands):
            return operands
        case Negative(operand):
            return (operand,)
        case Route(start=start, steps=steps):
            conditions = tuple(c for step in steps for c in step.conditions)
            return (start, *conditions) if isinstance(start, Call) else conditions
        case _:
            return ()


def _is_too_deep(tree: Tree) -> bool:
    """Whether anything lies deeper than compiling and reckoning can follow.

    Brackets and chains of operators add up, so the parser's own counting is not enough.
    """
    level: list[Tree] = [tree]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _refuse_character(text: str, at: int) -> NoReturn:
    at += len(text[at:]) - len(text[at:].lstrip())
    character = text[at]
    if character in _FULL_WIDTH:
        half = _FULL_WIDTH[character]
        raise SyntaxProblem(
            f"第 {at + 1} 个字是全角符号“{character}”。改法：换成半角的 {half}",
            at=at,
            fault=Fault.FULL_WIDTH,
        )
    if character in "'\"":
        raise SyntaxProblem(f"第 {at + 1} 个字的引号没有成对。改法：补上另一半引号。", at=at)
    raise SyntaxProblem(f"第 {at + 1} 个字“{character}”看不懂。改法：删掉或改写。", at=at)


def _too_deep(at: int) -> SyntaxProblem:
    return SyntaxProblem(
        f"表达式套得太深，括号和运算连起来超过 {DEEPEST} 层。改法：拆成几个计算题。", at=at
    )


class _Parser:
    """Precedence climbing over the tokens; one instance reads one text."""

    def __init__(self, text: str) -> None:
        self._tokens = tokens(text)
        self._next = 0
        self._depth = 0
        self._end = len(text)

    def whole(self) -> Tree:
        if not self._tokens:
            raise SyntaxProblem("表达式是空的。改法：写上条件，或去掉这一格。", at=0)
        tree = self._expression(0)
        if self._next < len(self._tokens):
            token = self._tokens[self._next]
            mend = "少了左括号或多了右括号" if token.text in ")]" else "前后少了运算符"
            raise SyntaxProblem(
                f"第 {token.at + 1} 个字“{shown(token.text)}”多余。改法：检查{mend}。", at=token.at
            )
        return tree

    def _expression(self, rank: int) -> Tree:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _too_deep(self._here())
        left = self._signed()
        while (operator := self._operator()) and _RANK[operator] >= rank:
            self._next += 1
            right = self._expression(_RANK[operator] + 1)
            left = self._joined(operator, left, right)
        self._depth -= 1
        return left

    def _joined(self, operator: str, left: Tree, right: Tree) -> Tree:
        is_chain = operator in {"and", "or"} and isinstance(left, Binary)
        if is_chain and isinstance(left, Binary) and left.operator == operator:
            return Binary(operator, (*left.operands, right))
        return Binary(operator, (left, right))

    def _operator(self) -> str | None:
        token = self._peek()
        if token and (token.kind == "mark" or token.text in _WORDS) and token.text in _RANK:
            return token.text
        if token and token.text == "|":
            raise SyntaxProblem(
                f"第 {token.at + 1} 个字“|”不在支持范围。改法：分开写。", at=token.at
            )
        return None

    def _signed(self) -> Tree:
        signs = 0
        while self._take("-"):
            signs += 1
        tree = self._operand()
        return Negative(tree) if signs % 2 else tree

    def _operand(self) -> Tree:
        token = self._peek()
        if token is None:
            raise SyntaxProblem("表达式没有写完。改法：补上最后的值或右括号。", at=self._end)
        if token.kind == "number":
            self._next += 1
            return Number(float(token.text))
        if token.kind == "text":
            self._next += 1
            return Text(token.text[1:-1])
        if token.kind == "reference":
            self._next += 1
            return Reference(token.text[2:-1].strip(), token.at)
        if token.text == "(":
            return self._bracketed()
        return self._route()

    def _bracketed(self) -> Tree:
        self._expect("(")
        tree = self._expression(0)
        self._expect(")")
        return tree

    def _route(self) -> Tree:
        if self._take("/"):
            return Route(Start.ROOT, self._steps())
        token = self._tokens[self._next]
        if token.kind == "name" and self._text_after() == "(":
            call = self._call()
            return Route(call, self._steps()) if self._take("/") else call
        return Route(Start.HERE, self._steps())

    def _steps(self) -> tuple[Step, ...]:
        steps = [self._step()]
        while self._take("/"):
            steps.append(self._step())
        return tuple(steps)

    def _step(self) -> Step:
        token = self._peek()
        if token is None:
            raise SyntaxProblem("路径没有写完。改法：补上题目名。", at=self._end)
        if token.kind != "name" and token.text not in {".", "..", "*"}:
            raise SyntaxProblem(
                f"第 {token.at + 1} 个字“{shown(token.text)}”不该在这里。改法：检查前后的写法。",
                at=token.at,
            )
        self._next += 1
        conditions: list[Tree] = []
        while self._take("["):
            conditions.append(self._expression(0))
            self._expect("]")
        # Only metadata is written with a prefix (orx:meta); its local name is enough.
        return Step(token.text.rpartition(":")[2], tuple(conditions))

    def _call(self) -> Call:
        name = self._tokens[self._next]
        self._next += 2
        arguments: list[Tree] = []
        if not self._take(")"):
            arguments.append(self._expression(0))
            while self._take(","):
                arguments.append(self._expression(0))
            self._expect(")")
        return Call(name.text, tuple(arguments), name.at)

    def _peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _text_after(self) -> str:
        after = self._next + 1
        return self._tokens[after].text if after < len(self._tokens) else ""

    def _here(self) -> int:
        token = self._peek()
        return token.at if token else self._end

    def _take(self, mark: str) -> bool:
        token = self._peek()
        if token and token.kind == "mark" and token.text == mark:
            self._next += 1
            return True
        return False

    def _expect(self, mark: str) -> None:
        if not self._take(mark):
            raise SyntaxProblem(
                f"第 {self._here() + 1} 个字前少了“{mark}”。改法：括号要成对。", at=self._here()
            )
