"""How everything looks: sizes in millimetres at the panel, text sizes, colours, the style sheet.

One theme object is one combination of text size, colours and panel. Nothing outside this module
names a colour or a number of pixels.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from kiosk.domain.language import Language
from kiosk.flow.comfort import Palette

_RARE = "HanaMinB"  # has the characters of rare names
LINE_HEIGHT = 1.5

MARGIN_MM = 15.0
CORNER_MM = 7.0
OUTLINE_MM = 1.0
GAP_MM = 4.0
CHOICE_GAP_MM = 7.0
SNUG_DOWN_MM = 1.0
SNUG_ACROSS_MM = 3.0
TARGET_MM = 20.0
STEADY_TARGET_MM = 30.0
STEADY_GAP_MM = 6.0
HIGHEST_TOUCH_MM = 1150.0
"""Above the floor, for somebody who sits; ACCESSIBILITY, target 26."""
EDGE_MM = 8.0
RING_MM = 1.8
RING_GAP_MM = 1.0
_LARGE_PICTURE_MM = 36.0


class TextSize(StrEnum):
    """The five text sizes a citizen may choose from."""

    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"
    LARGER = "larger"
    LARGEST = "largest"

    @property
    def cap_mm(self) -> float:
        """Height of a capital H of body text, in mm. Nothing on the screen is smaller."""
        return _CAP_MM[self]


_CAP_MM = {
    TextSize.SMALL: 5.0,
    TextSize.NORMAL: 7.4,
    TextSize.LARGE: 10.0,
    TextSize.LARGER: 12.4,
    TextSize.LARGEST: 14.8,
}


class TextStyle(StrEnum):
    """What a text is for; its size follows from that and from the text size chosen."""

    BODY = "body"
    STRONG = "strong"
    TITLE = "title"
    HEADING = "heading"


# Headings stand out by size while there is room; at the largest size by weight alone, because
# eleven characters a line leave none.
_GROWTH = {
    TextStyle.BODY: (1.0, 1.0, 1.0, 1.0, 1.0),
    TextStyle.STRONG: (1.0, 1.0, 1.0, 1.0, 1.0),
    TextStyle.TITLE: (1.2, 1.2, 1.1, 1.0, 1.0),
    TextStyle.HEADING: (1.6, 1.6, 1.3, 1.15, 1.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Colours by what they are for, as ``#RRGGBB``.

    Attributes:
        paper: the ground of a page.
        card: the ground of buttons, rows and the header.
        ink: text, icons and outlines on paper and card.
        primary: the ground of the one button that goes on.
        selected: the ground of a chosen answer.
        alert: the ground of a notice.
        error: text and outline of what cannot be undone.
        ring: the focus ring on paper and card.
        least_contrast: the ratio every text on its ground must reach.
        most_contrast: the ratio none may pass, for eyes that glare hurts.
        least_line_contrast: the ratio outlines, pictograms and the ring must reach.
    """

    paper: str
    card: str
    ink: str
    primary: str
    on_primary: str
    selected: str
    alert: str
    on_alert: str
    error: str
    dock: str
    on_dock: str
    ring: str
    dock_ring: str
    least_contrast: float
    most_contrast: float = 21.0
    least_line_contrast: float = 10.0


def _on_black(ink: str, *, ring: str, least_contrast: float) -> Colours:
    """Return one light colour on black; ring and notice stand out by the other one."""
    black = "#000000"
    return Colours(
        paper=black,
        card=black,
        ink=ink,
        primary=ink,
        on_primary=black,
        selected="#0A0A0A",
        alert=ring,
        on_alert=black,
        error=ring,
        dock=black,
        on_dock=ink,
        ring=ring,
        dock_ring=ring,
        least_contrast=least_contrast,
    )


