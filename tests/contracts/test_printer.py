"""Every printer behind the port: the simulated one, and ESC/POS on a file and on a terminal."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from kiosk.devices.printer import (
    PRINTERS,
    EscPosPrinter,
    PrinterSetup,
    SimulatedPrinter,
    escpos_bytes,
)
from kiosk.domain.errors import DeviceFailed
from kiosk.ports.printer import Printer, PrintOutcome
from tests.fakes.escpos import PtyPrinter, decoded

DOTS = 576
Case = tuple[Printer, Callable[[], bytes]]  # a printer, and what reached its device


def a_slip(*, width: int = DOTS, height: int = 700, seed: int = 1) -> Image.Image:
    ink = np.random.default_rng(seed).integers(0, 2, (height, width), dtype=np.uint8)
    return Image.fromarray(ink * 255).convert("1")


def png_of(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.fixture(params=["simulated", "file", "terminal"])
def ready(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    with ExitStack() as stack:
        yield _ready(request.param, tmp_path, stack)


def _ready(kind: str, folder: Path, stack: ExitStack) -> Case:
    if kind == "simulated":
        simulated = SimulatedPrinter(folder=folder, dots=DOTS)
        return simulated, (folder / "slip-0001.escpos").read_bytes
    if kind == "file":
        device = folder / "lp0"
        device.touch()
        return EscPosPrinter(device=device, dots=DOTS), lambda: without_queries(device)
    printer = stack.enter_context(PtyPrinter())
    return EscPosPrinter(device=printer.device, dots=DOTS), lambda: bytes(printer.received)


def without_queries(device: Path) -> bytes:
    return device.read_bytes().replace(b"\x10\x04\x04", b"")


def test_what_is_printed_is_the_picture_dot_by_dot_and_one_cut(ready: Case) -> None:
    printer, sent = ready
    slip = a_slip()

    assert printer.print_slip(png_of(slip)) is PrintOutcome.PRINTED

    picture, cuts = decoded(sent())
    assert cuts == 1
    assert np.array_equal(np.asarray(picture) > 0, np.asarray(slip))


def test_a_picture_wider_than_the_paper_is_refused(ready: Case) -> None:
    printer, _ = ready

    with pytest.raises(DeviceFailed):
        printer.print_slip(png_of(a_slip(width=DOTS + 8)))


def test_bytes_that_are_no_picture_are_refused(ready: Case) -> None:
    printer, _ = ready

    with pytest.raises(DeviceFailed):
        printer.print_slip(b"not a picture")


def test_a_slip_is_sent_in_bands_a_small_buffer_can_hold() -> None:
    sent = escpos_bytes(png_of(a_slip(height=1000)), dots=DOTS)

    assert sent.count(b"\x1dv0\x00" + (DOTS // 8).to_bytes(2, "little")) >= 8


def test_a_narrow_slip_keeps_its_width() -> None:
    picture, _ = decoded(escpos_bytes(png_of(a_slip(width=384, height=40)), dots=DOTS))

    assert picture.size == (384, 40)


def test_a_missing_device_file_is_a_missing_printer(tmp_path: Path) -> None:
    printer = EscPosPrinter(device=tmp_path / "nowhere", dots=DOTS)

    assert printer.print_slip(png_of(a_slip())) is PrintOutcome.MISSING


def test_an_empty_roll_is_noticed_before_anything_is_sent() -> None:
    with PtyPrinter(has_paper=False) as device:
        printer = EscPosPrinter(device=device.device, dots=DOTS)

        assert printer.print_slip(png_of(a_slip())) is PrintOutcome.PAPER_OUT
        assert device.received == b""


def test_a_roll_that_ends_in_the_middle_is_noticed() -> None:
    with PtyPrinter(takes=20_000) as device:
        printer = EscPosPrinter(device=device.device, dots=DOTS)

        assert printer.print_slip(png_of(a_slip())) is PrintOutcome.PAPER_OUT


def test_a_printer_that_stops_taking_bytes_has_no_paper() -> None:
    # A terminal nobody reads fills up after a few kilobytes, as an open cover does.
    with PtyPrinter(reads=False) as stuck:
        printer = EscPosPrinter(device=stuck.device, dots=DOTS, patience_ms=50)

        assert printer.print_slip(png_of(a_slip())) is PrintOutcome.PAPER_OUT


def test_a_full_device_is_an_empty_roll() -> None:
    printer = EscPosPrinter(device=Path("/dev/full"), dots=DOTS)

    assert printer.print_slip(png_of(a_slip())) is PrintOutcome.PAPER_OUT


@pytest.mark.parametrize("fault", [PrintOutcome.PAPER_OUT, PrintOutcome.MISSING])
def test_the_simulated_printer_fails_as_told_and_prints_nothing(
    tmp_path: Path, fault: PrintOutcome
) -> None:
    printer = SimulatedPrinter(folder=tmp_path, dots=DOTS, outcome=fault)

    assert printer.print_slip(png_of(a_slip())) is fault
    assert printer.slips() == ()

    printer.fail(PrintOutcome.PRINTED)
    assert printer.print_slip(png_of(a_slip())) is PrintOutcome.PRINTED
    assert [slip.name for slip in printer.slips()] == ["slip-0001.png"]


def test_printers_are_chosen_by_name(tmp_path: Path) -> None:
    setup = PrinterSetup(device=tmp_path / "lp0", dots=DOTS, folder=tmp_path)

    assert isinstance(PRINTERS["simulated"](setup), SimulatedPrinter)
    assert isinstance(PRINTERS["escpos"](setup), EscPosPrinter)
