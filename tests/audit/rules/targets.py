"""What is pressed: how large, how far apart, where (T)."""

from itertools import combinations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton

from tests.audit.rule import Fault, Found
from tests.audit.seen import Seen
from ui.widgets.buttons import BigButton
from ui.widgets.pressing import Variant

LEAST_TARGET_MM = 16.0
PRIMARY_TARGET_MM = 20.0
STEADY_TARGET_MM = 30.0
LEAST_GAP_MM = 4.0
STEADY_GAP_MM = 6.0
HIGHEST_MM, LOWEST_MM = 1150.0, 380.0
PANEL_BOTTOM_MM = 880.0
LEAST_EDGE_MM = 8.0
LEAST_APART_MM = 20.0
ERASING_WORDS = ("擦", "不办", "去掉", "作废", "撤回")
"""What a button says that takes away more than one touch brings back."""
ROUNDING_MM = 0.05


def t01_targets_are_large(seen: Seen) -> Found:
    sides, wrong = [], []
    for widget in seen.pressed:
        least = PRIMARY_TARGET_MM if widget.objectName() == "primary" else LEAST_TARGET_MM
        if seen.theme.hands.is_steady:
            least = STEADY_TARGET_MM
        side = seen.mm(min(widget.width(), widget.height()))
        sides.append(side)
        if side < least - ROUNDING_MM:
            wrong.append(seen.fault(widget, f"is {side:.1f} mm"))
    return Found(len(sides), tuple(wrong), tuple(sides), seen.boxes(seen.pressed))


def t02_targets_are_apart(seen: Seen) -> Found:
    gaps, wrong = [], []
    least = STEADY_GAP_MM if seen.theme.hands.is_steady else LEAST_GAP_MM
    for (one, a), (other, b) in combinations(_hit_areas(seen), 2):
        if a.intersects(b):
            continue
        gap = seen.mm(
            max(
                _between(a.left(), a.right(), b.left(), b.right()),
                _between(a.top(), a.bottom(), b.top(), b.bottom()),
            )
        )
        gaps.append(gap)
        if gap < least - ROUNDING_MM:
            words = f"{seen.name(one)} and {seen.name(other)} are {gap:.1f} mm apart"
            wrong.append(Fault(words, a | b))
    return Found(len(gaps), tuple(wrong), tuple(gaps), seen.boxes(seen.pressed))


def t03_targets_do_not_overlap(seen: Seen) -> Found:
    areas = _hit_areas(seen)
    wrong = [
        Fault(f"{seen.name(one)} overlaps {seen.name(other)}", a & b)
        for (one, a), (other, b) in combinations(areas, 2)
        if a.intersects(b)
    ]
    return Found(len(areas), tuple(wrong), boxes=seen.boxes(seen.pressed))


def t04_targets_are_off_the_edge(seen: Seen) -> Found:
    edges, wrong = [], []
    whole = seen.window.rect()
    for widget, box in _hit_areas(seen):
        edge = seen.mm(
            min(box.left(), box.top(), whole.right() - box.right(), whole.bottom() - box.bottom())
        )
        edges.append(edge)
        if edge < LEAST_EDGE_MM - ROUNDING_MM:
            wrong.append(seen.fault(widget, f"is {edge:.1f} mm from the edge"))
    return Found(len(edges), tuple(wrong), tuple(edges), seen.boxes(seen.pressed))


def t05_targets_take_the_touch(seen: Seen) -> Found:
    wrong = []
    areas = [(w, box) for w, box in _hit_areas(seen) if w.isEnabled()]
    for widget, box in areas:
        hit = seen.window.childAt(box.center())
        if hit is None or not (hit is widget or widget.isAncestorOf(hit)):
            by = seen.name(hit) if hit else "nothing"
            wrong.append(seen.fault(widget, f"is covered by {by}"))
    return Found(len(areas), tuple(wrong), boxes=tuple(box for _, box in areas))


def t06_targets_are_within_reach(seen: Seen) -> Found:
    """For somebody who sits: the middle of all that is pressed, above the floor."""
    if seen.theme.hands.reach_mm is None:
        return Found(0)
    heights, wrong = [], []
    for widget, box in _hit_areas(seen):
        height = PANEL_BOTTOM_MM + seen.mm(seen.window.height() - box.center().y())
        heights.append(height)
        if not LOWEST_MM <= height <= HIGHEST_MM:
            wrong.append(seen.fault(widget, f"is {height:.0f} mm above the floor"))
    return Found(len(heights), tuple(wrong), tuple(heights), seen.boxes(seen.pressed))


def t07_erasing_is_apart(seen: Seen) -> Found:
    """What cannot be undone is not pressed in place of what goes on: on another row, or far.

    Erasing is told by the look of danger or by the words, so that a new button is found.
    """
    ways_on = [w for w in seen.pressed if w.objectName() == "primary"]
    pairs = [(way, w) for way in ways_on for w in seen.pressed if w is not way and _erases(w)]
    distances, wrong = [], []
    for way, widget in pairs:
        a, b = seen.box(way), seen.box(widget)
        across = seen.mm(_between(a.left(), a.right(), b.left(), b.right()))
        is_beside = _between(a.top(), a.bottom(), b.top(), b.bottom()) < 0
        if is_beside:
            distances.append(across)
        if is_beside and across < LEAST_APART_MM:
            wrong.append(seen.fault(widget, f"is {across:.1f} mm beside {seen.name(way)}"))
    boxes = seen.boxes(w for pair in pairs for w in pair)
    return Found(len(pairs), tuple(wrong), tuple(distances), boxes)


def _erases(widget: QAbstractButton) -> bool:
    is_danger = isinstance(widget, BigButton) and widget._variant is Variant.DANGER
    return is_danger or any(word in widget.text() for word in ERASING_WORDS)


def _hit_areas(seen: Seen) -> list[tuple[QAbstractButton, QRect]]:
    return [(widget, seen.box(widget)) for widget in seen.pressed]


def _between(a0: int, a1: int, b0: int, b1: int) -> int:
    """Return the pixels between two stretches, less than 0 when they overlap."""
    return max(b0 - a1, a0 - b1) - 1
