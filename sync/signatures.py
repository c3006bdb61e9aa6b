"""HTTP Message Signatures (RFC 9421) both ways, so that each side believes only the other.

A request's signature covers what is asked, the digest of what is brought and a nonce. The
answer's covers its status and body and the same request: a captive portal, a proxy's page, a
cache and a replayed answer all fail to verify.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync import wire

NONCE_HEADER = "hall-nonce"
PLATFORM_KEY_HEADER = "hall-platform-key"  # which of the platform's keys the asker knows
_ASKED = '("@method" "@path" "@query" "content-digest" "hall-nonce" "hall-platform-key")'
_ANSWERED = '("@status" "content-digest" "@method";req "@path";req "@query";req "hall-nonce";req)'
_LABEL = "hall"
_PARAMETERS = r';keyid="(?P<key_id>[\x21\x23-\x5b\x5d-\x7e]*)";alg="ed25519"'
_SIGNATURE = re.compile(rf"{_LABEL}=:([A-Za-z0-9+/=]+):")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a signature says of a request.

    Attributes:
        path: as sent, percent-encoded.
        query: without the question mark, as sent.
        platform_key: which of the platform's keys the asker knows.
        content_digest: the header of that name (RFC 9530), which whoever reads the body checks.
    """

    method: str
    path: str
    query: str
    nonce: str
    content_digest: str
    platform_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer, bound together by the answer's signature."""

    request: Request
    status: int
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureHeaders:
    """The two headers that carry a signature."""

    signature_input: str
    signature: str


def sign_request(request: Request, *, key: Ed25519PrivateKey, key_id: str) -> SignatureHeaders:
    """Sign a request; the kiosk's side."""
    return _signed(_ASKED, _request_lines(request), key=key, key_id=key_id)


def request_verifies(
    request: Request, headers: SignatureHeaders, *, key: Ed25519PublicKey
) -> bool:
    """Whether the holder of ``key`` asked exactly this."""
    return _verifies(_ASKED, _request_lines(request), headers, key=key)


def signer(headers: SignatureHeaders) -> str:
    """Return the id of the key that a request says it is signed with, empty for none."""
    named = re.fullmatch(rf"{_LABEL}={re.escape(_ASKED)}{_PARAMETERS}", headers.signature_input)
    return named["key_id"] if named else ""


def sign_answer(exchange: Exchange, *, key: Ed25519PrivateKey, key_id: str) -> SignatureHeaders:
    """Sign an answer; the platform's side."""
    return _signed(_ANSWERED, _answer_lines(exchange), key=key, key_id=key_id)


def answer_verifies(
    exchange: Exchange, headers: SignatureHeaders, *, key: Ed25519PublicKey
) -> bool:
    """Whether the platform itself gave this answer to this very request."""
    return _verifies(_ANSWERED, _answer_lines(exchange), headers, key=key)


def _request_lines(request: Request) -> Sequence[str]:
    return (
        f'"@method": {request.method}',
        f'"@path": {request.path}',
        f'"@query": ?{request.query}',
        f'"content-digest": {request.content_digest}',
        f'"{NONCE_HEADER}": {request.nonce}',
        f'"{PLATFORM_KEY_HEADER}": {request.platform_key}',
    )


def _answer_lines(exchange: Exchange) -> Sequence[str]:
    # The digest is taken of the real body: the header of that name is nothing to believe.
    request = exchange.request
    return (
        f'"@status": {exchange.status}',
        f'"content-digest": {wire.content_digest(exchange.body)}',
        f'"@method";req: {request.method}',
        f'"@path";req: {request.path}',
        f'"@query";req: ?{request.query}',
        f'"{NONCE_HEADER}";req: {request.nonce}',
    )


def _signed(
    covered: str, lines: Sequence[str], *, key: Ed25519PrivateKey, key_id: str
) -> SignatureHeaders:
    parameters = f'{covered};keyid="{key_id}";alg="ed25519"'
    signature = key.sign(_base(lines, parameters))
    return SignatureHeaders(
        signature_input=f"{_LABEL}={parameters}",
        signature=f"{_LABEL}=:{base64.b64encode(signature).decode()}:",
    )


def _verifies(
    covered: str, lines: Sequence[str], headers: SignatureHeaders, *, key: Ed25519PublicKey
) -> bool:
    told = re.fullmatch(
        rf"{_LABEL}=(?P<parameters>{re.escape(covered)}{_PARAMETERS})", headers.signature_input
    )
    encoded = _SIGNATURE.fullmatch(headers.signature)
    if not told or not encoded:
        return False
    try:
        signature = base64.b64decode(encoded[1], validate=True)
        key.verify(signature, _base(lines, told["parameters"]))
    except (InvalidSignature, binascii.Error):
        return False
    # Base64 leaves spare bits at its end: one signature, one spelling.
    return base64.b64encode(signature).decode() == encoded[1]


def _base(lines: Sequence[str], parameters: str) -> bytes:
    """Return the bytes that are signed (RFC 9421 §2.5)."""
    return "\n".join((*lines, f'"@signature-params": {parameters}')).encode()
