"""What a button does when a finger is put on it: pressed, held, trembling, slid off, lifted.

Real mouse events through the window, as Qt makes of a touch; times are not waited for.
"""

from dataclasses import dataclass
from time import perf_counter

import numpy as np
from PySide6.QtCore import (
    QAbstractEventDispatcher,
    QCoreApplication,
    QEvent,
    QPoint,
    Qt,
    QTimerEvent,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tests.audit.acts import Acts
from tests.audit.seen import Seen

JITTER_MM = 10.0
HELD_MS = 5000
_FAR_MM = 30.0
_EDGE_MM = 3.0
"""Left out where an answer is looked for: the focus ring is none to who touches again."""
_REPEATS = 5
_LONG_GUARD_MS = 600_000
"""So long that no machine is too slow to tap within it."""


@dataclass(frozen=True, slots=True)
class Touch:
    """How often something acted.

    Attributes:
        on_press: when the finger came down.
        while_held: in the five seconds it stayed there, and by a key that stayed down after its
            first act.
        after_jitter: when it was lifted after trembling.
        after_slide: when it slid off and was lifted.
        in_guard: when it tapped just after the screen had become another one.
        twice: when it tapped twice, or None where two taps may be meant.
        answered_ms: how long it took this machine until it looked different, or None where it
            did not as soon as the touch was delivered.
    """

    widget: QAbstractButton
    on_press: int
    while_held: int
    after_jitter: int
    after_slide: int
    in_guard: int
    twice: int | None
    answered_ms: float | None


def touched(seen: Seen) -> tuple[Touch, ...]:
    """Touch one of each kind that is pressed."""
    widgets = [w for w in seen.one_of_each if w.isEnabled()]
    answers = [_pressed(seen, widget) for widget in widgets]
    with Acts(seen) as acts:
        return tuple(_touch(seen, *each, acts) for each in zip(widgets, answers, strict=True))


def _pressed(seen: Seen, widget: QAbstractButton) -> float | None:
    """Press something, slide off, and return how many ms it took to look different, or None."""
    finger, edge = _Finger(seen), seen.theme.mm(_EDGE_MM)
    box = seen.box(widget).adjusted(edge, edge, -edge, -edge)
    before = seen.drawn(box)
    begun = perf_counter()
    finger.press(box.center())
    after = seen.drawn(box)
    answered_ms = (perf_counter() - begun) * 1000
    finger.slide_off(seen, widget)
    return answered_ms if bool(np.any(before != after)) else None


def _touch(seen: Seen, widget: QAbstractButton, answered_ms: float | None, acts: Acts) -> Touch:
    finger, middle = _Finger(seen), seen.box(widget).center()
    finger.press(middle)
    on_press = acts.taken()
    _let_time_pass(widget)
    while_held = acts.taken()
    jitter = seen.theme.mm(JITTER_MM)
    for dx, dy in ((jitter, 0), (-jitter, 0), (0, jitter), (0, -jitter)):
        finger.move(middle + QPoint(dx, dy))
    finger.lift(middle + QPoint(0, -jitter))
    after_jitter = acts.taken()
    finger.press(middle)
    acts.taken()
    finger.slide_off(seen, widget)
    after_slide = acts.taken()
    return Touch(
        widget,
        on_press=on_press,
        while_held=while_held + _by_a_key_held(widget, acts),
        after_jitter=after_jitter,
        after_slide=after_slide,
        in_guard=_in_guard(seen, finger, middle, acts),
        twice=_twice(seen, finger, middle, acts),
        answered_ms=answered_ms,
    )


class _Finger:
    def __init__(self, seen: Seen) -> None:
        self._window = seen.window.windowHandle()

    def press(self, at: QPoint) -> None:
        QTest.mousePress(self._window, Qt.MouseButton.LeftButton, pos=at)

    def move(self, to: QPoint) -> None:
        QTest.mouseMove(self._window, to)

    def lift(self, at: QPoint) -> None:
        QTest.mouseRelease(self._window, Qt.MouseButton.LeftButton, pos=at)

    def slide_off(self, seen: Seen, widget: QAbstractButton) -> None:
        """Slide well above or below something, still on the panel, and lift."""
        box, far = seen.box(widget), seen.theme.mm(_FAR_MM)
        y = box.top() - far if box.top() > far else box.bottom() + far
        self.move(QPoint(box.center().x(), y))
        self.lift(QPoint(box.center().x(), y))

    def tap(self, at: QPoint) -> None:
        self.press(at)
        self.lift(at)


def _let_time_pass(widget: QAbstractButton) -> None:
    """Tell every timer of a button that its time has come, as often as it does in that time."""
    clock = QAbstractEventDispatcher.instance()
    for timer in clock.registeredTimers(widget):
        for _ in range(HELD_MS // max(1, timer.interval)):
            QCoreApplication.sendEvent(widget, QTimerEvent(timer.timerId))


def _by_a_key_held(widget: QAbstractButton, acts: Acts) -> int:
    """Hold enter down, and return how often that acts after the first time."""
    for is_repeat in (False, *[True] * _REPEATS):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", is_repeat)
            QCoreApplication.sendEvent(widget, key)
    return max(0, acts.taken() - 1)


def _in_guard(seen: Seen, finger: _Finger, at: QPoint, acts: Acts) -> int:
    if seen.page is None:
        return 0
    look = seen.page.look
    usual_ms = look.touch_guard_ms
    look.touch_guard_ms = _LONG_GUARD_MS
    look.note_screen_change()
    finger.tap(at)
    look.touch_guard_ms = usual_ms
    return acts.taken()


def _twice(seen: Seen, finger: _Finger, at: QPoint, acts: Acts) -> int | None:
    """Tap twice, for a hand that shakes; others may mean it, as in 11."""
    if seen.page is None or not seen.theme.hands.is_steady:
        return None
    look = seen.page.look
    usual_ms = look.touch_guard_ms
    finger.tap(at)  # counts from here
    acts.taken()
    look.touch_guard_ms = _LONG_GUARD_MS
    finger.tap(at)
    look.touch_guard_ms = usual_ms
    return 1 + acts.taken()
