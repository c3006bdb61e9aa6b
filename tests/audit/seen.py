"""One shown window as the rules see it: widgets, accessible nodes, drawn texts and pixels."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QFontMetricsF, QImage, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from ui.theme import Face, Theme
from ui.widgets.lettering import DrawnText
from ui.widgets.page import Page

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Node:
    """An accessible node."""

    name: str
    role: QAccessible.Role
    words: str
    widget: QWidget | None
    parent: "Node | None"


@dataclass(frozen=True, slots=True)
class Text:
    """One drawn line of text and the box of its glyphs in window coordinates."""

    line: str
    box: QRect
    face: Face
    widget: QWidget


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A window at one moment."""

    window: QWidget
    theme: Theme

    @cached_property
    def widgets(self) -> tuple[QWidget, ...]:
        return tuple(w for w in self.window.findChildren(QWidget) if w.isVisible())

    @cached_property
    def pressed(self) -> tuple[QAbstractButton, ...]:
        """Everything that is pressed."""
        return tuple(w for w in self.widgets if isinstance(w, QAbstractButton))

    @cached_property
    def fields(self) -> tuple[QLineEdit, ...]:
        return tuple(w for w in self.widgets if isinstance(w, QLineEdit))

    @property
    def interactive(self) -> tuple[QWidget, ...]:
        return (*self.pressed, *self.fields)

    @cached_property
    def page(self) -> Page | None:
        return next((w for w in self.widgets if isinstance(w, Page)), None)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        root = QAccessible.queryAccessibleInterface(self.window)
        return tuple(_walk(root, None))

    def node_of(self, widget: QWidget) -> Node | None:
        return next((node for node in self.nodes if node.widget is widget), None)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        return tuple(text for widget in self.widgets for text in self._texts_of(widget))

    @cached_property
    def pixels(self) -> Pixels:
        """What stands on the panel."""
        QCoreApplication.processEvents()
        return _rows_of(self.window.screen().grabWindow(self.window.winId()))

    @cached_property
    def unfocused(self) -> Pixels:
        """What stands on the panel when nothing has the focus; takes it away."""
        focused = self.window.focusWidget()
        if focused is not None:
            focused.clearFocus()
        QCoreApplication.processEvents()
        return _rows_of(self.window.screen().grabWindow(self.window.winId()))

    def box(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size())

    def name(self, widget: QWidget) -> str:
        label = widget.accessibleName() or getattr(widget, "text", str)()
        return f"{type(widget).__name__}“{label}”"

    def mm(self, pixels: float) -> float:
        return self.theme.in_mm(pixels)

    def _texts_of(self, widget: QWidget) -> Iterator[Text]:
        if hasattr(widget, "drawn_texts"):
            for drawn in widget.drawn_texts():
                for number, line in enumerate(drawn.text.split("\n")):
                    box = drawn.box.translated(0, number * drawn.face.line_px)
                    box.setHeight(drawn.face.line_px)
                    if line.strip():
                        yield Text(
                            line, self._glyphs(widget, box, line, drawn), drawn.face, widget
                        )
        elif isinstance(widget, (QLabel, QAbstractButton)) and widget.text():
            font = widget.font()
            face = Face(max(1, font.pixelSize()), font.bold(), widget.fontMetrics().lineSpacing())
            width = widget.fontMetrics().horizontalAdvance(widget.text())
            box = QRect(0, 0, width, widget.height())
            yield Text(widget.text(), box.translated(self.box(widget).topLeft()), face, widget)

    def _glyphs(self, widget: QWidget, box: QRect, line: str, drawn: DrawnText) -> QRect:
        """Return the box of the ink itself, not of the line."""
        face = drawn.face
        metrics = QFontMetricsF(face.font)
        tight = metrics.tightBoundingRect(line)
        rest = face.line_px - metrics.ascent() - metrics.descent()
        baseline = box.top() + rest / 2 + metrics.ascent()
        spare = (box.width() - metrics.horizontalAdvance(line)) / 2
        left = box.left() + (spare if drawn.is_centred else 0.0)
        ink = tight.translated(left, baseline).toAlignedRect()
        return ink.translated(self.box(widget).topLeft())


def grab(window: QWidget, box: QRect) -> Pixels:
    """Draw a part of the window again and return its pixels."""
    return _rows_of(window.grab(box))


def _rows_of(picture: QPixmap) -> Pixels:
    """Return pixels as rows of RGB."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB888)
    width, height, stride = image.width(), image.height(), image.bytesPerLine()
    flat = np.frombuffer(image.constBits(), np.uint8)[: stride * height]
    return flat.reshape(height, stride)[:, : 3 * width].reshape(height, width, 3).copy()


def _walk(interface: QAccessibleInterface, parent: Node | None) -> Iterator[Node]:
    if not interface.isValid() or interface.state().invisible:
        return
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    words = [interface.text(kind) for kind in kinds]
    found = interface.object()
    widget = found if isinstance(found, QWidget) else None
    node = Node(words[0], interface.role(), "\n".join(words), widget, parent)
    yield node
    for index in range(interface.childCount()):
        yield from _walk(interface.child(index), node)
