"""One sealed case as one file: readable in outline by anybody, in content by its recipients.

Layout, integers big-endian::

    8 bytes   magic and version, HALLCAS1
    4 bytes   length of the manifest
              canonical JSON of the manifest
              the encrypted parts one after another, sizes as in the manifest
    32 bytes  sha256 of all before

A fresh 256-bit key a case encrypts its parts with AES-256-GCM, each behind its own random
nonce and bound to case, revision, place and slot. That key is wrapped for every recipient by
HPKE (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM), bound to case and revision. It is not kept:
the machine that sealed a case can not open it.
"""

import hashlib
import hmac
import json
import secrets
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from kiosk.domain.application import Application, Attachment
from kiosk.domain.authorisation import Authorisation
from kiosk.domain.errors import SealBroken, StorageFailed
from kiosk.domain.manifest import Manifest, Part, canonical_json
from kiosk.domain.people import forgiven_id_number
from kiosk.domain.slip_code import SlipCode
from kiosk.domain.slip_number import SlipNumber
from kiosk.ports.sealer import SealedCase
from kiosk.vault.durable import PART_SUFFIX, make_folder, remove_durably, write_durably
from kiosk.vault.keys import Keys

ANSWERS = "answers"
NONCE = 12
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

_MAGIC = b"HALLCAS1"
_LENGTH = 4
_DIGEST = 32
_SUFFIX = ".case"


class HpkeSealer:
    """Seals applications into a folder of bundle files; the ``Sealer`` port.

    Args:
        folder: where the bundles lie, made when missing.
        keys: this kiosk's keys.
        kiosk_id: the terminal's number, for the manifest.
    """

    def __init__(self, *, folder: Path, keys: Keys, kiosk_id: str) -> None:
        make_folder(folder)
        self._folder = folder
        self._keys = keys
        self._kiosk_id = kiosk_id

    def seal(self, application: Application, *, previous_head: str) -> SealedCase:
        """Write and sync one bundle file; two syncs.

        Raises:
            DiskFull: there is no room; nothing was left behind.
            StorageFailed: the disk refused; nothing was left behind.
        """
        content_key = secrets.token_bytes(32)
        contents = _encrypted(application, content_key)
        manifest = Manifest(
            case_id=application.case_id,
            rev=application.rev,
            group=str(application.slip_number),
            service=application.service.service,
            service_version=application.service.version,
            schema_digest=application.service.schema_digest,
            item_code=application.item_code,
            kiosk_id=self._kiosk_id,
            captured_at=application.captured_at.astimezone(UTC).isoformat(timespec="milliseconds"),
            captured_boot=application.captured_boot,
            captured_ms=application.captured_ms,
            by_helper=application.by_helper,
            is_urgent=application.is_urgent,
            needs_character=application.needs_character,
            token_sha256=hashlib.sha256(application.token.encode()).hexdigest(),
            previous_head=previous_head,
            recipients=self._wrapped(content_key, application),
            parts=tuple(part for part, _ in contents),
        )
        file_name = f"{manifest.case_id}-{manifest.rev}{_SUFFIX}"
        if (self._folder / file_name).exists():
            raise StorageFailed("this revision is sealed already")
        write_durably(self._folder / file_name, _bundle(manifest, [c for _, c in contents]))
        return SealedCase(manifest, file_name)

    def discard(self, sealed: SealedCase) -> None:
        """Remove a bundle whose transaction did not happen.

        Raises:
            StorageFailed: the disk refused.
        """
        remove_durably(self._folder / sealed.file_name)

    def lookup_key(self, citizen_number: str) -> str:
        """Return the keyed hash under which a person's cases are found; never reversible.

        Nobody is found under an empty number: its key is empty too.
        """
        number = forgiven_id_number(citizen_number)
        if not number:
            return ""
        return hmac.digest(self._keys.lookup, f"person|{number}".encode(), "sha256").hex()

    def slip_code(self, slip_number: SlipNumber) -> SlipCode:
        """Return the code printed beside the number; it follows from both and is kept nowhere."""
        return SlipCode.of(
            hmac.digest(self._keys.lookup, f"slip|{slip_number}".encode(), "sha256")
        )

    def _wrapped(self, content_key: bytes, application: Application) -> Mapping[str, str]:
        info = case_info(application.case_id, application.rev)
        return {
            key_id: b64encode(SUITE.encrypt(content_key, public, info=info)).decode("ascii")
            for key_id, public in self._keys.recipients.items()
        }


