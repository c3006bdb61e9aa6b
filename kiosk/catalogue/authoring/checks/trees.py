"""Walking the trees of expressions."""

from collections.abc import Iterator

from kiosk.forms.syntax import (
    Binary,
    Call,
    Negative,
    Number,
    Reference,
    Route,
    Start,
    Step,
    Text,
    Tree,
)


def everything(tree: Tree) -> Iterator[Tree]:
    """Yield the tree and every part of it."""
    yield tree
    for part in _parts(tree):
        yield from everything(part)


def constant(tree: Tree) -> str | None:
    """Return what a fixed text or number says, or None for anything else."""
    match tree:
        case Text(value):
            return value
        case Number(value):
            return str(int(value)) if value == int(value) else str(value)
        case _:
            return None


def is_here(tree: Tree) -> bool:
    """Whether the tree is the single dot, the answer itself."""
    return tree == Route(Start.HERE, (Step("."),))


def _parts(tree: Tree) -> Iterator[Tree]:
    match tree:
        case Binary(_, operands):
            yield from operands
        case Call(_, arguments, _):
            yield from arguments
        case Negative(operand):
            yield operand
        case Route(start, steps):
            if isinstance(start, Call):
                yield start
            for step in steps:
                yield from step.conditions
        case Number() | Text() | Reference():
            return
