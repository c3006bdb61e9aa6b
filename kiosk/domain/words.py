"""What is drawn and what is said, kept together so that eye and ear cannot drift."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One piece of wording: the text on the screen and the sentence spoken for it."""

    shown: str
    spoken: str

    @classmethod
    def same(cls, text: str) -> "Words":
        """Say exactly what is shown."""
        return cls(text, text)

    def followed_by(self, other: "Words", *, gap: str = "") -> "Words":
        """Return both one after the other, with ``gap`` between them."""
        return Words(f"{self.shown}{gap}{other.shown}", f"{self.spoken}{gap}{other.spoken}")

    def __bool__(self) -> bool:
        return bool(self.shown or self.spoken)


NO_WORDS = Words("", "")
