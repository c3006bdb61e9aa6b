"""What a finger does, and what comes of it (I). One of each kind stands for its like."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.audit.rule import Found
from tests.audit.seen import Seen
from tests.audit.touched import HELD_MS, JITTER_MM, Touch, touched

GESTURES = (
    "mouseDoubleClickEvent",
    "wheelEvent",
    "dragEnterEvent",
    "dragMoveEvent",
    "dropEvent",
    "enterEvent",
    "contextMenuEvent",
    "tabletEvent",
    "hoverMoveEvent",
)
Says: TypeAlias = Callable[[Touch], str]


def i01_acts_on_release_only(seen: Seen) -> Found:
    return _judged(seen, _too_early)


def i02_second_tap_is_ignored(seen: Seen) -> Found:
    """The second tap of a hand that shakes, and any tap meant for the screen before.

    Others may tap twice on purpose: a number has 11 in it.
    """
    return _judged(seen, _twice)


def i03_trembling_counts(seen: Seen) -> Found:
    return _judged(seen, _lost)


def i04_holding_acts_once(seen: Seen) -> Found:
    return _judged(seen, _repeats)


def i05_one_tap_is_all(seen: Seen) -> Found:
    """No part of ours listens for anything but presses; nothing asks for a menu or a gesture.

    To draw ink is what the boxes to write in are for; letters and a fingerprint take its place.
    """
    wrong = []
    for widget in seen.widgets:
        asked = [name for name in GESTURES if _is_ours(widget, name)]
        asked += ["drops"] if widget.acceptDrops() and not widget.isHidden() else []
        if widget.contextMenuPolicy() in _MENUS:
            asked.append("a long press")
        wrong += [seen.fault(widget, f"listens for {name}") for name in asked]
    return Found(len(seen.widgets), tuple(wrong), boxes=seen.boxes(seen.pressed))


def i06_touch_is_answered(seen: Seen) -> Found:
    """The window looks different as soon as the touch is delivered, without waiting for anything.

    That is what this rule judges: a count of turns of the event loop, one. The milliseconds are
    this machine's, so they are told and not judged; ``make bench`` compares them.
    """
    touches = seen.once(touched)
    wrong = [seen.fault(t.widget, "does not answer") for t in touches if t.answered_ms is None]
    return Found(
        len(touches),
        tuple(wrong),
        tuple(t.answered_ms for t in touches if t.answered_ms is not None),
        seen.boxes(t.widget for t in touches),
    )


_MENUS = {Qt.ContextMenuPolicy.CustomContextMenu, Qt.ContextMenuPolicy.ActionsContextMenu}


def _judged(seen: Seen, says: Says) -> Found:
    touches = seen.once(touched)
    wrong = [seen.fault(touch.widget, words) for touch in touches if (words := says(touch))]
    boxes = seen.boxes(touch.widget for touch in touches)
    return Found(len(touches), tuple(wrong), boxes=boxes)


def _too_early(touch: Touch) -> str:
    if touch.on_press:
        return "acts before the finger is lifted"
    return "acts though the finger slid off" if touch.after_slide else ""


def _twice(touch: Touch) -> str:
    if touch.in_guard:
        return "takes a tap that was meant for the screen before"
    return "takes the echo of a tap" if touch.twice not in {None, 1} else ""


def _lost(touch: Touch) -> str:
    acts = touch.after_jitter + touch.on_press
    return "" if acts else f"loses a touch that trembles by {JITTER_MM:g} mm"


def _repeats(touch: Touch) -> str:
    return f"acts {touch.while_held} times within {HELD_MS} ms" if touch.while_held else ""


def _is_ours(widget: QWidget, handler: str) -> bool:
    """Whether a handler is written by us, not Qt's own."""
    return any(handler in vars(kind) for kind in type(widget).__mro__ if _is_python(kind))


def _is_python(kind: type) -> bool:
    return not kind.__module__.startswith(("PySide6", "Shiboken", "builtins"))