class BundleFiles:
    """Reads the bundles of a folder without being able to open them; the ``BundleReader`` port."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def manifest(self, file_name: str) -> Manifest:
        """Return the manifest after checking the whole file against its digest.

        Raises:
            SealBroken: the file is missing, cut or changed.
        """
        return _outline(self._read(file_name))[0]

    def verified(self, file_name: str) -> Manifest:
        """Return the manifest after checking the whole file and every part.

        Raises:
            SealBroken: the file is missing, or any byte of it was cut or changed.
        """
        raw = self._read(file_name)
        manifest, start = _outline(raw)
        for part in manifest.parts:
            _verified(raw[start : start + part.size], part.sha256)
            start += part.size
        return manifest

    def part(self, file_name: str, sha256: str) -> bytes:
        """Return one encrypted part, verified against its digest.

        Raises:
            SealBroken: the part is missing or changed.
        """
        raw = self._read(file_name)
        manifest, start = _outline(raw)
        for part in manifest.parts:
            content = raw[start : start + part.size]
            start += part.size
            if part.sha256 == sha256:
                return _verified(content, sha256)
        raise SealBroken("the bundle has no such part")

    def file_names(self) -> tuple[str, ...]:
        """Return the bundles in the folder, oldest case first."""
        return tuple(sorted(path.name for path in self._folder.glob(f"*{_SUFFIX}")))

    def remove(self, file_name: str) -> None:
        """Remove one bundle.

        Raises:
            StorageFailed: the disk refused.
        """
        remove_durably(self._folder / file_name)

    def remove_unfinished(self) -> int:
        """Remove what a power cut left half written; return how many files."""
        left = tuple(self._folder.glob(f".*{_SUFFIX}{PART_SUFFIX}"))
        for path in left:
            remove_durably(path)
        return len(left)

    def _read(self, file_name: str) -> bytes:
        try:
            return (self._folder / file_name).read_bytes()
        except OSError as missing:
            raise SealBroken("the bundle file can not be read") from missing


def case_info(case_id: str, rev: int) -> bytes:
    """Return what a wrapped case key is bound to."""
    return f"hall-kiosk case key|{case_id}|{rev}".encode()


def part_context(case_id: str, rev: int, place: int, slot: str) -> bytes:
    """Return what an encrypted part is bound to; ``place`` counts from 0, the answers."""
    return f"{case_id}|{rev}|{place}|{slot}".encode()


def _encrypted(application: Application, content_key: bytes) -> list[tuple[Part, bytes]]:
    answers = Attachment(
        slot=ANSWERS, media_type="application/json", content=_answers(application)
    )
    cipher = AESGCM(content_key)
    sealed = []
    for place, clear in enumerate((answers, *application.attachments)):
        nonce = secrets.token_bytes(NONCE)
        context = part_context(application.case_id, application.rev, place, clear.slot)
        content = nonce + cipher.encrypt(nonce, clear.content, context)
        digest = hashlib.sha256(content).hexdigest()
        part = Part(slot=clear.slot, media_type=clear.media_type, size=len(content), sha256=digest)
        sealed.append((part, content))
    return sealed


def _answers(application: Application) -> bytes:
    return canonical_json(
        {
            "answers": dict(application.answers),
            "readable": application.readable,
            "notes": dict(application.notes),
            "authorisation": _plain_authorisation(application.authorisation),
            "token": application.token,
            "submission": b64encode(application.submission).decode("ascii"),
        }
    )


def _plain_authorisation(authorisation: Authorisation | None) -> dict[str, Any] | None:
    if authorisation is None:
        return None
    return {
        "kind": authorisation.kind,
        "principal_name": authorisation.principal_name,
        "principal_number": authorisation.principal_number,
        "helper_name": authorisation.helper_name,
        "helper_number": authorisation.helper_number,
        "helper_phone": authorisation.helper_phone,
        "relation": authorisation.relation,
        "services": sorted(authorisation.services),
        "acts": sorted(authorisation.acts),
        "valid_from": authorisation.valid_from.isoformat(),
        "valid_until": authorisation.valid_until.isoformat(),
    }


def _bundle(manifest: Manifest, contents: Sequence[bytes]) -> bytes:
    canonical = manifest.canonical()
    body = b"".join((_MAGIC, len(canonical).to_bytes(_LENGTH, "big"), canonical, *contents))
    return body + hashlib.sha256(body).digest()


def _outline(raw: bytes) -> tuple[Manifest, int]:
    body, digest = raw[:-_DIGEST], raw[-_DIGEST:]
    if not body.startswith(_MAGIC) or hashlib.sha256(body).digest() != digest:
        raise SealBroken("the bundle file was cut or changed")
    start = len(_MAGIC) + _LENGTH
    end = start + int.from_bytes(body[len(_MAGIC) : start], "big")
    try:
        manifest = Manifest.from_dict(json.loads(body[start:end]))
        parts_size = sum(part.size for part in manifest.parts)
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise SealBroken("the bundle's manifest can not be read") from wrong
    if manifest.canonical() != body[start:end]:
        raise SealBroken("the bundle's manifest is not in its canonical form")
    if end + parts_size != len(body):
        raise SealBroken("the bundle's parts do not fit its manifest")
    return manifest, end


def _verified(content: bytes, sha256: str) -> bytes:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise SealBroken("a part does not fit its digest")
    return content
