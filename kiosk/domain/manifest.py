"""The sealed manifest: what a case consists of, without a word about a person.

Its canonical bytes are hashed into the *seal* (封号); the platform signs that digest back.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.domain.ids import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One encrypted part of a case.

    Attributes:
        slot: ``answers`` or the name of the photographed paper or signature.
        media_type: of the clear bytes.
        size: bytes of the encrypted part.
        sha256: hex digest of the encrypted part; its name on the wire.
    """

    slot: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Everything about a sealed revision that may be read without a key.

    Attributes:
        rev: 1 for an application, n+1 for its n-th correction.
        group: the slip number, shared by the sub-cases of a bundle (一件事).
        schema_digest: sha256 of the compiled service the answers were given to.
        captured_at: ISO-8601 UTC, by the kiosk's clock.
        captured_boot, captured_ms: which start of the machine, and milliseconds after it; not
            in the canonical form when unknown, as in manifests of before.
        recipients: key id → base64 of the case key wrapped for that key (HPKE, RFC 9180).
        is_urgent: goes before all others, here and on the clerk's desk.
        needs_character: a character of an answer must be made (造字); in the canonical form only
            when it is so.
        token_sha256: digest of the token in the slip's QR code, so the status page knows it.
        previous_head: head of the event chain when the case was sealed.
    """

    case_id: CaseId
    rev: int
    group: str
    service: str
    service_version: str
    schema_digest: str
    item_code: str
    kiosk_id: str
    captured_at: str
    by_helper: bool
    is_urgent: bool
    token_sha256: str
    previous_head: str
    recipients: Mapping[str, str]
    parts: tuple[Part, ...]
    needs_character: bool = False
    captured_boot: str = ""
    captured_ms: int = 0

    def canonical(self) -> bytes:
        """Return the one byte form that is hashed and sent: sorted keys, no white space."""
        return canonical_json(self.as_dict())

    def seal(self) -> str:
        """Return the hex sha256 of the canonical bytes."""
        return hashlib.sha256(self.canonical()).hexdigest()

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON types, the form on the wire."""
        start = {"captured_boot": self.captured_boot, "captured_ms": self.captured_ms}
        flag = {"needs_character": True} if self.needs_character else {}
        known = (start if self.captured_boot else {}) | flag
        return known | {
            "case_id": self.case_id,
            "rev": self.rev,
            "group": self.group,
            "service": self.service,
            "service_version": self.service_version,
            "schema_digest": self.schema_digest,
            "item_code": self.item_code,
            "kiosk_id": self.kiosk_id,
            "captured_at": self.captured_at,
            "by_helper": self.by_helper,
            "is_urgent": self.is_urgent,
            "token_sha256": self.token_sha256,
            "previous_head": self.previous_head,
            "recipients": dict(self.recipients),
            "parts": [
                {"slot": p.slot, "media_type": p.media_type, "size": p.size, "sha256": p.sha256}
                for p in self.parts
            ],
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Manifest":
        """Read the wire form.

        Raises:
            KeyError, TypeError: a field is missing or of the wrong kind.
        """
        fields = dict(plain)
        parts = tuple(Part(**part) for part in fields.pop("parts"))
        return cls(parts=parts, **fields)


def canonical_json(plain: object) -> bytes:
    """Return JSON with sorted keys and no white space, UTF-8, for hashing and signing."""
    return _CANONICAL.encode(plain).encode()


_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)
