"""The parts of a page, and the orders in which they may follow each other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product, takewhile
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from ui.widgets.bars import StepBar
from ui.widgets.pressing import Pressable
from ui.widgets.sheet import Spread
from ui.widgets.text_block import TextBlock
from ui.widgets.text_pair import NumberCard


@runtime_checkable
class Shortenable(Protocol):
    """A row that can do with less height."""

    def set_brief(self, is_brief: bool) -> None:  # noqa: FBT001 - a Qt setter of one flag
        """Leave out what can be spared, or draw all of it."""
        ...


class Top(StrEnum):
    """Where step and heading stand."""

    STAYS = "above every page"
    FLOWS = "on the first page"
    HEADING_STAYS = "the heading above every page, the step at the end"
    HEADING_FLOWS = "the heading on the first page, the step at the end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How the parts of a page follow each other.

    Attributes:
        is_brief: rows leave out what can be spared.
        lead_last: the lead stands below the rows.
        top: where step and heading stand.
        stays: what stands on every page below the heading.
        spread: how what stays and what is divided into pages share a page.
    """

    is_brief: bool = False
    lead_last: bool = False
    top: Top = Top.STAYS
    stays: tuple[QWidget, ...] = ()
    spread: Spread = Spread.BELOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a page is made of; a text without words is not there."""

    step: StepBar
    heading: TextBlock
    notice: TextBlock
    lead: TextBlock
    rows: tuple[QWidget, ...]
    columns: int

    @property
    def acts(self) -> tuple[QWidget, ...]:
        """The rows a person came for."""
        return tuple(filter(is_act, self.rows))

    @property
    def looked_at(self) -> tuple[QWidget, ...]:
        """The rows before the first one that is pressed."""
        if self.columns > 1 or not self.acts:
            return ()
        return tuple(takewhile(lambda row: not (is_act(row) or _is_pressed(row)), self.rows))

    @property
    def lengths(self) -> tuple[bool, ...]:
        """Whether rows may be brief, the longer first."""
        return (False, True) if any(isinstance(r, Shortenable) for r in self.rows) else (False,)

    @property
    def read(self) -> tuple[tuple[QWidget, ...], ...]:
        """Notice, lead and the rows looked at: what may stand on every page below the heading."""
        lead, notice = ((text,) if text.text() else () for text in (self.lead, self.notice))
        return notice, lead, self.looked_at


def upright_orders(parts: Parts) -> Iterator[Order]:
    """Yield the orders for somebody who stands before an upright panel, the easiest first."""
    last = (False, True) if parts.lead.text() and parts.acts else (False,)
    tops = (Top.STAYS, Top.FLOWS, Top.HEADING_FLOWS)
    for is_brief, lead_last, top in product(parts.lengths, last, tops):
        yield Order(is_brief=is_brief, lead_last=lead_last, top=top)


def low_orders(parts: Parts) -> Iterator[Order]:
    """Yield the orders for somebody who sits before it.

    What is pressed stands low, so there is room above it for all that is read.
    """
    notice, lead, rows = parts.read
    ways = dict.fromkeys([
        (*notice, *lead, *rows), (*notice, *rows), (*lead, *rows), (*notice, *lead), (),
    ])  # fmt: skip
    for is_brief, stays in product(parts.lengths, ways):
        yield from _with_lead_last(parts, Order(is_brief=is_brief, stays=stays))


def wide_orders(parts: Parts) -> Iterator[Order]:
    """Yield the orders for a panel that lies on its side.

    Tiles that are meant to stand side by side do so; all else that is pressed stands beside what
    is read, and below it where that spares a page. A field stays beside what fills it.
    """
    are_alike = len({type(row) for row in parts.acts}) == 1 and parts.acts == parts.rows
    below = Order(spread=Spread.ABREAST if are_alike else Spread.COLUMNS)
    tops = (Top.STAYS, Top.HEADING_STAYS) if parts.step.text() else (Top.STAYS,)
    notice, lead, rows = parts.read
    ways = dict.fromkeys([
        (*notice, *lead, *rows), (*notice, *rows), (*lead, *rows), (*notice, *lead),
        notice, rows, lead, (),
    ])  # fmt: skip
    for is_brief in parts.lengths:
        if parts.columns > 1:
            yield replace(below, is_brief=is_brief)
        for stays, top in product(ways, tops):
            beside = Order(is_brief=is_brief, top=top, stays=stays, spread=Spread.BESIDE)
            yield from _with_lead_last(parts, beside)
        if parts.columns == 1 and not any(map(keeps_with_next, parts.rows)):
            yield replace(below, is_brief=is_brief)


def _with_lead_last(parts: Parts, order: Order) -> Iterator[Order]:
    yield order
    if parts.lead.text() and parts.lead not in order.stays:
        yield replace(order, lead_last=True)


def is_act(row: QWidget) -> bool:
    """Whether a person came to this page for the row: to press it, or to note it down."""
    is_watched = getattr(row, "is_watched", False)
    return isinstance(row, NumberCard) or (_is_pressed(row) and not is_watched)


def _is_pressed(row: QWidget) -> bool:
    return isinstance(row, Pressable) or row.findChild(Pressable) is not None


def keeps_with_next(row: QWidget) -> bool:
    """Whether what stands below the row fills it."""
    return getattr(row, "keeps_with_next", False)
