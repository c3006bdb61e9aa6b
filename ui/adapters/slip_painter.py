"""Paints a slip from one layout: for the screen, for the printer's dots, and as a PDF.

The unit of the layout is the printer's dot, 8 a millimetre; the screen and the PDF show the
same dots at another scale, so what a citizen saw is what comes out of the printer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

import qrcode
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M

from kiosk.domain.errors import DeviceFailed
from kiosk.domain.slip import Block, Code, Line, Picture, Rule, Slip, Weight
from ui.theme import Letters

DOTS_PER_MM = 8  # 203 dpi, the pitch of nearly all thermal printers
PAPER_MM = 80.0
SMALLEST_MODULE = 6  # dots; below it, thermal print and old phones begin to fail
_LARGEST_MODULE = 10
_QUIET = 4  # modules of white around a QR code, ISO/IEC 18004

# Em sizes in dots. Noto's capital H is 0.733 em: body 5.1 mm, small 4.0 mm.
_EM = {Weight.TITLE: 76, Weight.LARGE: 72, Weight.BODY: 56, Weight.SMALL: 44}
_BOLD = frozenset({Weight.TITLE, Weight.LARGE})
_LINE_HEIGHT = 1.3
_GAP = 14  # dots between blocks
_EDGE = 24  # dots above the first and below the last block
_RULE = 4  # dots
_ICON = 96  # dots
_NEW_LINE = "\N{LINE SEPARATOR}"  # the one sign a text layout breaks at

Paint: TypeAlias = Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block that knows its height in dots and paints itself at the painter's origin."""

    height: int
    paint: Paint


def preview(slip: Slip, *, width_px: int, dots: int) -> QImage:
    """Return the slip as the screen shows it, black on white.

    Args:
        slip: what to paint.
        width_px: width of the picture; its height follows.
        dots: width of the paper in printer dots.
    """
    placed = _placed(slip, dots)
    scale = width_px / dots
    picture = QImage(width_px, round(_height(placed) * scale), QImage.Format.Format_RGB32)
    _paint(placed, picture, scale=scale)
    return picture


def bitmap(slip: Slip, *, dots: int) -> bytes:
    """Return the one-bit PNG the printer gets, ``dots`` wide.

    Raises:
        DeviceFailed: a code holds more than the paper can show.
    """
    placed = _placed(slip, dots)
    picture = QImage(dots, _height(placed), QImage.Format.Format_Grayscale8)
    _paint(placed, picture, scale=1.0)
    one_bit = picture.convertToFormat(
        QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither
    )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    one_bit.save(buffer, "PNG")  # type: ignore[call-overload] # stubs want bytes, PySide6 takes str
    return bytes(buffer.data().data())


def write_pdf(slip: Slip, file: Path, *, dots: int) -> None:
    """Write the slip as a PDF page 80 mm wide, with the fonts inside.

    Raises:
        DeviceFailed: the file cannot be written.
    """
    placed = _placed(slip, dots)
    writer = QPdfWriter(str(file))
    writer.setResolution(round(DOTS_PER_MM * 25.4))
    size = QSizeF(PAPER_MM, _height(placed) / DOTS_PER_MM)
    page = QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    side = (PAPER_MM - dots / DOTS_PER_MM) / 2
    layout = QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(side, 0, side, 0),
                         QPageLayout.Unit.Millimeter)  # fmt: skip
    writer.setPageLayout(layout)
    painter = QPainter()
    if not painter.begin(writer):
        raise DeviceFailed("the PDF cannot be written")
    _paint_all(placed, painter)
    painter.end()


def _paint(placed: tuple[_Placed, ...], picture: QImage, *, scale: float) -> None:
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    _paint_all(placed, painter)
    painter.end()


def _paint_all(placed: tuple[_Placed, ...], painter: QPainter) -> None:
    painter.setPen(Qt.GlobalColor.black)
    painter.translate(0, _EDGE)
    for block in placed:
        block.paint(painter)
        painter.translate(0, block.height + _GAP)


def _height(placed: tuple[_Placed, ...]) -> int:
    return sum(block.height + _GAP for block in placed) - _GAP + 2 * _EDGE


