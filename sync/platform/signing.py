"""Signs every answer under ``/v1/``, whatever it says, for the asker's own nonce."""

from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync import signed_answer
from sync.platform.keys import PlatformSecrets


class SignedAnswers:
    """ASGI middleware: holds an answer back until its last byte, then signs all of it."""

    def __init__(self, app: ASGIApp, *, secrets: PlatformSecrets) -> None:
        self._app = app
        self._secrets = secrets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; sign what comes back when the asker gave a nonce."""
        nonce = Headers(scope=scope).get(signed_answer.NONCE_HEADER) if _is_wire(scope) else None
        if not nonce:
            await self._app(scope, receive, send)
            return
        held: list[Message] = []

        async def hold(message: Message) -> None:
            held.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                for signed in self._sign(scope, nonce, held):
                    await send(signed)

        await self._app(scope, receive, hold)

    def _sign(self, scope: Scope, nonce: str, held: list[Message]) -> tuple[Message, Message]:
        start = held[0]
        body = b"".join(message.get("body", b"") for message in held[1:])
        # A HEAD answer has no body on the wire, so none is signed.
        body = b"" if scope["method"] == "HEAD" else body
        exchange = signed_answer.Exchange(
            method=scope["method"],
            path=_path(scope),
            query=scope["query_string"].decode("latin-1"),
            nonce=nonce,
            status=start["status"],
            body=body,
        )
        signed = signed_answer.sign(
            exchange, key=self._secrets.receipt, key_id=self._secrets.public.key_id
        )
        headers = MutableHeaders(raw=start["headers"])
        headers["content-digest"] = signed.content_digest
        headers["signature-input"] = signed.signature_input
        headers["signature"] = signed.signature
        return start, {"type": "http.response.body", "body": body, "more_body": False}


def _is_wire(scope: Scope) -> bool:
    return bool(scope["type"] == "http" and scope["path"].startswith("/v1/"))


def _path(scope: Scope) -> str:
    raw = scope.get("raw_path")
    return raw.decode("latin-1") if raw else quote(scope["path"])
