"""Signed answers (HTTP Message Signatures, RFC 9421), so that only the platform is believed.

The answer's signature covers its status and body and the request it answers, down to a nonce
the asker made up: a captive portal, a proxy's page, a cache and a replay all fail to verify.
"""

import base64
import binascii
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync import wire

NONCE_HEADER = "hall-nonce"
_COVERED = '("@status" "content-digest" "@method";req "@path";req "@query";req "hall-nonce";req)'
_LABEL = "hall"
_INPUT = re.compile(rf'{_LABEL}=({re.escape(_COVERED)};keyid="[\x21\x23-\x5b\x5d-\x7e]*"'
                    r';alg="ed25519")')  # fmt: skip
_SIGNATURE = re.compile(rf"{_LABEL}=:([A-Za-z0-9+/=]+):")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What a signature binds together: one request and its answer.

    Attributes:
        path: as sent, percent-encoded.
        query: without the question mark, as sent.
    """

    method: str
    path: str
    query: str
    nonce: str
    status: int
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureHeaders:
    """The three headers that carry a signature."""

    content_digest: str
    signature_input: str
    signature: str


def sign(exchange: Exchange, *, key: Ed25519PrivateKey, key_id: str) -> SignatureHeaders:
    """Sign an answer."""
    parameters = f'{_COVERED};keyid="{key_id}";alg="ed25519"'
    signature = key.sign(_signature_base(exchange, parameters))
    return SignatureHeaders(
        content_digest=wire.content_digest(exchange.body),
        signature_input=f"{_LABEL}={parameters}",
        signature=f"{_LABEL}=:{base64.b64encode(signature).decode()}:",
    )


def verifies(exchange: Exchange, headers: SignatureHeaders, *, key: Ed25519PublicKey) -> bool:
    """Whether the platform itself gave this answer to this very request."""
    parameters = _INPUT.fullmatch(headers.signature_input)
    encoded = _SIGNATURE.fullmatch(headers.signature)
    if not parameters or not encoded:
        return False
    try:
        signature = base64.b64decode(encoded[1], validate=True)
        key.verify(signature, _signature_base(exchange, parameters[1]))
    except (InvalidSignature, binascii.Error):
        return False
    # Base64 leaves spare bits at its end: one signature, one spelling.
    return base64.b64encode(signature).decode() == encoded[1]


def _signature_base(exchange: Exchange, parameters: str) -> bytes:
    """Return the bytes that are signed (RFC 9421 §2.5). The digest is taken of the real body."""
    lines = (
        f'"@status": {exchange.status}',
        f'"content-digest": {wire.content_digest(exchange.body)}',
        f'"@method";req: {exchange.method}',
        f'"@path";req: {exchange.path}',
        f'"@query";req: ?{exchange.query}',
        f'"{NONCE_HEADER}";req: {exchange.nonce}',
        f'"@signature-params": {parameters}',
    )
    return "\n".join(lines).encode()
