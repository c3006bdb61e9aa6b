"""The client of a hall platform (``sync.platform`` or any that speaks its protocol).

Nothing is believed that the platform did not sign for this very request (see
``sync.signatures``): a portal's page, a proxy's error or an old copy can make us wait, but
never make a case look received or refused.
"""

import secrets
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import urlencode

import httpx2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import BaseModel, ValidationError

from kiosk.domain.case import CaseState
from kiosk.domain.errors import SealBroken
from kiosk.domain.manifest import Manifest
from kiosk.ports.clock import Clock
from kiosk.ports.outbox import Receipt
from kiosk.vault.enrolment import key_id
from kiosk.vault.keys import Keys
from kiosk.vault.receipts import verify_receipt
from sync import signatures, wire
from sync.outcomes import (
    Accepted,
    Changes,
    Delivered,
    Delivery,
    Failure,
    Online,
    Refused,
    TryLater,
)

_ANSWER_BYTES = 1024 * 1024
_ANSWER_SECONDS = 120
_TIMEOUT = httpx2.Timeout(30, connect=10)
_JSON = {"Content-Type": "application/json"}
_BINARY = {"Content-Type": "application/octet-stream"}
_NOTE_LIMIT = 20

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """An answer read to its end; ``is_signed`` when the platform itself gave it."""

    status: int
    body: bytes = field(repr=False)
    is_signed: bool
    retry_after: timedelta | None


