"""What goes over the line between a worker and a platform: shapes, digests, problems.

Strict on both ends: an unknown field, an overlong text or a number in place of a word is
refused, so neither side ever guesses.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
)

from kiosk.domain.case import PlatformStatus, StatusChange
from kiosk.domain.ids import CaseId
from kiosk.domain.manifest import Manifest
from kiosk.ports.outbox import FeedEntry, Receipt, Unreadable

PROTOCOL = "hall-1"
ANSWERS = "/answers"  # pointers below it are about what the citizen answered
PROBLEM_TYPE = "application/problem+json"
_PROBLEM_BASE = "urn:hall-kiosk:problem:"
NOTE_LIMIT, SENTENCE_LIMIT, CORRECTIONS_LIMIT = 2000, 500, 100
_YEARS = range(2000, 2200)  # beyond them a local time may not be a time any more

CaseIdText = Annotated[
    str,
    Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"),
]
Rev = Annotated[int, Field(ge=1, le=999)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, Field(max_length=200)]


def is_of_our_days(at: datetime) -> bool:
    """Whether a time can be meant, and shown anywhere on earth."""
    return at.year in _YEARS


def _of_our_days(at: datetime) -> datetime:
    if not is_of_our_days(at):
        raise ValueError("not of our days")
    return at


Moment = Annotated[AwareDatetime, AfterValidator(_of_our_days)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PartShape(_Shape):
    """One encrypted part of a case."""

    slot: Annotated[str, Field(min_length=1, max_length=200)]
    media_type: Annotated[str, Field(max_length=100)]
    size: Annotated[int, Field(ge=0)]
    sha256: Digest


class ManifestShape(_Shape):
    """The sealed manifest, see :class:`kiosk.domain.manifest.Manifest`."""

    case_id: CaseIdText
    rev: Rev
    group: Annotated[str, Field(pattern=r"^K\d{19}$")]
    service: Name
    service_version: Name
    schema_digest: Name
    item_code: Name
    kiosk_id: Name
    captured_at: Name
    captured_boot: Name = ""
    captured_ms: Annotated[int, Field(ge=0)] = 0
    by_helper: bool
    is_urgent: bool
    needs_character: bool = False
    token_sha256: Digest
    previous_head: Name
    recipients: Annotated[dict[str, str], Field(min_length=1, max_length=16)]
    parts: Annotated[list[PartShape], Field(min_length=1, max_length=200)]


class Limits(_Shape):
    """How much the platform takes at once."""

    manifest_bytes: int
    blob_bytes: int


class Hello(_Shape):
    """Who answers: the caller's nonce and the platform's time."""

    protocol: str
    nonce: str
    server_time: AwareDatetime
    limits: Limits


class PublicKeys(_Shape):
    """The enrolment file (public.json), see :class:`kiosk.vault.keys.PlatformKeys`."""

    key_id: str
    hpke_public: str
    receipt_public: str


class BlobStored(_Shape):
    """The name and size under which a blob is kept."""

    sha256: Digest
    size: int


class ReceiptShape(_Shape):
    """The signed receipt, see :class:`kiosk.ports.outbox.Receipt`."""

    case_id: CaseIdText
    rev: Rev
    seal: Digest
    platform_number: Annotated[str, Field(min_length=1, max_length=100)]
    received_at: Annotated[str, Field(max_length=40)]
    sequence: Annotated[int, Field(ge=1)]
    signature: Annotated[str, Field(max_length=200)]

    def receipt(self) -> Receipt:
        """Return it as the value the rest of the house knows."""
        return Receipt(**(self.model_dump() | {"case_id": CaseId(self.case_id)}))


class Held(_Shape):
    """What the platform has of a revision: which blobs it misses, or the receipt it gave."""

    missing: list[Digest]
    receipt: ReceiptShape | None


class ChangeShape(_Shape):
    """One entry of the status feed."""

    case_id: CaseIdText
    rev: Rev
    status: PlatformStatus
    at: Moment
    note: Annotated[str, Field(max_length=NOTE_LIMIT)] = ""
    to_correct: Annotated[
        list[Annotated[str, Field(max_length=SENTENCE_LIMIT)]],
        Field(max_length=CORRECTIONS_LIMIT),
    ] = []
    deadline: Moment | None = None
    sequence: Annotated[int, Field(ge=0, le=2**53)] = 0

    def change(self) -> StatusChange:
        """Return it as the value the rest of the house knows."""
        return StatusChange(
            case_id=CaseId(self.case_id),
            rev=self.rev,
            status=self.status,
            at=self.at,
            note=self.note,
            to_correct=tuple(self.to_correct),
            deadline=self.deadline,
            sequence=self.sequence,
        )


class ChangesPage(_Shape):
    """A page of the status feed and where the next one starts.

    ``from_start`` says that it is the first one, also when a later one was asked for: the
    platform no longer holds what the cursor witnesses, for instance after a restore.
    """

    changes: list[ChangeShape]
    cursor: str
    has_more: bool
    from_start: bool = False


class ReadPage(_Shape):
    """The same page as it is read: an entry that is no entry spoils no other."""

    changes: list[Any]
    cursor: str
    has_more: bool
    from_start: bool = False

    def entries(self) -> tuple[FeedEntry, ...]:
        """Return what can be read of each entry, in their order."""
        return tuple(map(_entry, self.changes))


class _Named(BaseModel):
    """What says whose an entry is, whatever else is wrong with it."""

    model_config = ConfigDict(strict=True, frozen=True)

    case_id: CaseIdText
    rev: Rev


class FieldProblem(_Shape):
    """What is wrong with one place of a document (RFC 6901 pointer)."""

    pointer: str
    code: str
    detail: str = ""


class Problem(_Shape):
    """An error answer (RFC 9457); ``code`` is stable what programs look at."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    errors: list[FieldProblem] = []


