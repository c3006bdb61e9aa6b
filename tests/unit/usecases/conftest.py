from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.catalogue.compiled import Catalogue, CompiledService
from kiosk.devices.clock import FixedClock
from kiosk.forms.bundle import BundleMember, BundleSession
from kiosk.forms.protocol import FormInterview
from kiosk.forms.session import FormSession
from kiosk.forms.xform import load_form
from kiosk.usecases.interview import Interview, Sheet
from tests.made_up import NOON

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture(scope="session")
def catalogue(shipped_catalogue: Path) -> Catalogue:
    return Catalogue(shipped_catalogue)


def interview(catalogue: Catalogue, service: str) -> Interview:
    opened = catalogue.current(service)
    members = {m.service: m.when for m in opened.service.members if m.service}
    every = (opened, *(catalogue.current(member) for member in members))
    sheet = Sheet(
        ref=opened.ref,
        title=opened.service.title_plain,
        item_code="",
        eligibility=opened.service.eligibility,
        materials=tuple(m for one in every for m in one.service.materials),
    )
    return Interview(sheet=sheet, session=_session(every, members))


def _session(every: tuple[CompiledService, ...], members: dict[str, str]) -> FormInterview:
    clock = FixedClock(NOON)
    if len(every) == 1:
        form = load_form(every[0].form_xml)
        return FormSession(form, clock=clock, time_zone=ZONE, instance_id="uuid:1")
    return BundleSession.begin(
        tuple(
            BundleMember(
                service=one.ref.service,
                form=load_form(one.form_xml),
                when=members.get(one.ref.service, ""),
            )
            for one in every
        ),
        clock=clock,
        time_zone=ZONE,
        instance_ids={one.ref.service: f"uuid:{one.ref.service}" for one in every},
    )
