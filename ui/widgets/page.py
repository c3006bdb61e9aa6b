"""One screen's content: step, heading, a body in pages, and the buttons that go on or back.

Nothing scrolls, shrinks or is cut: what does not fit goes to the next page, and a paragraph
longer than a page is continued there. The parts change places until a field and what fills it
stand on the first page together, with something to press; step and lead give way first. At the
large text sizes the pages are as few as can be, too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, product, takewhile
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.domain.words import NO_WORDS, Words
from ui.theme import EDGE_MM, GAP_MM
from ui.widgets.actions import Actions
from ui.widgets.bars import StepBar
from ui.widgets.buttons import Pressable
from ui.widgets.heading import Heading
from ui.widgets.look import Look
from ui.widgets.pager import Pager
from ui.widgets.paging import Band, Placed, Plan, divide, height_of
from ui.widgets.text_block import Notice, TextBlock
from ui.widgets.text_pair import NumberCard

_TOP_MM = 7.0
_BOTTOM_MM = 7.0
_SNUG_BOTTOM_MM = 2.0
_STEP_GAP_MM = 2.0


@runtime_checkable
class Shortenable(Protocol):
    """A row that can do with less height."""

    def set_brief(self, is_brief: bool) -> None:  # noqa: FBT001 - a Qt setter of one flag
        """Leave out what can be spared, or draw all of it."""
        ...


class _Top(StrEnum):
    """Where step and heading stand."""

    STAYS = "above every page"
    FLOWS = "on the first page"
    HEADING_ALONE = "the heading on the first page, the step at the end"


@dataclass(frozen=True, slots=True)
class _Order:
    """How the parts of a page follow each other.

    Attributes:
        is_brief: rows leave out what can be spared.
        lead_last: the lead stands below the rows.
        top: where step and heading stand.
        stays: what stands above every page below the heading, for who reaches only lower down.
    """

    is_brief: bool = False
    lead_last: bool = False
    top: _Top = _Top.STAYS
    stays: tuple[QWidget, ...] = ()


class Page(QWidget):
    """The content of a screen. A screen's view is a subclass of it or holds one.

    A page that is shown for the first time, becomes another one, or gets other things to press
    makes the look guard against a second tap (see :class:`~ui.widgets.look.Look`).

    Setters may be called in any order and any number of times; the page is laid out once before
    it is drawn. A row given again keeps its widget, so ink and focus survive a new state.

    Signals:
        went_back, confirmed, secondary_chosen: the buttons at the bottom.
        again_wanted: what the page says is to be said once more.
        page_turned(int): another page of the body is shown, counted from 0.
        arranged: the page was laid out; the focus order may be another one.
    """

    went_back = Signal()
    confirmed = Signal()
    secondary_chosen = Signal()
    again_wanted = Signal()
    page_turned = Signal(int)
    arranged = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: tuple[QWidget, ...] = ()
        self._columns = 1
        self._plan = Plan()
        self._chosen: tuple[object, _Order] | None = None
        self._number = 0
        self._is_settled = False
        self._was_shown = False
        self._focus_next: QWidget | None = None
        self._opens_at: QWidget | None = None
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._step = StepBar(look, self)
        self._heading = Heading(look, self)
        self._notice = Notice(look, self)
        self._lead = TextBlock(look, NO_WORDS, parent=self)
        self._pager = Pager(look, self)
        self.bottom = Actions(look, self)
        for part in (self._step, self._heading, self._notice, self._lead, self._pager):
            part.hide()
        self._pager.turned_back.connect(self._on_turned_back)
        self._pager.turned_on.connect(self._on_turned_on)
        self._heading.again_wanted.connect(self.again_wanted)
        self.bottom.back.clicked.connect(self.went_back)
        self.bottom.secondary.clicked.connect(self.secondary_chosen)
        self.bottom.primary.clicked.connect(self.confirmed)
        look.changed.connect(self._unsettle)

    def set_step(self, words: Words | None, fraction: float = 0.0) -> None:
        """Show 第n步，共m步 and a bar filled to ``fraction`` (0 … 1), or neither."""
        self._step.set_step(words or NO_WORDS, fraction)
        self._unsettle()

    def set_heading(self, words: Words, again: Words | None = None) -> None:
        """Show the one idea of the page; other words than before make it a new page.

        Args:
            words: the heading.
            again: on the key beside it that says the page once more, or none.
        """
        if words.shown != self._heading.text():
            self._number = 0
            self._focus_next = self._heading
            self._note_change()
        self._heading.set_words(words)
        self._heading.set_again(again or NO_WORDS)
        self._unsettle()

    def set_lead(self, words: Words | None) -> None:
        """Show the sentence below the heading, or none."""
        self._lead.set_words(words or NO_WORDS)
        self._unsettle()

    def set_notice(self, words: Words | None) -> None:
        """Show what went wrong or needs attention. New words take the focus, so they are read."""
        if words and words.shown != self._notice.text():
            self._number = 0
            self._focus_next = self._notice
        self._notice.set_words(words or NO_WORDS)
        self._unsettle()

    def set_rows(self, rows: Sequence[QWidget], columns: int = 1) -> None:
        """Show these rows, in ``columns`` where they are wide enough for that.

        Rows of before that are not among them are deleted. One of them that has the focus hands
        it to the row in its place.
        """
        self._keep_focus_for(rows)
        acts = [row for row in rows if _is_act(row)]
        if acts and not any(row in self._rows for row in acts):
            self._note_change()
        for row in self._rows:
            if row not in rows:
                row.hide()
                row.deleteLater()
        self._take_in(rows)
        self._rows = tuple(rows)
        self._columns = columns
        self._unsettle()

    def _take_in(self, rows: Sequence[QWidget]) -> None:
        """Make the rows parts of the page, and let screen readers go through them in order."""
        for row in rows:
            if row.parentWidget() is not self:
                row.setParent(self)
        if self._rows != tuple(rows):
            # the order of the tree is that in which the parts lie on each other
            for part in (*rows, self._pager, self.bottom):
                part.raise_()
        if QAccessible.isActive():
            _let_keys_stop_at_texts(rows)

    def set_actions(
        self,
        back: Words | None,
        primary: Words | None,
        secondary: Words | None = None,
        *,
        primary_enabled: bool = True,
        icons: tuple[str, str] = ("", ""),
    ) -> None:
        """Show the buttons at the bottom; without words there is no button.

        ``icons`` are the pictograms of the primary and the secondary one.
        """
        self.bottom.set_icons(*icons)
        self.bottom.set_words(back or NO_WORDS, primary or NO_WORDS, secondary or NO_WORDS)
        self.bottom.primary.setEnabled(primary_enabled)
        self._unsettle()

    @property
    def look(self) -> Look:
        """The look this page is drawn in."""
        return self._look

    @property
    def heading(self) -> TextBlock:
        """The heading, which may also be the label of a page's only field."""
        return self._heading

    @property
    def rows(self) -> tuple[QWidget, ...]:
        """All rows, on whichever page they stand."""
        return self._rows

    @property
    def page_count(self) -> int:
        """How many pages the body has."""
        self.settle()
        return max(1, len(self._plan.pages))

    @property
    def page_number(self) -> int:
        """Which page of the body is shown, counted from 0."""
        self.settle()
        return self._number

    def spoken_rows(self) -> tuple[QWidget, ...]:
        """Return the rows on the page shown, in the order of reading."""
        self.settle()
        shown = {placed.widget for placed in self._shown()}
        if self._number == 0:
            shown.update(self._staying)
        return tuple(row for row in self._rows if row in shown)

    @property
    def begins_lead(self) -> bool:
        """Whether the sentence below the heading begins on the page shown."""
        self.settle()
        if self._lead in self._staying:
            return self._number == 0
        return any(p.widget is self._lead and p.part == 0 for p in self._shown())

    @property
    def _staying(self) -> tuple[QWidget, ...]:
        return self._chosen[1].stays if self._chosen is not None else ()

    @property
    def position_words(self) -> Words:
        """第n页，共m页 in words."""
        self.settle()
        return self._pager.position_words

    def open_at(self, row: QWidget) -> None:
        """Show the page with ``row`` first, when this page is laid out."""
        self._opens_at = row
        self._unsettle()

    def turn_to(self, number: int) -> None:
        """Show another page of the body."""
        self.settle()
        before = self._number
        focused = self.window().focusWidget()
        self._show_page(min(max(number, 0), self.page_count - 1))
        self._chain_focus()
        if focused in {self._pager.previous, self._pager.next}:
            if focused.isVisible():
                focused.tell(self.position_words.spoken)
            else:
                self._heading_or_first().setFocus(Qt.FocusReason.OtherFocusReason)
        if self._number != before:
            self.page_turned.emit(self._number)

    def focus_chain(self) -> tuple[QWidget, ...]:
        """Return everything that takes the focus now, in the order of reading."""
        shown = (placed.widget for placed in self._shown())
        parts: list[QWidget] = [self._heading, *self._staying, *shown]
        parts += [self._pager, *self.bottom.in_order]
        inside = [w for part in parts for w in (part, *part.findChildren(QWidget))]
        return tuple(w for w in dict.fromkeys(inside) if _takes_focus(w, self))

    def settle(self) -> None:
        """Lay the page out now if anything changed since it was."""
        if self._is_settled or self.width() <= 2 * self._margin:
            return
        self._is_settled = True
        kept = self._shown()[0] if self._number and self._shown() else None
        self._arrange()
        self._show_page(self._page_of(kept) if self._opens_at is None else self._opening_page())
        # placing the parts made them ask again, for ever
        QCoreApplication.removePostedEvents(self, QEvent.Type.LayoutRequest)
        self._chain_focus()
        self._give_focus()

    def event(self, event: QEvent) -> bool:
        """Lay out again when a part asks for it."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._is_settled = False
            self.settle()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._is_settled = False
        self.settle()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the heading, or a notice, take the focus."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self._note_change()
        self._focus_next = self._notice if self._notice.text() else self._heading
        self._is_settled = False
        self.settle()

    def _describe_heading(self) -> None:
        """Let a screen reader say with the heading what no focus goes to."""
        where = self._pager.position_words.spoken if len(self._plan.pages) > 1 else ""
        texts = (self._step.text(), self._lead.text(), where)
        self._heading.setAccessibleDescription(" ".join(filter(None, texts)))

    def _note_change(self) -> None:
        if self._was_shown:
            self._look.note_screen_change()

    @property
    def _margin(self) -> int:
        return self._look.theme.margin_px

    def _unsettle(self) -> None:
        """Ask for one layout before the next drawing."""
        self._is_settled = False
        if self.isVisible():
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def _arrange(self) -> None:
        theme = self._look.theme
        # nothing stands above the page at the largest sizes, so a row may be the topmost target
        top = theme.mm(EDGE_MM if theme.saves_room else _TOP_MM)
        bottom = self.height() - theme.mm(_SNUG_BOTTOM_MM if theme.saves_room else _BOTTOM_MM)
        box = QRect(self._margin, top, self.width() - 2 * self._margin, bottom - top)
        box.setBottom(self._above_actions(box, bottom))
        measured = self._measured(box)
        if self._chosen is None or self._chosen[0] != measured:
            order = self._best_order(box)
            self._plan = self._tried(order, box)
            self._chosen = self._measured(box), order
        else:
            self._plan = self._tried(self._chosen[1], box)

    def _measured(self, box: QRect) -> object:
        """Return all that an order is chosen by: most touches change none of it.

        Measured with the rows as they stand, brief or not, so it is compared like with like.
        """
        width, theme = box.width(), self._look.theme
        above = (self._step, self._heading, self._lead, self._notice)
        return (
            box.size().toTuple(),
            theme,
            self._columns,
            self._pager.heightForWidth(width),
            tuple((bool(part.text()), part.heightForWidth(width)) for part in above),
            tuple((row, row.minimumSizeHint().width()) for row in self._rows),
            tuple(height_of(row, width // n) for n in {1, self._columns} for row in self._rows),
        )

    def _above_actions(self, box: QRect, bottom: int) -> int:
        height = self.bottom.heightForWidth(box.width())
        self.bottom.setVisible(height > 0)
        if not height:
            return bottom
        self.bottom.setGeometry(box.left(), bottom - height, box.width(), height)
        return bottom - height - self._look.theme.choice_gap_px

    def _best_order(self, box: QRect) -> _Order:
        """Return the order that costs least; of equal ones that which is easiest to read.

        It leaves rows brief, and the pager where the last one tried needed it.
        """
        tried = []
        for order in self._orders():
            tried.append((order, self._tried(order, box)))
            if tried[-1][1].fits and len(tried[-1][1].pages) <= 1:
                break
        fitting = [each for each in tried if each[1].fits] or tried[-1:]
        return min(fitting, key=lambda each: self._cost(*each))[0]

    def _cost(self, order: _Order, plan: Plan) -> tuple[bool, bool, int]:
        """Return what counts most first; the number of pages only where words are large."""
        is_large = self._look.theme.saves_room
        pages = len(plan.pages) if is_large else min(2, len(plan.pages))
        return self._parts_rows(order, plan), self._hides_acts(plan), pages

    def _orders(self) -> Iterator[_Order]:
        """Yield the orders to try, the one that is easiest to read first."""
        can_be_brief = any(isinstance(row, Shortenable) for row in self._rows)
        brief = (False, True) if can_be_brief else (False,)
        if self._look.theme.hands.reach_mm is not None:
            # what is pressed stands low, so there is room above it for all that is read
            lead, notice = ((w,) if w.text() else () for w in (self._lead, self._notice))
            rows = self._looked_at()
            ways = dict.fromkeys([
                (*notice, *lead, *rows), (*notice, *rows), (*lead, *rows), (*notice, *lead), (),
            ])  # fmt: skip
            for is_brief, stays in product(brief, ways):
                yield _Order(is_brief=is_brief, stays=stays)
                if lead and lead[0] not in stays:
                    yield _Order(is_brief=is_brief, stays=stays, lead_last=True)
            return
        last = (False, True) if self._lead.text() and any(map(_is_act, self._rows)) else (False,)
        yield from (_Order(*parts) for parts in product(brief, last, _Top))

    def _looked_at(self) -> tuple[QWidget, ...]:
        """Return the rows before the first one that is pressed."""
        if self._columns > 1 or not any(map(_is_act, self._rows)):
            return ()
        return tuple(takewhile(lambda row: not (_is_act(row) or _is_pressed(row)), self._rows))

    def _hides_acts(self, plan: Plan) -> bool:
        """Whether a person must turn the page before there is anything to press or to note."""
        acts = [row for row in self._rows if _is_act(row)]
        return bool(acts) and plan.first_page.isdisjoint(acts)

    def _parts_rows(self, order: _Order, plan: Plan) -> bool:
        """Whether a person fills a field, or takes a picture, without seeing it."""
        seen = plan.first_page | set(order.stays)
        return any(
            getattr(row, "keeps_with_next", False) and _is_act(after) and not {row, after} <= seen
            for row, after in pairwise(self._rows)
        )

    def _tried(self, order: _Order, box: QRect) -> Plan:
        for row in self._rows:
            if isinstance(row, Shortenable):
                row.set_brief(order.is_brief)
        if order.top is _Top.STAYS:
            above = self._place_top(box, order.stays)
            return self._planned(box.adjusted(0, above, 0, 0), order)
        return self._planned(box, order)

    def _place_top(self, box: QRect, stays: tuple[QWidget, ...]) -> int:
        """Place step, heading and what stays with them; return how much lower the body begins."""
        self._step.setVisible(bool(self._step.text()))
        self._heading.setVisible(bool(self._heading.text()))
        parts = [w for w in (self._step, self._heading) if w.text()] + list(stays)
        heights = {part: height_of(part, box.width()) for part in parts}
        gaps = dict.fromkeys(parts, self._look.theme.mm(GAP_MM))
        if self._step in gaps:
            gaps[self._step] = self._look.theme.mm(_STEP_GAP_MM)
        unreached = self._reached_from() - box.top()
        top = box.top() + max(0, unreached - sum(heights.values()) - sum(gaps.values()))
        for part in parts:
            part.setGeometry(box.left(), top, box.width(), heights[part])
            part.show()
            top += heights[part] + gaps[part]
        for block in (self._heading, self._notice, self._lead):
            if block in heights:
                block.show_lines(0, block.line_count(box.width()))
        return max(top - box.top(), unreached)

    def _reached_from(self) -> int:
        """Return where on this page somebody who sits begins to reach; 0 for everybody else."""
        reach_mm = self._look.theme.hands.reach_mm
        if reach_mm is None:
            return 0
        window = self.window()
        above = self.mapTo(window, QPoint(0, 0)).y()
        return window.height() - self._look.theme.mm(reach_mm) - above

    def _planned(self, body: QRect, order: _Order) -> Plan:
        """Divide the body; leave room for the pager only when there are several pages."""
        plan = self._divided(body, order)
        if len(plan.pages) <= 1:
            self._pager.hide()
            return plan
        height = self._pager.heightForWidth(body.width())
        self._pager.setGeometry(body.left(), body.bottom() + 1 - height, body.width(), height)
        self._pager.show()
        gap = self._look.theme.choice_gap_px
        return self._divided(body.adjusted(0, 0, 0, -height - gap), order)

    def _divided(self, body: QRect, order: _Order) -> Plan:
        theme, gap = self._look.theme, self._look.theme.choice_gap_px
        rows = self._grid([r for r in self._rows if r not in order.stays], body.width(), gap)
        lead, notice = (
            [] if text in order.stays else _text_bands(text) for text in (self._lead, self._notice)
        )
        above: tuple[QLabel, ...] = ()
        if order.top is not _Top.STAYS:
            above = (self._step, self._heading) if order.top is _Top.FLOWS else (self._heading,)
        around = (rows, lead) if order.lead_last else (lead, rows)
        below = (self._step,) if order.top is _Top.HEADING_ALONE else ()
        return divide(
            [*_text_bands(*above), *notice, *around[0], *around[1], *_text_bands(*below)],
            body,
            gap_px=gap,
            text_gap_px=theme.mm(GAP_MM),
            runs_on=theme.saves_room,
        )

    def _grid(self, rows: Sequence[QWidget], width: int, gap: int) -> list[Band]:
        widest = max((row.minimumSizeHint().width() for row in rows), default=1)
        fitting = max(1, min(self._columns, (width + gap) // (widest + gap)))
        bands = max(1, -(-len(rows) // fitting))
        columns = max(1, -(-len(rows) // bands)) if fitting < self._columns else fitting
        starts = range(0, len(rows), columns)
        return [Band(tuple(rows[i : i + columns]), columns) for i in starts]

    def _shown(self) -> tuple[Placed, ...]:
        pages = self._plan.pages
        return pages[self._number] if self._number < len(pages) else ()

    def _opening_page(self) -> int:
        """Return the page to open at; from the first time a person sees it, nothing is kept."""
        opening = self._opens_at
        if self.isVisible():
            self._opens_at = None
        return 0 if opening is None else self._plan.page_with(opening, 0) or 0

    def _page_of(self, kept: Placed | None) -> int:
        last = max(0, len(self._plan.pages) - 1)
        if kept is None:
            return 0
        found = self._plan.page_with(kept.widget, kept.part)
        return min(self._number, last) if found is None else found

    def _show_page(self, number: int) -> None:
        self._number = number
        shown = self._shown()
        there = {*self._staying, *(placed.widget for placed in shown)}
        flow = {placed.widget for page in self._plan.pages for placed in page}
        for part in {*flow, *self._rows, self._lead, self._notice} - there:
            part.hide()
        for placed in shown:
            placed.show(self._plan.room)
        self._pager.show_position(number, max(1, len(self._plan.pages)))
        self._describe_heading()

    def _chain_focus(self) -> None:
        for before, after in pairwise(self.focus_chain()):
            QWidget.setTabOrder(before, after)
        self.arranged.emit()

    def _keep_focus_for(self, rows: Sequence[QWidget]) -> None:
        focused = next((i for i, row in enumerate(self._rows) if _focus_is_in(row)), None)
        if focused is None or self._rows[focused] in rows:
            return
        has_its_place = len(rows) == len(self._rows)
        self._focus_next = self._focus_next or (rows[focused] if has_its_place else self._heading)

    def _give_focus(self) -> None:
        if not self.isVisible():
            return
        wanted = self._focus_next
        self._focus_next = None
        if wanted is None and _focus_is_in(self):
            return
        if wanted is None or not wanted.isVisible():
            wanted = self._heading_or_first()
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _heading_or_first(self) -> QWidget:
        if self._heading.isVisible():
            return self._heading
        return next(iter(self.focus_chain()), self)

    def _on_turned_back(self) -> None:
        self.turn_to(self._number - 1)

    def _on_turned_on(self) -> None:
        self.turn_to(self._number + 1)


def _text_bands(*texts: QLabel) -> list[Band]:
    return [Band((text,)) for text in texts if text.text()]


def _is_act(row: QWidget) -> bool:
    """Whether a person came to this page for the row: to press it, or to note it down."""
    is_watched = getattr(row, "is_watched", False)
    return isinstance(row, NumberCard) or (_is_pressed(row) and not is_watched)


def _is_pressed(row: QWidget) -> bool:
    return isinstance(row, Pressable) or row.findChild(Pressable) is not None


def _let_keys_stop_at_texts(rows: Sequence[QWidget]) -> None:
    """Let the focus go to all that is read; a label is read with what it names."""
    for row in rows:
        for text in (row, *row.findChildren(QLabel)):
            if isinstance(text, QLabel) and text.buddy() is None:
                text.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def _focus_is_in(widget: QWidget) -> bool:
    focused = widget.window().focusWidget()
    return focused is widget or widget.isAncestorOf(focused)


def _takes_focus(widget: QWidget, page: QWidget) -> bool:
    reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(reachable) and widget.isEnabled() and widget.isVisibleTo(page)
