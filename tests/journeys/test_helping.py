"""A helper in a real window: what is asked of them, what the other person signs, what is kept."""

import pytest

from kiosk.domain.words import Hearer
from kiosk.flow import places as at
from kiosk.usecases.interview import BY_FINGERPRINT
from tests.journeys.conftest import a_citizen
from ui.bootstrap import Kiosk
from ui.pages import Choice, Key
from ui.rehearsal.citizen import Citizen, Stuck

SHORT = "yanglao_zige_renzheng"
NEIGHBOUR = {
    "helper_kind": "other",
    "helper_relation": "9",
    "auth_kind": "present",
    "helper_name": "王小明",
    "name": "李大明",
}


def begin(kiosk: Kiosk, **how: object) -> Citizen:
    citizen = a_citizen(kiosk, with_helper=True, choices=NEIGHBOUR, **how)
    citizen.press(Key.PRIMARY)
    citizen.open_service(SHORT)
    citizen.press(Key.PRIMARY)
    return citizen


def asked_now(kiosk: Kiosk) -> str:
    place = kiosk.app.visit.place
    return place.ref.rpartition("/")[2] if isinstance(place, at.Asking) else ""


def walk_to(kiosk: Kiosk, citizen: Citizen, question: str) -> None:
    for _ in range(200):
        if asked_now(kiosk) == question:
            return
        citizen.answer_page()
    raise Stuck(f"never was asked {question}")


@pytest.mark.slow
def test_a_neighbour_is_offered_no_authority_of_guardians_or_staff(kiosk: Kiosk):
    citizen = begin(kiosk)

    walk_to(kiosk, citizen, "auth_kind")

    offered = {row.key for row in citizen.page.rows if isinstance(row, Choice)}
    assert offered == {"present", "paper", "esign"}


@pytest.mark.slow
def test_the_letter_is_read_before_it_is_signed_and_a_fingerprint_will_do(kiosk: Kiosk):
    citizen = begin(kiosk)
    walk_to(kiosk, citizen, "auth_sign")
    letter = citizen.page.lead

    citizen.press(Key.SECONDARY)
    citizen.press(Key.PRIMARY)

    session = kiosk.counter.interview.session
    names, terms = (citizen.applicant.card.name, citizen.helper.card.name), ("只管今天", "收回")
    for part in (*names, *terms):
        assert part in letter.shown
        assert part in letter.said_to(Hearer.VISITOR)
    assert all(term in letter.spoken for term in terms)
    assert not any(name in letter.spoken for name in names)
    assert session.value_of("auth_sign") == BY_FINGERPRINT
    assert asked_now(kiosk) != "auth_sign"


@pytest.mark.slow
def test_a_helper_without_a_card_is_not_asked_again_for_whom_it_is(kiosk: Kiosk):
    citizen = begin(kiosk, uses_card=False)

    walk_to(kiosk, citizen, "helper_name")

    steps = kiosk.counter.interview.steps()
    asked = {step.ref.rpartition("/")[2] for step in steps if isinstance(step, at.Asking)}
    assert "helper_id_no" in asked
    assert "who" not in asked
