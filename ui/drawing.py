"""Draws pages: one view for all screens, one widget a kind of row, one act a touch.

Rows that stay the same kind in the same place keep their widget, so that ink, focus and the
page shown survive a redraw.
"""

from collections.abc import Callable, Sequence
from functools import singledispatchmethod
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from kiosk.domain.words import NO_WORDS, Words
from kiosk.speech.known_by import explained
from ui import pages as data
from ui.pages import (
    Act,
    AgainWanted,
    Chose,
    Edit,
    Edited,
    Focused,
    Inked,
    Key,
    MoreWanted,
    Page,
    Pressed,
    Row,
    Turned,
    Typed,
)
from ui.theme import TextStyle
from ui.widgets.answers import ChoiceKind, ChoiceRow, Tile
from ui.widgets.bars import StageBar
from ui.widgets.buttons import BigButton
from ui.widgets.cells import CellGrid
from ui.widgets.focus_moves import FocusMoves
from ui.widgets.frame import Frame
from ui.widgets.keypad import ERASE, KeyPad
from ui.widgets.look import Look
from ui.widgets.name_desk import NameDesk
from ui.widgets.page import Page as PageWidget
from ui.widgets.pictures import Illustration, PhotoView, QrView
from ui.widgets.pressing import Pressable, Variant
from ui.widgets.spelling import SpellingDesk
from ui.widgets.text_block import TextBlock
from ui.widgets.text_pair import FactRow, NumberCard, ReviewRow
from ui.widgets.value_field import ValueField
from ui.widgets.writing import SignaturePad, WritingDesk

_Pressed: TypeAlias = data.Keys | data.Writing | data.NameBox | data.Cells | data.SpellingKeys


