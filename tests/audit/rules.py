"""The rules a machine checks on every screen. Each is a function of one shown window.

Numbers and names are those of the accessibility page; the thresholds stand beside each rule.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from tests.audit.seen import Pixels, Seen, grab
from ui.widgets.ink_box import InkBox
from ui.widgets.pictures import PhotoView
from ui.widgets.value_field import ValueField

LONGEST_NAME = 40
LONGEST_IN_LETTERS = 80  # said in about the same time
_HANZI = re.compile("[㐀-鿿]")
LEAST_TARGET_MM = 16.0
PRIMARY_TARGET_MM = 20.0
STEADY_TARGET_MM = 30.0
LEAST_GAP_MM = 4.0
STEADY_GAP_MM = 6.0
HIGHEST_MM, LOWEST_MM = 1150.0, 380.0
PANEL_BOTTOM_MM = 880.0
LEAST_EDGE_MM = 8.0
LEAST_CAP_MM = 5.0
LEAST_LINE = 1.5
LEAST_RING_MM = 1.5
_ROUNDING_MM = 0.05

_ROLES = {QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton}
_ROLE_WORDS = re.compile(
    r"按钮|复选框|单选|文本框|输入框|QPushButton|QLabel|Button|[\uE000-\uF8FF]"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: how much it checked, what was wrong, the worst figure it measured."""

    checked: int
    wrong: tuple[str, ...] = ()
    worst: float | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its id, the fact it holds, and whether the smallest figure is the worst."""

    title: str
    check: Callable[[Seen], Found]


def a01_named(seen: Seen) -> Found:
    wrong = []
    for widget in seen.interactive:
        node = seen.node_of(widget)
        name = node.name.strip() if node else ""
        longest = LONGEST_NAME if _HANZI.search(name) else LONGEST_IN_LETTERS
        if not name or len(name) > longest:
            wrong.append(f"{seen.name(widget)} has no name of 1 to {longest} characters")
    return Found(len(seen.interactive), tuple(wrong))


def a02_names_are_words(seen: Seen) -> Found:
    named = [node for node in seen.nodes if node.name]
    wrong = [f"“{node.name}” names a role" for node in named if _ROLE_WORDS.search(node.name)]
    return Found(len(named), tuple(wrong))


def a03_roles_fit(seen: Seen) -> Found:
    wrong = []
    for widget in seen.interactive:
        node = seen.node_of(widget)
        if node is None or node.role is not _fitting_role(widget):
            wrong.append(f"{seen.name(widget)} is {node.role.name if node else 'not exposed'}")
    return Found(len(seen.interactive), tuple(wrong))


def a04_names_differ(seen: Seen) -> Found:
    names = Counter(node.name for w in seen.interactive if (node := seen.node_of(w)) and node.name)
    wrong = [f"“{name}” is the name of {count}" for name, count in names.items() if count > 1]
    return Found(sum(names.values()), tuple(wrong))


def a05_no_echo(seen: Seen) -> Found:
    pairs = [(node, node.parent) for node in seen.nodes if node.parent and node.name]
    wrong = [
        f"“{node.name}” stands within its like"
        for node, parent in pairs
        if (node.name, node.role) == (parent.name, parent.role)
    ]
    return Found(len(pairs), tuple(wrong))


def a06_fields_are_labelled(seen: Seen) -> Found:
    wrong = []
    for box in seen.fields:
        labels = [w for w in seen.widgets if isinstance(w, QLabel) and w.buddy() is box]
        if not labels or box.accessibleName() != labels[0].text():
            wrong.append(f"{seen.name(box)} has no label of its name")
    return Found(len(seen.fields), tuple(wrong))


def a07_state_is_exposed(seen: Seen) -> Found:
    wrong = [seen.name(w) for w in seen.interactive if not _exposes_state(w)]
    return Found(len(seen.interactive), tuple(f"{name} hides its state" for name in wrong))


def a08_text_is_exposed(seen: Seen) -> Found:
    exposed: dict[int, str] = {}
    for node in seen.nodes:
        if node.widget is not None:
            exposed[id(node.widget)] = _bare(node.words)
    wrong = [
        f"“{text.line}” is drawn and not exposed"
        for text in seen.texts
        if _bare(text.line) not in exposed.get(id(text.widget), "")
    ]
    return Found(len(seen.texts), tuple(wrong))


def a09_icons_have_words(seen: Seen) -> Found:
    labelled = {id(text.widget) for text in seen.texts}
    wrong = [seen.name(w) for w in seen.pressed if id(w) not in labelled]
    return Found(len(seen.pressed), tuple(f"{name} shows no words" for name in wrong))


def a10_one_heading(seen: Seen) -> Found:
    headings = [w for w in seen.widgets if w.objectName() == "heading"]
    shown = [w for w in headings if isinstance(w, QLabel) and w.text()]
    # at the largest size a long heading gives its room on continued pages to the answers
    is_continued = seen.page is not None and seen.page.page_number > 0
    is_right = len(shown) == 1 or (is_continued and not shown)
    return Found(1, () if is_right else (f"{len(shown)} headings",))


def t01_targets_are_large(seen: Seen) -> Found:
    sides, wrong = [], []
    for widget in seen.pressed:
        least = PRIMARY_TARGET_MM if widget.objectName() == "primary" else LEAST_TARGET_MM
        if seen.theme.hands.is_steady:
            least = STEADY_TARGET_MM
        side = seen.mm(min(widget.width(), widget.height()))
        sides.append(side)
        if side < least - _ROUNDING_MM:
            wrong.append(f"{seen.name(widget)} is {side:.1f} mm")
    return Found(len(sides), tuple(wrong), min(sides, default=None))


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
        if gap < least - _ROUNDING_MM:
            wrong.append(f"{seen.name(one)} and {seen.name(other)} are {gap:.1f} mm apart")
    return Found(len(gaps), tuple(wrong), min(gaps, default=None))


def t03_targets_do_not_overlap(seen: Seen) -> Found:
    areas = _hit_areas(seen)
    wrong = [
        f"{seen.name(one)} overlaps {seen.name(other)}"
        for (one, a), (other, b) in combinations(areas, 2)
        if a.intersects(b)
    ]
    return Found(len(areas), tuple(wrong))


def t04_targets_are_off_the_edge(seen: Seen) -> Found:
    edges, wrong = [], []
    whole = seen.window.rect()
    for widget, box in _hit_areas(seen):
        edge = seen.mm(
            min(box.left(), box.top(), whole.right() - box.right(), whole.bottom() - box.bottom())
        )
        edges.append(edge)
        if edge < LEAST_EDGE_MM - _ROUNDING_MM:
            wrong.append(f"{seen.name(widget)} is {edge:.1f} mm from the edge")
    return Found(len(edges), tuple(wrong), min(edges, default=None))


def t05_targets_take_the_touch(seen: Seen) -> Found:
    wrong = []
    areas = [(w, box) for w, box in _hit_areas(seen) if w.isEnabled()]
    for widget, box in areas:
        hit = seen.window.childAt(box.center())
        if hit is None or not (hit is widget or widget.isAncestorOf(hit)):
            wrong.append(
                f"{seen.name(widget)} is covered by {seen.name(hit) if hit else 'nothing'}"
            )
    return Found(len(areas), tuple(wrong))


def t06_targets_are_within_reach(seen: Seen) -> Found:
    """For somebody who sits: the middle of all that is pressed, above the floor."""
    if seen.theme.hands.reach_mm is None:
        return Found(0)
    heights, wrong = [], []
    for widget, box in _hit_areas(seen):
        height = PANEL_BOTTOM_MM + seen.mm(seen.window.height() - box.center().y())
        heights.append(HIGHEST_MM - height)
        if not LOWEST_MM <= height <= HIGHEST_MM:
            wrong.append(f"{seen.name(widget)} is {height:.0f} mm above the floor")
    return Found(len(heights), tuple(wrong), min(heights, default=None))


def x01_text_is_large(seen: Seen) -> Found:
    heights, wrong = [], []
    least = max(LEAST_CAP_MM, seen.theme.size.cap_mm)
    for text in seen.texts:
        height = seen.mm(text.face.cap_px)
        heights.append(height)
        if height < least - _ROUNDING_MM / 10:
            wrong.append(f"“{text.line}” has capitals of {height:.2f} mm, not {least}")
    return Found(len(heights), tuple(wrong), min(heights, default=None))


def x02_text_is_whole(seen: Seen) -> Found:
    wrong = []
    for text in seen.texts:
        room = seen.box(text.widget)
        if not room.adjusted(-1, -1, 1, 1).contains(text.box):
            wrong.append(f"“{text.line}” is cut by {_overhang(room, text.box)} px")
        if "…" in text.line and "…" not in text.widget.accessibleName():
            wrong.append(f"“{text.line}” is shortened")
    wrong += [f"{seen.name(w)} is squeezed" for w in seen.widgets if _is_squeezed(w)]
    return Found(len(seen.texts), tuple(wrong))


def x03_text_is_uncovered(seen: Seen) -> Found:
    wrong = []
    for one, other in combinations(seen.texts, 2):
        if one.widget is not other.widget and one.box.intersects(other.box):
            wrong.append(f"“{one.line}” runs into “{other.line}”")
    for text in seen.texts:
        for place in (text.box.center(), text.box.topLeft(), text.box.bottomRight()):
            hit = seen.window.childAt(place)
            if (
                seen.box(text.widget).contains(place)
                and hit is not None
                and not (
                    hit is text.widget
                    or hit.isAncestorOf(text.widget)
                    or text.widget.isAncestorOf(hit)
                )
            ):
                wrong.append(f"“{text.line}” lies under {seen.name(hit)}")
                break
    return Found(len(seen.texts), tuple(wrong))


def x04_pages_instead_of_scrolling(seen: Seen) -> Found:
    whole = seen.window.rect()
    wrong = [
        f"{seen.name(w)} scrolls"
        for w in seen.widgets
        if isinstance(w, QAbstractScrollArea) and not _shows_all(w)
    ]
    wrong += [
        f"{seen.name(w)} leaves the window"
        for w in seen.widgets
        if not whole.contains(seen.box(w)) and w.objectName() != "ring"
    ]
    if seen.page is not None and seen.page.page_count > 1:
        pager = seen.window.findChild(QWidget, "pager")
        turners = [w for w in seen.pressed if pager is not None and pager.isAncestorOf(w)]
        if not turners or any(not w.focusPolicy() & Qt.FocusPolicy.TabFocus for w in turners):
            wrong.append("further pages cannot be reached")
    return Found(len(seen.widgets), tuple(wrong))


def x05_lines_are_apart(seen: Seen) -> Found:
    ratios, wrong = [], []
    for text in seen.texts:
        ratio = text.face.line_px / text.face.size_px
        ratios.append(ratio)
        if ratio < LEAST_LINE:
            wrong.append(f"“{text.line}” has lines {ratio:.2f} apart")
    return Found(len(ratios), tuple(wrong), min(ratios, default=None))


def x07_no_missing_glyphs(seen: Seen) -> Found:
    wrong = []
    for text in seen.texts:
        missing = _missing(text.line, seen)
        if missing:
            wrong.append(f"“{text.line}” lacks {missing}")
    return Found(sum(len(text.line) for text in seen.texts), tuple(wrong))


def x11_first_page_holds_what_is_needed(seen: Seen) -> Found:
    """A field stands with what fills it, a picture with its shutter, and there is a way on."""
    page = seen.page
    if page is None or page.page_number > 0:
        return Found(0)
    pairs = [
        (row, after)
        for row, after in pairwise(page.rows)
        if isinstance(row, ValueField | PhotoView) and _touched(after)
    ]
    wrong = [
        f"{seen.name(row)} stands apart from what fills it"
        for row, after in pairs
        if not row.isVisible() or not any(w.isVisible() for w in _touched(after))
    ]
    ways = [w for row in page.rows for w in _touched(row)]
    # a page that begins with something to read may offer more below it, if one can go on
    leads_on = page.bottom.primary.isVisible() and page.bottom.primary.isEnabled()
    reads = leads_on and not any(map(_touched, page.rows[:1]))
    if ways and not reads and not any(w.isVisible() for w in ways):
        wrong.append("nothing can be pressed before the page is turned")
    return Found(1 + len(pairs), tuple(wrong))


def c01_text_contrasts(seen: Seen) -> Found:
    ratios, wrong = [], []
    least, most = seen.theme.colours.least_contrast, seen.theme.colours.most_contrast
    for text in seen.texts:
        ratio = _text_contrast(_cut(seen.pixels, text.box))
        ratios.append(ratio)
        if ratio < least:
            wrong.append(f"“{text.line}” has {ratio:.1f}:1, not {least}:1")
        if ratio > most:
            wrong.append(f"“{text.line}” glares with {ratio:.1f}:1, not {most}:1")
    return Found(len(ratios), tuple(wrong), min(ratios, default=None))


def f01_everything_is_reachable(seen: Seen) -> Found:
    chain = Counter(id(w) for w in _chain(seen))
    wrong = [
        f"{seen.name(w)} is reached {chain[id(w)]} times"
        for w in seen.interactive
        if w.isEnabled() and chain[id(w)] != 1
    ]
    return Found(len(seen.interactive), tuple(wrong))


def f02_no_trap(seen: Seen) -> Found:
    """Press the next key from everything that takes the focus: it must move on."""
    places = [w for w in _chain(seen) if w.isVisible()]
    wrong = []
    for widget in places:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        if seen.window.focusWidget() is widget and len(places) > 1:
            wrong.append(f"{seen.name(widget)} does not let go")
    return Found(len(places), tuple(wrong))


def f03_focus_order_is_reading_order(seen: Seen) -> Found:
    steps = list(pairwise(_chain(seen)))
    wrong = []
    for one, other in steps:
        a, b = seen.box(one), seen.box(other)
        is_above = b.bottom() < a.top()
        is_before = not (b.top() > a.bottom()) and not is_above and b.right() < a.left()
        if (is_above and not b.left() > a.right()) or is_before:
            wrong.append(f"{seen.name(other)} comes after {seen.name(one)}")
    return Found(len(steps), tuple(wrong))


def f04_dialogs_keep_the_focus(seen: Seen) -> Found:
    dialogs = [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()
    ]
    wrong = [f"{seen.name(d)} does not keep the focus" for d in dialogs if not _keeps_focus(d)]
    return Found(1 + len(dialogs), tuple(wrong))


def f05_focus_is_drawn(seen: Seen) -> Found:
    widths, wrong = [], []
    for widget in seen.interactive:
        if not widget.isEnabled() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        width = seen.mm(_ring_px(seen, widget))
        widths.append(width)
        if width < LEAST_RING_MM:
            wrong.append(f"{seen.name(widget)} has a ring of {width:.1f} mm")
    return Found(len(widths), tuple(wrong), min(widths, default=None))


RULES: dict[str, Rule] = {
    "A01": Rule("everything pressed or filled has a name", a01_named),
    "A02": Rule("names carry no role words and no private glyphs", a02_names_are_words),
    "A03": Rule("roles fit behaviour", a03_roles_fit),
    "A04": Rule("names differ within a screen", a04_names_differ),
    "A05": Rule("parent and child do not repeat each other", a05_no_echo),
    "A06": Rule("fields have a label of their name", a06_fields_are_labelled),
    "A07": Rule("states are exposed", a07_state_is_exposed),
    "A08": Rule("drawn text is exposed", a08_text_is_exposed),
    "A09": Rule("pictograms have words", a09_icons_have_words),
    "A10": Rule("one heading", a10_one_heading),
    "T01": Rule(
        f"targets ≥ {LEAST_TARGET_MM:g} mm, primary ≥ {PRIMARY_TARGET_MM:g}", t01_targets_are_large
    ),
    "T02": Rule(f"targets ≥ {LEAST_GAP_MM:g} mm apart", t02_targets_are_apart),
    "T03": Rule("targets do not overlap", t03_targets_do_not_overlap),
    "T04": Rule(f"targets ≥ {LEAST_EDGE_MM:g} mm from the edge", t04_targets_are_off_the_edge),
    "T05": Rule("targets take the touch at their middle", t05_targets_take_the_touch),
    "T06": Rule(
        f"{LOWEST_MM:g} to {HIGHEST_MM:g} mm above the floor for who sits",
        t06_targets_are_within_reach,
    ),
    "X01": Rule("capitals as high as the text size says", x01_text_is_large),
    "X02": Rule("no text is cut or shortened", x02_text_is_whole),
    "X03": Rule("no text runs into or under another", x03_text_is_uncovered),
    "X04": Rule("pages instead of scrolling", x04_pages_instead_of_scrolling),
    "X05": Rule(f"line height ≥ {LEAST_LINE:g}", x05_lines_are_apart),
    "X07": Rule("no missing glyphs", x07_no_missing_glyphs),
    "X11": Rule(
        "field and what fills it stand on the first page", x11_first_page_holds_what_is_needed
    ),
    "C01": Rule("text contrast as the palette promises", c01_text_contrasts),
    "F01": Rule("everything is reached once by the next key", f01_everything_is_reachable),
    "F02": Rule("nothing traps the focus", f02_no_trap),
    "F03": Rule("focus order is reading order", f03_focus_order_is_reading_order),
    "F04": Rule("dialogs keep the focus", f04_dialogs_keep_the_focus),
    "F05": Rule(
        f"focus ring ≥ {LEAST_RING_MM:g} mm, contrasting as the palette promises",
        f05_focus_is_drawn,
    ),
}


def _fitting_role(widget: QWidget) -> QAccessible.Role:
    if isinstance(widget, QLineEdit):
        return QAccessible.Role.EditableText
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        is_one_of = widget.autoExclusive()
        return QAccessible.Role.RadioButton if is_one_of else QAccessible.Role.CheckBox
    return QAccessible.Role.Button


def _exposes_state(widget: QWidget) -> bool:
    interface = QAccessible.queryAccessibleInterface(widget)
    state = interface.state()
    if bool(state.disabled) is widget.isEnabled():
        return False
    if isinstance(widget, QAbstractButton):
        return bool(state.checked) is widget.isChecked()
    if isinstance(widget, QLineEdit):
        return interface.text(QAccessible.Text.Value) == widget.displayText()
    return True


def _touched(row: QWidget) -> list[QWidget]:
    """Return what is pressed or written in within a row."""
    inside = (row, *row.findChildren(QWidget))
    return [w for w in inside if isinstance(w, QAbstractButton | InkBox)]


def _bare(text: str) -> str:
    return "".join(c for c in text if not c.isspace())


def _hit_areas(seen: Seen) -> list[tuple[QAbstractButton, QRect]]:
    return [(widget, seen.box(widget)) for widget in seen.pressed]


def _between(a0: int, a1: int, b0: int, b1: int) -> int:
    """Return the pixels between two stretches, 0 or less when they meet."""
    return max(b0 - a1, a0 - b1) - 1


def _overhang(room: QRect, box: QRect) -> int:
    return max(
        room.left() - box.left(),
        box.right() - room.right(),
        room.top() - box.top(),
        box.bottom() - room.bottom(),
    )


def _is_squeezed(widget: QWidget) -> bool:
    """Whether a row got less height than its words need."""
    if not hasattr(widget, "drawn_texts") or hasattr(widget, "show_slice"):
        return False
    own_boxes = [drawn.box for drawn in widget.drawn_texts()]
    return any(box.width() > widget.width() + 1 for box in own_boxes)


def _shows_all(area: QAbstractScrollArea) -> bool:
    bars = (area.horizontalScrollBar(), area.verticalScrollBar())
    return all(bar.maximum() <= bar.minimum() for bar in bars)


def _missing(line: str, seen: Seen) -> str:
    layout = QTextLayout(line, seen.theme.face().font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    if all(index for run in layout.glyphRuns() for index in run.glyphIndexes()):
        return ""
    return " ".join(f"U+{ord(c):04X}" for c in line if unicodedata.category(c) != "Zs")


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


def _keeps_focus(dialog: QDialog) -> bool:
    return dialog.isModal() and dialog.isAncestorOf(dialog.focusWidget())


def _cut(pixels: Pixels, box: QRect) -> Pixels:
    top, left = max(0, box.top()), max(0, box.left())
    return pixels[top : box.bottom() + 1, left : box.right() + 1]


def _luminance(
    colours: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    shares = colours / 255.0
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    result: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = linear @ np.array(
        [0.2126, 0.7152, 0.0722]
    )
    return result


def _text_contrast(pixels: Pixels, *, fewest: int = 8) -> float:
    """Return the best contrast of a colour that is really there against the commonest one."""
    packed = pixels.reshape(-1, 3).astype(np.uint32) @ np.array([65536, 256, 1], np.uint32)
    colours, counts = np.unique(packed, return_counts=True)
    if not len(colours):
        return 0.0
    rgb = np.stack([colours >> 16, (colours >> 8) & 255, colours & 255], axis=1).astype(np.float64)
    light = _luminance(rgb)
    ground = light[np.argmax(counts)]
    ratios = (np.maximum(light, ground) + 0.05) / (np.minimum(light, ground) + 0.05)
    # a short text such as 一 is drawn in more ground than ink; a full one in more ink
    return float(ratios[counts >= fewest].max())


def _ring_px(seen: Seen, widget: QWidget) -> int:
    """Return how many pixels of well contrasting change there are left of the middle."""
    box = seen.box(widget)
    reach = seen.theme.mm(6)
    strip = QRect(box.left() - reach, box.center().y(), reach + box.width() // 3, 1)
    plain = _cut(seen.unfocused, strip)[0].astype(np.float64)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    focused = grab(seen.window, strip)[0].astype(np.float64)
    before, after = _luminance(plain), _luminance(focused)
    ratio = (np.maximum(before, after) + 0.05) / (np.minimum(before, after) + 0.05)
    return max(
        (len(run) for run in _runs(ratio >= seen.theme.colours.least_line_contrast)), default=0
    )


def _runs(flags: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]") -> Iterator[list[int]]:
    run: list[int] = []
    for place, flag in enumerate(flags):
        if flag:
            run.append(place)
        elif run:
            yield run
            run = []
    if run:
        yield run
