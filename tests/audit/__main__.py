"""``python -m tests.audit``: every page of the product in every look, one line a rule.

A look is a text size and a palette, or a text size with the strip of captions; looks are shared
out over the processors.
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
from tests.audit.audit import Draw, Report, audit, drawn, gallery, table  # noqa: E402 - see above
from tests.windows import LEFT, LOW, STEADY, USUAL_HANDS  # noqa: E402 - see above
from ui.rehearsal.hall import build_services  # noqa: E402 - see above
from ui.theme import Hands, TextSize  # noqa: E402 - see above
from ui.widgets.frame import Frame  # noqa: E402 - see above

_LOOKS = tuple((size, palette, USUAL_HANDS, False) for size, palette in product(TextSize, Palette))
_HELD_OTHERWISE = tuple(
    (size, Palette.LIGHT, hands, False) for size, hands in product(TextSize, (LOW, STEADY, LEFT))
)
_CAPTIONED = tuple((size, Palette.LIGHT, USUAL_HANDS, True) for size in TextSize)


def main() -> int:
    """Run the audit; the status is 1 when anything is wrong or a rule saw nothing."""
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description=__doc__)
    parser.add_argument("names", nargs="*", help="beginnings of page names; none means all")
    parser.add_argument("--pictures", type=Path, help="folder for a picture of every state")
    chosen = parser.parse_args()
    report = Report()
    with TemporaryDirectory() as catalogue:
        build_services(Path(catalogue))
        # A process that has a QApplication cannot be forked.
        with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
            look = partial(_audit_look, Path(catalogue), tuple(chosen.names), chosen.pictures)
            for found in pool.map(look, (*_LOOKS, *_HELD_OTHERWISE, *_CAPTIONED)):
                report.add(found)
    print(table(report))
    for line in report.wrong:
        print(line)
    for rule in report.idle:
        print(f"{rule} saw nothing to check")
    return 1 if report.wrong or report.idle else 0


def _audit_look(
    catalogue: Path,
    beginnings: tuple[str, ...],
    pictures: Path | None,
    look: tuple[TextSize, Palette, Hands, bool],
) -> Report:
    size, palette, hands, has_caption = look
    draws = _everything(catalogue)
    if beginnings:
        draws = {name: draw for name, draw in draws.items() if name.startswith(beginnings)}

    def keep(frame: Frame, where: str) -> None:
        if pictures:
            pictures.mkdir(parents=True, exist_ok=True)
            frame.grab().save(str(pictures / f"{where.replace(' ', '_')}.png"))

    return audit(
        draws, sizes=[size], palettes=[palette], hands=hands, has_caption=has_caption, shown=keep
    )


@cache
def _everything(catalogue: Path) -> Mapping[str, Draw]:
    QApplication.instance() or QApplication([])
    return {**gallery(), **drawn(samples.everything(Catalogue(catalogue)))}


if __name__ == "__main__":
    sys.exit(main())
