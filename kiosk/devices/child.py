"""An engine in a process of its own, which answers lines of JSON and may be killed at any time.

The child first says ``{"ready": true}``, or ``{"ready": false}`` when there is nothing it could do
its work with, and ends. Then it answers each request with one line that repeats its ``id``.
"""

import json
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[2]  # the child finds our code from whatever folder we run in
_START_PATIENCE_S = 10.0


class Engine:
    """Asks the child, which is started when it is needed and killed when it does not answer.

    One request is under way at a time; the calls of several threads queue up.
    """

    def __init__(self, module: str, *, python: str = sys.executable) -> None:
        self._module = module
        self._python = python
        self._turn = threading.Lock()
        self._child: _Child | None = None
        self._is_there = True
        self._asked = 0

    @property
    def pid(self) -> int | None:
        """The child's process id while it lives."""
        child = self._child
        return child.pid if child and child.is_alive else None

    def begin(self) -> None:
        """Start the child now, without waiting until it is ready."""
        threading.Thread(target=self.warm_up, name="engine", daemon=True).start()

    def warm_up(self) -> bool:
        """Start the child if need be; return whether there is an engine."""
        with self._turn:
            return self._ready() is not None

    def ask(self, request: Mapping[str, object], *, patience_s: float) -> dict[str, Any] | None:
        """Return the answer, asked for once more when the first child fails; None without one."""
        with self._turn:
            return self._once(request, patience_s) or self._once(request, patience_s)

    def close(self) -> None:
        """End the child for good."""
        with self._turn:
            self._is_there = False
            self._drop()

    def _once(self, request: Mapping[str, object], patience_s: float) -> dict[str, Any] | None:
        child = self._ready()
        if child is None:
            return None
        self._asked += 1
        try:
            child.send({"id": self._asked, **request})
            return child.answer(patience_s)
        except (OSError, ValueError):
            self._drop()
            return None

    def _ready(self) -> "_Child | None":
        if self._child and self._child.is_alive:
            return self._child
        self._drop()
        if not self._is_there:
            return None
        try:
            self._child = _Child(self._python, self._module)
            self._is_there = bool(self._child.answer(_START_PATIENCE_S)["ready"])
        except (OSError, ValueError, KeyError):
            self._is_there = False
        if not self._is_there:
            self._drop()
        return self._child

    def _drop(self) -> None:
        if self._child:
            self._child.end()
        self._child = None


class _Child:
    """One child process and its two pipes; OSError when it does not answer in time."""

    def __init__(self, python: str, module: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [python, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": _with_ours(os.environ.get("PYTHONPATH", ""))},
        )
        self._unread = b""

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def send(self, request: Mapping[str, object]) -> None:
        pipe = self._process.stdin
        if pipe is None:
            raise BrokenPipeError
        pipe.write(json.dumps(request).encode() + b"\n")
        pipe.flush()

    def answer(self, patience_s: float) -> dict[str, Any]:
        """Return the next line as JSON.

        Raises:
            OSError: the child has ended, or ``patience_s`` have passed.
            ValueError: the line is not JSON.
        """
        until = time.monotonic() + patience_s
        while b"\n" not in self._unread:
            self._unread += self._read(until - time.monotonic())
        line, self._unread = self._unread.split(b"\n", 1)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _read(self, patience_s: float) -> bytes:
        pipe = self._process.stdout
        if pipe is None:
            raise BrokenPipeError
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            if patience_s <= 0 or not selector.select(patience_s):
                raise TimeoutError
        chunk = os.read(pipe.fileno(), 1 << 20)
        if not chunk:
            raise BrokenPipeError
        return chunk

    def end(self) -> None:
        """Kill the child and take its exit status, so that it leaves no trace."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                _close_quietly(pipe)


def _with_ours(search_path: str) -> str:
    return os.pathsep.join(part for part in (str(_ROOT), search_path) if part)


def _close_quietly(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:
        """A request the child never read was still buffered."""
