"""One screen's content: step, heading, a body in pages, and the buttons that go on or back.

Nothing scrolls, shrinks or is cut: what does not fit goes to the next page, and a paragraph
longer than a page is continued there.
"""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.domain.words import NO_WORDS, Words
from ui.theme import EDGE_MM
from ui.widgets.actions import Actions
from ui.widgets.bars import StepBar
from ui.widgets.composing import Composer
from ui.widgets.heading import Heading
from ui.widgets.look import Look
from ui.widgets.orders import Order, Parts, is_act
from ui.widgets.pager import Pager
from ui.widgets.paging import Placed, Plan
from ui.widgets.sheet import Sheet
from ui.widgets.text_block import Notice, TextBlock

_TOP_MM = 7.0
_BOTTOM_MM = 7.0
_SNUG_BOTTOM_MM = 2.0


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
        self._chosen: tuple[object, Order] | None = None
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
        acts = [row for row in rows if is_act(row)]
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
            shown.update(self._plan.staying)
        return tuple(row for row in self._rows if row in shown)

    @property
    def begins_lead(self) -> bool:
        """Whether the sentence below the heading begins on the page shown."""
        self.settle()
        if self._lead in self._plan.staying:
            return self._number == 0
        return any(p.widget is self._lead and p.part == 0 for p in self._shown())

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
        if focused in {self._pager.previous, self._pager.next} and (
            QAccessible.isActive() or not focused.isVisible()
        ):  # who hears the page goes on where it begins, and is told which part it is
            self._heading_or_first().setFocus(Qt.FocusReason.OtherFocusReason)
        if self._number != before:
            self.page_turned.emit(self._number)

    def focus_chain(self) -> tuple[QWidget, ...]:
        """Return everything that takes the focus now, in the order of reading."""
        shown = (placed.widget for placed in self._shown())
        parts: list[QWidget] = [self._heading, *self._plan.staying, *shown]
        buttons = self.bottom.in_order
        is_after = self._pager.x() > self.bottom.x()  # beside the buttons of the left hand
        parts += [*buttons, self._pager] if is_after else [self._pager, *buttons]
        inside = [w for part in parts for w in (part, *part.findChildren(QWidget))]
        return tuple(w for w in dict.fromkeys(inside) if _takes_focus(w, self))

    def settle(self) -> None:
        """Lay the page out now if anything changed since it was."""
        if self._is_settled or self.width() <= 2 * self._margin:
            return
        self._is_settled = True
        kept = self._kept()
        self._arrange()
        self._show_page(self._page_of(kept) if self._opens_at is None else self._opening_page())
        # placing the parts made them ask again, for ever
        QCoreApplication.removePostedEvents(self, QEvent.Type.LayoutRequest)
        self._chain_focus()
        self._give_focus()

    def event(self, event: QEvent) -> bool:
        """Lay out again when a part asks for it."""
        if event.type() == QEvent.Type.LayoutRequest:
            if around := self.window().layout():
                around.activate()  # it may give this page another size first
            if self._is_settled and self._chosen is not None:
                self._is_settled = self._chosen[0] == self._composer().measured()
            self.settle()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._unsettle()

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

    def _composer(self) -> Composer:
        return Composer(
            parts=self._parts,
            sheet=self._sheet(),
            theme=self._look.theme,
            pager_height=self._pager.heightForWidth,
        )

    def _arrange(self) -> None:
        composer = self._composer()
        if self._chosen is None or self._chosen[0] != composer.measured():
            order = composer.best_order()
            self._plan = composer.plan(order)
            self._chosen = composer.measured(), order
        else:
            self._plan = composer.plan(self._chosen[1])

    @property
    def _parts(self) -> Parts:
        return Parts(
            step=self._step,
            heading=self._heading,
            notice=self._notice,
            lead=self._lead,
            rows=self._rows,
            columns=self._columns,
        )

    def _sheet(self) -> Sheet:
        """Return where things may stand, when the buttons have taken their place."""
        theme = self._look.theme
        # nothing stands above the page at the largest sizes, so a row may be the topmost target
        top = theme.mm(EDGE_MM if theme.saves_room else _TOP_MM)
        bottom = theme.mm(_SNUG_BOTTOM_MM if theme.saves_room else _BOTTOM_MM)
        if theme.panel.is_wide:  # no dock stands below the page
            bottom = theme.mm(EDGE_MM)
        box = self.rect().adjusted(self._margin, top, -self._margin, -bottom)
        sheet = Sheet.within(box, theme, reached_from=self._reached_from())
        place = sheet.pressed
        height = self.bottom.heightForWidth(place.width())
        self.bottom.setVisible(height > 0)
        if not height:
            return sheet
        self.bottom.setGeometry(place.adjusted(0, place.height() - height, 0, 0))
        return sheet.above(height + theme.choice_gap_px)

    def _reached_from(self) -> int:
        """Return where on this page somebody who sits begins to reach; 0 for everybody else."""
        reach_mm = self._look.theme.hands.reach_mm
        if reach_mm is None:
            return 0
        window = self.window()
        above = self.mapTo(window, QPoint(0, 0)).y()
        return window.height() - self._look.theme.mm(reach_mm) - above

    def _shown(self) -> tuple[Placed, ...]:
        pages = self._plan.pages
        return pages[self._number] if self._number < len(pages) else ()

    def _opening_page(self) -> int:
        """Return the page to open at; from the first time a person sees it, nothing is kept."""
        opening = self._opens_at
        if self.isVisible():
            self._opens_at = None
        return 0 if opening is None else self._plan.page_with(opening, 0) or 0

    def _kept(self) -> Placed | None:
        """Return what is to stay in sight: what has the focus, else what stands first."""
        shown = self._shown()
        if self._focus_next is None:
            rows = (placed for placed in shown if placed.widget in self._rows)
            if focused := next((row for row in rows if _focus_is_in(row.widget)), None):
                return focused
        return shown[0] if self._number and shown else None

    def _page_of(self, kept: Placed | None) -> int:
        last = max(0, len(self._plan.pages) - 1)
        if kept is None:
            return 0
        found = self._plan.page_with(kept.widget, kept.part)
        return min(self._number, last) if found is None else found

    def _show_page(self, number: int) -> None:
        self._number = number
        shown = (*self._plan.above, *self._shown())
        texts = {self._step, self._heading, self._lead, self._notice}
        for part in {*texts, *self._rows} - {placed.widget for placed in shown}:
            part.hide()
        for placed in shown:
            placed.show(self._plan.room)
        self._pager.setVisible(self._plan.pager is not None)
        if self._plan.pager is not None:
            self._pager.setGeometry(self._plan.pager)
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
        if wanted is None and _has_a_place(self.window().focusWidget()):
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


def _let_keys_stop_at_texts(rows: Sequence[QWidget]) -> None:
    """Let the focus go to all that is read; a label is read with what it names."""
    for row in rows:
        for text in (row, *row.findChildren(QLabel)):
            if isinstance(text, QLabel) and text.buddy() is None:
                text.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def _focus_is_in(widget: QWidget) -> bool:
    focused = widget.window().focusWidget()
    return focused is widget or widget.isAncestorOf(focused)


def _has_a_place(focused: QWidget | None) -> bool:
    """Whether the focus is on something that is seen, on the page or on a key of the dock.

    Taken from a key under a finger, it would take the touch along.
    """
    return focused is not None and focused.isVisible()


def _takes_focus(widget: QWidget, page: QWidget) -> bool:
    reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(reachable) and widget.isEnabled() and widget.isVisibleTo(page)
