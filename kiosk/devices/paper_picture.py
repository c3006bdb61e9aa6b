"""Made-up papers as a document camera would see them: for the demo, the robot and tests."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FRAME = (1600, 1200)  # what a document camera of the halls gives, in pixels
_TRAY = (58, 62, 66)  # papers lie on a dark tray, so that their edge can be seen
_INK = (32, 32, 36)
_NOISE = np.float32(2.5)  # of 255, the sensor's
_FONT_FILES = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),
)
_SIMPLIFIED = 2  # the face of the Noto collection with mainland shapes


class Shot(StrEnum):
    """How well a simulated picture is taken."""

    GOOD = "good"
    BLURRED = "blurred"
    DARK = "dark"
    BRIGHT = "bright"
    CUT_OFF = "cut-off"
    NO_PAPER = "no-paper"


class Paper(StrEnum):
    """Which made-up paper lies on the tray."""

    ID_CARD = "id-card"
    HOUSEHOLD_REGISTER = "household-register"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A paper: its colour, its share of the frame's height, width ÷ height, and its lines."""

    colour: tuple[int, int, int]
    height: float
    aspect: float
    lines: tuple[str, ...]


@lru_cache(maxsize=64)
def paper_jpeg(paper: Paper, shot: Shot, *, seed: int, size: tuple[int, int] = FRAME) -> bytes:
    """Return a JPEG of the paper on the tray.

    Args:
        paper: what lies there.
        shot: what is wrong with the picture, if anything.
        seed: decides place, turn, light and noise; the same seed gives the same picture.
        size: width and height in pixels.
    """
    chance = np.random.default_rng(seed)
    picture = Image.new("RGB", FRAME, _TRAY)
    if shot is not Shot.NO_PAPER:
        _lay(picture, _sheet(paper), chance, off=shot is Shot.CUT_OFF)
    if shot is Shot.BLURRED:
        picture = picture.filter(ImageFilter.GaussianBlur(chance.uniform(5.0, 9.0)))
    else:
        picture = picture.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 1.0)))
    return _jpeg(_exposed(np.asarray(picture, np.float32), shot, chance), size)


def _lay(picture: Image.Image, sheet: _Sheet, chance: np.random.Generator, *, off: bool) -> None:
    height = int(FRAME[1] * sheet.height)
    page = _page(sheet, (int(height * sheet.aspect), height))
    turned = page.convert("RGBA").rotate(
        chance.uniform(-3, 3), expand=True, resample=Image.Resampling.BILINEAR
    )
    room_x, room_y = FRAME[0] - turned.width, FRAME[1] - turned.height
    x = room_x // 2 + int(room_x * chance.uniform(-0.25, 0.25))
    y = room_y // 2 + int(room_y * chance.uniform(-0.25, 0.25))
    if off:
        share = chance.uniform(0.15, 0.4)
        x, y = ((-int(turned.width * share), y), (x, -int(turned.height * share)))[
            int(chance.integers(2))
        ]
    picture.paste(turned, (x, y), turned)


def _page(sheet: _Sheet, size: tuple[int, int]) -> Image.Image:
    page = Image.new("RGB", size, sheet.colour)
    draw = ImageDraw.Draw(page)
    step = size[1] / (len(sheet.lines) + 1)
    longest = max(len(line) for line in sheet.lines)
    font = _font(int(min(step * 0.55, size[0] * 0.84 / longest)))
    for row, line in enumerate(sheet.lines):
        draw.text((size[0] * 0.08, step * (row + 0.6)), line, fill=_INK, font=font)
    return page


def _exposed(
    pixels: NDArray[np.float32], shot: Shot, chance: np.random.Generator
) -> NDArray[np.float32]:
    if shot is Shot.DARK:
        light = chance.uniform(0.10, 0.22)
    elif shot is Shot.BRIGHT:
        light = chance.uniform(2.2, 3.0)
    else:
        light = chance.uniform(0.80, 1.02)
    noise = chance.standard_normal((*pixels.shape[:2], 1), np.float32)
    return pixels * np.float32(light) + _NOISE * noise


def _jpeg(pixels: NDArray[np.float32], size: tuple[int, int]) -> bytes:
    picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    if size != FRAME:
        picture = picture.resize(size, Image.Resampling.BILINEAR)
    out = BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


@cache
def _sheet(paper: Paper) -> _Sheet:
    sheets = json.loads(files("assets").joinpath("papers", "papers.json").read_text("utf-8"))
    facts = sheets[paper.value]
    red, green, blue = facts["colour"]
    return _Sheet((red, green, blue), facts["height"], facts["aspect"], tuple(facts["lines"]))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return a Chinese font, or Pillow's own: then the paper shows boxes, but still ink."""
    for file in _FONT_FILES:
        if file.exists():
            index = _SIMPLIFIED if "Noto" in file.name else 0
            return ImageFont.truetype(file, size, index=index)
    return ImageFont.load_default(size)