_COLOURS = {
    Palette.LIGHT: Colours(
        paper="#FAF7F0",
        card="#FFFFFF",
        ink="#14213D",
        primary="#0B3D2E",
        on_primary="#FFFFFF",
        selected="#E9EEF6",
        alert="#FFE08A",
        on_alert="#14213D",
        error="#6B0000",
        dock="#14213D",
        on_dock="#FFFFFF",
        ring="#00248C",
        dock_ring="#FFE08A",
        least_contrast=12.0,
    ),
    Palette.BLACK_ON_WHITE: Colours(
        paper="#FFFFFF",
        card="#FFFFFF",
        ink="#000000",
        primary="#000000",
        on_primary="#FFFFFF",
        selected="#FBFBFB",
        alert="#000000",
        on_alert="#FFFFFF",
        error="#000000",
        dock="#000000",
        on_dock="#FFFFFF",
        ring="#00248C",
        dock_ring="#FFFF00",
        least_contrast=20.0,
    ),
    Palette.WHITE_ON_BLACK: _on_black("#FFFFFF", ring="#FFFF00", least_contrast=18.0),
    Palette.YELLOW_ON_BLACK: _on_black("#FFFF00", ring="#FFFFFF", least_contrast=17.5),
    Palette.CYAN_ON_BLACK: _on_black("#00FFFF", ring="#FFFFFF", least_contrast=15.0),
    Palette.SOFT: Colours(
        paper="#D9D4C7",
        card="#E3DFD3",
        ink="#3D4450",
        primary="#3F5A50",
        on_primary="#F0ECDF",
        selected="#CFD3D9",
        alert="#E5CF92",
        on_alert="#3D4450",
        error="#7A2E2E",
        dock="#3D4450",
        on_dock="#E3DFD3",
        ring="#23408F",
        dock_ring="#E5CF92",
        least_contrast=4.5,
        most_contrast=8.0,
        least_line_contrast=4.5,
    ),
}


@dataclass(frozen=True, slots=True)
class PanelScale:
    """The panel behind the window.

    Attributes:
        px_per_mm: how many pixels of the window make one millimetre of it.
        is_wide: whether it lies on its side.
    """

    px_per_mm: float
    is_wide: bool = False

    @classmethod
    def fitting(
        cls, window_px: tuple[int, int], panel_mm: tuple[float, float] = (268.0, 476.0)
    ) -> "PanelScale":
        """Return the scale at which the whole panel fits into a window of ``window_px``.

        The panel lies as the window does, whichever way its sides were written down.
        """
        width, height = window_px
        is_wide = width > height
        shorter, longer = sorted(panel_mm)
        lengths = (longer, shorter) if is_wide else (shorter, longer)
        return cls(min(width / lengths[0], height / lengths[1]), is_wide)


class Letters(StrEnum):
    """In which regional form characters are drawn, by the family that has it."""

    SIMPLIFIED = "Noto Sans CJK SC"
    TRADITIONAL = "Noto Sans CJK TC"

    @classmethod
    def of(cls, language: Language) -> "Letters":
        """Return the form in which readers of ``language`` know characters."""
        return cls.TRADITIONAL if language is Language.TRADITIONAL else cls.SIMPLIFIED

    @property
    def families(self) -> list[str]:
        """The families to draw with, the first that has a character first."""
        return [self.value, _RARE]


@dataclass(frozen=True, slots=True)
class Face:
    """One cut of the type: size, weight and line height, in pixels."""

    size_px: int
    is_bold: bool
    line_px: int
    letters: Letters = Letters.SIMPLIFIED

    @property
    def font(self) -> QFont:
        """The font of this face."""
        return _font(self.size_px, self.is_bold, self.letters)

    @property
    def cap_px(self) -> float:
        """Height of the capital H as this machine draws it."""
        return QFontMetricsF(self.font).capHeight()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """How the screen is touched.

    Attributes:
        is_steady: targets of 30 mm, 6 mm apart, for hands that shake.
        is_left: what is pressed most stands on the left.
        hold_ms: how long a finger must press before that counts; 0 for a mere touch.
        reach_mm: how far up from the lower edge of the panel somebody can touch, or None.
    """

    is_steady: bool = False
    is_left: bool = False
    hold_ms: int = 0
    reach_mm: float | None = None


class Pictures(StrEnum):
    """How pictograms stand beside what is pressed."""

    SPARE = "where the words need no more lines for it"
    LARGE = "large, and always there"


