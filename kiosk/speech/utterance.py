"""What is to be said, as data: the screens make it, the queue orders it, the voice says it."""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from kiosk.domain.sentences import sentences_of
from kiosk.domain.words import Hearer


class Priority(IntEnum):
    """Where an utterance goes among those that wait."""

    NORMAL = 0
    NEXT = 1
    NOW = 2


class Role(StrEnum):
    """What an utterance is to the citizen, which decides how long it lives."""

    PROMPT = "prompt"
    """A screen's own words: go when the screen goes, are said again on request."""
    PASSING = "passing"
    """Focus or the echo of a key: go when the screen goes, are not repeated."""
    OUTCOME = "outcome"
    """Success, failure, an error: only a touch cuts them; are said again on request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Words to be said one after the other.

    Attributes:
        words: what is said, already spelled out for speech; empty ones are skipped.
        is_personal: the sound is forgotten once it was played.
        hearer: who may hear it; what is for the visitor alone never sounds on a loudspeaker.
    """

    words: tuple[str, ...] = field(repr=False)
    priority: Priority = Priority.NORMAL
    role: Role = Role.PROMPT
    is_personal: bool = False
    hearer: Hearer = Hearer.ANYBODY

    @property
    def sentences(self) -> tuple[str, ...]:
        """The words cut at full stops, so that the first sound comes early."""
        return tuple(sentence for text in self.words for sentence in sentences_of(text))


def prompt(*words: str) -> Utterance:
    """Return the words of a screen: heading, hint, choices."""
    return Utterance(words=words)


def passing(*words: str) -> Utterance:
    """Return the words of a moment: the control in focus, the key just typed."""
    return Utterance(words=words, priority=Priority.NOW, role=Role.PASSING)


def outcome(*words: str) -> Utterance:
    """Return what came of something: it is said next and outlives the screen."""
    return Utterance(words=words, priority=Priority.NEXT, role=Role.OUTCOME)


def alert(*words: str) -> Utterance:
    """Return what cannot wait: it interrupts, then the interrupted sentence is said again."""
    return Utterance(words=words, priority=Priority.NOW, role=Role.OUTCOME)