class HttpPlatform:
    """One platform behind one address.

    Args:
        url: its address, without a trailing path.
        keys: this kiosk's; requests are signed by it, answers and receipts verify by them.
        clock: for telling the skew.
        trust: certificates to believe in place of the system's own.
    """

    def __init__(
        self, url: str, *, keys: Keys, clock: Clock, trust: ssl.SSLContext | None = None
    ) -> None:
        self._keys = keys
        self._own_id = key_id(keys.signing.public_key())
        self._clock = clock
        # A proxy named in somebody's environment must not get between worker and platform.
        self._http = httpx2.Client(
            base_url=url, timeout=_TIMEOUT, trust_env=False, verify=trust or True
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def hello(self) -> Online | TryLater:
        """Ask whether the platform itself is there, and what time it has."""
        nonce = secrets.token_urlsafe(24)
        before = self._clock.now()
        answer = self._call("GET", "/v1/hello", query={"nonce": nonce})
        if isinstance(answer, TryLater):
            return answer
        hello = _parsed(wire.Hello, answer, HTTPStatus.OK)
        if hello is None:
            return _later(answer)
        if hello.nonce != nonce or hello.protocol != wire.PROTOCOL:
            return TryLater(failure=Failure.PORTAL)
        halfway = before + (self._clock.now() - before) / 2
        return Online(skew=hello.server_time - halfway)

    def deliver(self, manifest: Manifest, part: Callable[[str], bytes]) -> Delivery:
        """Bring the manifest and every part the platform misses.

        Args:
            manifest: of the revision.
            part: returns the encrypted bytes for a part's sha256; what it raises passes through.
        """
        answer = self._call("PUT", _address(manifest), body=manifest.canonical(), headers=_JSON)
        if isinstance(answer, TryLater):
            return answer
        held = _parsed(wire.Held, answer, HTTPStatus.OK, HTTPStatus.CREATED)
        if held is None:
            return _refused_or_later(answer)
        if held.receipt:
            return self._accepted(held.receipt, manifest)
        listed = {each.sha256 for each in manifest.parts}
        if not listed.issuperset(held.missing):
            return TryLater(failure=Failure.SERVER_ERROR)
        failures = (self._bring(sha256, part(sha256)) for sha256 in held.missing)
        return next((failure for failure in failures if failure), Delivered())

    def receipt(self, manifest: Manifest) -> Delivery:
        """Ask for the receipt of a delivered revision; may be repeated for ever."""
        answer = self._call("POST", f"{_address(manifest)}/commit")
        if isinstance(answer, TryLater):
            return answer
        receipt = _parsed(wire.ReceiptShape, answer, HTTPStatus.OK)
        return self._accepted(receipt, manifest) if receipt else _refused_or_later(answer)

    def changes(self, cursor: str) -> Changes | TryLater:
        """Return what happened to this kiosk's cases since ``cursor``."""
        answer = self._call("GET", "/v1/changes", query={"cursor": cursor})
        if isinstance(answer, TryLater):
            return answer
        if not answer.is_signed or answer.status != HTTPStatus.OK:
            return _later(answer)
        try:
            page = wire.read_changes(answer.body)
        except ValidationError:
            return _later(answer)
        return Changes(
            changes=page.entries(),
            cursor=page.cursor,
            has_more=page.has_more,
            is_from_start=page.from_start,
        )

    def _bring(self, sha256: str, content: bytes) -> Refused | TryLater | None:
        answer = self._call("PUT", f"/v1/blobs/{sha256}", body=content, headers=_BINARY)
        if isinstance(answer, TryLater):
            return answer
        stored = _parsed(wire.BlobStored, answer, HTTPStatus.OK, HTTPStatus.CREATED)
        return None if stored else _refused_or_later(answer)

    def _accepted(self, shape: wire.ReceiptShape, manifest: Manifest) -> Accepted | TryLater:
        receipt = shape.receipt()
        if not _is_for(receipt, manifest):
            return TryLater(failure=Failure.SERVER_ERROR)
        # A receipt given before the platform changed its keys stays good for ever.
        known = (self._keys.platform, *self._keys.former)
        if any(_is_signed_by(each.receipt_public, receipt, manifest) for each in known):
            return Accepted(receipt=receipt)
        return TryLater(failure=Failure.SERVER_ERROR)

    def _call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] = MappingProxyType({}),
        body: bytes = b"",
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> _Answer | TryLater:
        """Send a request and read the answer, or say why there is none."""
        text = urlencode(query)
        asked = signatures.Request(
            method=method,
            path=path,
            query=text,
            nonce=secrets.token_urlsafe(24),
            content_digest=wire.content_digest(body),
            platform_key=self._keys.platform.key_id,
        )
        sent = {**self._signed(asked), "Cache-Control": "no-store", **headers}
        target = f"{path}?{text}" if text else path
        try:
            with self._http.stream(method, target, content=body or None, headers=sent) as response:
                content = b"".join(_limited(response.iter_bytes()))
        except httpx2.HTTPError as failed:
            return TryLater(failure=_why(failed))
        except (httpx2.StreamError, OverflowError):
            return TryLater(failure=Failure.PORTAL)
        exchange = signatures.Exchange(request=asked, status=response.status_code, body=content)
        key = self._keys.platform.receipt_public
        return _Answer(
            status=response.status_code,
            body=content,
            is_signed=signatures.answer_verifies(exchange, _signature(response), key=key),
            retry_after=_retry_after(response),
        )

    def _signed(self, asked: signatures.Request) -> Mapping[str, str]:
        signature = signatures.sign_request(asked, key=self._keys.signing, key_id=self._own_id)
        return {
            signatures.NONCE_HEADER: asked.nonce,
            signatures.PLATFORM_KEY_HEADER: asked.platform_key,
            "Content-Digest": asked.content_digest,
            "Signature-Input": signature.signature_input,
            "Signature": signature.signature,
        }


