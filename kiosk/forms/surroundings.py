"""What an expression sees while it runs: the session around it, and its place in the answers."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Protocol

from kiosk.forms.instance import Node, Path


class Surroundings(Protocol):
    """What an expression may ask of the session it runs in."""

    @property
    def root(self) -> Node:
        """The root of the answers."""
        ...

    @property
    def places(self) -> Mapping[Path, Node]:
        """The nodes that exist exactly once, by path."""
        ...

    @property
    def instances(self) -> Mapping[str, Node]:
        """The roots of the secondary instances, by id."""
        ...

    @property
    def time_zone(self) -> tzinfo:
        """The hall's time zone."""
        ...

    @property
    def version(self) -> str:
        """The form's version."""
        ...

    def now(self) -> datetime:
        """The aware time in the hall's time zone."""
        ...

    def choice_label(self, value: str, path: Path, node: Node) -> str:
        """The label of a choice of the question at ``path`` as seen from ``node``."""
        ...

    def itext(self, text_id: str) -> str:
        """A translated text."""
        ...

    def table_cell(self, table: str, column: str, key_column: str, key: str) -> str:
        """A cell of a packaged CSV file, or the empty text."""
        ...


class Context:
    """Where an expression is evaluated: the node, the place in a node set, the origin."""

    __slots__ = ("current", "env", "node", "position")

    def __init__(
        self, env: Surroundings, node: Node, *, current: Node | None = None, position: int = 1
    ) -> None:
        self.env = env
        self.node = node
        self.current = current or node
        self.position = position