def problem(
    status: int,
    code: str,
    title: str,
    *,
    detail: str = "",
    errors: Sequence[FieldProblem] = (),
) -> Problem:
    """Build an error answer."""
    return Problem(
        type=_PROBLEM_BASE + code,
        title=title,
        status=status,
        code=code,
        detail=detail,
        errors=list(errors),
    )


def field_problems(wrong: ValidationError) -> tuple[FieldProblem, ...]:
    """Return pydantic's findings as pointers and codes, without the values found there."""
    found = wrong.errors(include_url=False, include_input=False, include_context=False)
    return tuple(
        FieldProblem(pointer=pointer(error["loc"]), code=error["type"], detail=error["msg"])
        for error in found
    )


def pointer(steps: Iterable[str | int]) -> str:
    """Return a JSON pointer (RFC 6901) to the place ``steps`` lead to."""
    escaped = (str(step).replace("~", "~0").replace("/", "~1") for step in steps)
    return "".join(f"/{step}" for step in escaped)


def manifest_from(body: bytes) -> Manifest:
    """Read a manifest off the wire.

    Raises:
        ValidationError: a field is missing, unknown or of the wrong kind.
    """
    shape = ManifestShape.model_validate_json(body)
    return Manifest.from_dict(shape.model_dump())


def read_changes(body: bytes) -> ReadPage:
    """Read a page of the feed off the wire, entry by entry.

    Raises:
        ValidationError: it is no page.
    """
    return ReadPage.model_validate_json(_in_whole_characters(body))


def _entry(told: object) -> FeedEntry:
    content = json.dumps(told, sort_keys=True)
    try:
        return ChangeShape.model_validate_json(content).change()
    except ValidationError:
        digest = hashlib.sha256(content.encode()).hexdigest()
    try:
        named = _Named.model_validate(told)
    except ValidationError:
        return Unreadable(case_id=CaseId(""), rev=0, digest=digest)
    return Unreadable(case_id=CaseId(named.case_id), rev=named.rev, digest=digest)


def _in_whole_characters(body: bytes) -> bytes:
    """Replace halves of characters: who cuts a text by UTF-16 units may leave one at its end."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return body
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")


def content_digest(body: bytes) -> str:
    """Return the Content-Digest header of ``body`` (RFC 9530)."""
    encoded = base64.b64encode(hashlib.sha256(body).digest()).decode()
    return f"sha-256=:{encoded}:"


def fits_digest(header: str, body: bytes) -> bool:
    """Whether ``body`` is what the Content-Digest header says."""
    wanted = content_digest(body)
    return any(member.strip() == wanted for member in header.split(","))


def receipt_shape(receipt: Receipt) -> ReceiptShape:
    """Return the receipt as it goes over the line."""
    return ReceiptShape(
        case_id=receipt.case_id,
        rev=receipt.rev,
        seal=receipt.seal,
        platform_number=receipt.platform_number,
        received_at=receipt.received_at,
        sequence=receipt.sequence,
        signature=receipt.signature,
    )


def change_shape(change: StatusChange) -> ChangeShape:
    """Return a status change as it goes over the line.

    Raises:
        ValidationError: its words are more than the line carries.
    """
    return ChangeShape(
        case_id=change.case_id,
        rev=change.rev,
        status=change.status,
        at=change.at,
        note=change.note,
        to_correct=list(change.to_correct),
        deadline=change.deadline,
        sequence=change.sequence,
    )


def iso(at: datetime) -> str:
    """Return an aware time as ISO-8601 with its offset, to the millisecond."""
    return at.isoformat(timespec="milliseconds")
