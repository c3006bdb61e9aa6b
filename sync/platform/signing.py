"""Signatures of requests read, and of answers written, whatever they say, under ``/v1/``."""

from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync import signatures, wire
from sync.platform.keys import PlatformSecrets

_WIRE = "/v1/"
_REQUEST_HEADERS = MappingProxyType({
    "Hall-Nonce": "Made up by the asker for this request; the answer's signature covers it",
    "Hall-Platform-Key": "The id of the platform's keys that the asker knows; the answer is signed"
                         " with those if the platform still has them",
    "Content-Digest": "sha-256 of the body, also of an empty one (RFC 9530)",
    "Signature-Input": "What the kiosk's signature covers, label hall (RFC 9421)",
    "Signature": "Ed25519 by the kiosk's key, label hall (RFC 9421)",
})  # fmt: skip
_GREETING = frozenset({"Hall-Nonce", "Hall-Platform-Key"})
_ANSWER_HEADERS = MappingProxyType({
    "Content-Digest": "sha-256 of the body (RFC 9530); given when the request had a Hall-Nonce",
    "Signature-Input": "What the platform's signature covers, label hall (RFC 9421)",
    "Signature": "Ed25519 by the platform's receipt key, label hall (RFC 9421)",
})  # fmt: skip


class SignedAnswers:
    """ASGI middleware: holds an answer back until its last byte, then signs all of it."""

    def __init__(self, app: ASGIApp, *, secrets: PlatformSecrets) -> None:
        self._app = app
        self._secrets = secrets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; sign what comes back when the asker gave a nonce."""
        nonce = Headers(scope=scope).get(signatures.NONCE_HEADER) if _is_wire(scope) else None
        if not nonce:
            await self._app(scope, receive, send)
            return
        held: list[Message] = []

        async def hold(message: Message) -> None:
            held.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                for signed in self._sign(scope, held):
                    await send(signed)

        await self._app(scope, receive, hold)

    def _sign(self, scope: Scope, held: list[Message]) -> tuple[Message, Message]:
        start = held[0]
        body = b"".join(message.get("body", b"") for message in held[1:])
        # A HEAD answer has no body on the wire, so none is signed.
        body = b"" if scope["method"] == "HEAD" else body
        exchange = signatures.Exchange(request=asked(scope), status=start["status"], body=body)
        known = Headers(scope=scope).get(signatures.PLATFORM_KEY_HEADER, "")
        pair = self._secrets.named(known)
        signed = signatures.sign_answer(exchange, key=pair.receipt, key_id=pair.public.key_id)
        headers = MutableHeaders(raw=start["headers"])
        headers["content-digest"] = wire.content_digest(body)
        headers["signature-input"] = signed.signature_input
        headers["signature"] = signed.signature
        return start, {"type": "http.response.body", "body": body, "more_body": False}


def asked(scope: Scope) -> signatures.Request:
    """Return what a request's signature is about."""
    headers = Headers(scope=scope)
    return signatures.Request(
        method=scope["method"],
        path=_path(scope),
        query=scope["query_string"].decode("latin-1"),
        nonce=headers.get(signatures.NONCE_HEADER, ""),
        content_digest=headers.get("content-digest", ""),
        platform_key=headers.get(signatures.PLATFORM_KEY_HEADER, ""),
    )


def with_signatures(document: dict[str, Any]) -> dict[str, Any]:
    """Add to an OpenAPI document the headers that signatures need, on either side.

    Only kiosks may use an operation that can answer 401, so there they are required.
    """
    document["components"]["headers"] = {
        name: {"description": told, "schema": {"type": "string"}}
        for name, told in _ANSWER_HEADERS.items()
    }
    signed = {name: {"$ref": f"#/components/headers/{name}"} for name in _ANSWER_HEADERS}
    for path, operations in document["paths"].items():
        if not path.startswith(_WIRE):
            continue
        for operation in operations.values():
            is_for_kiosks = "401" in operation["responses"]
            operation.setdefault("parameters", []).extend(
                {
                    "name": name,
                    "in": "header",
                    "required": is_for_kiosks,
                    "schema": {"type": "string"},
                    "description": told,
                }
                for name, told in _REQUEST_HEADERS.items()
                if is_for_kiosks or name in _GREETING
            )
            for answer in operation["responses"].values():
                answer["headers"] = signed
    return document


def _is_wire(scope: Scope) -> bool:
    return bool(scope["type"] == "http" and scope["path"].startswith(_WIRE))


def _path(scope: Scope) -> str:
    raw = scope.get("raw_path")
    return raw.decode("latin-1") if raw else quote(scope["path"])
