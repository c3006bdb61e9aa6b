"""Real presenters on a real form, without a window."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from kiosk.catalogue.regions import Regions
from kiosk.catalogue.service import Material
from kiosk.devices.camera_simulated import SimulatedCamera
from kiosk.devices.clock import FixedClock
from kiosk.devices.id_card_reader import SimulatedIdCardReader
from kiosk.domain.application import ServiceRef
from kiosk.domain.language import Language
from kiosk.flow.visit import Event
from kiosk.forms.model import Form
from kiosk.forms.session import FormSession
from kiosk.i18n import Text
from kiosk.usecases.interview import Interview, Sheet
from tests.made_up import NOON
from ui.asking import Asked
from ui.handwriting import InkReader
from ui.presenting import Presenter, Stage, Unfinished
from ui.questions import Questions

ZONE = "Asia/Shanghai"
REF = ServiceRef(service="small", version="1", schema_digest="0" * 64)


@dataclass
class Desk:
    """Opens questions of a form as the window does; notes what was reported and kept."""

    form: Form
    materials: tuple[Material, ...] = ()
    camera: SimulatedCamera = field(default_factory=SimulatedCamera)
    ink_reader: InkReader | None = None
    regions: Regions | None = None
    language: Language = Language.SIMPLIFIED
    events: list[Event] = field(default_factory=list)
    unfinished: Unfinished = field(default_factory=Unfinished)

    def __post_init__(self) -> None:
        self.clock = FixedClock(NOON)
        self.session = FormSession(
            self.form, clock=self.clock, time_zone=ZoneInfo(ZONE), instance_id="uuid:1"
        )
        sheet = Sheet(ref=REF, title="", item_code="", materials=self.materials)
        self.interview = Interview(sheet=sheet, session=self.session)
        self.stage = Stage(text=Text(self.language), emit=self.events.append, refresh=lambda: None)

    def open(self, name: str) -> Presenter:
        asked = Asked(
            stage=self.stage,
            interview=self.interview,
            ref=self.session.refs_of(name)[0],
            keep=lambda: None,
            unfinished=self.unfinished,
        )
        return Questions(
            reader=SimulatedIdCardReader(),
            camera=self.camera,
            ink_reader=self.ink_reader,
            regions=self.regions,
            clock=self.clock,
            time_zone=ZONE,
        ).open(asked)
