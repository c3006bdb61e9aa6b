"""What is read: how large, whole, in which letters and on which lines (X)."""

import unicodedata
from collections.abc import Iterator
from itertools import combinations, pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QRawFont, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QWidget

from tests.audit.hanzi import hanzi_in
from tests.audit.rule import Fault, Found
from tests.audit.rules.targets import LEAST_TARGET_MM
from tests.audit.seen import Seen, Text
from tests.audit.two_sizes import grown
from ui.theme import Hands, TextSize
from ui.widgets.buttons import BigButton
from ui.widgets.dock import Dock, DockKey
from ui.widgets.ink_box import InkBox
from ui.widgets.keypad import KeyPad
from ui.widgets.pictures import PhotoView
from ui.widgets.spelling import CandidateLines, SpellingDesk
from ui.widgets.value_field import ValueField
from ui.widgets.writing import CandidateBar

LEAST_CAP_MM = 5.0
LEAST_LINE = 1.5
LONGEST_LINE_HANZI = 40.0
SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Noto Sans CJK TC", "Noto Sans TC")
LEAST_WEIGHT = 400
MOST_FILLED = 0.70
LEAST_GROWTH = 0.9
GROWN_MM = 20.0
GROWN_MARK_MM = 15.0
"""What is pressed, or a pictogram or mark, that is as large as this need not grow any more."""
ROUNDING_MM = 0.005
_NARROW = {"Na", "H", "N"}
_GRIDS = (KeyPad, CandidateBar, CandidateLines, Dock)


def x01_text_is_large(seen: Seen) -> Found:
    heights, wrong = [], []
    least = max(LEAST_CAP_MM, seen.theme.size.cap_mm)
    for text in seen.texts:
        height = seen.mm(text.face.cap_px)
        heights.append(height)
        if height < least - ROUNDING_MM:
            words = f"“{text.line}” has capitals of {height:.2f} mm, not {least}"
            wrong.append(Fault(words, text.box))
    return Found(len(heights), tuple(wrong), tuple(heights), _boxes(seen))


def x02_text_is_whole(seen: Seen) -> Found:
    wrong = []
    for text in seen.texts:
        room = seen.box(text.widget)
        if not room.adjusted(-1, -1, 1, 1).contains(text.box):
            words = f"“{text.line}” is cut by {_overhang(room, text.box)} px"
            wrong.append(Fault(words, text.box))
        if "…" in text.line and "…" not in text.widget.accessibleName():
            wrong.append(Fault(f"“{text.line}” is shortened", text.box))
    wrong += [seen.fault(w, "is squeezed") for w in seen.widgets if _is_squeezed(w)]
    return Found(len(seen.texts), tuple(wrong), boxes=_boxes(seen))


def x03_text_is_uncovered(seen: Seen) -> Found:
    wrong = []
    for one, other in combinations(seen.texts, 2):
        if one.widget is not other.widget and one.box.intersects(other.box):
            wrong.append(Fault(f"“{one.line}” runs into “{other.line}”", one.box & other.box))
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
                wrong.append(Fault(f"“{text.line}” lies under {seen.name(hit)}", text.box))
                break
    return Found(len(seen.texts), tuple(wrong), boxes=_boxes(seen))


def x04_pages_instead_of_scrolling(seen: Seen) -> Found:
    whole = seen.window.rect()
    wrong = [
        seen.fault(w, "scrolls")
        for w in seen.widgets
        if isinstance(w, QAbstractScrollArea) and not _shows_all(w)
    ]
    wrong += [
        seen.fault(w, "leaves the window")
        for w in seen.widgets
        if not whole.contains(seen.box(w)) and w.objectName() != "ring"
    ]
    if seen.page is not None and seen.page.page_count > 1:
        pager = seen.window.findChild(QWidget, "pager")
        turners = [w for w in seen.pressed if pager is not None and pager.isAncestorOf(w)]
        if not turners or any(not w.focusPolicy() & Qt.FocusPolicy.TabFocus for w in turners):
            wrong.append(Fault("further pages cannot be reached"))
    return Found(len(seen.widgets), tuple(wrong), boxes=(whole,))


