"""Places the parts of a page: of all orders that fit, the one that costs least.

The parts change places until a field and what fills it stand on the first page together, with
something to press; step and lead give way first. At the large text sizes the pages are as few as
can be, too. Nothing is shown here: parts are measured, and a plan is made.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import itemgetter
from typing import TypeAlias

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import GAP_MM, Theme
from ui.widgets.orders import (
    Order,
    Parts,
    Shortenable,
    Top,
    is_act,
    keeps_with_next,
    low_orders,
    upright_orders,
    wide_orders,
)
from ui.widgets.paging import Band, Heights, Placed, Plan, divide, height_of
from ui.widgets.sheet import Places, Sheet, Spread

_Cost: TypeAlias = tuple[bool, bool, int]
_UNFIT: _Cost = (True, True, 0)
_STEP_GAP_MM = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """Composes one page.

    Attributes:
        sheet: where things may stand.
        pager_height: what the keys that turn pages need at a width, in pixels.
    """

    parts: Parts
    sheet: Sheet
    theme: Theme
    pager_height: Callable[[int], int]
    _heights: tuple[Heights, Heights] = field(default_factory=lambda: (Heights(), Heights()))
    """Of rows as they usually are, and of brief ones."""

    def best_order(self) -> Order:
        """Return the order that costs least; of equal ones that which is easiest to read.

        It leaves rows brief where the last one tried was.
        """
        best = Order()
        fitting: list[tuple[_Cost, Order]] = []
        for orders in self._orders():
            for best in orders:
                plan = self.plan(best)
                if plan.fits:
                    fitting.append((self._cost(best, plan), best))
                    if len(plan.pages) <= 1:
                        break
            cost, best = min(fitting, key=itemgetter(0), default=(_UNFIT, best))
            if not any(cost[:2]):
                break
        return best

    def plan(self, order: Order) -> Plan:
        """Place everything; leave room for the pager only when there are several pages."""
        for row in self.parts.rows:
            if isinstance(row, Shortenable):
                row.set_brief(order.is_brief)
        places = self.sheet.places(order.spread)
        above, top = self._above(order, places)
        stays = places.stays
        flow = [box.adjusted(0, top - box.top(), 0, 0) for box in places.flow]
        plan = self._divided(flow, order)
        if len(plan.pages) > 1:
            height = self.pager_height(places.pager.width())
            pager = places.pager.adjusted(0, places.pager.height() - height, 0, 0)
            end = pager.top() - self.theme.choice_gap_px
            if order.spread is Spread.APART:
                stays = _ending(stays, end)
            else:
                flow = [_ending(box, end) for box in flow]
            plan = replace(self._divided(flow, order), pager=pager)
        return replace(plan, above=above, fits=plan.fits and _is_within(above, stays))

    def measured(self) -> object:
        """Return all that an order is chosen by: most touches change none of it.

        Measured with the rows as they stand, brief or not, so it is compared like with like.
        """
        parts, sheet = self.parts, self.sheet
        texts = (parts.step, parts.heading, parts.lead, parts.notice)
        spreads = Spread if sheet.is_wide else (Spread.BELOW,)
        places = [sheet.places(spread) for spread in spreads]
        widths = {box.width() for each in places for box in (each.stays, *each.flow)}
        return (
            sheet,
            self.theme,
            parts.columns,
            *(self.pager_height(each.pager.width()) for each in places),
            tuple((bool(t.text()), *(t.heightForWidth(w) for w in widths)) for t in texts),
            tuple((row, row.minimumSizeHint().width()) for row in parts.rows),
            tuple(
                height_of(row, width // n)
                for width in widths
                for n in {1, parts.columns}
                for row in parts.rows
            ),
        )

    def _orders(self) -> Sequence[Iterable[Order]]:
        """Return the orders to try; those that come later only if none of the first is good."""
        parts = self.parts
        if self.sheet.is_wide:
            beside = (order for order in wide_orders(parts) if order.spread is Spread.BESIDE)
            apart = (replace(order, spread=Spread.APART) for order in beside)
            return wide_orders(parts), apart, upright_orders(parts)
        if self.theme.hands.reach_mm is not None:
            return (low_orders(parts),)
        return (upright_orders(parts),)

    def _cost(self, order: Order, plan: Plan) -> _Cost:
        """Return what counts most first; the number of pages only where there is little room."""
        is_short = self.theme.saves_room or self.sheet.is_wide
        pages = len(plan.pages) if is_short else min(2, len(plan.pages))
        return self._parts_rows(order, plan), self._hides_acts(plan), pages

    def _hides_acts(self, plan: Plan) -> bool:
        """Whether a person must turn the page before there is anything to press or to note."""
        acts = self.parts.acts
        return bool(acts) and plan.first_page.isdisjoint(acts)

    def _parts_rows(self, order: Order, plan: Plan) -> bool:
        """Whether a person fills a field, or takes a picture, without seeing it."""
        seen = plan.first_page | set(order.stays)
        return any(
            keeps_with_next(row) and is_act(after) and not {row, after} <= seen
            for row, after in pairwise(self.parts.rows)
        )

    def _above(self, order: Order, places: Places) -> tuple[tuple[Placed, ...], int]:
        """Return what stands on every page, and where the rest begins."""
        step, heading = self.parts.step, self.parts.heading
        texts: dict[Top, tuple[QLabel, ...]] = {
            Top.STAYS: (step, heading), Top.HEADING_STAYS: (heading,)
        }  # fmt: skip
        stays = [*(text for text in texts.get(order.top, ()) if text.text()), *order.stays]
        width, gap = places.stays.width(), self.theme.mm(GAP_MM)
        steps = [self.theme.mm(_STEP_GAP_MM) if part is step else gap for part in stays]
        heights = [self._heights[order.is_brief].of(part, width) for part in stays]
        whole = sum(heights) + sum(steps)
        top = places.stays.top()
        if not places.is_beside:  # it hangs just above what is reached
            top = max(top, self.sheet.reached_from - whole)
        placed = []
        for part, height, below in zip(stays, heights, steps, strict=True):
            box = QRect(places.stays.left(), top, width, height)
            placed.append(Placed(part, box, 0, height))
            top += height + below
        begin = places.flow[0].top() if places.is_beside else top
        return tuple(placed), max(begin, self.sheet.reached_from)

    def _divided(self, flow: Sequence[QRect], order: Order) -> Plan:
        parts, gap = self.parts, self.theme.choice_gap_px
        rows = self._grid([row for row in parts.rows if row not in order.stays], flow[0], order)
        lead, notice = (
            [] if text in order.stays else _text_bands(text) for text in (parts.lead, parts.notice)
        )
        first: tuple[QLabel, ...] = ()
        if order.top is Top.FLOWS:
            first = (parts.step, parts.heading)
        elif order.top is Top.HEADING_FLOWS:
            first = (parts.heading,)
        around = (rows, lead) if order.lead_last else (lead, rows)
        below = (parts.step,) if order.top in {Top.HEADING_FLOWS, Top.HEADING_STAYS} else ()
        return divide(
            [*_text_bands(*first), *notice, *around[0], *around[1], *_text_bands(*below)],
            flow,
            self._heights[order.is_brief],
            gap_px=gap,
            text_gap_px=self.theme.mm(GAP_MM),
            runs_on=self.theme.saves_room,
        )

    def _grid(self, rows: Sequence[QWidget], box: QRect, order: Order) -> list[Band]:
        gap, wanted = self.theme.choice_gap_px, self.parts.columns
        is_abreast = order.spread is Spread.ABREAST
        if is_abreast:
            wanted = round(wanted * box.width() / self.sheet.pressed.width())
        widest = max((row.minimumSizeHint().width() for row in rows), default=1)
        fitting = max(1, min(wanted, (box.width() + gap) // (widest + gap)))
        bands = max(1, -(-len(rows) // fitting))
        columns = max(1, -(-len(rows) // bands)) if is_abreast or fitting < wanted else fitting
        starts = range(0, len(rows), columns)
        return [Band(tuple(rows[i : i + columns]), columns) for i in starts]


def _text_bands(*texts: QLabel) -> list[Band]:
    return [Band((text,)) for text in texts if text.text()]


def _ending(box: QRect, end: int) -> QRect:
    return box.adjusted(0, 0, 0, min(0, end - 1 - box.bottom()))


def _is_within(above: Sequence[Placed], box: QRect) -> bool:
    return all(placed.box.bottom() <= box.bottom() for placed in above)
