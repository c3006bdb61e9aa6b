"""The rows a person sees: what stands side by side."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

AnyWidget = TypeVar("AnyWidget", bound=QWidget)


def rows_of(parts: Iterable[AnyWidget]) -> list[tuple[AnyWidget, ...]]:
    """Return ``parts``, given in the order of reading, by rows from the top."""
    rows: list[list[AnyWidget]] = []
    for part in parts:
        if rows and _stand_side_by_side(rows[-1][-1], part):
            rows[-1].append(part)
        else:
            rows.append([part])
    return [tuple(row) for row in rows]


def beneath(rows: Sequence[Sequence[QWidget]], here: QWidget, step: int) -> QWidget | None:
    """Return what stands ``step`` rows below ``here``, or above; round at the ends.

    Of that row it is the one that stands straightest below; None when ``here`` is in no row.
    """
    for number, row in enumerate(rows):
        if here in row:
            middle = _middle(here)
            return min(
                rows[(number + step) % len(rows)], key=lambda part: abs(_middle(part) - middle)
            )
    return None


def _stand_side_by_side(one: QWidget, other: QWidget) -> bool:
    window = one.window()
    top, below = (w.mapTo(window, QPoint(0, 0)).y() for w in (one, other))
    return top <= below + other.height() // 2 <= top + one.height()


def _middle(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), widget.rect().center()).x()
