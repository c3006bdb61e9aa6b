"""Submit an application: seal it on this machine. Never waits for the network."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kiosk.domain.application import Application, Attachment, ServiceRef
from kiosk.domain.authorisation import Act, Authorisation, Refusal
from kiosk.domain.errors import BadInput
from kiosk.domain.ids import CaseId, DraftId, uuid7
from kiosk.domain.slip_code import SlipCode
from kiosk.domain.slip_number import SlipNumber
from kiosk.domain.unlisted import PICTURE, UNLISTED, needs_character
from kiosk.ports.cases import CaseStore
from kiosk.ports.clock import Clock
from kiosk.ports.sealer import SealedCase, Sealer
from kiosk.usecases.interview import Interview, slot_of

_TOKEN_BYTES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """What the slip says: the applications are safe here.

    Attributes:
        code: shows at the kiosk, together with the number, who holds the slip.
        head: of the event chain, whose short form is printed as a witness.
        token: opens the status page; random, only on the slip and inside the sealed case.
        papers_to_bring: promised for later.
        told_by: the way of being told that was chosen, in the citizen's words.
    """

    slip_number: SlipNumber
    code: SlipCode
    services: tuple[ServiceRef, ...]
    captured_at: datetime
    head: str
    token: str
    papers_to_bring: tuple[str, ...]
    told_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubCase:
    """One service's share of the visit; a plain service has one, a bundle one a member."""

    ref: ServiceRef
    item_code: str
    is_urgent: bool
    answers: Mapping[str, str]
    readable: Sequence[tuple[str, str]]
    submission: bytes


def submit_application(
    interview: Interview,
    sub_cases: Sequence[SubCase],
    *,
    sealer: Sealer,
    cases: CaseStore,
    clock: Clock,
    terminal: str,
    time_zone: str,
    draft_id: DraftId | None,
) -> Submitted:
    """Seal every sub-case and record them all, and the draft's end, in one transaction.

    Raises:
        BadInput: the helper's authorisation does not carry this; the code names the refusal.
        StorageFailed: nothing was recorded, and no sealed file was left behind.
    """
    now = clock.now()
    today = now.astimezone(ZoneInfo(time_zone)).date()
    first = sub_cases[0].answers
    authorisation = authorisation_from(first, services=sub_cases, today=today)
    _refuse_without_authority(authorisation, sub_cases, today)
    slip_number = cases.next_slip_number(terminal=terminal, day=today)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    notes = {"applied_against_advice": "yes"} if interview.was_advised else {}
    if interview.signed_in:
        notes["signed_in"] = " ".join(interview.signed_in)
    attachments = interview.all_attachments()
    sealed: list[SealedCase] = []
    try:
        for sub_case in sub_cases:
            application = Application(
                case_id=CaseId(uuid7(now)),
                slip_number=slip_number,
                service=sub_case.ref,
                item_code=sub_case.item_code,
                captured_at=now,
                captured_boot=clock.boot_id(),
                captured_ms=clock.monotonic_ms(),
                by_helper=authorisation is not None,
                is_urgent=sub_case.is_urgent,
                needs_character=needs_character(sub_case.answers.values()),
                answers=sub_case.answers,
                readable=tuple(sub_case.readable),
                submission=sub_case.submission,
                attachments=_needed(attachments, sub_case.answers),
                applicant_number=first.get("id_no", ""),
                token=token,
                authorisation=authorisation,
                notes=notes,
            )
            sealed.append(sealer.seal(application, previous_head=cases.chain_head()))
        head = cases.add_sealed(
            sealed,
            slip_number=slip_number,
            applicant_key=sealer.lookup_key(first.get("id_no", "")),
            at=now,
            draft_id=draft_id,
        )
    except BaseException:
        for case in sealed:
            sealer.discard(case)
        raise
    return Submitted(
        slip_number=slip_number,
        code=sealer.slip_code(slip_number),
        services=tuple(sub_case.ref for sub_case in sub_cases),
        captured_at=now,
        head=head,
        token=token,
        papers_to_bring=interview.papers_to_bring(),
        told_by=interview.chosen_label("contact_way"),
    )


def _needed(
    attachments: Sequence[Attachment], answers: Mapping[str, str]
) -> tuple[Attachment, ...]:
    """Return the attachments a sub-case's answers name, with the strokes beside a signature.

    With them goes the picture of a character for which 〓 stands in an answer.
    """
    named = {name for value in answers.values() for name in value.split()}
    lacking = {slot_of(name) for name, value in answers.items() if UNLISTED in value}
    return tuple(
        a
        for a in attachments
        if a.slot in named
        or a.slot.removesuffix(".json") + ".png" in named
        or _shows_one_of(a.slot, lacking)
    )


def _shows_one_of(slot: str, names: Collection[str]) -> bool:
    """Whether it is the picture of a character that one of these answers lacks."""
    name = slot.removesuffix(PICTURE)
    return name != slot and any(name == each or name.endswith(f"-{each}") for each in names)


def authorisation_from(
    answers: Mapping[str, str], *, services: Sequence[SubCase], today: date
) -> Authorisation | None:
    """Return the authority a helper stated, or None when a citizen acts for themselves."""
    if answers.get("who") != "helper":
        return None
    since, until = answers.get("auth_from", ""), answers.get("auth_until", "")
    is_named = answers.get("auth_matter", "yes") == "yes"  # asked of papers only
    acts = answers.get("auth_scope", "").split()
    return Authorisation(
        kind=answers.get("auth_kind", ""),
        principal_name=answers.get("name", ""),
        principal_number=answers.get("id_no", ""),
        helper_name=answers.get("helper_name", ""),
        helper_number=answers.get("helper_id_no", ""),
        helper_phone=answers.get("helper_phone", ""),
        relation=answers.get("helper_relation") or answers.get("helper_unit", ""),
        services=frozenset(case.ref.service for case in services if is_named),
        acts=frozenset(Act(act) for act in acts if act in set(Act)),
        valid_from=date.fromisoformat(since) if since else today,
        valid_until=date.fromisoformat(until) if until else today,
        helper_kind=answers.get("helper_kind", ""),
    )


def _refuse_without_authority(
    authorisation: Authorisation | None, sub_cases: Sequence[SubCase], today: date
) -> None:
    if authorisation is None:
        return
    for sub_case in sub_cases:
        for act in (Act.FILL, Act.SUBMIT):
            refusal = authorisation.refusal(act, service=sub_case.ref.service, today=today)
            if refusal is not None:
                raise _refused(refusal)


def _refused(refusal: Refusal) -> BadInput:
    return BadInput(f"authorisation {refusal}", code=f"authorisation-{refusal}")