def _placed(slip: Slip, dots: int) -> tuple[_Placed, ...]:
    return tuple(_place(block, dots) for block in slip.blocks)


def _place(block: Block, dots: int) -> _Placed:
    match block:
        case Line(text, weight):
            return _place_text(text, weight, 0, dots)
        case Rule():
            return _Placed(
                _RULE,
                lambda painter: painter.fillRect(0, 0, dots, _RULE, Qt.GlobalColor.black),
            )
        case Picture(icon, text):
            return _place_picture(icon, text, dots)
        case Code(content, caption):
            return _place_code(content, caption, dots)


def _place_text(text: str, weight: Weight, left: int, dots: int) -> _Placed:
    layout = QTextLayout(text.replace("\n", _NEW_LINE), slip_font(weight))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    step = _EM[weight] * _LINE_HEIGHT
    layout.beginLayout()
    rows = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(dots - left)
        # Rows stand by our own step: fallback fonts would spread them unevenly.
        line.setPosition(QPointF(0, (rows + 0.5) * step - line.height() / 2))
        rows += 1
    layout.endLayout()
    return _Placed(round(rows * step), lambda painter: layout.draw(painter, QPointF(left, 0)))


def _place_picture(icon: str, text: str, dots: int) -> _Placed:
    drawing = _icon(icon)
    if drawing is None:
        return _place_text(text, Weight.TITLE, 0, dots)
    words = _place_text(text, Weight.TITLE, _ICON + _GAP, dots)
    height = max(words.height, _ICON)

    def paint(painter: QPainter) -> None:
        top = (height - _ICON) / 2
        QSvgRenderer(drawing).render(painter, QRectF(0, top, _ICON, _ICON))
        painter.save()
        painter.translate(0, (height - words.height) / 2)
        words.paint(painter)
        painter.restore()

    return _Placed(height, paint)


def _place_code(content: str, caption: str, dots: int) -> _Placed:
    matrix, module = _code(content, dots)
    side = (len(matrix) + 2 * _QUIET) * module
    words = _place_text(caption, Weight.BODY, 0, dots)
    left = (dots - side) // 2 + _QUIET * module

    def paint(painter: QPainter) -> None:
        for row, cells in enumerate(matrix):
            for first, length in _runs(cells):
                x, y = left + first * module, (row + _QUIET) * module
                painter.fillRect(x, y, length * module, module, Qt.GlobalColor.black)
        painter.save()
        painter.translate(0, side)
        words.paint(painter)
        painter.restore()

    return _Placed(side + words.height, paint)


def _code(content: str, dots: int) -> tuple[list[list[bool]], int]:
    """Return the QR matrix and its module in whole dots, better corrected where there is room."""
    for correction in (ERROR_CORRECT_M, ERROR_CORRECT_L):
        code = qrcode.QRCode(border=0, error_correction=correction)
        code.add_data(content, optimize=0)
        try:
            matrix: list[list[bool]] = code.get_matrix()
        except ValueError:  # more than the largest QR code holds
            continue
        module = min(dots // (len(matrix) + 2 * _QUIET), _LARGEST_MODULE)
        if module >= SMALLEST_MODULE:
            return matrix, module
    raise DeviceFailed("the code holds more than the paper can show")


def _runs(cells: list[bool]) -> list[tuple[int, int]]:
    """Return first cell and length of each dark run, so that a row has no hairlines."""
    runs: list[tuple[int, int]] = []
    for at, is_dark in enumerate(cells):
        if not is_dark:
            continue
        if runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((at, 1))
    return runs


def slip_font(weight: Weight) -> QFont:
    """Return the font of a line of that weight, sized in dots."""
    font = QFont(Letters.SIMPLIFIED.families)
    font.setPixelSize(_EM[weight])
    font.setBold(weight in _BOLD)
    # Unhinted, so that lines break at the same place on every device.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _icon(name: str) -> QByteArray | None:
    file = files("assets").joinpath("icons", f"{name}.svg")
    return QByteArray(file.read_bytes()) if file.is_file() else None
