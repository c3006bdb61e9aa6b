"""A finished application before it is sealed: the last shape in which it can be read here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.domain.authorisation import Authorisation
from kiosk.domain.ids import CaseId
from kiosk.domain.slip_number import SlipNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A photographed paper or a signature.

    Attributes:
        slot: the name of the question that asked for it, with ``-2`` … for further shots.
        media_type: ``image/jpeg``, ``image/png`` or ``application/json`` (signature strokes).
    """

    slot: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRef:
    """Which compiled service a draft or case belongs to, for ever."""

    service: str
    version: str
    schema_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """All that one case will carry.

    Attributes:
        captured_boot, captured_ms: which start of the machine, and how long after it; what the
            order of two cases rests on when the clock was wrong.
        is_urgent: somebody cannot wait; the service's own rule says so.
        needs_character: 〓 stands in an answer for a character that must be made (造字).
        answers: question name → text value; repeats as ``r_family[2]/f_name``; only relevant ones.
        readable: question and answer in words, as they were asked, for a clerk without the form.
        submission: the same as an OpenRosa XForm instance, for platforms that take those.
        applicant_number: the citizen number for the keyed look-up hash, or empty.
        token: the random word in the slip's QR code.
        notes: facts for the clerk that are no answers (``applied_against_advice``,
            ``signed_in``, the tags of the languages in which the words signed were read).
    """

    case_id: CaseId
    slip_number: SlipNumber
    service: ServiceRef
    item_code: str
    captured_at: datetime
    captured_boot: str
    captured_ms: int
    by_helper: bool
    is_urgent: bool
    needs_character: bool = False
    answers: Mapping[str, str] = field(repr=False)
    readable: tuple[tuple[str, str], ...] = field(repr=False)
    submission: bytes = field(repr=False)
    attachments: tuple[Attachment, ...] = field(repr=False)
    applicant_number: str = field(repr=False)
    token: str = field(repr=False)
    authorisation: Authorisation | None = field(default=None, repr=False)
    notes: Mapping[str, str] = field(default_factory=dict, repr=False)
    rev: int = 1
