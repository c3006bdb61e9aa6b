"""Rendered sentences kept in memory, the least recently said going first."""

from collections import OrderedDict
from dataclasses import dataclass, field

from kiosk.domain.language import Language
from kiosk.speech.sound import Sound


@dataclass(frozen=True, slots=True)
class Take:
    """A sentence of a language at a speed; equal takes sound the same.

    Attributes:
        is_personal: its sound must not be kept.
    """

    text: str = field(repr=False)
    rate_percent: int
    is_personal: bool = field(default=False, compare=False)
    language: str = Language.SIMPLIFIED


class ClipCache:
    """Sounds by take, up to ``limit_bytes`` of samples. Personal ones are never kept."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._held_bytes = 0
        self._clips: OrderedDict[Take, Sound] = OrderedDict()

    def __contains__(self, take: Take) -> bool:
        return take in self._clips

    def find(self, take: Take) -> Sound | None:
        """Return the sound of ``take`` if it is held."""
        if take in self._clips:
            self._clips.move_to_end(take)
        return self._clips.get(take)

    def keep(self, take: Take, sound: Sound) -> None:
        """Hold ``sound`` unless it is personal, letting go of the oldest when it gets too much."""
        if take.is_personal or take in self._clips:
            return
        self._clips[take] = sound
        self._held_bytes += len(sound.pcm)
        while self._held_bytes > self._limit_bytes:
            _, gone = self._clips.popitem(last=False)
            self._held_bytes -= len(gone.pcm)

    def clear(self) -> None:
        """Let go of everything."""
        self._clips.clear()
        self._held_bytes = 0
