"""The hall's own functions, written out in portable XPath when a service is compiled.

``idcard-ok`` ``idcard-birth`` ``idcard-sex`` ``age`` ``days-between`` do not exist at run time:
a foreign platform that takes the form keeps every check.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from kiosk.domain.errors import FormError
from kiosk.forms.syntax import Fault, SyntaxProblem, Token, shown, tokens

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "1 0 X 9 8 7 6 5 4 3 2"
_COUNTING_DAYS = frozenset({"age", "days-between"})
_BIG, _SMALL = "01 03 05 07 08 10 12", "04 06 09 11"


def expand(expression: str) -> str:
    """Return the expression with every hall function written out.

    Raises:
        FormError: the text cannot be cut into tokens, a bracket is missing, or a hall function
            has the wrong number of arguments or another one in them.
    """
    if not any(name in expression for name in _MACROS):
        return expression
    found, pieces, done = tokens(expression), [], 0
    for index in _hall_calls(found):
        token = found[index]
        if token.at >= done:
            arguments, end = _arguments(expression, found, index + 1)
            pieces += [expression[done : token.at], _written(token, arguments)]
            done = end
    return "".join((*pieces, expression[done:]))


def hall_arities() -> Mapping[str, int]:
    """Return how many arguments each hall function takes."""
    return {name: count for name, (count, _) in _MACROS.items()}


def check_hall_call(name: str, count: int, inside: Iterable[str], *, at: int) -> None:
    """Refuse a wrong number of arguments, and a hall function within another.

    A function writes its argument out many times, so nesting them multiplies. A day of birth
    from a card number is the one that is of use inside, where days are counted.

    Args:
        name: the hall function.
        count: how many arguments it was given.
        inside: the functions called in its arguments.
        at: where it stands.

    Raises:
        SyntaxProblem: with the mend.
    """
    takes = _MACROS[name][0]
    if count != takes:
        raise SyntaxProblem(
            f"函数 {name} 要 {takes} 个参数，写了 {count} 个。改法：检查逗号和括号。",
            at=at,
            fault=Fault.ARGUMENTS,
        )
    for inner in inside:
        if inner in _MACROS and not (name in _COUNTING_DAYS and inner == "idcard-birth"):
            raise SyntaxProblem(
                f"函数 {name} 的括号里不能再写 {inner}。"
                f"改法：先用一道计算题算出 {inner}，这里写那道题的 ${{代号}}。",
                at=at,
                fault=Fault.ARGUMENTS,
            )


def _hall_calls(found: list[Token]) -> list[int]:
    """Return which tokens are hall functions that are called."""
    return [
        index
        for index, (token, after) in enumerate(pairwise(found))
        if token.kind == "name" and token.text in _MACROS and after.text == "("
    ]


def _arguments(expression: str, found: list[Token], opening: int) -> tuple[list[str], int]:
    """Return the texts between the brackets and the place after the closing one."""
    depth, begin = 0, found[opening].at + 1
    texts: list[str] = []
    for token in found[opening:]:
        if token.kind != "mark":
            continue
        depth += (token.text in "([") - (token.text in ")]")
        if depth == 0:
            texts.append(expression[begin : token.at])
            is_empty = len(texts) == 1 and not texts[0].strip()
            return ([] if is_empty else texts), token.at + 1
        if depth == 1 and token.text == ",":
            texts.append(expression[begin : token.at])
            begin = token.at + 1
    raise FormError(f"“{shown(expression)}”少了右括号。改法：括号要成对。", code="bad-expression")


def _written(call: Token, arguments: list[str]) -> str:
    cut = [tokens(argument) for argument in arguments]
    inside = [found[index].text for found in cut for index in _hall_calls(found)]
    check_hall_call(call.text, len(arguments), inside, at=call.at)
    return _MACROS[call.text][1](*(expand(argument.strip()) for argument in arguments))


def _piece(number: str, start: int, end: int) -> str:
    return f"substr({number}, {start}, {end})"


def _idcard_ok(number: str) -> str:
    # translate() takes the lower-case x some keyboards give; the check character is GB 11643.
    upper = f"translate({number}, 'x', 'X')"
    total = " + ".join(f"{w} * {_piece(number, i, i + 1)}" for i, w in enumerate(_WEIGHTS))
    shape = f"regex({number}, '[0-9]{{17}}[0-9Xx]')"
    check = f"{_piece(upper, 17, 18)} = selected-at('{_CHECKS}', ({total}) mod 11)"
    return f"({shape} and {_is_day(number)} and {check})"


def _is_day(number: str) -> str:
    """Whether digits 7 to 14 are a day of the calendar, from 1800 on."""
    year, month, day = _piece(number, 6, 10), _piece(number, 10, 12), _piece(number, 12, 14)
    leap = f"(({year} mod 4 = 0 and {year} mod 100 != 0) or {year} mod 400 = 0)"
    most = (
        f"if(selected('{_BIG}', {month}), 31, if(selected('{_SMALL}', {month}), 30, "
        f"if({month} = '02', if({leap}, 29, 28), 0)))"
    )
    return f"{year} >= 1800 and {day} >= 1 and {day} <= {most}"


def _idcard_birth(number: str) -> str:
    year, month, day = _piece(number, 6, 10), _piece(number, 10, 12), _piece(number, 12, 14)
    day_text = f"concat({year}, '-', {month}, '-', {day})"
    return f"if({_idcard_ok(number)}, date({day_text}), '')"


def _idcard_sex(number: str) -> str:
    sex = f"if({_piece(number, 16, 17)} mod 2 = 1, '男', '女')"
    return f"if(string-length({number}) = 18, {sex}, '')"


def _age(born: str, on: str) -> str:
    def digits(day: str) -> str:
        return f"number(format-date({day}, '%Y%m%d'))"

    return f"if(string({born}) = '', '', int(({digits(on)} - {digits(born)}) div 10000))"


def _days_between(first: str, last: str) -> str:
    return f"(number(date({last})) - number(date({first})))"


_MACROS: Mapping[str, tuple[int, Callable[..., str]]] = {
    "idcard-ok": (1, _idcard_ok),
    "idcard-birth": (1, _idcard_birth),
    "idcard-sex": (1, _idcard_sex),
    "age": (2, _age),
    "days-between": (2, _days_between),
}
