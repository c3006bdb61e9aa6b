"""What a helper stated becomes an authority, and what it lacks is refused before sealing."""

from datetime import date

import pytest

from kiosk.domain.application import ServiceRef
from kiosk.domain.authorisation import Act, Refusal
from kiosk.usecases.submit_application import SubCase, authorisation_from

TODAY = date(2026, 11, 23)
STATED = {
    "who": "helper",
    "auth_kind": "paper",
    "auth_matter": "yes",
    "auth_scope": "fill submit",
    "auth_from": "2026-11-01",
    "auth_until": "2027-02-01",
}
SERVICE = SubCase(
    ref=ServiceRef(service="dibao", version="1", schema_digest="0" * 64),
    item_code="",
    is_urgent=False,
    answers={},
    readable=(),
    submission=b"",
)


def refusal(**changes: str) -> Refusal | None:
    stated = authorisation_from(STATED | changes, services=[SERVICE], today=TODAY)
    assert stated is not None
    return stated.refusal(Act.SUBMIT, service="dibao", today=TODAY)


def test_a_good_letter_is_enough() -> None:
    assert refusal() is None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"auth_matter": "no"}, Refusal.OTHER_SERVICE),
        ({"auth_from": "2026-11-24"}, Refusal.NOT_YET),
        ({"auth_until": "2026-11-22"}, Refusal.EXPIRED),
        ({"auth_from": "2026-01-01"}, Refusal.TOO_LONG),
        ({"auth_scope": "fill collect_result"}, Refusal.OUT_OF_SCOPE),
        ({"auth_scope": ""}, Refusal.OUT_OF_SCOPE),
    ],
)
def test_what_a_letter_lacks_is_refused(changes: dict[str, str], why: Refusal) -> None:
    assert refusal(**changes) is why


def test_who_stands_beside_the_helper_needs_no_days() -> None:
    stated = {"who": "helper", "auth_kind": "present", "auth_scope": "fill submit"}

    found = authorisation_from(stated, services=[SERVICE], today=TODAY)

    assert found is not None
    assert (found.valid_from, found.valid_until) == (TODAY, TODAY)
    assert found.refusal(Act.SUBMIT, service="dibao", today=TODAY) is None


def test_who_acts_for_themselves_needs_no_authority() -> None:
    assert authorisation_from({"who": "self"}, services=[SERVICE], today=TODAY) is None


@pytest.mark.parametrize("kind", ["duty", "guardian_doc"])
def test_a_neighbour_acts_by_no_office_and_no_law(kind: str) -> None:
    assert refusal(auth_kind=kind, helper_kind="other") is Refusal.NOT_ENTITLED


def test_staff_act_by_their_office() -> None:
    assert refusal(auth_kind="duty", helper_kind="staff") is None
