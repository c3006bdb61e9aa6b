"""Contrast as WCAG counts it, and what eyes without one kind of cone see."""

import numpy as np
import pytest

from tests.audit.light import EYES, contrast, luminance, packed, seen_by

BLACK, WHITE, GREY = packed("#000000"), packed("#FFFFFF"), packed("#767676")


def between(one: int, other: int) -> float:
    light = luminance(np.array([one, other], np.uint32))
    return float(contrast(light[:1], light[1:])[0])


def test_contrast_is_the_ratio_of_the_guideline() -> None:
    assert between(BLACK, WHITE) == pytest.approx(21.0)
    assert between(GREY, WHITE) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("eye", EYES)
def test_every_eye_tells_black_from_white(eye: str) -> None:
    black, white = seen_by(eye, np.array([BLACK, WHITE], np.uint32))

    assert contrast(black, white) == pytest.approx(21.0, abs=0.1)


def test_red_is_darker_to_an_eye_without_its_cone() -> None:
    red = np.array([packed("#FF0000")], np.uint32)

    assert seen_by("protan", red) < luminance(red) / 1.5


def test_grey_eye_sees_the_luminance_alone() -> None:
    colours = np.array([packed(name) for name in ("#14213D", "#FFE08A", "#6B0000")], np.uint32)

    assert seen_by("grey", colours) == pytest.approx(luminance(colours))
