"""Counts what a window does when it is touched, and leaves it as it was."""

from types import TracebackType
from typing import Self

from tests.audit.seen import Seen


class Acts:
    """Counts the acts of all that is pressed. Pages that were turned are turned back."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._count = 0
        self._marked = {w: w.isChecked() for w in seen.pressed if w.isCheckable()}
        self._number = seen.page.page_number if seen.page is not None else 0

    def __enter__(self) -> Self:
        for widget in self._seen.pressed:
            widget.clicked.connect(self._on_clicked)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for widget in self._seen.pressed:
            widget.clicked.disconnect(self._on_clicked)
        self._undo()

    def taken(self) -> int:
        """Return how many acts there were since this was asked last, and undo them."""
        count, self._count = self._count, 0
        if count:
            self._undo()
        return count

    def _on_clicked(self) -> None:
        self._count += 1

    def _undo(self) -> None:
        for widget, is_marked in self._marked.items():
            if widget.isChecked() is not is_marked:
                is_one_of = widget.autoExclusive()
                widget.setAutoExclusive(False)
                widget.setChecked(is_marked)
                widget.setAutoExclusive(is_one_of)
        page = self._seen.page
        if page is not None and page.page_number != self._number:
            page.turn_to(self._number)
