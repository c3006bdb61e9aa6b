"""The renderer of speech: it makes sound files and never plays them."""

from typing import Protocol

from kiosk.domain.language import Language


class Synthesiser(Protocol):
    """Renders a sentence to PCM in a WAV container."""

    def render(
        self, text: str, *, rate_percent: int, language: str = Language.SIMPLIFIED
    ) -> bytes | None:
        """Return a WAV, or None when no voice is to be had. May take tens of milliseconds.

        Args:
            text: what is said, already spelled out for speech.
            rate_percent: 50 … 200, of the normal rate.
            language: the tag of the one whose voice says it, or the name of a recorded dialect;
                Chinese characters inside another language are said in Mandarin.
        """
        ...

    def close(self) -> None:
        """End the engine; safe to call at any time."""
        ...