def x05_lines_are_apart(seen: Seen) -> Found:
    ratios, wrong = [], []
    for text in seen.texts:
        ratio = text.face.line_px / text.face.size_px
        ratios.append(ratio)
        if ratio < LEAST_LINE:
            wrong.append(Fault(f"“{text.line}” has lines {ratio:.2f} apart", text.box))
    return Found(len(ratios), tuple(wrong), tuple(ratios), _boxes(seen))


def x06_lines_are_short(seen: Seen) -> Found:
    """A letter or a digit counts half, as it takes half the width of a character."""
    lengths, wrong = [], []
    for text in seen.texts:
        length = sum(0.5 if _is_narrow(c) else 1.0 for c in text.line)
        lengths.append(length)
        if length > LONGEST_LINE_HANZI:
            wrong.append(Fault(f"“{text.line}” is {length:g} characters long", text.box))
    return Found(len(lengths), tuple(wrong), tuple(lengths), _boxes(seen))


def x07_no_missing_glyphs(seen: Seen) -> Found:
    wrong = []
    for text in seen.texts:
        missing = _missing(text)
        if missing:
            wrong.append(Fault(f"“{text.line}” lacks {missing}", text.box))
    checked = sum(len(text.line) for text in seen.texts)
    return Found(checked, tuple(wrong), boxes=_boxes(seen))


def x08_letters_are_plain(seen: Seen) -> Found:
    """Sans serif, not light, not slanted.

    A rare character of a name that no sans serif holds may stand in another face: better so
    than not at all.
    """
    weights, wrong = [], []
    for text in seen.texts:
        for font in _drawn_in(text):
            weights.append(float(font.weight()))
            is_plain = font.style() is QFont.Style.StyleNormal
            if font.weight() < LEAST_WEIGHT or not is_plain or text.font.italic():
                wrong.append(Fault(f"“{text.line}” is light or slanted", text.box))
            elif font.familyName() not in SANS and not _is_rare(text.line):
                wrong.append(Fault(f"“{text.line}” is in {font.familyName()}", text.box))
    return Found(len(weights), tuple(wrong), tuple(weights), _boxes(seen))


def x09_keys_have_room(seen: Seen) -> Found:
    """A word takes 70 % of a key of fixed width at most, at the usual size.

    Everything else is as large as its words ask for, however long they are (X02 sees that none
    is cut); fixed are the keys that share a grid. A key that a word makes wider is not fixed.
    Words of letters cannot be turned round a corner and are longer; for them X02 is enough.
    """
    if seen.theme.size is not TextSize.NORMAL:
        return Found(0)
    grids = [w for w in seen.widgets if isinstance(w, _GRIDS)]
    keys = [
        text
        for text in seen.texts
        if any(grid.isAncestorOf(text.widget) for grid in grids)
        and not _is_widened(text.widget)
        and hanzi_in(text.line)
    ]
    shares, wrong = [], []
    for text in keys:
        share = text.box.width() / text.widget.width()
        shares.append(share)
        if share > MOST_FILLED:
            wrong.append(Fault(f"“{text.line}” fills {share:.0%} of its key", text.box))
    return Found(len(keys), tuple(wrong), tuple(shares), tuple(t.box for t in keys))


