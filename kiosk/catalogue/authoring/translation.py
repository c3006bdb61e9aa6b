"""What citizens read, in another language: a Chinese text and the same in that language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.forms.model import tag_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """One language.

    Attributes:
        language: as forms name it: ``English (en)``.
        words: Chinese text → the same in that language.
    """

    language: str
    words: Mapping[str, str]

    @property
    def tag(self) -> str:
        """The short name: ``en``."""
        return tag_of(self.language)

    def changed(self, change: Callable[[str], str]) -> "Translation":
        """Return the translation with every text on both sides changed."""
        words = {change(own): change(other) for own, other in self.words.items()}
        return Translation(language=self.language, words=MappingProxyType(words))

    def over(self, other: "Translation") -> "Translation":
        """Return both, this one going first."""
        words = {**other.words, **self.words}
        return Translation(language=self.language, words=MappingProxyType(words))
