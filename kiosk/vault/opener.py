"""Opening a sealed case: on the platform and at the hall's correction desk, never at the kiosk."""

import hashlib
import json
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.domain.application import Attachment
from kiosk.domain.authorisation import Act, Authorisation
from kiosk.domain.errors import SealBroken
from kiosk.domain.manifest import Manifest
from kiosk.vault.bundle import ANSWERS, NONCE, SUITE, case_info, part_context


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedApplication:
    """What a recipient reads of a case; see ``Application`` for the fields."""

    answers: Mapping[str, str] = field(repr=False)
    readable: tuple[tuple[str, str], ...] = field(repr=False)
    notes: Mapping[str, str] = field(repr=False)
    authorisation: Authorisation | None = field(repr=False)
    token: str = field(repr=False)
    submission: bytes = field(repr=False)
    attachments: tuple[Attachment, ...] = field(repr=False)


class BundleOpener:
    """Opens cases sealed to one key.

    Args:
        private_key: the recipient's HPKE key.
        key_id: the name under which cases are wrapped for it.
    """

    def __init__(self, *, private_key: X25519PrivateKey, key_id: str) -> None:
        self._private_key = private_key
        self._key_id = key_id

    def open_case(self, manifest: Manifest, part: Callable[[str], bytes]) -> OpenedApplication:
        """Open every part of a case.

        Args:
            manifest: of the case.
            part: returns the encrypted bytes for a part's sha256.

        Raises:
            SealBroken: sealed to another key, or any byte was changed.
        """
        cipher = AESGCM(self._content_key(manifest))
        clear = [
            _opened(cipher, manifest, place, part(listed.sha256))
            for place, listed in enumerate(manifest.parts)
        ]
        if not clear or manifest.parts[0].slot != ANSWERS:
            raise SealBroken("the case has no answers")
        attachments = tuple(
            Attachment(slot=listed.slot, media_type=listed.media_type, content=content)
            for listed, content in zip(manifest.parts[1:], clear[1:], strict=True)
        )
        return _application(clear[0], attachments)

    def _content_key(self, manifest: Manifest) -> bytes:
        try:
            wrapped = b64decode(manifest.recipients[self._key_id], validate=True)
            info = case_info(manifest.case_id, manifest.rev)
            return SUITE.decrypt(wrapped, self._private_key, info=info)
        except KeyError as absent:
            raise SealBroken("the case is sealed to other keys") from absent
        except (InvalidTag, ValueError) as wrong:
            raise SealBroken("the case key does not open") from wrong


def _opened(cipher: AESGCM, manifest: Manifest, place: int, content: bytes) -> bytes:
    listed = manifest.parts[place]
    if hashlib.sha256(content).hexdigest() != listed.sha256:
        raise SealBroken("a part does not fit its digest")
    context = part_context(manifest.case_id, manifest.rev, place, listed.slot)
    try:
        return cipher.decrypt(content[:NONCE], content[NONCE:], context)
    except (InvalidTag, ValueError) as wrong:
        raise SealBroken("a part does not open") from wrong


def _application(plain: bytes, attachments: tuple[Attachment, ...]) -> OpenedApplication:
    try:
        fields = json.loads(plain)
        return OpenedApplication(
            answers=_texts(fields["answers"]),
            readable=tuple((str(label), str(text)) for label, text in fields.get("readable", ())),
            notes=_texts(fields["notes"]),
            authorisation=_authorisation(fields["authorisation"]),
            token=str(fields["token"]),
            submission=b64decode(fields["submission"], validate=True),
            attachments=attachments,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise SealBroken("the answers can not be read") from wrong


def _texts(plain: Mapping[str, object]) -> Mapping[str, str]:
    return {str(name): str(value) for name, value in plain.items()}


def _authorisation(plain: Mapping[str, Any] | None) -> Authorisation | None:
    if plain is None:
        return None
    return Authorisation(
        **{
            **plain,
            "services": frozenset(plain["services"]),
            "acts": frozenset(Act(act) for act in plain["acts"]),
            "valid_from": date.fromisoformat(plain["valid_from"]),
            "valid_until": date.fromisoformat(plain["valid_until"]),
        }
    )
