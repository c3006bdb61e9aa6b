"""The slip (凭条) as data: one layout for the paper, the PDF and the screen."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Weight(StrEnum):
    """How a line of the slip stands out."""

    TITLE = "title"
    LARGE = "large"
    BODY = "body"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Line:
    """Wrapped text."""

    text: str
    weight: Weight = Weight.BODY
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code with the words below it that say what it is for."""

    content: str
    caption: str
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A pictogram by its name in assets/icons, with its words."""

    icon: str
    text: str
    spoken: str = ""


Block: TypeAlias = Line | Rule | Code | Picture


@dataclass(frozen=True, slots=True)
class Slip:
    """Blocks from top to bottom."""

    blocks: tuple[Block, ...]

    @property
    def spoken(self) -> tuple[str, ...]:
        """The sentences that say the slip aloud, in its order."""
        blocks = (block for block in self.blocks if not isinstance(block, Rule))
        return tuple(block.spoken for block in blocks if block.spoken)
