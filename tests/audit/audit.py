"""Runs the rules over screens, text sizes and palettes, and tells what it found."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from itertools import product
from pkgutil import iter_modules

import ui.screens
from tests.audit.gallery import GALLERY
from tests.audit.rules import RULES
from tests.audit.seen import Seen
from tests.windows import a_frame, a_look, drop, settle
from ui.drawing import PageView
from ui.pages import Page as PageData
from ui.theme import Palette, TextSize
from ui.widgets.frame import Frame
from ui.widgets.look import Look

Draw = Callable[[Look, Frame], None]


@dataclass(slots=True)
class Tally:
    """What one rule found over everything it was shown."""

    checked: int = 0
    worst: float | None = None
    wrong: list[str] = field(default_factory=list)


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

    def look_at(self, seen: Seen, where: str) -> None:
        """Run every rule over one window."""
        self.states += 1
        for name, rule in RULES.items():
            found = rule.check(seen)
            tally = self.rules[name]
            tally.checked += found.checked
            tally.wrong += [f"{where}: {line}" for line in found.wrong]
            if found.worst is not None:
                tally.worst = found.worst if tally.worst is None else min(tally.worst, found.worst)


def screens() -> Mapping[str, Draw]:
    """Return everything there is to draw: the gallery, and the sample pages of every screen."""
    found: dict[str, Draw] = {f"gallery-{name}": _gallery(name) for name in GALLERY}
    for module in iter_modules(ui.screens.__path__):
        where = f"ui.screens.{module.name}.samples"
        if find_spec(where) is not None:
            samples: Mapping[str, PageData] = import_module(where).SAMPLES
            for name, page in samples.items():
                found[f"{module.name}-{name}"] = _sample(page)
    return found


def audit(
    names: Iterable[str],
    *,
    sizes: Iterable[TextSize] = TextSize,
    palettes: Iterable[Palette] = Palette,
    shown: Callable[[Frame, str], None] | None = None,
) -> Report:
    """Draw the named screens in every size and palette and run all rules over each page."""
    known = screens()
    return _audit({name: known[name] for name in names}, sizes, palettes, shown)


def audit_pages(
    pages: Mapping[str, PageData],
    *,
    sizes: Iterable[TextSize] = TextSize,
    palettes: Iterable[Palette] = Palette,
) -> Report:
    """Draw pages as presenters gave them and run all rules."""
    draws = {name: _sample(page) for name, page in pages.items()}
    return _audit(draws, sizes, palettes, None)


def _audit(
    draws: Mapping[str, Draw],
    sizes: Iterable[TextSize],
    palettes: Iterable[Palette],
    shown: Callable[[Frame, str], None] | None,
) -> Report:
    report = Report()
    for size, palette in product(sizes, palettes):
        look = a_look(size, palette)
        for name, draw in draws.items():
            for frame, where in _pages(look, draw, f"{name} {size} {palette}"):
                if shown is not None:
                    shown(frame, where)
                report.look_at(Seen(window=frame, theme=look.theme), where)
    return report


def table(report: Report) -> str:
    """Return one line a rule: what it checked, what was wrong, the worst figure."""
    lines = [f"{'rule':5}{'checked':>9}{'wrong':>7}{'worst':>9}  what"]
    for name, tally in report.rules.items():
        worst = "" if tally.worst is None else f"{tally.worst:.2f}"
        counts = f"{tally.checked:>9}{len(tally.wrong):>7}{worst:>9}"
        lines.append(f"{name:5}{counts}  {RULES[name].title}")
    return "\n".join([*lines, f"{report.states} states"])


def _pages(look: Look, draw: Draw, name: str) -> Iterator[tuple[Frame, str]]:
    """Yield the window for every page of the body, then drop it."""
    frame = a_frame(look)
    draw(look, frame)
    settle()
    page = frame.page
    assert page is not None
    for number in range(page.page_count):
        if number:
            page.turn_to(number)
            settle()
        yield frame, f"{name} p{number + 1}"
    drop(frame)


def _gallery(name: str) -> Draw:
    def draw(look: Look, frame: Frame) -> None:
        frame.show_page(GALLERY[name](look))

    return draw


def _sample(page: PageData) -> Draw:
    def draw(look: Look, frame: Frame) -> None:
        PageView(look, frame).render_page(page)

    return draw
