"""Ink as pixels: from the strokes of one character to the picture a recogniser of print reads."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from kiosk.ports.recogniser import Stroke

HEIGHT_PX = 48  # the input height of the PP-OCR recognisers
_INK_PX = 41  # longer side of the ink inside it
_FINER = 4  # drawn larger and shrunk, so that thin lines keep their weight
_SMALLEST = 0.2  # of the writing box: smaller ink is a dot and is not blown up to a character
_SMOOTHING = 0.025  # of the ink's longer side; 4 % begins to hurt steady writing
_STEP = 0.01  # of the ink's longer side, between points of a resampled stroke

Line = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One way to draw the ink.

    Attributes:
        width_px: width of the picture.
        line_px: thickness of the line in the final picture.
        is_smoothed: whether tremor is taken out first.
    """

    width_px: int
    line_px: float
    is_smoothed: bool


def picture_of(strokes: Sequence[Stroke], how: Drawing) -> NDArray[np.float32]:
    """Return the ink, centred, as gray values −1 (black) … 1 (white) of 48 × ``width_px``.

    Args:
        strokes: at least one stroke of at least one point.
        how: the drawing.
    """
    lines = _fitted([np.array([(p.x, p.y) for p in stroke]) for stroke in strokes if stroke])
    if how.is_smoothed:
        lines = [_smoothed(line) for line in lines]
    size = (how.width_px * _FINER, HEIGHT_PX * _FINER)
    paper = Image.new("L", size, 255)
    pen = ImageDraw.Draw(paper)
    for line in lines:
        _draw(pen, line * _INK_PX * _FINER + np.array(size) / 2, how.line_px * _FINER)
    small = paper.resize((how.width_px, HEIGHT_PX), Image.Resampling.BOX)
    return np.asarray(small, np.float32) / 127.5 - 1


def _fitted(lines: list[Line]) -> list[Line]:
    """Move the ink's middle to the origin and make its longer side 1."""
    points = np.concatenate(lines)
    low, high = points.min(0), points.max(0)
    side = max(float((high - low).max()), _SMALLEST)
    return [(line - (low + high) / 2) / side for line in lines]


def _smoothed(line: Line) -> Line:
    """Return the line resampled and blurred along its length; its ends stay where they are."""
    even = _resampled(line)
    reach = int(3 * _SMOOTHING / _STEP)
    if len(even) <= 2 * reach:
        return line
    steps = np.arange(-reach, reach + 1) * _STEP
    weights = np.exp(-0.5 * (steps / _SMOOTHING) ** 2)
    # Mirrored through each end point, so that the ends do not shrink inwards.
    head = 2 * even[0] - even[reach:0:-1]
    tail = 2 * even[-1] - even[-2 : -reach - 2 : -1]
    padded = np.concatenate((head, even, tail))
    columns = [np.convolve(padded[:, axis], weights, "valid") for axis in (0, 1)]
    smooth: Line = np.stack(columns, axis=1) / weights.sum()
    return smooth


def _resampled(line: Line) -> Line:
    lengths = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate(([0.0], np.cumsum(lengths)))
    at = np.linspace(0, along[-1], max(2, int(along[-1] / _STEP) + 1))
    return np.stack([np.interp(at, along, line[:, axis]) for axis in (0, 1)], axis=1)


def _draw(pen: ImageDraw.ImageDraw, line: Line, thickness: float) -> None:
    points = [(float(x), float(y)) for x, y in line]
    pen.line(points, fill=0, width=round(thickness), joint="curve")
    half = thickness / 2
    for x, y in (points[0], points[-1]):
        pen.ellipse((x - half, y - half, x + half, y + half), fill=0)
