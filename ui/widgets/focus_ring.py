"""The focus, drawn over the window: a ring round what is pressed, a bar beside what is read."""

from collections.abc import Sequence
from functools import reduce

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from ui.theme import CORNER_MM, RING_GAP_MM, RING_MM
from ui.widgets.dock import DockKey
from ui.widgets.look import Look

_BAR_AWAY_MM = 5.0
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class FocusRing(QWidget):
    """Follows the focus of its window. It covers no text, takes no touch and has no name.

    The ring stands outside the widget in the gap to its neighbours, so that it shows on every
    ground and beside every outline.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._window = parent
        self.setObjectName("ring")
        self._target: QWidget | None = None
        self._around: tuple[QWidget, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        look.changed.connect(self.follow)
        self.hide()

    def surround(self, widgets: Sequence[QWidget]) -> None:
        """Stand round several widgets until the focus moves; round none, where the focus is."""
        self._around = tuple(widgets)
        self.follow()

    def follow(self) -> None:
        """Stand where the focus is, or round what is offered together."""
        mm = self._look.theme.mm
        self._around = tuple(w for w in self._around if isValid(w) and w.isVisible())
        if self._around:
            boxes = [QRect(w.mapTo(self._window, QPoint(0, 0)), w.size()) for w in self._around]
            whole = reduce(QRect.united, boxes)
            away = mm(RING_GAP_MM) + mm(RING_MM)
            self._stand(whole.adjusted(-away, -away, away, away))
            return
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        corner = target.mapTo(self._window, QPoint(0, 0))
        if isinstance(target, QLabel):
            left = corner.x() - mm(_BAR_AWAY_MM)
            box = QRect(left, corner.y(), mm(RING_MM), target.height())
        else:
            # keys of the dock have no outline to stand off from
            gap = 0 if isinstance(target, DockKey) else mm(RING_GAP_MM)
            away = gap + mm(RING_MM)
            box = QRect(corner, target.size()).adjusted(-away, -away, away, away)
        self._stand(box)

    def _stand(self, box: QRect) -> None:
        self.setGeometry(box)
        self.show()
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the focused widget."""
        if watched is self._target and event.type() in _MOVES:
            self.follow()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring or the bar."""
        del event
        theme, width = self._look.theme, self._look.theme.mm(RING_MM)
        shown = self._around or (self._target,)
        is_on_dock = isinstance(shown[0], DockKey)
        colour = theme.colours.dock_ring if is_on_dock else theme.colours.ring
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(shown[0], QLabel):
            painter.fillRect(self.rect(), QColor(colour))
            return
        pen = QPen(QColor(colour), width)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        corner = theme.mm(CORNER_MM) + theme.mm(RING_GAP_MM)
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(half, half, -half, -half), corner, corner
        )

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        del old
        if new is not None and new.window() is not self.window():
            return
        self._around = ()
        if self._target is not None:
            self._target.removeEventFilter(self)
        self._target = new
        if new is not None:
            new.installEventFilter(self)
        self.follow()
