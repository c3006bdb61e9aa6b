"""The slip as it leaves the painter: dots, PDF and screen, read back by an independent reader."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from PySide6.QtGui import QImage, QPixmap, QRawFont, QTextLayout
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kiosk.devices.printer import escpos_bytes
from kiosk.domain.errors import DeviceFailed
from kiosk.domain.slip import Code, Line, Picture, Rule, Slip, Weight
from kiosk.i18n import Text
from kiosk.usecases.lay_out_slip import lay_out_checklist, lay_out_slip, status_address
from tests.fakes.escpos import decoded
from tests.unit.test_lay_out_slip import FACTS, LIST
from ui.adapters import slip_painter

DOTS = 576
RARE = "赵𠅤 𬭼 䶮 㛃 𪛖"  # the last only in the fallback font

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def slip() -> Slip:
    return lay_out_slip(FACTS, Text())


def gray(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("L")


def read_code(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def as_pillow(picture: QImage) -> Image.Image:
    rgb = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return Image.fromarray(rows[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3))


def test_the_printed_code_can_be_read(slip: Slip) -> None:
    png = slip_painter.bitmap(slip, dots=DOTS)

    assert read_code(gray(png)) == [status_address(FACTS)]


def test_the_code_can_be_read_after_the_printer_got_it(slip: Slip) -> None:
    picture, cuts = decoded(escpos_bytes(slip_painter.bitmap(slip, dots=DOTS), dots=DOTS))

    assert cuts == 1
    assert read_code(picture.convert("L")) == [status_address(FACTS)]


@pytest.mark.parametrize("width", [300, 360, 481, 576, 800])
def test_the_code_can_be_read_from_the_screen(qtbot: QtBot, slip: Slip, width: int) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    preview = slip_painter.preview(slip, width_px=width, dots=DOTS)
    label.setPixmap(QPixmap.fromImage(preview))
    label.resize(preview.size())

    shot = label.grab().toImage()

    assert read_code(as_pillow(shot)) == [status_address(FACTS)]


def test_the_code_of_a_full_list_can_be_read() -> None:
    full = lay_out_checklist(LIST, Text())
    code = next(block for block in full.blocks if isinstance(block, Code))

    assert read_code(gray(slip_painter.bitmap(full, dots=DOTS))) == [code.content]


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")
def test_the_pdf_is_one_page_of_the_paper_with_a_readable_code_and_its_fonts(
    slip: Slip, tmp_path: Path
) -> None:
    file = tmp_path / "slip.pdf"

    slip_painter.write_pdf(slip, file, dots=DOTS)

    subprocess.run(["pdftoppm", "-r", "150", "-png", file, tmp_path / "page"], check=True)
    [page] = tmp_path.glob("page*.png")
    picture = Image.open(page)
    assert read_code(picture.convert("L")) == [status_address(FACTS)]
    assert abs(picture.width - 80 / 25.4 * 150) <= 1
    assert b"/FontFile2" in file.read_bytes() or b"/FontFile3" in file.read_bytes()


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")
def test_paper_and_pdf_show_the_same_layout(slip: Slip, tmp_path: Path) -> None:
    file = tmp_path / "slip.pdf"
    slip_painter.write_pdf(slip, file, dots=DOTS)
    paper = gray(slip_painter.bitmap(slip, dots=DOTS))

    subprocess.run(["pdftoppm", "-r", "203.2", "-gray", file, tmp_path / "page"], check=True)
    [page] = tmp_path.glob("page*.pgm")

    pdf = Image.open(page).convert("L")
    side = (pdf.width - DOTS) // 2
    ours = np.asarray(paper, float)
    theirs = np.asarray(pdf.crop((side, 0, side + DOTS, paper.height)), float)
    rows = [np.convolve((x < 128).sum(axis=1), np.ones(9) / 9, "same") for x in (ours, theirs)]
    assert np.corrcoef(*rows)[0, 1] > 0.95


def test_the_bitmap_has_two_values_and_the_width_of_the_paper(slip: Slip) -> None:
    for dots in (384, 512, DOTS):
        picture = Image.open(BytesIO(slip_painter.bitmap(slip, dots=dots)))

        assert {value for _, value in picture.convert("L").getcolors() or ()} == {0, 255}
        assert picture.width == dots


def test_a_body_letter_is_five_millimetres_high_on_paper() -> None:
    one = Slip((Line("H"),))

    ink = np.asarray(gray(slip_painter.bitmap(one, dots=DOTS))) < 128
    rows = np.flatnonzero(ink.any(axis=1))

    assert (rows[-1] - rows[0] + 1) / slip_painter.DOTS_PER_MM >= 5.0


def test_modules_are_whole_dots_and_large_enough() -> None:
    code = Slip((Code(status_address(FACTS), "扫一扫"),))
    ink = np.asarray(gray(slip_painter.bitmap(code, dots=DOTS))) < 128

    # The finder pattern's top edge is seven modules of unbroken black.
    top = ink[np.flatnonzero(ink.any(axis=1))[0]]
    first = np.flatnonzero(top)[0]
    run = np.flatnonzero(~top[first:])[0]

    assert run % 7 == 0
    assert run // 7 >= slip_painter.SMALLEST_MODULE
    assert first >= 4 * run // 7


def test_a_code_that_cannot_be_read_is_not_printed() -> None:
    for length in (150, 400, 4000):
        huge = Slip((Code("很长" * length, ""),))

        with pytest.raises(DeviceFailed):
            slip_painter.bitmap(huge, dots=DOTS)


def test_every_character_of_the_slip_and_rare_names_has_a_glyph(slip: Slip) -> None:
    texts = [RARE] + [b.text for b in slip.blocks if isinstance(b, Line | Picture)]

    for weight in Weight:
        for text in texts:
            assert glyphless(text, weight) == []


def glyphless(text: str, weight: Weight) -> list[str]:
    """Return the fonts that had to draw a box, glyph number 0."""
    layout = QTextLayout(text.replace("\n", " "), slip_painter.slip_font(weight))
    layout.beginLayout()
    layout.createLine().setLineWidth(10_000)
    layout.endLayout()
    runs = layout.glyphRuns()
    assert runs
    return [run.rawFont().familyName() for run in runs if 0 in run.glyphIndexes()]


def test_rare_names_print_as_different_shapes_not_as_one_box() -> None:
    shapes = {slip_painter.bitmap(Slip((Line(sign),)), dots=DOTS) for sign in "𠅤𬭼䶮㛃𪛖"}

    assert len(shapes) == 5


def test_the_slip_is_drawn_with_the_family_of_the_screens() -> None:
    font = QRawFont.fromFont(slip_painter.slip_font(Weight.BODY))

    assert font.familyName() in {"Noto Sans CJK SC", "Noto Sans SC"}


def test_a_picture_without_drawing_still_prints_its_words() -> None:
    known = slip_painter.bitmap(Slip((Picture("check", "办好了"),)), dots=DOTS)
    unknown = slip_painter.bitmap(Slip((Picture("no-such-icon", "办好了"),)), dots=DOTS)

    assert (np.asarray(gray(unknown)) < 128).any()
    assert known != unknown


def test_a_rule_goes_all_across() -> None:
    ink = np.asarray(gray(slip_painter.bitmap(Slip((Rule(),)), dots=DOTS))) < 128

    assert ink.all(axis=1).sum() >= 3


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_pdf_that_cannot_be_written_is_a_device_that_failed(slip: Slip, tmp_path: Path) -> None:
    with pytest.raises(DeviceFailed):
        slip_painter.write_pdf(slip, tmp_path / "no-folder" / "slip.pdf", dots=DOTS)
