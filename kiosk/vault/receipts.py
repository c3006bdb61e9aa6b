"""Receipts (收件回执): the platform's signature over the digest of what it holds."""

import base64
import binascii
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kiosk.domain.errors import SealBroken
from kiosk.domain.ids import CaseId
from kiosk.domain.manifest import canonical_json
from kiosk.ports.outbox import Receipt


def sign_receipt(
    private_key: Ed25519PrivateKey,
    *,
    case_id: CaseId,
    rev: int,
    seal: str,
    platform_number: str,
    received_at: str,
    sequence: int,
) -> Receipt:
    """Return a signed receipt; the platform's side.

    Args:
        private_key: the platform's receipt key.
        case_id: which case.
        rev: which revision of it.
        seal: digest of the canonical manifest.
        platform_number: the platform's own number (办件编号).
        received_at: ISO-8601 with offset, by the platform's clock.
        sequence: the platform's running number of receipts.
    """
    unsigned = Receipt(
        case_id=case_id,
        rev=rev,
        seal=seal,
        platform_number=platform_number,
        received_at=received_at,
        sequence=sequence,
        signature="",
    )
    signature = base64.b64encode(private_key.sign(_signed_bytes(unsigned))).decode("ascii")
    return Receipt(**_facts(unsigned), signature=signature)


def verify_receipt(receipt: Receipt, public_key: Ed25519PublicKey, seal: str) -> None:
    """Return only if the platform signed for exactly this seal.

    Raises:
        SealBroken: another seal, another key or a changed receipt.
    """
    if receipt.seal != seal:
        raise SealBroken("the receipt answers another seal")
    try:
        signature = base64.b64decode(receipt.signature, validate=True)
        public_key.verify(signature, _signed_bytes(receipt))
    except (InvalidSignature, binascii.Error, ValueError) as wrong:
        raise SealBroken("the receipt's signature does not verify") from wrong
    # Base64 leaves spare bits at its end: one signature, one spelling.
    if base64.b64encode(signature).decode("ascii") != receipt.signature:
        raise SealBroken("the receipt's signature is spelt in another way")


def _signed_bytes(receipt: Receipt) -> bytes:
    return canonical_json(_facts(receipt))


def _facts(receipt: Receipt) -> dict[str, Any]:
    return {
        "case_id": receipt.case_id,
        "rev": receipt.rev,
        "seal": receipt.seal,
        "platform_number": receipt.platform_number,
        "received_at": receipt.received_at,
        "sequence": receipt.sequence,
    }
