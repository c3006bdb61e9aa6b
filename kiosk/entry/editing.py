"""The text under way in an entry field."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Text being typed, at its end. Lengths are code points: 𠅤 is one, as its bearer is.

    Attributes:
        text: what was typed so far.
        limit: most code points taken.
    """

    text: str = field(default="", repr=False)
    limit: int

    def append(self, more: str) -> "Typed":
        """Return the text with as much of ``more`` as still fits."""
        return replace(self, text=(self.text + more)[: self.limit])

    def erase(self) -> "Typed":
        """Return the text without its last code point."""
        return replace(self, text=self.text[:-1])

    def clear(self) -> "Typed":
        """Return the empty text."""
        return replace(self, text="")

    @property
    def is_full(self) -> bool:
        """Whether nothing more fits."""
        return len(self.text) >= self.limit

    @property
    def last(self) -> str:
        """The last character, or an empty string: what the recogniser takes as ``previous``."""
        return self.text[-1:]
