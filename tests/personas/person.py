"""What the eight have in common: they say what they need, and find their way by turning pages."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.flow.comfort import Need
from kiosk.forms.protocol import Ref
from kiosk.ports.recogniser import Stroke
from tests.personas.effort import Effort
from ui.bootstrap import Kiosk
from ui.pages import Key
from ui.rehearsal.citizen import Citizen, Stuck
from ui.widgets.pager import Pager


class Person(Citizen):
    """Somebody with hands and eyes, who uses what is on the window and nothing else.

    The next page of what is too long is reached by its key, never from within.

    Attributes:
        needs: what is asked for first.
        hears_alone: whether headphones are plugged in.

    Args:
        heard: what the kiosk says; grows while it speaks.
    """

    needs: tuple[Need, ...] = ()
    hears_alone = False

    def __init__(self, kiosk: Kiosk, *, heard: Sequence[str] = (), **how: Any) -> None:
        super().__init__(kiosk, **how)
        self.heard = heard
        self.effort = Effort()

    def apply(self, service: str) -> str:
        """Begin, say what helps, and apply."""
        self.press(Key.PRIMARY)
        self.ask_for_what_helps()
        return self.apply_from_home(service)

    def ask_for_what_helps(self) -> None:
        """Touch the needs in the panel."""
        if not self.needs:
            return
        self.dock("text-size")
        for need in self.needs:
            self.choose(f"need:{need}")
        self.press(Key.PRIMARY)

    def meant(self) -> Mapping[Ref, str]:
        """Return the answers that this person meant to give, as the form should hold them."""
        return self.diary.answers

    def notice(self) -> None:
        """Take in what the window shows or says now, by one's own channel."""

    def _answer_question(self, ref: Ref) -> None:
        self.effort.think()
        self.notice()
        super()._answer_question(ref)

    def _touch(self, widget: QWidget) -> None:
        self.effort.touch()
        super()._touch(widget)

    def _draw(self, box: QWidget, strokes: tuple[Stroke, ...]) -> None:
        self.effort.draw(len(strokes))
        super()._draw(box, strokes)

    def _press_at(self, box: QWidget, points: list[QPoint]) -> None:
        super()._press_at(box, points)
        self.notice()

    def _touch_when_shown(self, find: Callable[[], QWidget | None], what: str) -> None:
        self.notice()
        if not self._turn_until(lambda: _is_there(find())):
            raise Stuck(f"there is no {what} on {self._screen}")
        widget = find()
        assert widget is not None
        self._touch(widget)

    def _widget_of(self, kind: type) -> QWidget:
        def find() -> QWidget | None:
            return self._kiosk.view.widget_of(kind)

        if not self._turn_until(lambda: _is_there(find())):
            raise Stuck(f"there is no {kind.__name__} on {self._screen}")
        widget = find()
        assert widget is not None
        return widget

    def _turn_until(self, is_so: Callable[[], bool]) -> bool:
        """Turn pages, first on, then back, until something is so."""
        QApplication.processEvents()  # what was just made is not shown before
        for turn in ("next", "previous"):
            for _ in range(self._kiosk.view.page_count):
                if is_so():
                    return True
                key = getattr(self._pager, turn)
                if not key.isVisible():
                    break
                self._touch(key)
                self.notice()
        return is_so()

    @property
    def _pager(self) -> Pager:
        page = self._kiosk.frame.page
        assert page is not None
        pager = page.findChild(Pager)
        assert isinstance(pager, Pager)
        return pager


def _is_there(widget: QWidget | None) -> bool:
    return widget is not None and widget.isVisible() and widget.isEnabled()
