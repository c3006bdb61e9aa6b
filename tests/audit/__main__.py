"""``python -m tests.audit``: every page of the product in every look, one line a rule.

A look is a text size, a palette, a way to touch and the strip of captions or none. Looks of one
size and one way to touch are drawn by one process, which need not ask twice about what stands in
the same place.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

_SCREEN = Path(__file__).parents[1] / "screen.json"
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={_SCREEN}")

from PySide6.QtWidgets import QApplication  # noqa: E402 - Qt reads the platform when imported

from kiosk.catalogue.compiled import Catalogue  # noqa: E402 - see above
from kiosk.flow.comfort import Palette  # noqa: E402 - see above
from tests.audit import samples  # noqa: E402 - see above
from tests.audit.audit import Appearance, Draw, audit, drawn, gallery  # noqa: E402 - see above
from tests.audit.report import Report, table  # noqa: E402 - see above
from tests.audit.rule import Found  # noqa: E402 - see above
from tests.audit.rules import RULES  # noqa: E402 - see above
from tests.audit.seen import Seen  # noqa: E402 - see above
from tests.audit.written import file_name, illustrate, write  # noqa: E402 - see above
from tests.windows import LEFT, LOW, LYING, STEADY, UPRIGHT, USUAL_HANDS  # noqa: E402 - see above
from ui.rehearsal.hall import build_services  # noqa: E402 - see above
from ui.theme import TextSize  # noqa: E402 - see above

_HANDS = (USUAL_HANDS, LOW, STEADY, LEFT)
_PAINTED = (USUAL_HANDS, LOW)
"""In these hands every palette is drawn; it moves nothing, so it would be the same in others."""
JOBS = tuple(
    (
        *(
            Appearance(size=size, palette=palette, hands=hands, window_px=window_px)
            for palette in (Palette if hands in _PAINTED else (Palette.LIGHT,))
        ),
        *(
            [Appearance(size=size, window_px=window_px, has_caption=True)]
            if hands == USUAL_HANDS
            else []
        ),
    )
    for window_px, hands, size in product((UPRIGHT, LYING), _HANDS, reversed(TextSize))
)
"""What one process draws after another: looks in which most things stand in the same place."""


def main() -> int:
    """Run the audit; the status is 1 when anything is wrong or a rule saw nothing."""
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description=__doc__)
    parser.add_argument("names", nargs="*", help="beginnings of page names; none means all")
    parser.add_argument("--pictures", type=Path, help="folder for a picture of every state")
    parser.add_argument("--report", type=Path, help="folder for report.json and report.html")
    chosen = parser.parse_args()
    report = Report.on(RULES)
    with TemporaryDirectory() as catalogue:
        build_services(Path(catalogue))
        # A process that has a QApplication cannot be forked.
        with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
            names = tuple(chosen.names)
            look = partial(_audit, Path(catalogue), names, chosen.pictures, chosen.report)
            for found in pool.map(look, JOBS):
                report.add(found)
    if chosen.report:
        write(report, chosen.report)
    print(table(report))
    for line in report.wrong:
        print(line)
    for rule in report.idle:
        print(f"{rule} saw nothing to check")
    return 1 if report.wrong or report.idle else 0


def _audit(
    catalogue: Path,
    beginnings: tuple[str, ...],
    pictures: Path | None,
    folder: Path | None,
    appearances: tuple[Appearance, ...],
) -> Report:
    draws = _everything(catalogue)
    if beginnings:
        draws = {name: draw for name, draw in draws.items() if name.startswith(beginnings)}

    def keep(seen: Seen, where: str, found: Mapping[str, Found]) -> None:
        if pictures:
            pictures.mkdir(parents=True, exist_ok=True)
            seen.picture().save(str(pictures / f"{file_name(where)}.png"))
        if folder:
            illustrate(folder, seen, where, found)

    return audit(draws, appearances, keep)


@cache
def _everything(catalogue: Path) -> Mapping[str, Draw]:
    QApplication.instance() or QApplication([])
    return {**gallery(), **drawn(samples.everything(Catalogue(catalogue)))}


if __name__ == "__main__":
    sys.exit(main())
