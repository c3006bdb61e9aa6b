"""Slip printers, by the name that stands in the settings."""

import errno
import os
import select
import shutil
from collections.abc import Callable, Mapping
from contextlib import closing, redirect_stdout
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from kiosk.domain.errors import DeviceFailed
from kiosk.ports.printer import Printer, PrintOutcome

# Bands keep a cheap printer's buffer from running over: 128 rows of 576 dots are 9 kB.
_BAND_ROWS = 128
_ASK_PAPER = b"\x10\x04\x04"  # DLE EOT 4, answered at once even while the printer is busy
_NO_PAPER = 0x60  # both bits of the paper-end sensor
_ANSWER_MS = 300
# A printer without paper or with an open cover simply stops taking bytes.
_PATIENCE_MS = 8_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterSetup:
    """What a printer may need to know of the settings.

    Attributes:
        device: device file of the real printer.
        dots: printable width of the paper in dots.
        folder: where the simulated printer puts its slips.
    """

    device: Path
    dots: int
    folder: Path


def escpos_bytes(png: bytes, *, dots: int) -> bytes:
    """Return the ESC/POS bytes that print the picture and cut the paper.

    Raises:
        DeviceFailed: it is not a picture, or wider than the paper.
    """
    try:
        picture = Image.open(BytesIO(png)).convert("1")
    except UnidentifiedImageError as wrong:
        raise DeviceFailed("the slip is not a picture") from wrong
    if picture.width > dots:
        raise DeviceFailed(f"the slip is {picture.width} dots wide, the paper {dots}")
    encoder = _encoder()()
    encoder.hw("INIT")
    with redirect_stdout(None):  # it remarks on its own printer table, once a band
        encoder.image(picture, fragment_height=_BAND_ROWS)
    encoder.cut()
    return bytes(encoder.output)


class EscPosPrinter:
    """A thermal printer that speaks ESC/POS behind a device file.

    ``patience_ms`` is how long it may take no bytes before it counts as out of paper.
    """

    def __init__(self, *, device: Path, dots: int, patience_ms: int = _PATIENCE_MS) -> None:
        self._device = device
        self._dots = dots
        self._patience_ms = patience_ms

    def print_slip(self, png: bytes) -> PrintOutcome:
        """Print the black-and-white PNG and cut.

        1. Ask the paper sensor, so that a slip is not begun that cannot be finished.
        2. Send the bands; a printer that stops taking them has no paper or an open cover.
        3. Ask again: the roll may have ended in the middle.
        """
        wanted = escpos_bytes(png, dots=self._dots)
        try:
            with closing(_Line(self._device, patience_ms=self._patience_ms)) as line:
                if not line.has_paper() or not line.send(wanted):
                    return PrintOutcome.PAPER_OUT
                return PrintOutcome.PRINTED if line.has_paper() else PrintOutcome.PAPER_OUT
        except OSError as wrong:
            # The class driver lp answers ENOSPC for an empty roll; all else is cable or power.
            paper = wrong.errno == errno.ENOSPC
            return PrintOutcome.PAPER_OUT if paper else PrintOutcome.MISSING


class SimulatedPrinter:
    """Puts each slip into a folder: the picture, and the bytes a real printer would get."""

    def __init__(
        self, *, folder: Path, dots: int, outcome: PrintOutcome = PrintOutcome.PRINTED
    ) -> None:
        self._folder = folder
        self._dots = dots
        self._outcome = outcome

    def fail(self, outcome: PrintOutcome) -> None:
        """Answer so from now on; ``PRINTED`` mends it."""
        self._outcome = outcome

    def print_slip(self, png: bytes) -> PrintOutcome:
        """Write ``slip-0001.png`` and ``slip-0001.escpos``, or do what was asked to go wrong."""
        wanted = escpos_bytes(png, dots=self._dots)
        if self._outcome is PrintOutcome.PRINTED:
            self._folder.mkdir(parents=True, exist_ok=True)
            name = f"slip-{len(self.slips()) + 1:04d}"
            (self._folder / f"{name}.escpos").write_bytes(wanted)
            (self._folder / f"{name}.png").write_bytes(png)
        return self._outcome

    def slips(self) -> tuple[Path, ...]:
        """Return the pictures printed so far, oldest first."""
        return tuple(sorted(self._folder.glob("slip-*.png")))


class _Line:
    """The open device file. Every wait has an end, so a dead printer cannot hold a citizen."""

    def __init__(self, device: Path, *, patience_ms: int) -> None:
        self._patience_ms = patience_ms
        self._file = os.open(device, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)

    def close(self) -> None:
        os.close(self._file)

    def send(self, wanted: bytes) -> bool:
        """Write everything; False when the printer stopped taking bytes."""
        rest = memoryview(wanted)
        while rest:
            if not self._is_ready(select.POLLOUT, self._patience_ms):
                return False
            rest = rest[os.write(self._file, rest) :]
        return True

    def has_paper(self) -> bool:
        """Ask the sensor; a printer that does not answer is believed to have paper."""
        if not self.send(_ASK_PAPER):
            return False
        if not self._is_ready(select.POLLIN, _ANSWER_MS):
            return True
        answer = os.read(self._file, 16)
        return not answer or answer[-1] & _NO_PAPER != _NO_PAPER

    def _is_ready(self, for_what: int, within_ms: int) -> bool:
        poll = select.poll()
        poll.register(self._file, for_what)
        for _, events in poll.poll(within_ms):
            if events & for_what:
                return True
            raise OSError(errno.EIO, "the printer has gone")
        return False


@cache
def _encoder() -> Callable[[], Any]:
    """Import the encoder late: it reads its printer table for a quarter of a second."""
    from escpos import capabilities, printer  # noqa: PLC0415 - see above

    # WORKAROUND: python-escpos 3.1 makes a folder in /tmp at import and leaves it behind;
    # https://github.com/python-escpos/python-escpos, may go when its import writes nothing.
    if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
        shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    encoder: Callable[[], Any] = printer.Dummy
    return encoder


PRINTERS: Mapping[str, Callable[[PrinterSetup], Printer]] = {
    "simulated": lambda setup: SimulatedPrinter(folder=setup.folder, dots=setup.dots),
    "escpos": lambda setup: EscPosPrinter(device=setup.device, dots=setup.dots),
}
