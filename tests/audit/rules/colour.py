"""What is seen: contrast, colours and what they tell (C)."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QObject, QRect, QTimerEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from tests.audit.light import (
    EYES,
    LEAST_SHAPE_CONTRAST,
    Pixels,
    contrast,
    luminance,
    packed,
    seen_by,
)
from tests.audit.rule import Fault, Found
from tests.audit.seen import Seen, colours_of
from ui.theme import OUTLINE_MM, Colours
from ui.widgets.answers import Tile
from ui.widgets.bars import StepBar
from ui.widgets.buttons import BigButton
from ui.widgets.dock import DockKey
from ui.widgets.pictures import PhotoView, PictureView, QrView
from ui.widgets.pressing import Variant
from ui.widgets.value_field import Shown

LEAST_DISABLED_CONTRAST = 4.5
LEAST_CHANGE_MM2 = 8.0
"""Of shape, where a state is told: a tick, a wider outline, a ring."""
LARGE_SHARE = 0.01
"""What covers more of the panel than this is a ground, not the edge of a letter."""
MOST_CHANGED = 0.25
FAST_MS = 500
"""Half of twice a second: what changes more slowly does not flash."""
Flags: TypeAlias = npt.NDArray[np.bool_]
_FEWEST_PX = 8
_COARSE = 2  # px; half a millimetre
_SAMPLE = 6  # px; a letter at the smallest size has thicker strokes


def c01_text_contrasts(seen: Seen) -> Found:
    ratios, wrong = [], []
    least, most = seen.theme.colours.least_contrast, seen.theme.colours.most_contrast
    for text, colours, counts in seen.text_colours:
        ratio = _best_contrast(colours, counts)
        ratios.append(ratio)
        if ratio < least:
            wrong.append(Fault(f"“{text.line}” has {ratio:.1f}:1, not {least}:1", text.box))
        if ratio > most:
            wrong.append(Fault(f"“{text.line}” glares with {ratio:.1f}:1, not {most}:1", text.box))
    boxes = tuple(text.box for text in seen.texts)
    return Found(len(ratios), tuple(wrong), tuple(ratios), boxes)


def c02_lines_contrast(seen: Seen) -> Found:
    """Pictograms and marks on their ground, and the outline of what is pressed or filled.

    Keys of the dock have no outline: word and pictogram stand on a bar of their own. The focus
    ring is measured where it is drawn (F05).
    """
    ratios, wrong = [], []
    least = seen.theme.colours.least_line_contrast
    outlined = [w for w in seen.interactive if not isinstance(w, DockKey)]
    boxes = [*(box for _, box in seen.marks), *map(seen.box, outlined)]
    shapes = [(seen.name(w), colours_of(seen.cut(box))) for w, box in seen.marks]
    shapes += [(f"outline of {seen.name(w)}", _edge(seen, w)) for w in outlined]
    for (name, (colours, counts)), box in zip(shapes, boxes, strict=True):
        ratio = _best_contrast(colours, counts)
        ratios.append(ratio)
        if ratio < least:
            wrong.append(Fault(f"{name} has {ratio:.1f}:1, not {least}:1", box))
    return Found(len(ratios), tuple(wrong), tuple(ratios), tuple(boxes))


def c03_off_is_readable_and_marked(seen: Seen) -> Found:
    """What is switched off can be read, and differs from what is on by more than a colour."""
    off = [w for w in seen.pressed if not w.isEnabled()]
    ratios, wrong = [], []
    for text, colours, counts in seen.text_colours:
        if text.widget in off:
            ratios.append(_best_contrast(colours, counts))
            if ratios[-1] < LEAST_DISABLED_CONTRAST:
                wrong.append(Fault(f"“{text.line}” has {ratios[-1]:.1f}:1", text.box))
    for widget in off:
        wrong += _same_shapes(seen, widget, widget.setEnabled, "switched off")
    return Found(len(off), tuple(wrong), tuple(ratios), seen.boxes(off))


def c04_colours_are_the_themes(seen: Seen) -> Found:
    """Text stands on one colour of the theme, in one of them, and so does every large part.

    Photographs, codes and the printed slip have colours of their own and bear no text.
    """
    own = _theme_colours(seen.theme.colours)
    wrong = []
    for text, colours, counts in seen.text_colours:
        ground = int(colours[np.argmax(counts)]) if len(colours) else -1
        if ground not in own:
            wrong.append(Fault(f"“{text.line}” stands on #{ground:06X}", text.box))
    for colour, share in _large_parts(seen):
        if colour not in own:
            wrong.append(Fault(f"#{colour:06X} covers {share:.0%} of the panel"))
    boxes = tuple(text.box for text in seen.texts)
    return Found(len(seen.texts), tuple(wrong), boxes=boxes)


def c05_states_have_shapes(seen: Seen) -> Found:
    """Chosen or not: told by a shape, to every eye.

    Whether something is switched off is C03's, the ring of the focus F05's. One of each kind
    stands for its like.
    """
    checked = [w for w in seen.one_of_each if w.isEnabled() and w.isCheckable()]
    wrong = [
        fault
        for widget in checked
        for fault in _same_shapes(seen, widget, widget.setChecked, "chosen")
    ]
    return Found(len(checked), tuple(wrong), boxes=seen.boxes(checked))


def c06_signals_are_kept_for_what_they_tell(seen: Seen) -> Found:
    """Amber is for notices, red for what is wrong or erases, green for what goes on or is done.

    In palettes of two colours one serves for several of these, or for everything.
    Amber also rings a key of the dock in focus, where only a light colour is seen; nothing has
    the focus here.
    """
    c = seen.theme.colours
    everyday = {c.ink, c.paper, c.card, c.selected, c.dock, c.on_dock}
    signals = {c.alert, c.error, c.primary} - everyday
    tellers = ((c.alert, _warns), (c.error, _is_wrong_or_erases), (c.primary, _goes_on))
    wrong, boxes = [], []
    for signal in sorted(signals):
        may = [tells for colour, tells in tellers if colour == signal]
        entitled = [seen.box(w) for w in seen.widgets if any(tells(w) for tells in may)]
        boxes += entitled
        stray = (seen.pixels == packed(signal)) & ~_within(seen, [*entitled, *_pictures(seen)])
        if np.count_nonzero(stray) >= _FEWEST_PX:
            wrong.append(Fault(f"{signal} tells nothing here", _around(stray)))
    return Found(len(signals), tuple(wrong), boxes=tuple(boxes))


def c07_nothing_flashes(seen: Seen) -> Found:
    """Let every quick timer of the window run out, and see how much has changed.

    No clock is waited for: a timer is told that its time has come.
    """
    clock, shares = QAbstractEventDispatcher.instance(), []
    timers = [
        (owner, timer.timerId)
        for owner in (seen.window, *seen.window.findChildren(QObject))
        for timer in clock.registeredTimers(owner)
        if timer.interval <= FAST_MS
    ]
    for owner, timer_id in timers:
        before = seen.drawn()
        QCoreApplication.sendEvent(owner, QTimerEvent(timer_id))
        shares.append(float(np.mean(before != seen.drawn())))
    wrong = [
        Fault(f"{share:.0%} of the panel changes more than twice a second")
        for share in shares
        if share > MOST_CHANGED
    ]
    return Found(1 + len(shares), tuple(wrong), tuple(shares), (seen.window.rect(),))


def _best_contrast(colours: Pixels, counts: Pixels) -> float:
    """Return the best contrast of a colour that is really there against the commonest one."""
    if not len(colours):
        return 0.0
    light = luminance(colours)
    ratios = contrast(light, light[np.argmax(counts)])
    # a short text such as 一 is drawn in more ground than ink; a full one in more ink
    return float(ratios[counts >= _FEWEST_PX].max(initial=0.0))


def _edge(seen: Seen, widget: QWidget) -> tuple[Pixels, Pixels]:
    """Return the colours at the left edge: as much outside it as there is outline inside."""
    box, line = seen.box(widget), seen.theme.mm(OUTLINE_MM)
    strip = QRect(box.left() - line - 2, box.center().y(), 2 * line + 2, 1)
    tall = min(seen.theme.mm(5), box.height() // 3)
    return colours_of(seen.cut(strip.adjusted(0, -tall, 0, tall)))


@cache
def _theme_colours(colours: Colours) -> frozenset[int]:
    names = (getattr(colours, name) for name in colours.__slots__)
    return frozenset(packed(name) for name in names if isinstance(name, str))


def _large_parts(seen: Seen) -> Iterator[tuple[int, float]]:
    """Yield the colours that cover a part of the panel, pictures left out."""
    is_ours = ~_within(seen, _pictures(seen))
    sample = seen.pixels[::_SAMPLE, ::_SAMPLE][is_ours[::_SAMPLE, ::_SAMPLE]]
    colours, counts = colours_of(sample)
    for colour, count in zip(colours.tolist(), counts.tolist(), strict=True):
        if count > LARGE_SHARE * sample.size:
            yield colour, count / sample.size


def _same_shapes(
    seen: Seen, widget: QAbstractButton, set_state: Callable[[bool], None], state: str
) -> Iterator[Fault]:
    """Yield the eyes to which a widget looks the same in a state and out of it."""
    box = seen.box(widget)
    was_one_of = widget.autoExclusive()
    was_on = widget.isChecked() if widget.isEnabled() else False
    widget.setAutoExclusive(False)
    pictures = []
    for is_on in (True, False):
        set_state(is_on)
        pictures.append(_shapes(seen.drawn(box)[::_COARSE, ::_COARSE]))
    set_state(was_on)
    widget.setAutoExclusive(was_one_of)
    shapes, other_shapes = pictures
    for eye in EYES:
        changed = np.count_nonzero(shapes[eye] != other_shapes[eye]) * _COARSE**2
        if seen.mm(seen.mm(changed)) < LEAST_CHANGE_MM2:
            yield Fault(f"{seen.name(widget)} looks the same {state} or not ({eye})", box)


def _shapes(pixels: Pixels) -> dict[str, Flags]:
    """Return what stands out from the commonest colour, by eye."""
    colours, where, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    shapes = {}
    for eye in EYES:
        light = seen_by(eye, colours)
        stands_out = contrast(light, light[np.argmax(counts)]) >= LEAST_SHAPE_CONTRAST
        shapes[eye] = stands_out[where].reshape(pixels.shape)
    return shapes


def _pictures(seen: Seen) -> list[QRect]:
    """Return where photographs, codes and the slip stand, which have colours of their own."""
    pictures = [w for w in seen.widgets if isinstance(w, PhotoView | PictureView | QrView)]
    return list(seen.boxes(pictures))


def _within(seen: Seen, boxes: Iterable[QRect]) -> Flags:
    within = np.zeros(seen.pixels.shape, bool)
    for box in boxes:
        inside = box & seen.window.rect()
        within[inside.top() : inside.bottom() + 1, inside.left() : inside.right() + 1] = True
    return within


def _around(flags: Flags) -> QRect:
    rows, columns = np.flatnonzero(flags.any(axis=1)), np.flatnonzero(flags.any(axis=0))
    top, left = int(rows[0]), int(columns[0])
    return QRect(left, top, int(columns[-1]) - left + 1, int(rows[-1]) - top + 1)


def _warns(widget: QWidget) -> bool:
    return isinstance(widget, QLabel) and widget.objectName() == "notice"


def _is_wrong_or_erases(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit):
        return isinstance(widget, Shown) and widget._is_wrong
    return isinstance(widget, BigButton) and widget._variant is Variant.DANGER


def _goes_on(widget: QWidget) -> bool:
    is_primary = isinstance(widget, BigButton | Tile) and widget._variant is Variant.PRIMARY
    return is_primary or isinstance(widget, StepBar)
