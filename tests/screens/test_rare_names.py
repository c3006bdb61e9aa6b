"""Characters of all ranges that GB 18030-2022 asks for are drawn on the window and on paper."""

import random
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QFont, QTextLayout

from kiosk.domain.slip import Line, Slip, Weight
from tests.windows import a_theme
from ui.adapters import slip_painter
from ui.theme import TextStyle

RANGES = (
    (0x4E00, 0x9FEF), (0x3400, 0x4DB5), (0x20000, 0x2A6D6), (0x2A700, 0x2B734), (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0),
)  # fmt: skip
"""Level 3: the basic block, extensions A to F."""
NAMED = "𠅤䶮㛃𬭼𬭸"
DRAWN = 200
DOTS = 576

pytestmark = pytest.mark.usefixtures("qapp")


def drawn() -> str:
    """Return the characters, as many of each range."""
    chance = random.Random(20261127)
    each = -(-DRAWN // len(RANGES))
    return NAMED + "".join(
        chr(code) for first, last in RANGES for code in chance.sample(range(first, last + 1), each)
    )


def boxes(text: str, font: QFont) -> list[str]:
    """Return the characters that only have the glyph of a missing one."""
    missing = []
    for sign in text:
        layout = QTextLayout(sign, font)
        layout.beginLayout()
        layout.createLine().setLineWidth(10_000)
        layout.endLayout()
        if any(0 in run.glyphIndexes() for run in layout.glyphRuns()):
            missing.append(sign)
    return missing


@pytest.mark.parametrize("style", [TextStyle.BODY, TextStyle.HEADING])
def test_the_window_has_a_glyph_for_each(style):
    assert boxes(drawn(), a_theme().face(style).font) == []


@pytest.mark.parametrize("weight", list(Weight))
def test_the_slip_has_a_glyph_for_each(weight):
    assert boxes(drawn(), slip_painter.slip_font(weight)) == []


def test_each_prints_as_a_shape_of_its_own():
    signs = drawn()[:60]

    shapes = {slip_painter.bitmap(Slip((Line(sign),)), dots=DOTS) for sign in signs}

    assert len(shapes) == len(signs)


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")
def test_the_pdf_shows_what_the_paper_shows(tmp_path: Path):
    """Another program draws it: both fonts are embedded."""
    slip = Slip(tuple(Line(drawn()[at : at + 10]) for at in range(0, len(drawn()), 10)))
    file = tmp_path / "slip.pdf"
    slip_painter.write_pdf(slip, file, dots=DOTS)

    subprocess.run(["pdftoppm", "-r", "203.2", "-gray", file, tmp_path / "page"], check=True)
    [page] = tmp_path.glob("page*.pgm")
    pdf = np.asarray(Image.open(page).convert("L"), float)
    paper = np.asarray(Image.open(BytesIO(slip_painter.bitmap(slip, dots=DOTS))).convert("L"))
    side = (pdf.shape[1] - DOTS) // 2
    height = min(paper.shape[0], pdf.shape[0])
    inks = (paper[:height] < 128, pdf[:height, side : side + DOTS] < 128)
    rows, columns = ([ink.sum(axis=axis) for ink in inks] for axis in (1, 0))

    assert np.corrcoef(*rows)[0, 1] > 0.9
    assert np.corrcoef(*columns)[0, 1] > 0.9
