"""From the tree of an expression to a closure that answers it.

Paths whose place is known are looked up, not walked. A compiled expression also tells which
places of the form it reads, so that a session recomputes only what an answer can change.
"""

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from kiosk.domain.errors import FormError
from kiosk.forms import functions
from kiosk.forms.instance import Node, Path
from kiosk.forms.surroundings import Context, Surroundings
from kiosk.forms.syntax import (
    Binary,
    Call,
    Fault,
    Negative,
    Number,
    Reference,
    Route,
    Start,
    Step,
    SyntaxProblem,
    Text,
    Tree,
    parse,
    shown,
)
from kiosk.forms.values import (
    NodeSet,
    Value,
    compare,
    equal,
    to_number,
    to_text,
    to_truth,
    unequal,
)

Closure: TypeAlias = Callable[["Context"], Value]
_ANYTHING = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is known of the place an expression stands at.

    Attributes:
        here: the path of the node it is evaluated at, or None inside a secondary instance.
        origin: the path ``current()`` stands for.
        singles: paths of nodes that exist exactly once.
        repeats: paths of repeats.
        names: question name → path, for ``${name}`` in sources.
    """

    here: Path | None
    origin: Path
    singles: frozenset[Path] = frozenset()
    repeats: frozenset[Path] = frozenset()
    names: Mapping[str, Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A compiled expression.

    Attributes:
        reads: places it reads; a last ``*`` stands for any child.
        reads_itself: whether it refers to the node it stands at.
        instances: secondary instances it names.
    """

    text: str
    run: Closure
    reads: frozenset[Path]
    instances: frozenset[str]

    def value(self, env: Surroundings, node: Node) -> Value:
        """Evaluate at a node."""
        return self.run(Context(env, node))

    def truth(self, env: Surroundings, node: Node) -> bool:
        """Evaluate at a node to true or false."""
        return to_truth(self.value(env, node))


def compile_expression(text: str, scope: Scope) -> Expression:
    """Return the closure for an expression.

    Raises:
        FormError: syntax, unknown function, wrong number of arguments, impossible constant.
    """
    compiler = _Compiler(scope)
    try:
        run = compiler.closure(parse(text), scope)
    except RecursionError:
        raise SyntaxProblem("括号套得太深。改法：拆成几个计算题。", at=0) from None
    return Expression(
        text=text,
        run=run,
        reads=frozenset(compiler.reads),
        instances=frozenset(compiler.instances),
    )


def _divided(a: float, b: float) -> float:
    if b == 0:
        if a == 0 or math.isnan(a):
            return math.nan
        return math.copysign(math.inf, a) * math.copysign(1.0, b)
    return a / b


