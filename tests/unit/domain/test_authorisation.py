from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.authorisation import LONGEST, Act, Authorisation, Refusal

FIRST = date(2026, 3, 1)


def an_authorisation(
    *,
    kind: str = "paper",
    services: frozenset[str] = frozenset({"old-age-allowance"}),
    acts: frozenset[Act] = frozenset({Act.FILL, Act.SUBMIT}),
    valid_from: date = FIRST,
    days: int = 30,
    helper_kind: str = "guardian",
) -> Authorisation:
    return Authorisation(
        kind=kind,
        principal_name="王秀英",
        principal_number="11010519491231002X",
        helper_name="李建国",
        helper_number="110105197503080012",
        helper_phone="13800000000",
        relation="子女",
        services=services,
        acts=acts,
        valid_from=valid_from,
        valid_until=valid_from + timedelta(days=days),
        helper_kind=helper_kind,
    )


def refusal(given_: Authorisation, **changed: object) -> Refusal | None:
    asked = {"act": Act.SUBMIT, "service": "old-age-allowance", "today": FIRST} | changed
    act = asked.pop("act")
    return given_.refusal(act, **asked)  # type: ignore[arg-type] # keyword bag of one call


@given(st.integers(0, 30))
def test_every_day_from_the_first_to_the_last_is_covered(day: int) -> None:
    assert refusal(an_authorisation(), today=FIRST + timedelta(days=day)) is None


@given(st.integers(1, 5000))
def test_no_day_before_the_first_is_covered(day: int) -> None:
    assert refusal(an_authorisation(), today=FIRST - timedelta(days=day)) is Refusal.NOT_YET


@given(st.integers(31, 5000))
def test_no_day_after_the_last_is_covered(day: int) -> None:
    assert refusal(an_authorisation(), today=FIRST + timedelta(days=day)) is Refusal.EXPIRED


@given(st.sets(st.sampled_from(Act)), st.sampled_from(Act))
def test_only_written_acts_are_covered(acts: set[Act], act: Act) -> None:
    found = refusal(an_authorisation(acts=frozenset(acts)), act=act)

    assert found is (None if act in acts else Refusal.OUT_OF_SCOPE)


def test_another_service_is_not_covered() -> None:
    assert refusal(an_authorisation(), service="bus-card") is Refusal.OTHER_SERVICE


def test_an_authority_longer_than_a_year_is_none() -> None:
    assert refusal(an_authorisation(days=LONGEST.days)) is None
    assert refusal(an_authorisation(days=LONGEST.days + 1)) is Refusal.TOO_LONG


def test_repr_names_neither_the_helper_nor_the_person_helped() -> None:
    told = repr(an_authorisation())

    for personal in ("王秀英", "李建国", "1101", "138", "子女"):
        assert personal not in told


@given(st.integers(0, 5000))
def test_a_guardian_may_have_been_one_for_years(days: int) -> None:
    guardian = an_authorisation(kind="guardian_doc", days=days)

    assert refusal(guardian, today=FIRST + timedelta(days=days)) is None


@given(st.sampled_from(["family", "volunteer", "institution", "other", ""]))
def test_nobody_but_guardians_and_staff_acts_without_the_principals_word(who: str) -> None:
    for kind in ("guardian_doc", "duty"):
        stated = an_authorisation(kind=kind, helper_kind=who)

        assert refusal(stated) is Refusal.NOT_ENTITLED


def test_an_office_entitles_staff_and_the_law_a_guardian() -> None:
    for kind, who in (("duty", "staff"), ("duty", "village"), ("guardian_doc", "guardian")):
        assert refusal(an_authorisation(kind=kind, helper_kind=who)) is None