@dataclass(frozen=True, slots=True)
class Theme:
    """One look of the whole window."""

    size: TextSize
    palette: Palette
    panel: PanelScale
    hands: Hands = Hands()
    pictures: Pictures = Pictures.SPARE
    letters: Letters = Letters.SIMPLIFIED

    @property
    def colours(self) -> Colours:
        """The colours of the chosen palette."""
        return _COLOURS[self.palette]

    def mm(self, length: float) -> int:
        """Return pixels for a length in mm, rounded up so that a minimum stays one."""
        return math.ceil(length * self.panel.px_per_mm - 1e-6)

    def in_mm(self, pixels: float) -> float:
        """Return mm at the panel for a length in pixels."""
        return pixels / self.panel.px_per_mm

    def face(self, style: TextStyle = TextStyle.BODY) -> Face:
        """Return the face of a text style; its capital H never falls below the size's step."""
        return _face(self.size, self.panel.px_per_mm, style, self.letters)

    @property
    def icon_px(self) -> int:
        """Side of a pictogram: it grows with the text until 24 mm."""
        return self.mm(min(24.0, 2.7 * self.size.cap_mm))

    @property
    def answer_icon_px(self) -> int:
        """Side of the pictogram of an answer or a tile."""
        is_large = self.pictures is Pictures.LARGE
        return self.mm(_LARGE_PICTURE_MM) if is_large else self.icon_px

    @property
    def saves_room(self) -> bool:
        """Whether the words are so large that everything else gives way to them.

        A line is then 20 to 30 mm high, with some 5 mm of white above and below the characters,
        so rows need hardly any padding of their own.
        """
        return self.size not in {TextSize.SMALL, TextSize.NORMAL}

    @property
    def margin_px(self) -> int:
        """What is left free at either side of a page."""
        return self.mm(EDGE_MM if self.saves_room or self.hands.is_steady else MARGIN_MM)

    @property
    def target_px(self) -> int:
        """Least side of what is pressed."""
        return self.mm(STEADY_TARGET_MM if self.hands.is_steady else TARGET_MM)

    @property
    def gap_px(self) -> int:
        """Least distance of two things that are pressed."""
        return self.mm(STEADY_GAP_MM if self.hands.is_steady else GAP_MM)

    @property
    def choice_gap_px(self) -> int:
        """What parts two rows or two buttons."""
        return max(self.gap_px, self.mm(GAP_MM if self.saves_room else CHOICE_GAP_MM))

    def pad_down(self, length: float) -> int:
        """Return the padding above and below the words of a row: ``length`` mm, or hardly any.

        A panel that lies has no height for it: the white of the characters themselves is enough.
        """
        snug = 0.0 if self.panel.is_wide else SNUG_DOWN_MM
        return self.mm(min(length, snug) if self.saves_room else length)

    def pad_across(self, length: float) -> int:
        """Return the padding beside the words of a row: ``length`` mm, or little."""
        return self.mm(min(length, SNUG_ACROSS_MM) if self.saves_room else length)

    @property
    def primary_px(self) -> int:
        """Least height of the buttons at the bottom of a page."""
        return self.mm(self._least_mm(34.0, 40.0))

    @property
    def row_px(self) -> int:
        """Least height of an answer or a row."""
        return max(self.target_px, self.mm(self._least_mm(26.0, 34.0)))

    def _least_mm(self, small: float, usual: float) -> float:
        least = self.in_mm(self.target_px)
        if self.saves_room:
            return least
        return max(least, small if self.size is TextSize.SMALL else usual)

    @property
    def _dock_meets_page(self) -> str:
        """Which side of the dock the page lies at."""
        if not self.panel.is_wide:
            return "top"
        return "right" if self.hands.is_left else "left"

    def style_sheet(self) -> str:
        """Return the one style sheet of the application."""
        c = self.colours
        families = ", ".join(f'"{family}"' for family in self.letters.families)
        line = f"{self.mm(OUTLINE_MM)}px solid {c.ink}"
        return (
            f"QWidget {{ font-family: {families}; font-size: {self.face().size_px}px;"
            f" color: {c.ink}; }}"
            f"#frame, #page {{ background: {c.paper}; }}"
            f"#header {{ background: {c.card}; border-bottom: {line}; }}"
            f"#caption {{ background: {c.card}; border-top: {line}; }}"
            f"#dock {{ background: {c.dock}; border-{self._dock_meets_page}: {line}; }}"
        )


@lru_cache(maxsize=64)
def _face(step: TextSize, px_per_mm: float, style: TextStyle, letters: Letters) -> Face:
    growth = _GROWTH[style][tuple(TextSize).index(step)]
    is_bold = style is not TextStyle.BODY
    size = _pixel_size(step.cap_mm * growth * px_per_mm, is_bold)
    return Face(size, is_bold, math.ceil(size * LINE_HEIGHT), letters)


@lru_cache(maxsize=64)
def _font(
    size_px: int,
    is_bold: bool,  # noqa: FBT001 - a cached key, not an option
    letters: Letters = Letters.SIMPLIFIED,
) -> QFont:
    font = QFont(letters.families)
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight.Bold if is_bold else QFont.Weight.Normal)
    return font


@lru_cache(maxsize=64)
def _pixel_size(cap_px: float, is_bold: bool) -> int:  # noqa: FBT001 - a cached key, not an option
    """Return the smallest pixel size whose drawn capital H is at least ``cap_px`` high."""
    trial = 1000
    size = math.floor(cap_px * trial / QFontMetricsF(_font(trial, is_bold)).capHeight())
    while QFontMetricsF(_font(size, is_bold)).capHeight() < cap_px:
        size += 1
    return size