def _remainder(a: float, b: float) -> float:
    try:
        return math.fmod(a, b)
    except ValueError:
        return math.nan


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": _divided,
    "mod": _remainder,
}
_ORDERINGS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class _Compiler:
    """Walks one tree; collects what it reads on the way."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.reads: set[Path] = set()
        self.instances: set[str] = set()

    def closure(self, tree: Tree, scope: Scope) -> Closure:
        match tree:
            case Number(value) | Text(value):
                constant: Value = value
                return lambda _: constant
            case Negative(operand):
                inner = self.closure(operand, scope)
                return lambda c: -to_number(inner(c))
            case Binary():
                return self._binary(tree, scope)
            case Call():
                return self._call(tree, scope)
            case Route():
                return self._route(tree, scope)
            case Reference():
                return self._named(tree, scope)

    def _binary(self, tree: Binary, scope: Scope) -> Closure:
        parts = [self.closure(operand, scope) for operand in tree.operands]
        if tree.operator == "and":
            return lambda c: all(to_truth(part(c)) for part in parts)
        if tree.operator == "or":
            return lambda c: any(to_truth(part(c)) for part in parts)
        left, right = parts
        if tree.operator == "=":
            return lambda c: equal(left(c), right(c))
        if tree.operator == "!=":
            return lambda c: unequal(left(c), right(c))
        if holds := _ORDERINGS.get(tree.operator):
            return lambda c: compare(left(c), right(c), holds)
        reckon = _ARITHMETIC[tree.operator]
        return lambda c: reckon(to_number(left(c)), to_number(right(c)))

    # Functions ---------------------------------------------------------------------------

    def _call(self, call: Call, scope: Scope) -> Closure:
        special = _SPECIAL.get(call.name)
        functions.check_call(call.name, len(call.arguments), at=call.at)
        if special:
            return special(self, call, scope)
        parts = [self.closure(argument, scope) for argument in call.arguments]
        functions.check_constants(
            call.name, [a.value if isinstance(a, Text) else None for a in call.arguments]
        )
        if plain := functions.PLAIN.get(call.name):
            return _applied(plain, parts)
        placed = functions.PLACED[call.name]
        return lambda c: placed(c, *[part(c) for part in parts])

    def if_(self, call: Call, scope: Scope) -> Closure:
        test, then, otherwise = (self.closure(a, scope) for a in call.arguments)
        return lambda c: then(c) if to_truth(test(c)) else otherwise(c)

    def coalesce_(self, call: Call, scope: Scope) -> Closure:
        parts = [self.closure(a, scope) for a in call.arguments]

        def first(c: Context) -> Value:
            for part in parts:
                value = part(c)
                if to_text(value) not in {"", "NaN"}:
                    return value
            return ""

        return first

    def once_(self, call: Call, scope: Scope) -> Closure:
        inner = self.closure(call.arguments[0], scope)
        return lambda c: c.current.value() if c.current.text else inner(c)

    def position_(self, call: Call, scope: Scope) -> Closure:
        if not call.arguments:
            return lambda c: float(c.position)
        argument = call.arguments[0]
        target = self._place(argument, scope)
        if target and scope.here and target == scope.here[: len(target)]:
            levels = len(scope.here) - len(target)
            return lambda c: float(c.node.ancestor(levels).position())
        inner = self.closure(argument, scope)

        def position(c: Context) -> Value:
            found = inner(c)
            is_some = isinstance(found, NodeSet) and found
            return float(found[0].position()) if isinstance(found, NodeSet) and is_some else 0.0

        return position

    def current_(self, _: Call, __: Scope) -> Closure:
        return lambda c: NodeSet([c.current])

    def instance_(self, call: Call, _: Scope) -> Closure:
        name = self._constant(call, 0)
        self.instances.add(name)

        def root(c: Context) -> Value:
            found = c.env.instances.get(name)
            return NodeSet([found] if found else [])

        return root

    def choice_name_(self, call: Call, scope: Scope) -> Closure:
        value = self.closure(call.arguments[0], scope)
        place = self._place(parse(self._constant(call, 1)), scope)
        if place is None:
            raise FormError("jr:choice-name 的第二个参数要写题目的路径。改法：写成 '${题目名}'。")
        self.reads.add(place)
        return lambda c: c.env.choice_label(to_text(value(c)), place, c.node)

    def indexed_repeat_(self, call: Call, scope: Scope) -> Closure:
        target = self._place(call.arguments[0], scope)
        pairs = list(zip(call.arguments[1::2], call.arguments[2::2], strict=True))
        indexes: dict[Path, Closure] = {}
        for repeat, index in pairs:
            place = self._place(repeat, scope)
            if place is None or target is None or target[: len(place)] != place:
                raise FormError(
                    "indexed-repeat 的第二个参数要是包含第一个参数的循环组。改法：检查两个路径。"
                )
            indexes[place] = self.closure(index, scope)
        if target is None:
            raise FormError("indexed-repeat 的第一个参数要是题目。改法：写成 ${题目名}。")
        self.reads.add(target)
        return _indexed(target, indexes)

    def pulldata_(self, call: Call, scope: Scope) -> Closure:
        table, column, key_column = (self._constant(call, i) for i in range(3))
        self.instances.add(table)
        key = self.closure(call.arguments[3], scope)
        return lambda c: c.env.table_cell(table, column, key_column, to_text(key(c)))

    @staticmethod
    def _constant(call: Call, index: int) -> str:
        argument = call.arguments[index]
        if not isinstance(argument, Text):
            raise FormError(
                f"{call.name} 的第 {index + 1} 个参数要是引号里的固定文字。改法：加上引号。"
            )
        return argument.value.strip()

    # Paths -------------------------------------------------------------------------------

    def _named(self, reference: Reference, scope: Scope) -> Closure:
        path = scope.names.get(reference.name)
        if path is None:
            raise SyntaxProblem(
                f"没有叫“{shown(reference.name)}”的题目。改法：检查它的拼写，或先加上这道题。",
                at=reference.at,
                fault=Fault.REFERENCE,
            )
        return self._absolute(path, scope)

    def _route(self, route: Route, scope: Scope) -> Closure:
        place = self._place(route, scope)
        is_plain = place is not None and not any(step.conditions for step in route.steps)
        is_plain = is_plain and place is not None and _ANYTHING not in place
        if (
            place is not None
            and is_plain
            and (route.start is Start.ROOT or place in scope.singles)
        ):
            return self._absolute(place, scope)
        return self._walk(route, scope)

    def _absolute(self, path: Path, scope: Scope) -> Closure:
        self.reads.add(path)
        if path in scope.singles:
            return _looked_up(path)
        shared = self._shared(path, scope)
        if shared == 0:
            return _descended(path)
        if scope.here is None:
            return _climbed_from_origin(len(scope.origin) - shared, path[shared:])
        return _climbed(len(scope.here) - shared, path[shared:])

    @staticmethod
    def _shared(path: Path, scope: Scope) -> int:
        """Return how many first names belong to the same copies of repeats as here.

        The last name is never bound, so that ``count(/data/rep)`` inside ``rep`` counts all.
        """
        here = scope.origin if scope.here is None else scope.here
        shared = 0
        while shared < min(len(path) - 1, len(here)) and path[shared] == here[shared]:
            shared += 1
        return shared

    def _place(self, tree: Tree, scope: Scope) -> Path | None:
        """Return the path in the form a tree leads to, when that is known without a session."""
        match tree:
            case Reference(name):
                return scope.names.get(name)
            case Route(start=Start.ROOT, steps=steps):
                return _stepped((), steps)
            case Route(start=Start.HERE, steps=steps):
                return None if scope.here is None else _stepped(scope.here, steps)
            case Route(start=Call(name="current"), steps=steps):
                return _stepped(scope.origin, steps)
            case _:
                return None

    def _walk(self, route: Route, scope: Scope) -> Closure:
        begin, place, steps = self._beginning(route, scope)
        walkers: list[Callable[[Context, list[Node]], list[Node]]] = []
        for step in steps:
            place = None if place is None else _stepped(place, (Step(step.name),))
            walkers.append(self._stride(step, place, scope))
        if place is not None:
            self.reads.add(place)

        def nodes(c: Context) -> Value:
            found = begin(c)
            for walk in walkers:
                found = walk(c, found)
            return NodeSet([node for node in found if node.is_relevant])

        return nodes

    def _beginning(
        self, route: Route, scope: Scope
    ) -> tuple[Callable[[Context], list[Node]], Path | None, tuple[Step, ...]]:
        if route.start is Start.HERE:
            return (lambda c: [c.node]), scope.here, route.steps
        if isinstance(route.start, Call):
            inner = self.closure(route.start, scope)
            place = scope.origin if route.start.name == "current" else None
            return (lambda c: _as_nodes(inner(c))), place, route.steps
        plain = 0
        while plain < len(route.steps) and not route.steps[plain].conditions:
            plain += 1
        names = tuple(step.name for step in route.steps)
        shared = 0 if scope.here is None else min(plain, self._shared(names, scope))
        if shared == 0:
            return _from_root(route.steps[0].name), (names[0],), route.steps[1:]
        levels = len(scope.here or ()) - shared
        return (lambda c: [c.node.ancestor(levels)]), names[:shared], route.steps[shared:]

    def _stride(
        self, step: Step, place: Path | None, scope: Scope
    ) -> Callable[[Context, list[Node]], list[Node]]:
        inside = Scope(
            here=place,
            origin=scope.origin,
            singles=scope.singles,
            repeats=scope.repeats,
            names=scope.names,
        )
        conditions = [self.closure(condition, inside) for condition in step.conditions]
        name = step.name

        def walk(c: Context, nodes: list[Node]) -> list[Node]:
            found: list[Node] = []
            for node in nodes:
                next_nodes = _next(node, name)
                for condition in conditions:
                    next_nodes = _kept(c, next_nodes, condition)
                found.extend(next_nodes)
            return found

        return walk


_SPECIAL: dict[str, Callable[[_Compiler, Call, Scope], Closure]] = {
    "if": _Compiler.if_,
    "coalesce": _Compiler.coalesce_,
    "once": _Compiler.once_,
    "position": _Compiler.position_,
    "current": _Compiler.current_,
    "instance": _Compiler.instance_,
    "jr:choice-name": _Compiler.choice_name_,
    "indexed-repeat": _Compiler.indexed_repeat_,
    "pulldata": _Compiler.pulldata_,
}


def _applied(function: Callable[..., Value], parts: list[Closure]) -> Closure:
    if len(parts) == 1:
        only = parts[0]
        return lambda c: function(only(c))
    if len(parts) == 2:  # noqa: PLR2004 - the commonest number of arguments
        first, second = parts
        return lambda c: function(first(c), second(c))
    return lambda c: function(*[part(c) for part in parts])


def _stepped(base: Path, steps: tuple[Step, ...]) -> Path | None:
    path = list(base)
    for step in steps:
        if step.name == "..":
            if not path:
                return None
            path.pop()
        elif step.name != ".":
            path.append(step.name)
    return tuple(path)


def _looked_up(path: Path) -> Closure:
    def node(c: Context) -> Value:
        found = c.env.places.get(path)
        return NodeSet([found]) if found and found.is_relevant else NodeSet()

    return node


def _descended(path: Path) -> Closure:
    below = path[1:]

    def nodes(c: Context) -> Value:
        return _relevant([c.env.root], below) if c.env.root.name == path[0] else NodeSet()

    return nodes


def _climbed(levels: int, below: Path) -> Closure:
    return lambda c: _relevant([c.node.ancestor(levels)], below)


def _climbed_from_origin(levels: int, below: Path) -> Closure:
    return lambda c: _relevant([c.current.ancestor(levels)], below)


def _relevant(nodes: list[Node], names: Path) -> NodeSet:
    for name in names:
        nodes = [child for node in nodes for child in node.children.get(name, ())]
    return NodeSet([node for node in nodes if node.is_relevant])


def _indexed(target: Path, indexes: Mapping[Path, Closure]) -> Closure:
    def nodes(c: Context) -> Value:
        found = [c.env.root]
        for depth in range(1, len(target)):
            found = [child for n in found for child in n.children.get(target[depth], ())]
            if index := indexes.get(target[: depth + 1]):
                wanted = to_number(index(c))
                found = [n for n in found if n.position() == wanted]
        return NodeSet([node for node in found if node.is_relevant])

    return nodes


def _from_root(name: str) -> Callable[[Context], list[Node]]:
    def begin(c: Context) -> list[Node]:
        return [c.env.root] if name in {c.env.root.name, _ANYTHING} else []

    return begin


def _as_nodes(value: Value) -> list[Node]:
    return list(value) if isinstance(value, NodeSet) else []


def _next(node: Node, name: str) -> list[Node]:
    if name == ".":
        return [node]
    if name == "..":
        return [node.parent] if node.parent else []
    if name == _ANYTHING:
        return [child for namesakes in node.children.values() for child in namesakes]
    return node.children.get(name, [])


def _kept(c: Context, nodes: list[Node], condition: Closure) -> list[Node]:
    kept: list[Node] = []
    for position, node in enumerate(nodes, 1):
        value = condition(Context(c.env, node, current=c.current, position=position))
        is_place = isinstance(value, float) and not isinstance(value, bool)
        if value == position if is_place else to_truth(value):
            kept.append(node)
    return kept
