"""Scanning for who has one switch or two: first the rows, then what stands in the row. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """What is offered: a whole row, or one item of it."""

    row: int
    item: int | None = None


class Scan:
    """Where the scan stands. Two presses choose anything: one its row, one the thing itself.

    Args:
        sizes: how many items each row has, none of them empty.
    """

    def __init__(self, sizes: Sequence[int]) -> None:
        self._sizes = tuple(sizes)
        self._spot: Spot | None = None

    @property
    def spot(self) -> Spot | None:
        """What is offered; nothing before the first move."""
        return self._spot

    def move_on(self) -> None:
        """Offer the next row or item.

        After the last item the row itself is offered again, so that a row chosen by mistake is
        left without choosing anything in it.
        """
        if not self._sizes:
            return
        if self._spot is None:
            self._spot = Spot(0)
        elif self._spot.item is None:
            self._spot = Spot((self._spot.row + 1) % len(self._sizes))
        else:
            after = self._spot.item + 1
            is_over = after == self._sizes[self._spot.row]
            self._spot = Spot(self._spot.row, None if is_over else after)

    def accept(self) -> Spot | None:
        """Take what is offered; return the item that was chosen, or None when it was a row.

        The only item of a row is chosen with it. After a choice all is offered from the top again:
        from the row itself, what stands just above it would be furthest.
        """
        if self._spot is None:
            self.move_on()
            return None
        row, item = self._spot.row, self._spot.item
        if item is None and self._sizes[row] > 1:
            self._spot = Spot(row, 0)
            return None
        self._spot = Spot(0)
        return Spot(row, item or 0)
