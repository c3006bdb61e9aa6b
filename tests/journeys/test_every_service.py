"""A robot citizen walks every service through the real windows, to the platform's receipt.

Who comes alone writes every word by hand; who comes with a helper spells every word in pinyin.
"""

import random
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.catalogue.authoring.folder import readable, service_files, shipped_services
from kiosk.catalogue.service import Kind
from kiosk.domain.case import CaseState
from kiosk.domain.slip_number import SlipNumber
from kiosk.ports.cases import CaseRow
from tests.journeys.conftest import a_citizen, devices, open_window, opened
from tests.journeys.speller import Speller
from ui.bootstrap import Kiosk
from ui.rehearsal.citizen import Citizen, let_the_window_live
from ui.rehearsal.hall import Hall
from ui.rehearsal.people import persona

SERVICES = sorted(source.service_id for source in readable(service_files([shipped_services()])))
BUNDLE_CHOICES = {
    "has_cert": "no",
    "family_hard": "yes",
    "live_same": "no",
    "want": "cert subsidy pension medical device rehab fix",
}
"""A newly disabled person who wants everything: several members join."""
_PATIENCE_LOOKS = 600
_LOOK_MS = 100


def receipts(kiosk: Kiosk, slip_number: str) -> tuple[CaseRow, ...]:
    """Wait until the worker has a verified receipt for every case of the slip."""
    for _ in range(_PATIENCE_LOOKS):
        rows = kiosk.cases.by_slip(SlipNumber(slip_number))
        if all(row.state is CaseState.RECEIVED for row in rows):
            return rows
        let_the_window_live(_LOOK_MS)
    raise AssertionError("no receipt came")


def test_the_services_we_came_with_are_walked():
    assert len(SERVICES) >= 17


@pytest.mark.slow
@pytest.mark.parametrize("who", ["self", "helper"])
@pytest.mark.parametrize("service", SERVICES)
def test_a_citizen_gets_a_signed_receipt(qapp: QApplication, hall: Hall, service: str, who: str):
    seed = SERVICES.index(service) + 1

    with open_window(qapp, hall.settings, devices(hall.settings)) as kiosk:
        choices = BUNDLE_CHOICES if service == "canji_fuwu_yijianshi" else None
        is_helped = who == "helper"
        kind = Speller if is_helped else Citizen
        citizen = a_citizen(kiosk, kind=kind, seed=seed, with_helper=is_helped, choices=choices)
        number = citizen.apply(service)
        citizen.leave(rating="4" if seed % 2 else "")
        rows = receipts(kiosk, number)
        is_bundle = kiosk.catalogue.card(service).kind is Kind.BUNDLE

    read = [opened(hall, row.case_id) for row in rows]
    assert {row.service for row in rows} >= {service}
    assert is_bundle == (len(rows) > 1)
    assert all(row.platform_number for row in rows)
    assert all(row.by_helper == (who == "helper") for row in rows)
    assert all(each.case.slip_number == number for each in read)
    assert read[0].application.answers["name"] == citizen.applicant.card.name
    told = {text for _, text in read[0].application.readable}
    assert citizen.applicant.card.name in told
    assert not told & {"yes", "no", "self", "helper"}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["王𬭼", "欧阳𠅤", "阿依古丽·买买提"])
def test_a_name_no_keyboard_offers_reaches_the_platform_unharmed(
    qapp: QApplication, hall: Hall, name: str
):
    bearer = persona(random.Random(name), born=date(1940, 1, 1))
    card = replace(bearer.card, name=name, address=f"示例县{name[-1]}街道8号")

    with open_window(qapp, hall.settings, devices(hall.settings)) as kiosk:
        citizen = a_citizen(kiosk, applicant=replace(bearer, card=card))
        number = citizen.apply("yanglao_zige_renzheng")
        citizen.leave()
        (row,) = receipts(kiosk, number)

    answers = opened(hall, row.case_id).application.answers
    assert answers["name"] == name
    assert answers["hukou_addr"] == card.address


@pytest.mark.slow
def test_a_rare_name_is_written_by_hand_and_arrives(qapp: QApplication, hall: Hall):
    bearer = persona(random.Random(2), born=date(1940, 1, 1))
    rare = replace(bearer, card=replace(bearer.card, name="王𬭼"))

    with open_window(qapp, hall.settings, devices(hall.settings)) as kiosk:
        citizen = a_citizen(kiosk, applicant=rare, uses_card=False)
        number = citizen.apply("yanglao_zige_renzheng")
        citizen.leave()
        (row,) = receipts(kiosk, number)

    assert opened(hall, row.case_id).application.answers["name"] == "王𬭼"
