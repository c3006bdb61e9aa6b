"""A line that loses, cuts and doubles messages, between a real client and a real server."""

import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

PASS, LOSE, CUT, DOUBLE, DROP = "pass", "lose", "cut", "double", "drop"

Fate = Callable[[], str]


class BadLine:
    """Forwards requests to a port on loopback; what becomes of each is drawn.

    ``pass`` brings the reply; ``lose`` drops it after the server acted; ``cut`` ends it half
    way; ``double`` brings the request twice; ``drop`` loses the request itself.
    """

    def __init__(self, port: int, fate: Fate) -> None:
        self._port = port
        self._fate = fate
        self.seen: Counter[str] = Counter()

    def serve(self, connection: socket.socket) -> None:
        """Forward requests of one client until one side hangs up."""
        with connection:
            while (request := read_message(connection)) and self._forward(connection, request):
                pass

    def _forward(self, connection: socket.socket, request: bytes) -> bool:
        fate = self._fate()
        self.seen[fate] += 1
        if fate == DROP:
            return False
        if fate == DOUBLE:
            self._ask(request)
        reply = self._ask(request)
        if fate == LOSE:
            return False
        connection.sendall(reply[: len(reply) // 2] if fate == CUT else reply)
        return fate != CUT

    def _ask(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self._port), timeout=10) as server:
            server.sendall(request)
            return read_message(server)


@contextmanager
def bad_line(url: str, fate: Fate) -> Iterator[tuple[str, BadLine]]:
    """Put a bad line before ``url``; give the new address and the line."""
    line = BadLine(int(url.rsplit(":", 1)[1]), fate)
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=_accept, args=(listener, line), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", line
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(10)


def _accept(listener: socket.socket, line: BadLine) -> None:
    # One client with one connection at a time, as a worker is.
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        connection.settimeout(10)
        with suppress(OSError):
            line.serve(connection)


def read_message(connection: socket.socket) -> bytes:
    """Read one request or reply with its body; empty when the other side hung up."""
    read = b""
    while b"\r\n\r\n" not in read:
        chunk = connection.recv(65536)
        if not chunk:
            return b""
        read += chunk
    head, _, body = read.partition(b"\r\n\r\n")
    lengths = [h for h in head.lower().split(b"\r\n") if h.startswith(b"content-length:")]
    wanted = int(lengths[0].split(b":")[1]) if lengths else 0
    while len(body) < wanted:
        chunk = connection.recv(65536)
        if not chunk:
            return b""
        body += chunk
    return head + b"\r\n\r\n" + body