class PageView(QObject):
    """Shows pages in the frame.

    Signals:
        acted(Act): a person did something on the page.
        turned(Turned): another part of a long page is shown.
        focused(Focused): a key moved the focus.
    """

    acted = Signal(object)
    turned = Signal(object)
    focused = Signal(object)

    def __init__(self, look: Look, frame: Frame) -> None:
        super().__init__(frame)
        self._look = look
        self._frame = frame
        self._widget: PageWidget | None = None
        self._drawn: Page | None = None
        self._rows: list[tuple[Row, QWidget]] = []
        self.focus_moves = FocusMoves(frame)
        self.focus_moves.moved.connect(self._on_focus_moved)

    def render_page(self, page: Page) -> None:
        """Show ``page``; another screen gets a fresh widget, the same one is kept."""
        before = self._drawn
        is_same = before is not None and _same_screen(before, page)
        widget = self._widget if is_same and self._widget is not None else self._new_widget()
        if not is_same:
            self._rows = []
        self._drawn = page
        self._fill(widget, page)
        if not is_same and page.opens_at:
            self._open_at(widget, page.opens_at)
        if widget is not self._widget:
            self._widget = widget
            self._frame.show_page(widget)
        elif before is not None and not page.notice:  # which takes the focus, and is read there
            self._tell_echo(page, before)

    # What tests and the rehearsal look for

    @property
    def page_count(self) -> int:
        """How many pages the body has."""
        return self._widget.page_count if self._widget else 1

    def turn_to(self, number: int) -> None:
        """Show another page of the body."""
        if self._widget is not None:
            self._widget.turn_to(number)

    def widget_for(self, key: str) -> QWidget | None:
        """Return the widget a person touches for ``key``."""
        for _row, widget in self._rows:
            pressables = [widget, *widget.findChildren(Pressable)]
            for part in pressables:
                if isinstance(part, Pressable) and part.key == key:
                    return part
        return None

    def widget_of(self, kind: type[Row]) -> QWidget | None:
        """Return the widget of the first row of that kind; for ink, the box to write in."""
        for row, widget in self._rows:
            if isinstance(row, kind):
                match widget:
                    case WritingDesk() | NameDesk():
                        return widget.pad
                    case SignaturePad():
                        return widget.box
                    case _:
                        return widget
        return None

    def bottom_key(self, key: Key) -> QWidget | None:
        """Return the button at the bottom."""
        if self._widget is None:
            return None
        keys = self._widget.bottom
        buttons = {Key.BACK: keys.back, Key.PRIMARY: keys.primary, Key.SECONDARY: keys.secondary}
        return buttons[key]

    def more_candidates(self) -> QWidget:
        """Return the button that shows further candidates.

        Raises:
            LookupError: there is none on this page.
        """
        for _row, widget in self._rows:
            if isinstance(widget, WritingDesk):
                return widget.more
            if isinstance(widget, SpellingDesk):
                return widget.candidates.more
        raise LookupError("nothing is written on this page")

    # Drawing

    def _new_widget(self) -> PageWidget:
        widget = PageWidget(self._look)
        widget.went_back.connect(self._on_back)
        widget.confirmed.connect(self._on_primary)
        widget.secondary_chosen.connect(self._on_secondary)
        widget.page_turned.connect(self._on_page_turned)
        widget.again_wanted.connect(self._on_again_wanted)
        return widget

    def _fill(self, widget: PageWidget, page: Page) -> None:
        number, total = page.position or (0, 1)
        widget.set_step(page.position_words or None, number / total)
        widget.set_heading(page.heading, again=page.again or None)
        widget.set_lead(page.lead or None)
        widget.set_notice(page.notice or None)
        self._rows = [self._drawn_row(index, row) for index, row in enumerate(page.rows)]
        self._number_choices()
        widget.set_rows([w for _, w in self._rows], columns=page.columns)
        widget.set_actions(
            page.back or None,
            page.primary or None,
            page.secondary or None,
            primary_enabled=page.is_primary_ready,
            icons=(page.primary_icon, page.secondary_icon),
        )

    def _number_choices(self) -> None:
        """Let a screen reader say how many answers there are."""
        choices = [widget for _, widget in self._rows if isinstance(widget, ChoiceRow)]
        for place, choice in enumerate(choices, start=1):
            choice.describe(self._look.words("choice-place", place=place, count=len(choices)))

    def _tell_echo(self, page: Page, before: Page) -> None:
        """Let a screen reader say what the last touch did, unless it says that by itself."""
        pressed = self._frame.focusWidget()
        if not isinstance(pressed, Pressable) or pressed.isCheckable():
            return
        if page.echo and (page.echo != before.echo or page.rows != before.rows):
            pressed.tell(page.echo.spoken)

    def _open_at(self, widget: PageWidget, key: str) -> None:
        for row, drawn in self._rows:
            if getattr(row, "key", "") == key:
                widget.open_at(drawn)

    def _drawn_row(self, index: int, row: Row) -> tuple[Row, QWidget]:
        if index < len(self._rows):
            before, widget = self._rows[index]
            # A choice is always set again: the touch that led here toggled its widget.
            is_same = before == row and not isinstance(row, data.Choice)
            if is_same or self._update(row, before, widget):
                return row, widget
        return row, self._make(row)

    # Rows that can be brought up to date

    @singledispatchmethod
    def _update(self, row: Row, before: Row, widget: QWidget) -> bool:
        """Bring a widget up to date; False when it must be made anew."""
        del row, before, widget
        return False

    @_update.register
    def _(self, row: data.Field, before: Row, widget: QWidget) -> bool:
        if not isinstance(before, data.Field) or before.label != row.label:
            return False
        assert isinstance(widget, ValueField)  # noqa: S101 - made by _make for this very row
        widget.set_value(row.value.shown, is_wrong=row.is_wrong)
        return True

    @_update.register
    def _(self, row: data.Choice, before: Row, widget: QWidget) -> bool:
        if not isinstance(before, data.Choice) or _looks(before) != _looks(row):
            return False
        assert isinstance(widget, ChoiceRow)  # noqa: S101 - made by _make for this very row
        widget.set_chosen(row.is_chosen)
        return True

    @_update.register
    def _(self, row: data.Writing, before: Row, widget: QWidget) -> bool:
        if not isinstance(before, data.Writing):
            return False
        assert isinstance(widget, WritingDesk)  # noqa: S101 - made by _make for this very row
        if row.serial != before.serial:
            widget.clear()
        widget.set_candidates(row.candidates, has_more=row.has_more)
        return True

    @_update.register
    def _(self, row: data.NameBox, before: Row, widget: QWidget) -> bool:
        if not isinstance(before, data.NameBox):
            return False
        assert isinstance(widget, NameDesk)  # noqa: S101 - made by _make for this very row
        if row.serial != before.serial:
            widget.clear()
        widget.set_slots(row.slots)
        return True

    @_update.register
    def _(self, row: data.SpellingKeys, before: Row, widget: QWidget) -> bool:
        if not isinstance(before, data.SpellingKeys) or before.rows != row.rows:
            return False
        assert isinstance(widget, SpellingDesk)  # noqa: S101 - made by _make for this very row
        widget.candidates.set_candidates(row.candidates, has_before=row.has_before)
        return True

    @_update.register
    def _(self, row: data.CameraPicture, before: Row, widget: QWidget) -> bool:
        if not isinstance(before, data.CameraPicture) or before.name != row.name:
            return False
        assert isinstance(widget, PhotoView)  # noqa: S101 - made by _make for this very row
        widget.show_jpeg(row.jpeg, is_live=row.is_live)
        return True

    # Making rows

    @singledispatchmethod
    def _make(self, row: Row) -> QWidget:
        raise AssertionError(f"no widget for {type(row).__name__}")

    @_make.register
    def _(self, row: data.Tile) -> QWidget:
        tile = Tile(
            self._look, row.icon, row.title, row.subtitle, is_primary=row.is_primary, key=row.key
        )
        tile.chosen.connect(self._on_chosen)
        return tile

    @_make.register
    def _(self, row: data.Choice) -> QWidget:
        kind = ChoiceKind.SEVERAL if row.several else ChoiceKind.ONE
        choice = ChoiceRow(
            self._look, row.label, icon=row.icon, key=row.key, kind=kind, is_chosen=row.is_chosen
        )
        choice.chosen.connect(self._on_chosen)
        # Alone in its group: what is marked is the page's to say, and a page may ask two things.
        alone = QButtonGroup(choice)
        alone.setExclusive(False)
        alone.addButton(choice)
        return choice

    @_make.register
    def _(self, row: data.ReviewItem) -> QWidget:
        review = ReviewRow(
            self._look, row.label, row.value, key=row.key, may_change=row.may_change
        )
        review.chosen.connect(self._on_chosen)
        return review

    @_make.register
    def _(self, row: data.Fact) -> QWidget:
        return FactRow(self._look, row.label, row.text)

    @_make.register
    def _(self, row: data.Action) -> QWidget:
        variant = Variant.QUIET if row.is_quiet else Variant.PLAIN
        button = BigButton(self._look, row.words, variant=variant, icon=row.icon, key=row.key)
        button.chosen.connect(self._on_chosen)
        return button

    @_make.register
    def _(self, row: data.Stages) -> QWidget:
        return StageBar(self._look, row.names, row.reached)

    @_make.register
    def _(self, row: data.Code) -> QWidget:
        return QrView(self._look, row.content, row.caption)

    @_make.register
    def _(self, row: data.Number) -> QWidget:
        return NumberCard(self._look, row.label, row.value)

    @_make.register
    def _(self, row: data.Paragraph) -> QWidget:
        style = TextStyle.STRONG if row.is_strong else TextStyle.BODY
        return TextBlock(self._look, row.words, style)

    @_make.register
    def _(self, row: data.Field) -> QWidget:
        shown = ValueField(self._look, row.label)
        shown.set_value(row.value.shown, is_wrong=row.is_wrong)
        return shown

    @_make.register
    def _(self, row: data.Keys) -> QWidget:
        pad = KeyPad(self._look, row.rows, row.names)
        pad.typed.connect(self._on_typed)
        pad.erased.connect(self._on_erased)
        return pad

    @_make.register
    def _(self, row: data.Writing) -> QWidget:
        desk = WritingDesk(self._look)
        desk.set_candidates(row.candidates, has_more=row.has_more)
        desk.ink_changed.connect(self._on_inked(lambda: Inked(desk.pad.strokes)))
        desk.picked.connect(self._on_chosen)
        desk.more_wanted.connect(self._on_more_wanted)
        return desk

    @_make.register
    def _(self, row: data.NameBox) -> QWidget:
        desk = NameDesk(self._look, len(row.slots))
        desk.set_slots(row.slots)
        desk.ink_changed.connect(self._on_inked(lambda: Inked(desk.pad.strokes)))
        desk.picked.connect(self._on_chosen)
        return desk

    @_make.register
    def _(self, row: data.SpellingKeys) -> QWidget:
        desk = SpellingDesk(self._look, row.rows, row.names)
        desk.candidates.set_candidates(row.candidates, has_before=row.has_before)
        desk.pad.typed.connect(self._on_typed)
        desk.pad.erased.connect(self._on_erased)
        desk.picked.connect(self._on_chosen)
        desk.more_wanted.connect(lambda: self._act(MoreWanted(desk.candidates.shown)))
        return desk

    @_make.register
    def _(self, row: data.Cells) -> QWidget:
        grid = CellGrid(
            self._look,
            row.keys,
            row.labels,
            columns=row.columns,
            chosen=row.chosen,
            is_large=row.is_large,
        )
        grid.chosen.connect(self._on_chosen)
        return grid

    @_make.register
    def _(self, row: data.CameraPicture) -> QWidget:
        view = PhotoView(self._look, row.name)
        view.show_jpeg(row.jpeg, is_live=row.is_live)
        return view

    @_make.register
    def _(self, row: data.SignatureBox) -> QWidget:
        pad = SignaturePad(self._look)
        pad.box.begin_with(row.begun)
        pad.ink_changed.connect(self._on_inked(lambda: Inked(pad.box.strokes, pad.png())))
        return pad

    @_make.register
    def _(self, row: data.Illustration) -> QWidget:
        return Illustration(self._look, row.icon, row.words)

    @_make.register
    def _(self, row: data.SignClip) -> QWidget:
        from ui.widgets.film import Film  # noqa: PLC0415 - no first page plays one

        return Film(self._look, row.file, row.name, row.again)

    # Acts

    def _on_inked(self, read: Callable[[], Inked]) -> Callable[[], None]:
        def report() -> None:
            self._act(read())

        return report

    def _act(self, act: Act) -> None:
        self.acted.emit(act)

    def _on_chosen(self, key: str) -> None:
        self._act(Chose(key))

    def _on_more_wanted(self) -> None:
        self._act(MoreWanted())

    def _on_typed(self, text: str) -> None:
        self._act(Typed(text))

    def _on_erased(self) -> None:
        self._act(Edited(Edit.ERASED))

    def _on_page_turned(self) -> None:
        if self._widget is None or self._drawn is None:
            return
        shown = self._widget.spoken_rows()
        rows = tuple(row for row, widget in self._rows if widget in shown)
        texts = (self._drawn.lead,) if self._widget.begins_lead else ()
        position = self._widget.position_words
        self.turned.emit(Turned(position=position, texts=texts, rows=rows))

    def _on_focus_moved(self, widget: QWidget) -> None:
        self.focused.emit(self._focused(widget))

    def on_offered(self, widgets: Sequence[QWidget]) -> None:
        """Tell what a scan offers: a row, or one thing of it."""
        if len(widgets) == 1:
            self.focused.emit(self._focused(widgets[0]))
            return
        names = [self._focused(widget).name for widget in widgets]
        comma = self._look.marks.comma
        told = comma.join(dict.fromkeys(name.spoken or name.shown for name in names))
        private = comma.join(name.private or name.spoken or name.shown for name in names)
        said = self._look.words("scan-row", names=told)
        whole = self._look.words("scan-row", names=private).spoken
        self.focused.emit(Focused(name=Words(said.shown, said.spoken, whole)))

    def _focused(self, widget: QWidget) -> Focused:
        """Return what is said of a part, in the words of the page where it is the page's."""
        role = self._look.words("focus-key") if isinstance(widget, Pressable) else NO_WORDS
        match self._row_with(widget):
            case data.Choice() as row:
                kind = "focus-several" if row.several else "focus-one"
                mark = "choice-chosen" if row.is_chosen else "focus-not-chosen"
                words, role = self._look.words(mark), self._look.words(kind)
                state = Words("", "", words.spoken) if row.is_sensitive else words
                return Focused(name=row.label, role=role, state=state, key=row.key)
            case data.Tile() as row:
                return Focused(name=row.title, role=role, state=row.subtitle, key=row.key)
            case data.Field() as row:
                return Focused(name=row.label, state=row.value)
            case (
                data.Keys()
                | data.Writing()
                | data.NameBox()
                | data.Cells()
                | data.SpellingKeys() as row
            ) if _tells(row, widget):
                return Focused(name=_told(row, widget), role=role)
            case _:
                return Focused(name=self._name_of(widget), role=role)

    def _row_with(self, widget: QWidget) -> Row | None:
        for row, drawn in self._rows:
            if drawn is widget or drawn.isAncestorOf(widget):
                return row
        return None

    def _name_of(self, widget: QWidget) -> Words:
        """Return the name of a part outside the rows; a page's own words have a spoken form."""
        page, name = self._drawn, widget.accessibleName()
        if page is None:
            return Words.same(name)
        own = (page.notice, page.heading, page.back, page.secondary, page.primary)
        return next((words for words in own if words.shown == name), Words.same(name))

    def _on_again_wanted(self) -> None:
        self._act(AgainWanted())

    def _on_back(self) -> None:
        self._act(Pressed(Key.BACK))

    def _on_primary(self) -> None:
        self._act(Pressed(Key.PRIMARY))

    def _on_secondary(self) -> None:
        self._act(Pressed(Key.SECONDARY))


