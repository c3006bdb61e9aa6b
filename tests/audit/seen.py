"""One shown window as the rules see it: widgets, accessible nodes, drawn texts and pixels."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

import numpy as np
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QFont, QFontMetricsF, QImage, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from tests.audit.light import Pixels
from tests.audit.rule import Fault
from ui.theme import Face, Theme
from ui.widgets.lettering import DrawnText
from ui.widgets.page import Page

T = TypeVar("T")
_GROUND_PX = 2  # round the ink of a text: an upright stroke fills its own box


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
    font: QFont
    widget: QWidget


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A window at one moment, and what is said when it comes up.

    Attributes:
        tried: kinds of what is pressed that were tried before in this look.
    """

    window: QWidget
    theme: Theme
    said: tuple[str, ...] = ()
    tried: Collection[object] = ()

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

    @cached_property
    def _nodes_by_widget(self) -> dict[int, Node]:
        return {id(node.widget): node for node in reversed(self.nodes)}

    def node_of(self, widget: QWidget) -> Node | None:
        return self._nodes_by_widget.get(id(widget))

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        return tuple(text for widget in self.widgets for text in self._texts_of(widget))

    @cached_property
    def marks(self) -> tuple[tuple[QWidget, QRect], ...]:
        """Pictograms and marks, and where they stand."""
        return tuple(
            (widget, box.translated(self.box(widget).topLeft()))
            for widget in self.widgets
            if hasattr(widget, "drawn_marks")
            for box in widget.drawn_marks()
        )

    @cached_property
    def pixels(self) -> Pixels:
        """The window when nothing has the focus; takes it away."""
        focused = self.window.focusWidget()
        if focused is not None:
            focused.clearFocus()
        return self.drawn()

    def picture(self, box: QRect | None = None) -> QPixmap:
        """Draw the window, or a part of it; nothing else paints it, which would take longest."""
        self.window.setUpdatesEnabled(True)
        picture = self.window.grab(box or self.window.rect())
        self.window.setUpdatesEnabled(False)
        return picture

    def drawn(self, box: QRect | None = None) -> Pixels:
        """Return the pixels of the window, or of a part of it, as they are now."""
        return _rows_of(self.picture(box))

    def cut(self, box: QRect) -> Pixels:
        """Return the pixels of a part."""
        top, left = max(0, box.top()), max(0, box.left())
        return self.pixels[top : box.bottom() + 1, left : box.right() + 1]

    @cached_property
    def text_colours(self) -> tuple[tuple[Text, Pixels, Pixels], ...]:
        """The colours of each text with its ground, and how many pixels have each."""
        ground = (-_GROUND_PX, -_GROUND_PX, _GROUND_PX, _GROUND_PX)
        return tuple((t, *colours_of(self.cut(t.box.adjusted(*ground)))) for t in self.texts)

    @cached_property
    def pressed_kinds(self) -> Mapping[object, QAbstractButton]:
        """All that is pressed by kind, size and state: one for those that are alike."""
        return {_kind_of(w): w for w in reversed(self.pressed)}

    @cached_property
    def one_of_each(self) -> tuple[QAbstractButton, ...]:
        """One of each kind that was not tried before, in the order of reading."""
        new = [w for kind, w in self.pressed_kinds.items() if kind not in self.tried]
        return tuple(reversed(new))

    @property
    def kinds(self) -> frozenset[object]:
        """What colours follow from: kinds of parts, each with the state it is in."""
        return frozenset(
            (
                type(w),
                w.objectName(),
                w.isEnabled(),
                isinstance(w, QAbstractButton) and w.isChecked(),
                *(
                    getattr(w, name, None)
                    for name in ("_variant", "_ground", "_is_wrong", "_style")
                ),
            )
            for w in self.widgets
        )

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that is shown, whole, and everything that is said."""
        shown = [text for widget in self.widgets for text in _wording(widget)]
        return tuple(dict.fromkeys(text for text in (*shown, *self.said) if text))

    def box_saying(self, text: str) -> QRect | None:
        """Return where these words stand, or None where they are only said."""
        return next((self.box(w) for w in self.widgets if text in _wording(w)), None)

    @property
    def layout(self) -> int:
        """A fingerprint of what stands where, in which letters, and what can be done with it."""
        parts = [
            (type(w).__qualname__, self.box(w).getRect(), w.isEnabled(), w.focusPolicy().value)
            for w in self.widgets
        ]
        lines = [(text.line, text.box.getRect(), text.face) for text in self.texts]
        marked = [w.isChecked() for w in self.pressed]
        return hash((tuple(parts), tuple(lines), tuple(marked), self.words))

    def once(self, look: Callable[["Seen"], T]) -> T:
        """Return what ``look`` makes of this window; it looks once for all rules that ask."""
        if look not in self._known:
            self._known[look] = look(self)
        return cast("T", self._known[look])

    @cached_property
    def _known(self) -> dict[object, object]:
        return {}

    def fault(self, widget: QWidget, words: str) -> Fault:
        """Return what is wrong with a widget, by its name and place."""
        return Fault(f"{self.name(widget)} {words}", self.box(widget))

    def boxes(self, widgets: Iterable[QWidget]) -> tuple[QRect, ...]:
        return tuple(self.box(widget) for widget in widgets)

    def box(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size())

    def box_of(self, node: Node) -> QRect:
        """Return where a node of the tree stands; the whole window where it has no part of it."""
        is_part = node.widget is not None and self.window.isAncestorOf(node.widget)
        return self.box(node.widget) if is_part else self.window.rect()

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
                        ink, face = self._glyphs(widget, box, line, drawn), drawn.face
                        yield Text(line, ink, face, face.font, widget)
        elif isinstance(widget, (QLabel, QAbstractButton)) and widget.text():
            font = widget.font()
            face = Face(max(1, font.pixelSize()), font.bold(), widget.fontMetrics().lineSpacing())
            width = widget.fontMetrics().horizontalAdvance(widget.text())
            box = QRect(0, 0, width, widget.height())
            box.translate(self.box(widget).topLeft())
            yield Text(widget.text(), box, face, font, widget)

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


def _kind_of(w: QAbstractButton) -> object:
    states = (w.isEnabled(), w.isCheckable(), w.isChecked(), w.autoExclusive())
    return type(w), w.size().toTuple(), states, getattr(w, "_variant", None)


def _wording(widget: QWidget) -> tuple[str, ...]:
    if not isinstance(widget, QLabel | QAbstractButton):
        return ()
    return (widget.text(), widget.accessibleName(), widget.accessibleDescription())


def colours_of(pixels: Pixels) -> tuple[Pixels, Pixels]:
    """Return the colours that are there and how many pixels have each."""
    colours, counts = np.unique(pixels, return_counts=True)
    return colours, counts.astype(np.uint32)


def _rows_of(picture: QPixmap) -> Pixels:
    """Return pixels as rows of 0xRRGGBB."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    return flat & 0xFFFFFF


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
