"""What captive portals, proxies, caches and impostors answer in place of the platform."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sync import wire
from tests.fakes.line import read_message

Reply = Callable[[bytes], bytes]

_HTML = b"<!DOCTYPE html><html><title>Wi-Fi</title><form action=/login>...</form></html>"
_RECEIPT = {
    "case_id": "01a2071c-fd48-7515-9048-57e8154382b7",
    "rev": 1,
    "seal": "0" * 64,
    "platform_number": "2026-0001",
    "received_at": "2026-11-23T12:00:00+00:00",
    "sequence": 1,
    "signature": "AAAA",
}
_HELD = {"missing": [], "receipt": None}
_HELLO = {
    "protocol": wire.PROTOCOL,
    "nonce": "n" * 32,
    "server_time": "2026-11-23T12:00:00+00:00",
    "limits": {"manifest_bytes": 1, "blob_bytes": 1},
}
_REFUSAL = wire.problem(422, "invalid", "no").model_dump()
_CONFLICT = wire.problem(409, "other-seal", "no").model_dump()
_GONE = wire.problem(410, "erased", "no").model_dump()


def reply(status: str, body: bytes = b"", *headers: str) -> Reply:
    """Return a whole answer, the same to every request."""
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    whole = "\r\n".join(head).encode() + b"\r\n\r\n" + body
    return lambda _request: whole


def plain(status: str, document: object, *headers: str) -> Reply:
    kind = wire.PROBLEM_TYPE if status[0] in "45" else "application/json"
    return reply(status, json.dumps(document).encode(), f"Content-Type: {kind}", *headers)


def _echoed_nonce(request: bytes) -> bytes:
    """Copy the nonce out of the question, as an impostor would who knows the protocol."""
    line = request.split(b"\r\n", 1)[0].decode()
    nonce = line.split("nonce=")[-1].split(" ")[0] if "nonce=" in line else "n" * 32
    return plain("200 OK", _HELLO | {"nonce": nonce}, *_FORGED)(request)


_INPUT = (
    'Signature-Input: hall=("@status" "content-digest" "@method";req "@path";req "@query";req '
    '"hall-nonce";req);keyid="0000000000000000";alg="ed25519"'
)
_FORGED = (_INPUT, f"Signature: hall=:{'A' * 86}==:")

FAKES: dict[str, Reply] = {
    "empty-200": reply("200 OK"),
    "empty-201": reply("201 Created"),
    "empty-202": reply("202 Accepted"),
    "empty-204": reply("204 No Content"),
    "login-page": reply("200 OK", _HTML, "Content-Type: text/html"),
    "login-page-as-json": reply("200 OK", _HTML, "Content-Type: application/json"),
    "redirect-to-login": reply("302 Found", b"", "Location: http://192.0.2.1/login"),
    "redirect-307": reply("307 Temporary Redirect", b"", "Location: http://192.0.2.1/"),
    "redirect-with-page": reply("302 Found", _HTML, "Location: /login"),
    "network-login": reply("511 Network Authentication Required", _HTML),
    "proxy-login": reply("407 Proxy Authentication Required", _HTML),
    "gateway-forbids": reply("403 Forbidden", _HTML, "Content-Type: text/html"),
    "gateway-wants-login": reply("401 Unauthorized", _HTML, "WWW-Authenticate: Basic"),
    "proxy-cannot-connect": reply("502 Bad Gateway", _HTML),
    "proxy-timeout": reply("504 Gateway Timeout", _HTML),
    "proxy-busy": reply("503 Service Unavailable", _HTML, "Retry-After: 120"),
    "too-many": reply("429 Too Many Requests", b"", "Retry-After: 7"),
    "server-error-page": reply("500 Internal Server Error", _HTML),
    "not-found-page": reply("404 Not Found", _HTML, "Content-Type: text/html"),
    "conflict-page": reply("409 Conflict", _HTML, "Content-Type: text/html"),
    "gone-page": reply("410 Gone", _HTML, "Content-Type: text/html"),
    "json-ok": plain("200 OK", {"ok": True}),
    "json-success-code": plain("200 OK", {"code": 0, "msg": "success", "data": {}}),
    "json-look-alike-receipt": plain("200 OK", _RECEIPT),
    "json-look-alike-held": plain("201 Created", _HELD),
    "json-look-alike-held-with-receipt": plain("200 OK", _HELD | {"receipt": _RECEIPT}),
    "json-look-alike-hello": plain("200 OK", _HELLO),
    "json-look-alike-refusal": plain("422 Unprocessable Content", _REFUSAL),
    "json-look-alike-conflict": plain("409 Conflict", _CONFLICT),
    "json-look-alike-gone": plain("410 Gone", _GONE),
    "forged-signature": plain("200 OK", _RECEIPT, *_FORGED),
    "forged-refusal": plain("422 Unprocessable Content", _REFUSAL, *_FORGED),
    "impostor-that-echoes": _echoed_nonce,
    "truncated": reply("200 OK\r\nContent-Length: 500", b'{"nonce": '),
    "garbage": lambda _request: b"\x16\x03\x01\x02\x00 this is not HTTP\r\n\r\n",
    "silence": lambda _request: b"",
    "only-a-status-line": lambda _request: b"HTTP/1.1 200 OK\r\n",
    "gzip-that-is-none": reply("200 OK", b"plain", "Content-Encoding: gzip"),
    "never-ending": reply("200 OK", b"x" * 3_000_000),
    "deep-json": reply("200 OK", b"[" * 200_000, "Content-Type: application/json"),
    "array": plain("200 OK", []),
    "null": plain("200 OK", None),
}


@contextmanager
def answering(reply_to: Reply) -> Iterator[str]:
    """Answer every request on loopback with ``reply_to``; give the address."""
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=_serve, args=(listener, reply_to), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(10)


def _serve(listener: socket.socket, reply_to: Reply) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        connection.settimeout(10)
        with connection:
            try:
                connection.sendall(reply_to(read_message(connection)))
            except OSError:
                continue  # the asker hung up first
