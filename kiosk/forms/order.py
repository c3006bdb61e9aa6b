"""In which order rules are reckoned, and who depends on whom."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from kiosk.domain.errors import FormError
from kiosk.forms.instance import Path
from kiosk.forms.model import Rules, path_text


def needs(rules: Mapping[Path, Rules]) -> dict[Path, frozenset[Path]]:
    """Return, for each place reckoned ahead, the places it must come after.

    Those are what its relevance and calculation read, the groups around those (what is not
    relevant reads as empty), and the groups around itself.
    """
    ahead = {p for p, r in rules.items() if r.relevant is not None or r.calculate is not None}
    found: dict[Path, frozenset[Path]] = {}
    for path in rules:
        if path in ahead:
            reads = _expanded(_reads(rules[path]), path, ahead)
            around = {p for read in reads for p in _ancestors(read)} - {path}
            found[path] = frozenset((reads | around | set(_ancestors(path))) & ahead)
    return found


def schedule(required: Mapping[Path, Iterable[Path]]) -> tuple[Path, ...]:
    """Return the places so that each comes after what it needs.

    Raises:
        FormError: some need each other; the message names them.
    """
    try:
        return tuple(TopologicalSorter(required).static_order())
    except CycleError as wrong:
        knot: list[Any] = wrong.args[1]
        names = " → ".join(path_text(path) for path in dict.fromkeys(knot))
        raise FormError(
            f"题目 {names}：显示条件或计算互相依赖，成了一圈。改法：去掉其中一处引用。"
        ) from None


def _reads(rules: Rules) -> frozenset[Path]:
    relevant, calculate = rules.relevant, rules.calculate
    return (relevant.reads if relevant else frozenset()) | (
        calculate.reads if calculate else frozenset()
    )


def _expanded(reads: Iterable[Path], own: Path, known: Iterable[Path]) -> set[Path]:
    """Replace a last ``*`` by the places it stands for, except the one that asks."""
    found: set[Path] = set()
    for read in reads:
        if read and read[-1] == "*":
            found |= {p for p in known if p[:-1] == read[:-1] and p != own}
            found.add(read[:-1])
        else:
            found.add(read)
    return found


def _ancestors(path: Path) -> list[Path]:
    return [path[:length] for length in range(1, len(path))]