def x10_all_grows_with_the_text(seen: Seen) -> Found:
    """Compared with the same page one size smaller: marks, pictograms and what is pressed.

    Targets grow until 20 mm, marks and pictograms until 15 mm: they stand beside words, and beyond
    that each mm they took would be one that these lack at the largest size.
    The first page of each is enough: the others hold more of the same widgets.
    """
    is_usual = seen.theme.hands == Hands()
    if not is_usual or seen.page is None or seen.page.page_number > 0:
        return Found(0)
    growths, wrong, boxes = [], [], []
    for part in grown(seen):
        now, before = (seen.mm(min(box.width(), box.height())) for box in (part.box, part.before))
        if part.is_pressed and now < LEAST_TARGET_MM - ROUNDING_MM:
            continue  # too small at any size, which T01 tells
        enough = GROWN_MM if part.is_pressed else GROWN_MARK_MM
        least = min(enough, before * LEAST_GROWTH * part.growth)
        growths.append(now / least)
        boxes.append(part.box)
        if now < least - seen.mm(1):  # a pixel: sizes are whole ones
            wrong.append(Fault(f"{part.name} grows from {before:.1f} to {now:.1f} mm", part.box))
    return Found(len(growths), tuple(wrong), tuple(growths), tuple(boxes))


def x11_first_page_holds_what_is_needed(seen: Seen) -> Found:
    """A field stands with what fills it, a picture with its shutter, and there is a way on.

    Letters for a hand that shakes, at the largest size on a panel that lies, fill a page with the
    field alone: the question stands on the page before.
    """
    page = seen.page
    if page is None or page.page_number > 0:
        return Found(0)
    pairs = [
        (row, after)
        for row, after in pairwise(page.rows)
        if isinstance(row, ValueField | PhotoView) and _touched(after)
    ]
    wrong = [
        seen.fault(row, "stands apart from what fills it")
        for row, after in pairs
        if not (row.isVisible() and any(w.isVisible() for w in _touched(after)))
        and not (_fills_a_page(after, seen) and row.isHidden() and after.isHidden())
    ]
    ways = [w for row in page.rows for w in _touched(row)]
    # a page that begins with something to read may offer more below it, if one can go on
    leads_on = page.bottom.primary.isVisible() and page.bottom.primary.isEnabled()
    reads = leads_on and not any(map(_touched, page.rows[:1]))
    if ways and not reads and not any(w.isVisible() for w in ways):
        wrong.append(Fault("nothing can be pressed before the page is turned"))
    shown = [w for w in page.rows if w.isVisible()]
    return Found(1 + len(pairs), tuple(wrong), boxes=seen.boxes(shown))


def _fills_a_page(row: QWidget, seen: Seen) -> bool:
    theme = seen.theme
    is_hardest = theme.hands.is_steady and theme.panel.is_wide and theme.size is TextSize.LARGEST
    return is_hardest and isinstance(row, SpellingDesk)


def _boxes(seen: Seen) -> tuple[QRect, ...]:
    return tuple(text.box for text in seen.texts)


def _touched(row: QWidget) -> list[QWidget]:
    """Return what is pressed or written in within a row."""
    inside = (row, *row.findChildren(QWidget))
    return [w for w in inside if isinstance(w, QAbstractButton | InkBox)]


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


def _is_widened(key: QWidget) -> bool:
    """Whether a key is just as wide as words ask for: its own, or in a column the longest."""
    if isinstance(key, DockKey) and key.window().width() > key.window().height():
        return True
    return isinstance(key, BigButton) and key.width() == key.one_line_width()


def _is_narrow(character: str) -> bool:
    return unicodedata.east_asian_width(character) in _NARROW


def _is_rare(line: str) -> bool:
    """Whether a character lies beyond those every font of Chinese holds."""
    return any(ord(c) > 0xFFFF for c in line)


def _runs(text: Text) -> Iterator[tuple[QRawFont, list[int]]]:
    layout = QTextLayout(text.line, text.font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    for run in layout.glyphRuns():
        yield run.rawFont(), run.glyphIndexes()


def _drawn_in(text: Text) -> Iterator[QRawFont]:
    return (font for font, _ in _runs(text))


def _missing(text: Text) -> str:
    if all(index for _, glyphs in _runs(text) for index in glyphs):
        return ""
    return " ".join(f"U+{ord(c):04X}" for c in text.line if unicodedata.category(c) != "Zs")