def _looks(choice: data.Choice) -> tuple[str, str, str, bool]:
    """Return what is drawn of an answer, whether or not it is chosen."""
    return choice.key, choice.label.shown, choice.icon, choice.several


def _tells(row: _Pressed, widget: QWidget) -> bool:
    """Whether a key, a candidate or a cell is a part of what is entered."""
    key = widget.key if isinstance(widget, Pressable) else ""
    match row:
        case data.Keys():
            return bool(key) and key not in dict(row.names)
        case data.SpellingKeys():
            return bool(key) and key != ERASE
        case data.Writing():
            return key in row.candidates
        case data.NameBox():
            return any(key == each for slot in row.slots for each, _ in slot)
        case data.Cells():
            return key in row.keys


def _told(row: _Pressed, widget: QWidget) -> Words:
    """Return what such a part is called: which it is, only to who may know."""
    name = widget.accessibleName()
    told, hushed = name, row.hushed
    match row:
        case data.SpellingKeys() if name in row.candidates:
            told, hushed = explained(name), row.hushed_candidate
        case data.SpellingKeys():
            told = next((words.spoken for _, words in row.names if words.shown == name), name)
        case data.Writing():
            told = explained(name)
        case data.NameBox() if isinstance(widget, Pressable):
            told = explained(widget.text())
        case data.Keys() | data.NameBox() | data.Cells():
            pass
    return Words(name, hushed, told) if hushed else Words(name, told)


def _same_screen(before: Page, page: Page) -> bool:
    return (before.screen, before.heading) == (page.screen, page.heading)
