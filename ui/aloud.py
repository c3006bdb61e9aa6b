"""念给我听: personal words are said when the visitor asks for it, and only then."""

from kiosk.domain.words import NO_WORDS, Words
from ui.pages import Action, Chose

READ_ALOUD = "read"
"""The key, on whatever page: from then on, until the page is left, all of it is said."""


class Aloud:
    """The key that has a page say what others in the hall must not hear unasked."""

    def __init__(self) -> None:
        self._times = 0

    def key(self, words: Words) -> Action:
        """Return the key as a row."""
        return Action(key=READ_ALOUD, words=words, icon="voice")

    def takes(self, act: object) -> bool:
        """Whether the key was touched; then the page is to be shown anew."""
        is_asked = isinstance(act, Chose) and act.key == READ_ALOUD
        self._times += is_asked
        return is_asked

    def forget(self) -> None:
        """Begin anew: other words are on the page now."""
        self._times = 0

    @property
    def was_asked(self) -> bool:
        """Whether the page has said personal words, whose sound is not kept."""
        return self._times > 0

    def echo(self, said: str) -> Words:
        """Return ``said`` if it was asked for; asked again, it is another echo, and said again."""
        return Words(str(self._times), "", said) if self._times else NO_WORDS
