"""The tree of answers behind a session, and the read-only trees of choices beside it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Optional, TypeAlias

Path: TypeAlias = tuple[str, ...]
Scalar: TypeAlias = float | str | bool | date
Cast: TypeAlias = Callable[[str], Scalar]


def as_text(text: str) -> str:
    """Take an answer as it stands."""
    return text


@dataclass(slots=True, kw_only=True, eq=False)
class Shape:
    """What the form says of one place in the tree, whatever stands there.

    Attributes:
        path: element names from the root.
        cast: from the stored text to the value expressions see.
        is_whole: calculated numbers lose their fraction.
        is_single: neither a repeat nor inside one, so that there is exactly one such node.
        child_names: in the order of the form; a repeat keeps its place even with no copies.
        blank: the content of a new copy, for a repeat.
    """

    path: Path
    namespace: str = ""
    cast: Cast = as_text
    is_whole: bool = False
    is_repeat: bool = False
    is_single: bool = True
    child_names: list[str] = field(default_factory=list)
    blank: "Seed | None" = None


@dataclass(frozen=True, slots=True)
class Seed:
    """Initial content: a default text, or seeds in order."""

    shape: Shape
    text: str = ""
    children: "tuple[Seed, ...]" = ()


class Node:
    """One element: a text, or children by name.

    Attributes:
        is_wanted: what its own rule says.
        is_relevant: its own rule and those of all ancestors.
    """

    __slots__ = (
        "_value", "children", "is_relevant", "is_wanted", "name", "parent", "shape", "text",
    )  # fmt: skip

    def __init__(
        self, name: str, *, parent: Optional["Node"] = None, shape: Shape | None = None
    ) -> None:
        self.name = name
        self.parent = parent
        self.shape = shape
        self.children: dict[str, list[Node]] = {}
        self.text = ""
        self.is_wanted = True
        self.is_relevant = True
        self._value: Scalar | None = None

    def value(self) -> Scalar:
        """Return the typed value; an empty text stays one."""
        if self._value is None:
            self._value = self.shape.cast(self.text) if self.shape and self.text else self.text
        return self._value

    def put(self, text: str, value: Scalar | None = None) -> None:
        """Write the text, and the value if it is known to be more than the text says."""
        self.text = text
        self._value = value

    def add(self, child: "Node") -> None:
        """Append a child after its namesakes."""
        child.parent = self
        self.children.setdefault(child.name, []).append(child)

    def position(self) -> int:
        """Return the place among namesakes, from 1."""
        return self.parent.children[self.name].index(self) + 1 if self.parent else 1

    def ancestor(self, levels: int) -> "Node":
        """Return the node that many levels up; the top stays the top."""
        node = self
        for _ in range(levels):
            node = node.parent or node
        return node

    def everything(self) -> Iterator["Node"]:
        """Yield the node and all below it, in document order."""
        yield self
        for namesakes in self.children.values():
            for child in namesakes:
                yield from child.everything()


def grow(seed: Seed) -> Node:
    """Build the nodes of a seed."""
    node = Node(seed.shape.path[-1], shape=seed.shape)
    node.text = seed.text
    node.children = {name: [] for name in seed.shape.child_names}
    for child in seed.children:
        node.add(grow(child))
    return node
