"""What is drawn and what is said, kept together so that eye and ear cannot drift."""

from dataclasses import dataclass
from enum import StrEnum


class Hearer(StrEnum):
    """Who hears what is said."""

    ANYBODY = "anybody"
    """The loudspeaker: everybody in the hall."""
    VISITOR = "visitor"
    """Headphones; or the visitor asked for it, whoever else hears it."""


@dataclass(frozen=True, slots=True)
class Words:
    """One piece of wording: the text on the screen and the sentence spoken for it.

    Attributes:
        shown: on the screen.
        spoken: said to anybody, so it holds no value of a person.
        private: said instead where only the visitor hears it; empty when that is the same.
    """

    shown: str
    spoken: str
    private: str = ""

    @classmethod
    def same(cls, text: str) -> "Words":
        """Say exactly what is shown."""
        return cls(text, text)

    def said_to(self, hearer: Hearer) -> str:
        """Return the sentence for who hears it."""
        return self.private or self.spoken if hearer is Hearer.VISITOR else self.spoken

    def followed_by(self, other: "Words", *, gap: str = "") -> "Words":
        """Return both one after the other, with ``gap`` between them."""
        said, private = (
            f"{self.said_to(hearer)}{gap}{other.said_to(hearer)}" for hearer in Hearer
        )
        return Words(f"{self.shown}{gap}{other.shown}", said, private if private != said else "")

    def __bool__(self) -> bool:
        return bool(self.shown or self.spoken or self.private)


NO_WORDS = Words("", "")
