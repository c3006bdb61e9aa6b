"""The listening socket and the server on it."""

import signal
import socket

import uvicorn
from starlette.types import ASGIApp


def listen(host: str, port: int) -> socket.socket:
    """Open the socket to serve on.

    Raises:
        OSError: the address is taken or none of this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family)
    # The server writes head and body one after another. Without this the body waits 40 ms for
    # the head to be acknowledged; connections inherit it from the listener on Linux.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def serve_on(listener: socket.socket, app: ASGIApp) -> None:
    """Serve until SIGTERM or SIGINT, then finish the requests in hand."""
    # No access log: addresses of status pages carry the slip's token.
    for wanted in (signal.SIGTERM, signal.SIGINT):
        # The server hands the signal that ended it on to whoever had it before: nobody.
        signal.signal(wanted, lambda *_: None)
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", ws="none")
    uvicorn.Server(config).run(sockets=[listener])
