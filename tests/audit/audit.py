"""Runs the rules over screens, text sizes and palettes, and tells what it found."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from kiosk.flow.comfort import Palette
from tests.audit.gallery import GALLERY
from tests.audit.rules import RULES
from tests.audit.seen import Seen
from tests.windows import SAME, USUAL_HANDS, a_frame, a_look, drop, settle
from ui.drawing import PageView
from ui.pages import Page as PageData
from ui.theme import Hands, TextSize
from ui.widgets.frame import Frame
from ui.widgets.look import Look
from ui.widgets.page import Page

Draw = Callable[[Look, Frame], None]
_USUAL = (Palette.LIGHT, Palette.WHITE_ON_BLACK)
_OTHERS = tuple(palette for palette in Palette if palette not in _USUAL)
LOOKS = (
    *product(TextSize, _USUAL),
    *zip(
        (TextSize.NORMAL, TextSize.LARGE, TextSize.LARGER, TextSize.LARGEST), _OTHERS, strict=True
    ),
)
"""What ``make test`` draws: every size in the two usual palettes, and the others at one size each,
for a palette moves nothing; ``make audit`` draws every pair."""
CAPTION = SAME("这台机器没有声音，说的话写在这里，一句一句给您看。")


@dataclass(slots=True)
class Tally:
    """What one rule found over everything it was shown."""

    checked: int = 0
    worst: float | None = None
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.checked += other.checked
        self.wrong += other.wrong
        measured = [worst for worst in (self.worst, other.worst) if worst is not None]
        self.worst = min(measured, default=None)


@dataclass(slots=True)
class Report:
    """All tallies by rule."""

    states: int = 0
    rules: dict[str, Tally] = field(default_factory=lambda: {rule: Tally() for rule in RULES})

    @property
    def wrong(self) -> list[str]:
        return [f"{rule} {line}" for rule, tally in self.rules.items() for line in tally.wrong]

    @property
    def idle(self) -> list[str]:
        """Rules that found nothing to check: a rule that sees nothing proves nothing."""
        return [rule for rule, tally in self.rules.items() if not tally.checked]

    def add(self, other: "Report") -> None:
        """Take in what another process found."""
        self.states += other.states
        for name, tally in other.rules.items():
            self.rules[name].add(tally)

    def look_at(self, seen: Seen, where: str) -> None:
        """Run every rule over one window."""
        self.states += 1
        for name, rule in RULES.items():
            found = rule.check(seen)
            wrong = [f"{where}: {line}" for line in found.wrong]
            self.rules[name].add(Tally(found.checked, found.worst, wrong))


def gallery() -> Mapping[str, Draw]:
    """Return the pages built from every widget, with very long words."""
    return {f"gallery-{name}": _built(build) for name, build in GALLERY.items()}


def drawn(pages: Mapping[str, PageData]) -> Mapping[str, Draw]:
    """Return pages as presenters gave them, ready to be drawn."""
    return {name: _presented(page) for name, page in pages.items()}


def audit(
    draws: Mapping[str, Draw],
    *,
    sizes: Iterable[TextSize] = TextSize,
    palettes: Iterable[Palette] = Palette,
    hands: Hands = USUAL_HANDS,
    has_caption: bool = False,
    shown: Callable[[Frame, str], None] = lambda _frame, _where: None,
) -> Report:
    """Draw everything in every size and palette and run all rules over each page.

    With ``has_caption`` the strip of a machine without sound stands above the dock.
    """
    report = Report()
    for size, palette in product(sizes, palettes):
        look = a_look(size, palette, hands)
        frame = a_frame(look)
        frame.set_caption(CAPTION if has_caption else None)
        for name, draw in draws.items():
            state = f"{name} {size} {palette}{_held(hands)}{' captioned' if has_caption else ''}"
            draw(look, frame)
            for where in _pages(frame, state):
                shown(frame, where)
                report.look_at(Seen(window=frame, theme=look.theme), where)
        drop(frame)
    return report


def _held(hands: Hands) -> str:
    ways = {"steady": hands.is_steady, "left": hands.is_left, "low": hands.reach_mm is not None}
    return "".join(f" {way}" for way, is_so in ways.items() if is_so)


def table(report: Report) -> str:
    """Return one line a rule: what it checked, what was wrong, the worst figure."""
    lines = [f"{'rule':5}{'checked':>9}{'wrong':>7}{'worst':>9}  what"]
    for name, tally in report.rules.items():
        worst = "" if tally.worst is None else f"{tally.worst:.2f}"
        counts = f"{tally.checked:>9}{len(tally.wrong):>7}{worst:>9}"
        lines.append(f"{name:5}{counts}  {RULES[name].title}")
    return "\n".join([*lines, f"{report.states} states"])


def _pages(frame: Frame, name: str) -> Iterator[str]:
    """Show every page of the body and yield its name."""
    settle()
    page = frame.page
    assert page is not None
    for number in range(page.page_count):
        if number:
            page.turn_to(number)
            settle()
        yield f"{name} p{number + 1}"


def _built(build: Callable[[Look], Page]) -> Draw:
    def draw(look: Look, frame: Frame) -> None:
        frame.show_page(build(look))

    return draw


def _presented(page: PageData) -> Draw:
    def draw(look: Look, frame: Frame) -> None:
        PageView(look, frame).render_page(page)

    return draw
