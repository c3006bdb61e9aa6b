"""Draw every page of a service, for the staff who wrote it. No keys, no data, no citizen."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QApplication

from kiosk.catalogue.compiled import Catalogue, CompiledService
from kiosk.devices.camera_simulated import SimulatedCamera
from kiosk.devices.clock import SystemClock
from kiosk.devices.id_card_reader import SimulatedIdCardReader
from kiosk.domain.ids import uuid7
from kiosk.domain.language import Language
from kiosk.flow.comfort import Palette
from kiosk.forms.model import Group, Item, Question, QuestionKind, Repeat
from kiosk.forms.protocol import Ref
from kiosk.forms.session import FormSession
from kiosk.forms.xform import load_form
from kiosk.i18n import Text
from kiosk.ports.clock import Clock
from kiosk.settings import Settings
from kiosk.usecases.interview import Interview, Sheet
from ui.asking import Asked
from ui.drawing import PageView
from ui.pages import Page
from ui.presenting import Stage
from ui.questions import Questions
from ui.screens.service_page.presenter import Presenter as ServicePagePresenter
from ui.theme import PanelScale, TextSize, Theme
from ui.widgets.frame import Frame
from ui.widgets.look import Look

_WINDOW = (1080, 1920)
_UNSEEN = {
    QuestionKind.CALCULATE,
    QuestionKind.HIDDEN,
    QuestionKind.START,
    QuestionKind.END,
    QuestionKind.TODAY,
    QuestionKind.INSTANCE_ID,
}


def preview_service(service: str, *, settings: Settings, into: Path) -> Iterator[Path]:
    """Draw the service's page and each of its questions to PNG; yield the files.

    Args:
        service: its id, or ``id@version`` for an old version that a case was made in.
        settings: of the hall.
        into: the folder for a folder of pictures.

    Raises:
        BadService: the service is not in the catalogue, or broken.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    folder = into / service
    folder.mkdir(parents=True, exist_ok=True)
    text = Text(time_zone=settings.time_zone)
    width_mm, height_mm = settings.panel_mm
    window_px = _WINDOW[::-1] if width_mm > height_mm else _WINDOW
    look = Look(Theme(TextSize.NORMAL, Palette.LIGHT, PanelScale.fitting(window_px)), text)
    frame = Frame(look)
    if isinstance(application, QApplication):
        look.dress(application)
    frame.resize(*window_px)
    frame.set_hall(settings.hall_name)
    view = PageView(look, frame)
    frame.show()
    compiled = Catalogue(settings.catalogue).named(service)
    for number, (name, page) in enumerate(service_pages(compiled, text, settings.time_zone)):
        view.render_page(page)
        for part in range(view.page_count):
            view.turn_to(part)
            application.processEvents()
            file = folder / f"{number:03d}-{name}{f'-{part + 1}' if part else ''}.png"
            frame.grab().save(str(file))
            yield file
    frame.close()


def service_pages(
    compiled: CompiledService, text: Text, time_zone: str
) -> Iterator[tuple[str, Page]]:
    """Yield (name, page) of a service and all of its questions, asked now or not."""
    stage = Stage(text=text, emit=lambda _event: None, refresh=lambda: None)
    service = compiled.service.told_in(text.language)
    yield "service", ServicePagePresenter(stage=stage, service=service).page()
    interview = interview_of(compiled, time_zone, language=text.language)
    questions = Questions(
        reader=SimulatedIdCardReader(),
        camera=SimulatedCamera(),
        ink_reader=None,
        clock=SystemClock(),
        time_zone=time_zone,
    )
    for name, ref in places_of(compiled):
        asked = Asked(stage=stage, interview=interview, ref=ref, keep=lambda: None)
        yield name, questions.open(asked).page()


def interview_of(
    compiled: CompiledService,
    time_zone: str,
    *,
    clock: Clock | None = None,
    language: Language = Language.SIMPLIFIED,
) -> Interview:
    """Begin an application that nobody will keep, today or on the day of ``clock``."""
    clock = clock or SystemClock()
    session = FormSession(
        load_form(compiled.form_xml),
        clock=clock,
        time_zone=ZoneInfo(time_zone),
        instance_id=f"uuid:{uuid7(clock.now())}",
    )
    session.speak(language)
    service = compiled.service.told_in(language)
    sheet = Sheet(
        ref=compiled.ref,
        title=service.title_plain,
        item_code=service.item.catalog_code,
        materials=service.materials,
    )
    return Interview(sheet=sheet, session=session)


def places_of(compiled: CompiledService) -> Iterator[tuple[str, Ref]]:
    """Yield (name, place) of every question, asked now or not; of a repeat, the first copy."""
    yield from _inside(load_form(compiled.form_xml).body, {})


def _inside(items: tuple[Item, ...], repeats: dict[str, str]) -> Iterator[tuple[str, Ref]]:
    for item in items:
        match item:
            case Question() if item.kind not in _UNSEEN:
                yield item.name, Ref(_positioned(item.path, repeats))
            case Group(children=children):
                yield from _inside(children, repeats)
            case Repeat(path=path, children=children):
                yield from _inside(children, {**repeats, path: f"{path}[1]"})
            case _:
                pass


def _positioned(path: str, repeats: dict[str, str]) -> str:
    for plain, first in repeats.items():
        path = path.replace(plain, first, 1)
    return path
