"""Is a photographed paper fit for the clerk? Says what to do better while it still lies there.

The papers lie on a tray darker than themselves. A citizen may always keep a picture that was
found wanting: these are hints from the picture's statistics, not a verdict.
"""

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from kiosk.domain.errors import DeviceFailed

# Thresholds were set on generated papers: python -m tests.bench.photos prints the table.
_LONG_SIDE = 1000  # pixels, where sharpness is measured: print of 3 mm is still resolved
_COARSE = 5  # times smaller, where paper and tray are told apart
_LEAST_CONTRAST = 0.2  # of the paper's level, between paper and tray
_LEAST_STEP = 6.0  # of 255, between paper and tray; less is the camera's noise
_LEAST_PAPER = 0.05  # of the frame
_LEAST_EDGE = 0.03  # of a frame edge that paper may touch; more is a corner out of the picture
_DARK_PAPER = 80  # of 255; print on it drowns in the camera's noise
_WHITE = 252  # of 255; from here on the sensor is saturated
_MOST_WHITE = 0.5  # of the paper; beyond, thin print is burnt away
_INSET = 0.06  # of the paper on each side, so that its own edge does not count as print
_LEAST_PRINT = (
    60.0  # variance of gray; less is a blank sheet, of which nobody can say it is blurred
)
# Sharpness below which print is blurred. Measured, at any noise up to 5 of 255: print blurred by a
# Gaussian of 1.6 px scores 0.025-0.034, of 2.5 px 0.004-0.010.
_LEAST_SHARP = 0.018

Gray: TypeAlias = NDArray[np.float32]
Mask: TypeAlias = NDArray[np.bool_]


class PhotoProblem(StrEnum):
    """What a picture lacks, most important first."""

    NO_PAPER = "no-paper"
    CUT_OFF = "cut-off"
    DARK = "dark"
    BRIGHT = "bright"
    BLURRED = "blurred"


@dataclass(frozen=True, slots=True)
class _Seen:
    """The picture, the same made coarse, and where in the coarse one paper lies."""

    gray: Gray
    coarse: Gray
    paper: Mask


def check_photo(jpeg: bytes) -> tuple[PhotoProblem, ...]:
    """Return what is wrong with the picture, most important first; empty means it will do.

    Raises:
        DeviceFailed: it is not a picture.
    """
    gray = _gray(jpeg)
    coarse = _shrunk(gray, _COARSE)
    paper, contrast = _bright_part(coarse)
    if contrast < _LEAST_CONTRAST:
        # One even ground: an empty tray, or a sheet that fills the frame.
        is_tray = float(np.median(coarse)) < _DARK_PAPER
        return (PhotoProblem.NO_PAPER if is_tray else PhotoProblem.CUT_OFF,)
    if paper.mean() < _LEAST_PAPER:
        return (PhotoProblem.NO_PAPER,)
    seen = _Seen(gray, coarse, paper)
    checks = {
        PhotoProblem.CUT_OFF: _is_cut_off,
        PhotoProblem.DARK: _is_dark,
        PhotoProblem.BRIGHT: _is_bright,
        PhotoProblem.BLURRED: _is_blurred,
    }
    return tuple(problem for problem, is_so in checks.items() if is_so(seen))


def _gray(jpeg: bytes) -> Gray:
    try:
        file = Image.open(BytesIO(jpeg))
        file.draft("L", (_LONG_SIDE, _LONG_SIDE))
        picture = file.convert("L")
    except (UnidentifiedImageError, OSError) as wrong:
        raise DeviceFailed("the camera's picture cannot be read") from wrong
    picture.thumbnail((_LONG_SIDE, _LONG_SIDE), Image.Resampling.BOX)
    return np.asarray(picture, np.float32)


def _shrunk(gray: Gray, times: int) -> Gray:
    rows, columns = (side // times * times for side in gray.shape)
    cells = gray[:rows, :columns].reshape(rows // times, times, columns // times, times)
    means: Gray = cells.mean(axis=(1, 3))
    return means


def _bright_part(gray: Gray) -> tuple[Mask, float]:
    """Split into paper and tray where the two differ most (Otsu 1979).

    Returns:
        Where the brighter part lies, and how far apart the two are, as a share of the brighter.
    """
    counts = np.bincount(gray.astype(np.uint8).ravel(), minlength=256).astype(float)
    below, total = counts.cumsum(), counts.sum()
    sums = (counts * np.arange(256)).cumsum()
    split = int(np.argmax(_between(below, total - below, sums, sums[-1] - sums)))
    bright = gray > split
    if bright.all() or not bright.any():
        return bright, 0.0
    high, low = float(gray[bright].mean()), float(gray[~bright].mean())
    return bright, (high - low) / high if high - low > _LEAST_STEP else 0.0


def _between(
    below: NDArray[np.float64],
    above: NDArray[np.float64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return, a split, the variance between its two sides; 0 where one side is empty."""
    both = (below > 0) & (above > 0)
    apart = np.zeros_like(below)
    apart[both] = high[both] / above[both] - low[both] / below[both]
    return below * above * apart**2


def _is_cut_off(seen: _Seen) -> bool:
    paper = seen.paper
    edges = (paper[:2], paper[-2:], paper[:, :2], paper[:, -2:])
    return any(float(edge.mean()) > _LEAST_EDGE for edge in edges)


def _is_dark(seen: _Seen) -> bool:
    return float(np.median(seen.coarse[seen.paper])) < _DARK_PAPER


def _is_bright(seen: _Seen) -> bool:
    return float((seen.coarse[seen.paper] >= _WHITE).mean()) > _MOST_WHITE


def _is_blurred(seen: _Seen) -> bool:
    """Tell by the sharpness of print, which blur takes away before the paper's edge."""
    if _is_dark(seen):
        return False  # noise would pass for print
    inside = _inside(seen)
    variance = float(inside.var())
    return variance >= _LEAST_PRINT and sharpness(inside) < _LEAST_SHARP


def sharpness(gray: Gray) -> float:
    """Return the variance of the Laplacian over the variance of gray: exposure cancels out.

    Gray is smoothed first, since noise is sharper than any print.
    """
    gray = _smoothed(_smoothed(gray))
    middle = gray[1:-1, 1:-1]
    around = gray[:-2, 1:-1] + gray[2:, 1:-1] + gray[1:-1, :-2] + gray[1:-1, 2:]
    return float((around - 4 * middle).var() / max(float(middle.var()), 1e-6))


def _smoothed(gray: Gray) -> Gray:
    """Return gray under the 3 × 3 binomial, one pixel smaller on each side."""
    rows = gray[:-2] + 2 * gray[1:-1] + gray[2:]
    both = rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]
    smooth: Gray = both / np.float32(16)
    return smooth


def _inside(seen: _Seen) -> Gray:
    """Return the picture inside the paper's upright box, a little in from its edges."""
    rows, columns = (np.flatnonzero(seen.paper.mean(axis=axis) > _LEAST_EDGE) for axis in (1, 0))
    (top, bottom), (left, right) = (
        (
            int(spots[0] + _INSET * len(spots)) * _COARSE,
            int(spots[-1] - _INSET * len(spots)) * _COARSE,
        )
        for spots in (rows, columns)
    )
    return seen.gray[top:bottom, left:right]
