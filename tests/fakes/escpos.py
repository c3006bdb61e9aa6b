"""A thermal printer at the other end of a pseudo terminal, and a reader of what it got."""

import os
import pty
import select
import threading
import tty
from pathlib import Path
from typing import Self

import numpy as np
from PIL import Image

ASK_PAPER = b"\x10\x04\x04"
_PAPER, _NO_PAPER = b"\x12", b"\x72"
_INIT = b"\x1b@"
_RASTER = b"\x1dv0"
_FEED = b"\x1bd"
_CUT = b"\x1dV\x00"


def decoded(sent: bytes) -> tuple[Image.Image, int]:
    """Return the picture a printer would have drawn from ``sent`` and how often it cut.

    Raises:
        ValueError: a byte that is none of the commands the slip printer may use.
    """
    bands, cuts, at = [], 0, 0
    while at < len(sent):
        head = sent[at : at + 3]
        if head[:2] == _INIT:
            at += 2
        elif head == _RASTER:
            width, height = (int.from_bytes(sent[at + n : at + n + 2], "little") for n in (4, 6))
            size = width * height
            bands.append(np.frombuffer(sent, np.uint8, size, at + 8).reshape(height, width))
            at += 8 + size
        elif head[:2] == _FEED:
            at += 3
        elif head == _CUT:
            cuts, at = cuts + 1, at + 3
        else:
            raise ValueError(f"not a slip command at byte {at}")
    ink = np.unpackbits(np.concatenate(bands), axis=1)
    return Image.fromarray(((1 - ink) * 255).astype(np.uint8)), cuts


class PtyPrinter:
    """A printer behind ``device``: answers the paper query, takes bytes, may run out or die."""

    def __init__(
        self, *, has_paper: bool = True, takes: int | None = None, reads: bool = True
    ) -> None:
        self._master, self._slave = pty.openpty()
        tty.setraw(self._slave)
        self.device = Path(os.ttyname(self._slave))
        self.received = bytearray()
        self._has_paper = has_paper
        self._takes = takes  # bytes until the roll ends
        self._reads = reads  # an open cover takes nothing
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        if self._reads:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        if self._reads:
            self._thread.join(5)
        os.close(self._slave)
        os.close(self._master)

    def _run(self) -> None:
        while not self._stopped.is_set():
            if not select.select([self._master], [], [], 0.05)[0]:
                continue
            more = os.read(self._master, 4096)
            while ASK_PAPER in more:
                before, _, more = more.partition(ASK_PAPER)
                self._take(before)
                os.write(self._master, _PAPER if self._has_paper else _NO_PAPER)
            self._take(more)

    def _take(self, more: bytes) -> None:
        self.received += more
        if self._takes is not None and len(self.received) >= self._takes:
            self._has_paper = False
