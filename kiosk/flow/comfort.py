"""How a visitor wants to see, hear and touch: what they chose, and what their needs ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias


class Palette(StrEnum):
    """The colour themes a visitor may choose."""

    LIGHT = "light"
    BLACK_ON_WHITE = "black-on-white"
    WHITE_ON_BLACK = "white-on-black"
    YELLOW_ON_BLACK = "yellow-on-black"
    CYAN_ON_BLACK = "cyan-on-black"
    SOFT = "soft"


class Need(StrEnum):
    """What makes a screen hard to use; one touch sets all that helps, another takes it back."""

    SIGHT = "sight"
    HEARING = "hearing"
    TREMOR = "tremor"
    READING = "reading"
    WHEELCHAIR = "wheelchair"
    KEYS = "keys"


USUAL_SIZE = 2
USUAL_SCAN_MS = 2000
SCANS_MS = (500, 1000, 2000, 3000, 5000)
"""Half a second to five; ACCESSIBILITY, target 24."""
HOLDS_MS = (0, 500, 1000)
"""Nothing to a second; ACCESSIBILITY, target 11."""
_SIZES: Mapping[Need, int] = MappingProxyType({Need.SIGHT: 5})
_PALETTES: Mapping[Need, Palette] = MappingProxyType({Need.SIGHT: Palette.YELLOW_ON_BLACK})
Wish: TypeAlias = Need | Palette | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comfort:
    """How the visitor wants to see and touch things. Back to the default when the visit ends.

    Attributes:
        wishes: what was touched, in that order: needs, colours, and text sizes 1 … 5. What was
            touched later goes before what was touched earlier.
        is_left_handed: what is pressed most stands on the left.
        scan_ms: how long each thing is offered to who uses a switch.
        hold_ms: how long a shaking hand wants to press before that counts; 0 for a mere touch.
        is_dark: the screen shows nothing, to anybody; all is done by ear.
    """

    wishes: tuple[Wish, ...] = ()
    is_left_handed: bool = False
    scan_ms: int = USUAL_SCAN_MS
    hold_ms: int = 0
    is_dark: bool = False

    @property
    def needs(self) -> frozenset[Need]:
        """The needs that are looked after; any number of them at once."""
        return frozenset(wish for wish in self.wishes if isinstance(wish, Need))

    @property
    def text_size(self) -> int:
        """The text size, 1 … 5; 2 is the usual one."""
        for wish in reversed(self.wishes):
            if isinstance(wish, int):
                return wish
            if isinstance(wish, Need) and wish in _SIZES:
                return _SIZES[wish]
        return USUAL_SIZE

    @property
    def palette(self) -> Palette:
        """The colours."""
        for wish in reversed(self.wishes):
            if isinstance(wish, Palette):
                return wish
            if isinstance(wish, Need) and wish in _PALETTES:
                return _PALETTES[wish]
        return Palette.LIGHT

    @property
    def is_steady(self) -> bool:
        """Whether everything pressed is larger, farther apart and patient with a shaking hand."""
        return Need.TREMOR in self.needs

    @property
    def reads_captions(self) -> bool:
        """Whether what is said stands on the screen, too, also where it can be heard."""
        return Need.HEARING in self.needs

    @property
    def is_low(self) -> bool:
        """Whether everything pressed stands within reach of somebody who sits."""
        return Need.WHEELCHAIR in self.needs

    @property
    def is_simple(self) -> bool:
        """Whether pictures and voice carry every question, for who cannot read."""
        return Need.READING in self.needs

    @property
    def uses_keys(self) -> bool:
        """Whether somebody works the window by switches or keys, without touching it."""
        return Need.KEYS in self.needs

    def with_size(self, size: int) -> "Comfort":
        """Return the comfort in this text size, 1 … 5."""
        kept = tuple(wish for wish in self.wishes if not isinstance(wish, int))
        return replace(self, wishes=(*kept, size))

    def with_palette(self, palette: Palette) -> "Comfort":
        """Return the comfort in these colours."""
        kept = tuple(wish for wish in self.wishes if not isinstance(wish, Palette))
        return replace(self, wishes=(*kept, palette))

    def toggled(self, need: Need) -> "Comfort":
        """Return the comfort with ``need``, or, where it was, as if it had never been touched."""
        if need in self.needs:
            return replace(self, wishes=tuple(wish for wish in self.wishes if wish != need))
        return replace(self, wishes=(*self.wishes, need))
