"""Keys and the focus they move (F)."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

from tests.audit.acts import Acts
from tests.audit.light import EYES, LEAST_SHAPE_CONTRAST, contrast, luminance, seen_by
from tests.audit.rule import Fault, Found
from tests.audit.seen import Seen
from ui.widgets.dock import DockKey
from ui.widgets.frame import Frame
from ui.widgets.rows import rows_of

LEAST_RING_MM = 1.5
_BY_PARTS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_BY_ROWS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_NOTHING = (Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Home)


def f01_everything_is_reachable(seen: Seen) -> Found:
    chain = Counter(id(w) for w in _chain(seen))
    wrong = [
        seen.fault(w, f"is reached {chain[id(w)]} times")
        for w in seen.interactive
        if w.isEnabled() and chain[id(w)] != 1
    ]
    return Found(len(seen.interactive), tuple(wrong), boxes=seen.boxes(seen.interactive))


def f02_no_trap(seen: Seen) -> Found:
    """Press the next key from everything that takes the focus: it must move on."""
    places = _chain(seen)
    wrong = []
    for widget in places:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        if seen.window.focusWidget() is widget and len(places) > 1:
            wrong.append(seen.fault(widget, "does not let go"))
    return Found(len(places), tuple(wrong), boxes=seen.boxes(places))


def f03_focus_order_is_reading_order(seen: Seen) -> Found:
    chain = _chain(seen)
    steps = list(pairwise(chain))
    wrong = []
    for one, other in steps:
        a, b = seen.box(one), seen.box(other)
        is_above = b.bottom() < a.top()
        is_before = not (b.top() > a.bottom()) and not is_above and b.right() < a.left()
        is_in_next_column = _column(seen, one) < _column(seen, other)
        if ((is_above and not b.left() > a.right()) or is_before) and not is_in_next_column:
            wrong.append(seen.fault(other, f"comes after {seen.name(one)}"))
    return Found(len(steps), tuple(wrong), boxes=seen.boxes(chain))


def f04_dialogs_keep_the_focus(seen: Seen) -> Found:
    dialogs = [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()
    ]
    wrong = [
        Fault(f"{seen.name(d)} does not keep the focus") for d in dialogs if not _keeps_focus(d)
    ]
    return Found(1 + len(dialogs), tuple(wrong), boxes=(seen.window.rect(),))


def f05_focus_is_drawn(seen: Seen) -> Found:
    widths, wrong = [], []
    places = [w for w in _chain(seen) if not isinstance(w, QLabel)]
    for widget in places:
        width = seen.mm(_ring_px(seen, widget))
        widths.append(width)
        if width < LEAST_RING_MM:
            wrong.append(seen.fault(widget, f"has a ring of {width:.1f} mm"))
    return Found(len(widths), tuple(wrong), tuple(widths), seen.boxes(places))


def f06_focus_alone_does_nothing(seen: Seen) -> Found:
    """Nothing happens, and no other page comes, because the focus is somewhere."""
    places, wrong = _chain(seen), []
    with Acts(seen) as acts:
        for widget in places:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if acts.taken():
                wrong.append(seen.fault(widget, "acts as soon as it has the focus"))
    return Found(len(places), tuple(wrong), boxes=seen.boxes(places))


def f08_keys_mean_the_same(seen: Seen) -> Found:
    """Arrows move, enter and space press, and no other key does anything: on every screen.

    What lies over a screen (a panel, a question of ours, a failure) is a page of its own here
    and is asked the same. One of each kind stands for its like.
    """
    chain = _chain(seen)
    kinds = [w for w in seen.one_of_each if w in chain]
    wrong = []
    with Acts(seen) as acts:
        for widget in kinds:
            wrong += [seen.fault(widget, words) for words in _other_meanings(widget, chain, acts)]
    return Found(len(kinds), tuple(wrong), boxes=seen.boxes(kinds))


def _other_meanings(widget: QAbstractButton, chain: list[QWidget], acts: Acts) -> Iterator[str]:
    frame = widget.window()
    read = frame.focus_chain() if isinstance(frame, Frame) else chain  # F03 holds the order
    for rows, keys in (([(part,) for part in chain], _BY_PARTS), (rows_of(read), _BY_ROWS)):
        place = next(number for number, row in enumerate(rows) if widget in row)
        for key, step in keys.items():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            QTest.keyClick(widget, key)
            reached = widget.window().focusWidget()
            if len(rows) > 1 and reached not in rows[(place + step) % len(rows)]:
                yield f"takes {key.name} for something else"
    acts.taken()
    for keys, count in ((_PRESSES, 1), (_NOTHING, 0)):
        for key in keys:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            QTest.keyClick(widget, key)
            if (done := acts.taken()) != count:
                yield f"acts {done} times on {key.name}"


def _chain(seen: Seen) -> list[QWidget]:
    """Return what the next key walks through, from the heading round."""
    start = seen.window.findChild(QLabel, "heading")
    first: QWidget = start if start is not None else seen.window
    chain = []
    widget: QWidget | None = first
    while widget is not None:
        reachable = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if reachable and widget.isVisible() and widget.isEnabled():
            chain.append(widget)
        after = widget.nextInFocusChain()
        widget = None if after is first else after
    return chain


def _column(seen: Seen, widget: QWidget) -> int:
    """Return how many columns are read before: that of the heading, the rest, the dock."""
    if isinstance(widget, DockKey):
        return 2
    heading = seen.window.findChild(QLabel, "heading")
    if heading is None or not heading.isVisible():
        return 0
    one, other = seen.box(heading), seen.box(widget)
    return int(one.left() > other.right() or one.right() < other.left())


def _keeps_focus(dialog: QDialog) -> bool:
    return dialog.isModal() and dialog.isAncestorOf(dialog.focusWidget())


def _ring_px(seen: Seen, widget: QWidget) -> int:
    """Return how many pixels of change every eye sees well there are left of the middle."""
    box = seen.box(widget)
    reach = seen.theme.mm(6)
    strip = QRect(box.left() - reach, box.center().y(), reach + box.width() // 3, 1)
    strip &= seen.window.rect()
    plain = seen.cut(strip)[0]
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    ringed = seen.drawn(strip)[0]
    least = seen.theme.colours.least_line_contrast
    is_ring = contrast(luminance(plain), luminance(ringed)) >= least
    for eye in EYES:
        is_ring &= contrast(seen_by(eye, plain), seen_by(eye, ringed)) >= LEAST_SHAPE_CONTRAST
    return max((len(run) for run in _runs(is_ring)), default=0)


def _runs(flags: npt.NDArray[np.bool_]) -> Iterator[list[int]]:
    run: list[int] = []
    for place, flag in enumerate(flags):
        if flag:
            run.append(place)
        elif run:
            yield run
            run = []
    if run:
        yield run
