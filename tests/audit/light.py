"""Colours as eyes see them: contrast, and what is left of it without one kind of cone.

Colours are packed as 0xRRGGBB, as they lie in a picture.
"""

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint32]
Shares = npt.NDArray[np.float64]

# Machado, Oliveira, Fernandes 2009, "A physiologically-based model for simulation of color vision
# deficiency", table 1 at severity 1.0; they apply to linear RGB. Grey is the luminance of WCAG.
_SEES = np.array([0.2126, 0.7152, 0.0722])
EYES = {
    "protan": np.array([
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]),
    "deutan": np.array([
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]),
    "tritan": np.array([
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ]),
    "grey": np.array([_SEES, _SEES, _SEES]),
}  # fmt: skip


LEAST_SHAPE_CONTRAST = 3.0
"""What parts a shape from its ground (WCAG 2.2, 1.4.11)."""


def packed(name: str) -> int:
    """Return ``#RRGGBB`` as a number."""
    return int(name.removeprefix("#"), 16)


def linear(colours: Pixels) -> Shares:
    """Return linear red, green and blue, 0 … 1, of each colour."""
    shares = np.stack([colours >> 16, (colours >> 8) & 255, colours & 255], axis=-1) / 255.0
    result: Shares = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return result


def luminance(colours: Pixels) -> Shares:
    """Return the relative luminance of each colour, 0 … 1 (WCAG 2.2)."""
    result: Shares = linear(colours) @ _SEES
    return result


def seen_by(eye: str, colours: Pixels) -> Shares:
    """Return the luminance of each colour as it is seen by one of ``EYES``."""
    result: Shares = np.clip(linear(colours) @ EYES[eye].T, 0.0, 1.0) @ _SEES
    return result


def contrast(one: Shares, other: Shares | float) -> Shares:
    """Return the ratios of lighter to darker, 1 … 21 (WCAG 2.2)."""
    result: Shares = (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)
    return result