def _limited(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Pass chunks on, but not for ever: some portals never stop talking.

    Raises:
        OverflowError: the answer is longer or slower than any of the platform's.
    """
    size, end = 0, time.monotonic() + _ANSWER_SECONDS
    for chunk in chunks:
        size += len(chunk)
        if size > _ANSWER_BYTES or time.monotonic() > end:
            raise OverflowError
        yield chunk


def _is_signed_by(key: Ed25519PublicKey, receipt: Receipt, manifest: Manifest) -> bool:
    try:
        verify_receipt(receipt, key, manifest.seal())
    except SealBroken:
        return False
    return True


def _address(manifest: Manifest) -> str:
    return f"/v1/cases/{manifest.case_id}/revs/{manifest.rev}"


def _signature(response: httpx2.Response) -> signatures.SignatureHeaders:
    headers = response.headers
    return signatures.SignatureHeaders(
        signature_input=headers.get("signature-input", ""),
        signature=headers.get("signature", ""),
    )


def _parsed(shape: type[Shape], answer: _Answer, *good: int) -> Shape | None:
    """Return a signed answer with a good status in its shape, else None."""
    if not answer.is_signed or answer.status not in good:
        return None
    try:
        return shape.model_validate_json(answer.body)
    except ValidationError:
        return None


def _refused_or_later(answer: _Answer) -> Refused | TryLater:
    """Tell a lasting no of the platform from everything that may pass."""
    try:
        problem = wire.Problem.model_validate_json(answer.body)
    except ValidationError:
        return _later(answer)
    passing = {"missing-blobs", "digest-mismatch", "unknown-revision"}
    if not answer.is_signed or _is_passing(answer.status) or problem.code in passing:
        return _later(answer)
    faults = [f"{each.pointer} {each.code}" for each in problem.errors[:_NOTE_LIMIT]]
    return Refused(
        to=_state_after(answer.status, problem),
        code=problem.code,
        note="；".join([problem.title, *faults]),
    )


def _state_after(status: int, problem: wire.Problem) -> CaseState:
    """Say who must act: the citizen on answers, an update of ours, or else the admin.

    Nobody is called back to the hall for a fault that is not in their answers.
    """
    if status == HTTPStatus.UPGRADE_REQUIRED:
        return CaseState.HELD
    are_answers = (each.pointer.startswith(wire.ANSWERS) for each in problem.errors)
    is_for_citizen = status == HTTPStatus.UNPROCESSABLE_ENTITY and any(are_answers)
    return CaseState.NEEDS_CORRECTION if is_for_citizen else CaseState.QUARANTINED


def _is_passing(status: int) -> bool:
    kind, client_error = divmod(status, 100)[0], 4
    waits = {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_MANY_REQUESTS,
    }
    return kind != client_error or status in waits


def _later(answer: _Answer) -> TryLater:
    """Say what an answer that is no answer means for the line. It is never believed further."""
    match answer.status:
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            failure = Failure.AUTH
        case HTTPStatus.TOO_MANY_REQUESTS | HTTPStatus.SERVICE_UNAVAILABLE:
            return TryLater(failure=Failure.BUSY, retry_after=answer.retry_after)
        case HTTPStatus.BAD_GATEWAY | HTTPStatus.GATEWAY_TIMEOUT | HTTPStatus.REQUEST_TIMEOUT:
            failure = Failure.UNREACHABLE
        case _ if answer.is_signed or answer.status == HTTPStatus.INTERNAL_SERVER_ERROR:
            failure = Failure.SERVER_ERROR
        case _:
            failure = Failure.PORTAL
    return TryLater(failure=failure)


def _is_for(receipt: Receipt, manifest: Manifest) -> bool:
    return (receipt.case_id, receipt.rev) == (manifest.case_id, manifest.rev)


def _retry_after(response: httpx2.Response) -> timedelta | None:
    """Return the seconds of Retry-After; its date form needs a right clock, so it is skipped."""
    text = response.headers.get("retry-after", "").strip()
    is_seconds = text.isascii() and text.isdigit() and len(text) <= len("31536000")
    return timedelta(seconds=int(text)) if is_seconds else None


def _why(failed: httpx2.HTTPError) -> Failure:
    """Tell a bad certificate and a wrong clock from a dead line."""
    cause: BaseException | None = failed
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _certificate_failure(cause)
        if isinstance(cause, ssl.SSLError) and "WRONG_VERSION_NUMBER" in str(cause):
            return Failure.PORTAL
        cause = cause.__cause__ or cause.__context__
    if isinstance(failed, (httpx2.DecodingError, httpx2.TooManyRedirects)):
        return Failure.PORTAL
    return Failure.UNREACHABLE


def _certificate_failure(failed: ssl.SSLCertVerificationError) -> Failure:
    not_yet_valid, has_expired = 9, 10  # X509_V_ERR_CERT_NOT_YET_VALID, …_HAS_EXPIRED
    is_date = failed.verify_code in {not_yet_valid, has_expired}
    return Failure.CLOCK if is_date else Failure.CERTIFICATE
