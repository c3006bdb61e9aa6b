"""Expressions as the checks look at them: what is called, what is read, under which name."""

from collections.abc import Iterator

from kiosk.domain.errors import FormError
from kiosk.forms.syntax import Binary, Call, Negative, Reference, Route, Start, Tree, parse

_UNNAMED = frozenset({".", "..", "*"})


def parts(expression: str) -> tuple[Tree, ...]:
    """Return an expression and all in it, or nothing when it cannot be read.

    What stands between a path's square brackets is left out: names mean other things there.
    """
    try:
        return tuple(_parts(parse(expression)))
    except FormError:
        return ()


def bare_names(expression: str) -> tuple[str, ...]:
    """Return the names written without ``${}``: columns in a choice filter, else slips."""
    return tuple(dict.fromkeys(filter(None, map(bare_name, parts(expression)))))


def bare_name(tree: Tree) -> str:
    """Return the name a tree is, or an empty text."""
    match tree:
        case Route(start=Start.HERE, steps=(step, *_)) if step.name not in _UNNAMED:
            return step.name
        case _:
            return ""


def equals(tree: Tree) -> tuple[str, str]:
    """Return (bare name, question) of ``name = ${question}`` or ``selected(${question}, name)``.

    Both are empty when the tree is nothing of the kind.
    """
    match tree:
        case Binary(operator="=", operands=(Reference(name=question), other)):
            return bare_name(other), question
        case Binary(operator="=", operands=(other, Reference(name=question))):
            return bare_name(other), question
        case Call(name="selected", arguments=(Reference(name=question), other)):
            return bare_name(other), question
        case _:
            return "", ""


def _parts(tree: Tree) -> Iterator[Tree]:
    yield tree
    for inner in _inside(tree):
        yield from _parts(inner)


def _inside(tree: Tree) -> tuple[Tree, ...]:
    match tree:
        case Call(arguments=arguments):
            return arguments
        case Binary(operands=operands):
            return operands
        case Negative(operand):
            return (operand,)
        case Route(start=Call() as start):
            return (start,)
        case _:
            return ()
