"""Draws pages in looks, runs the rules over them, and tells what it found."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from kiosk.flow.comfort import Palette
from tests.audit.gallery import GALLERY
from tests.audit.report import Report, table
from tests.audit.rules import RULES, Follows, Found
from tests.audit.seen import Seen
from tests.windows import SAME, UPRIGHT, USUAL_HANDS, a_frame, a_look, drop, settle
from ui.drawing import PageView
from ui.pages import Page as PageData
from ui.theme import Hands, Pictures, TextSize
from ui.widgets.frame import Frame
from ui.widgets.look import Look
from ui.widgets.page import Page

__all__ = ["LOOKS", "Appearance", "Draw", "Report", "audit", "drawn", "gallery", "table"]

Said = tuple[str, ...]
Draw = Callable[[Look, Frame], Said]
"""Shows a page in a window and returns what is said with it."""
Keep = Callable[[Seen, str, Mapping[str, Found]], None]
"""Given every state, its name and what was found in it."""
CAPTION = SAME("这台机器没有声音，说的话写在这里，一句一句给您看。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """How the window is drawn, touched and read."""

    size: TextSize = TextSize.NORMAL
    palette: Palette = Palette.LIGHT
    hands: Hands = USUAL_HANDS
    window_px: tuple[int, int] = UPRIGHT
    pictures: Pictures = Pictures.SPARE
    has_caption: bool = False

    def __str__(self) -> str:
        ways = {
            "wide": self.window_px != UPRIGHT,
            "steady": self.hands.is_steady,
            "left": self.hands.is_left,
            "low": self.hands.reach_mm is not None,
            "simple": self.pictures is Pictures.LARGE,
            "captioned": self.has_caption,
        }
        return " ".join([self.size, self.palette, *(way for way, is_so in ways.items() if is_so)])


_USUAL = (Palette.LIGHT, Palette.WHITE_ON_BLACK)
_OTHERS = tuple(palette for palette in Palette if palette not in _USUAL)
LOOKS = tuple(
    Appearance(size=size, palette=palette)
    for size, palette in (
        *product(TextSize, _USUAL),
        *zip(tuple(TextSize)[1:], _OTHERS, strict=True),
    )
)
"""What ``make test`` draws: every size in the two usual palettes, and the others at one size each,
for a palette moves nothing; ``make audit`` draws every pair."""


def gallery() -> Mapping[str, Draw]:
    """Return the pages built from every widget, with very long words."""
    return {f"gallery-{name}": _built(build) for name, build in GALLERY.items()}


def drawn(pages: Mapping[str, PageData]) -> Mapping[str, Draw]:
    """Return pages as presenters gave them, ready to be drawn."""
    return {name: _presented(page) for name, page in pages.items()}


def audit(
    draws: Mapping[str, Draw],
    appearances: Iterable[Appearance],
    *,
    is_wanted: Callable[[str, Appearance], bool] = lambda _name, _appearance: True,
    keep: Keep = lambda _seen, _where, _found: None,
) -> Report:
    """Draw what is wanted in each appearance and run over it all rules that can differ there.

    What rules find that look only at where things stand cannot differ between two states in which
    everything stands in the same place; what they find in words, between two states of the same
    words. They are asked in the first such state, and the layout of each is compared, so nothing
    is taken for granted. What is pressed is tried once for each kind and size of it in a look.
    """
    report = Report.on(RULES)
    known: set[object] = set()
    for appearance in appearances:
        look = a_look(
            appearance.size,
            appearance.palette,
            appearance.hands,
            appearance.window_px,
            appearance.pictures,
        )
        frame = a_frame(look)
        frame.setUpdatesEnabled(False)  # painted when a picture is wanted
        frame.set_caption(CAPTION if appearance.has_caption else None)
        tried: set[object] = set()
        for name in [name for name in draws if is_wanted(name, appearance)]:
            said = draws[name](look, frame)
            for number in _pages(frame):
                where = f"{name} {appearance} p{number + 1}"
                seen = Seen(window=frame, theme=look.theme, said=said, tried=tried)
                new = _new(known, name, seen)
                asked = {id_: rule for id_, rule in RULES.items() if rule.follows in new}
                found = {id_: rule.check(seen) for id_, rule in asked.items()}
                tried.update(seen.pressed_kinds)
                report.note(found, where)
                keep(seen, where, found)
        drop(frame)
    return report


def _new(known: set[object], name: str, seen: Seen) -> set[Follows]:
    """Return what is unlike anything that is known of a page, and know it from now on."""
    theme = seen.theme
    traits = {
        (Follows.WORDS, name, seen.words),
        (Follows.LAYOUT, name, theme.size, theme.hands, theme.panel, seen.layout),
        (Follows.COLOURS, name, theme, seen.layout),
    }
    new = traits - known
    known |= new
    return {follows for follows, *_ in new}


def _pages(frame: Frame) -> Iterator[int]:
    """Show every page of the body and yield its number."""
    settle()
    page = frame.page
    assert page is not None
    for number in range(page.page_count):
        if number:
            page.turn_to(number)
            settle()
        yield number


def _built(build: Callable[[Look], Page]) -> Draw:
    def draw(look: Look, frame: Frame) -> Said:
        frame.show_page(build(look))
        return ()

    return draw


def _presented(page: PageData) -> Draw:
    def draw(look: Look, frame: Frame) -> Said:
        PageView(look, frame).render_page(page)
        return page.spoken()

    return draw
