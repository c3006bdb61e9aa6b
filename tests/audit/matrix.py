"""Every page of the product in every look, shared out over the processors."""

import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from kiosk.catalogue.compiled import Catalogue
from kiosk.flow.comfort import Palette
from tests.audit import samples
from tests.audit.audit import Appearance, Draw, audit, drawn, gallery
from tests.audit.conduct.report import conduct_report
from tests.audit.report import Report
from tests.audit.rules import RULES, Found
from tests.audit.seen import Seen
from tests.audit.written import file_name, illustrate
from tests.windows import LEFT, LOW, LYING, STEADY, UPRIGHT, USUAL_HANDS
from ui.rehearsal.hall import build_services, prepare_kiosk
from ui.theme import TextSize

_HANDS = (USUAL_HANDS, LOW, STEADY, LEFT)
_PAINTED = (USUAL_HANDS, LOW)
"""In these hands every palette is drawn, which moves nothing, and every question."""
OF_EVERY_KIND = ("gaoling_jintie", "dibao", "linshi_jiuzhu")
"""Services that have questions of every kind and look: in other hands only theirs are drawn."""
BATCHES = tuple(
    (
        Appearance(size=size, hands=hands, window_px=window_px),
        *(
            [Appearance(size=size, has_caption=True)]
            if (hands, window_px) == (USUAL_HANDS, UPRIGHT)
            else []
        ),
        *(
            Appearance(size=size, palette=palette, hands=hands, window_px=window_px)
            for palette in Palette
            if hands in _PAINTED and palette is not Palette.LIGHT
        ),
    )
    for window_px, hands, size in product((UPRIGHT, LYING), _HANDS, reversed(TextSize))
)
"""What one process draws after another: looks in which most things stand in the same place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of an audit.

    Attributes:
        names: beginnings of page names; none means all.
        pictures: folder for a picture of every state.
        report: folder for pictures of faults and of what each rule looks at.
    """

    names: tuple[str, ...] = ()
    pictures: Path | None = None
    report: Path | None = None


def audit_everything(wanted: Wanted) -> Report:
    """Draw all that is wanted in every look; where all is, play the scenes of conduct, too."""
    report = Report.on(RULES)
    with TemporaryDirectory() as catalogue:
        build_services(Path(catalogue))
        # A process that has a QApplication cannot be forked.
        with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
            conduct = None if wanted.names else pool.submit(_audit_conduct)
            folders, each = [Path(catalogue)] * len(BATCHES), [wanted] * len(BATCHES)
            for found in pool.map(_audit_batch, folders, each, BATCHES):
                report.add(found)
            if conduct:
                report.add(conduct.result())
    return report


def _audit_batch(catalogue: Path, wanted: Wanted, appearances: tuple[Appearance, ...]) -> Report:
    """Draw a batch: in light colours everything, or for some hands what is of every kind; in
    others every screen, and questions that show a kind of part, or a state, not shown before.
    """
    draws, screens = _everything(catalogue)
    names = [name for name in draws if name.startswith(wanted.names or "")]
    if not wanted.names and appearances[0].hands not in _PAINTED:
        names = [name for name in names if name in screens or name.startswith(OF_EVERY_KIND)]
    telling, kinds = set(screens), set[object]()

    def is_wanted(name: str, appearance: Appearance) -> bool:
        return appearance.palette is Palette.LIGHT or name in telling

    def keep(seen: Seen, where: str, found: Mapping[str, Found]) -> None:
        if not seen.kinds <= kinds:
            kinds.update(seen.kinds)
            telling.add(where.partition(" ")[0])
        if wanted.pictures:
            wanted.pictures.mkdir(parents=True, exist_ok=True)
            seen.picture().save(str(wanted.pictures / f"{file_name(where)}.png"))
        if wanted.report:
            illustrate(wanted.report, seen, where, found)

    chosen = {name: draws[name] for name in names}
    return audit(chosen, appearances, is_wanted=is_wanted, keep=keep)


def _audit_conduct() -> Report:
    with TemporaryDirectory() as folder:
        kiosk = Path(folder) / "kiosk"
        prepare_kiosk(kiosk, voice="silent")
        return conduct_report(_application(), kiosk)


def _application() -> QApplication:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    return application


@cache
def _everything(catalogue: Path) -> tuple[Mapping[str, Draw], frozenset[str]]:
    """Return all pages, and the names of those that are no question of a service."""
    _application()
    services = Catalogue(catalogue)
    screens = {**gallery(), **drawn(samples.screens(services))}
    return {**screens, **drawn(samples.everything(services))}, frozenset(screens)
