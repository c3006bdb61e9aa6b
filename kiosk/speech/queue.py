"""What plays next: a pure queue of sentences, without sound or time.

1. ``say`` puts an utterance in its place and tells whether the sentence now playing must stop.
2. ``take`` hands out the next sentence, ``finish`` is told when it was heard to its end.
3. A touch drops everything and remembers the rest for ``resume``.
4. A change of screen drops what belonged to the screen, never an outcome.
"""

from dataclasses import dataclass, field

from kiosk.speech.utterance import Priority, Role, Utterance


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an utterance, the unit that is rendered, captioned and cut."""

    text: str = field(repr=False)
    source: Utterance = field(repr=False)


class SpeechQueue:
    """Orders sentences by priority; the newest focus replaces an older one."""

    def __init__(self) -> None:
        self._playing: Sentence | None = None
        self._waiting: list[Sentence] = []
        self._cut: tuple[Sentence, ...] = ()
        self._repeatable: list[Utterance] = []

    @property
    def playing(self) -> Sentence | None:
        """The sentence handed out and not yet finished."""
        return self._playing

    def say(self, utterance: Utterance) -> bool:
        """Put an utterance in its place; return whether the playing sentence must stop now."""
        new = _sentences(utterance)
        if not new:
            return False
        self._cut = ()
        self._remember(utterance)
        if utterance.role is Role.PASSING:
            self._drop(role=Role.PASSING)
        return self._insert(utterance.priority, new)

    def take(self) -> Sentence | None:
        """Return the next sentence, now the playing one, or None when all is said."""
        if self._playing is None and self._waiting:
            self._playing = self._waiting.pop(0)
        return self._playing

    def finish(self) -> None:
        """Note that the playing sentence was heard to its end."""
        self._playing = None

    def touched(self) -> None:
        """Drop everything at once; ``resume`` can bring the rest back."""
        rest = self._unsaid()
        if rest:
            self._cut = tuple(s for s in rest if s.source.role is not Role.PASSING)
        self._playing, self._waiting = None, []

    def screen_changed(self) -> bool:
        """Drop what belonged to the old screen; return whether the playing sentence must stop."""
        kept = [s for s in self._unsaid() if s.source.role is Role.OUTCOME]
        unsaid = {id(s.source) for s in kept}
        self._repeatable = [u for u in self._repeatable if id(u) in unsaid]
        self._cut = ()
        goes_on = self._playing is not None and self._playing in kept
        self._waiting = kept[1:] if goes_on else kept
        was_playing = self._playing is not None
        if not goes_on:
            self._playing = None
        return was_playing and not goes_on

    def resume(self) -> bool:
        """Say what a touch cut, from the start of its sentence; return whether there was any."""
        rest, self._cut = self._cut, ()
        self._waiting = [*rest, *self._waiting]
        return bool(rest)

    def repeat(self) -> tuple[Utterance, ...]:
        """Say the screen's words, and its outcome if there was one, once more.

        Returns:
            What is said again, in order.
        """
        self._playing, self._cut = None, ()
        self._waiting = [s for u in self._repeatable for s in _sentences(u)]
        return tuple(self._repeatable)

    def all_stop(self) -> None:
        """Drop and forget everything: the visit is over."""
        self._playing, self._waiting, self._cut, self._repeatable = None, [], (), []

    def _remember(self, utterance: Utterance) -> None:
        if utterance.role is Role.PASSING:
            return
        others = [u for u in self._repeatable if u.role is not utterance.role]
        self._repeatable = [*others, utterance]

    def _insert(self, priority: Priority, new: list[Sentence]) -> bool:
        if priority is Priority.NORMAL:
            self._waiting.extend(new)
        elif priority is Priority.NEXT:
            place = sum(1 for s in self._waiting if s.source.priority is not Priority.NORMAL)
            self._waiting[place:place] = new
        else:
            return self._interrupt(new)
        return False

    def _interrupt(self, new: list[Sentence]) -> bool:
        interrupted, self._playing = self._playing, None
        again = [interrupted] if interrupted and _is_said_again(interrupted) else []
        self._waiting = [*new, *again, *self._waiting]
        return interrupted is not None

    def _drop(self, *, role: Role) -> None:
        self._waiting = [s for s in self._waiting if s.source.role is not role]

    def _unsaid(self) -> list[Sentence]:
        return [*([self._playing] if self._playing else []), *self._waiting]


def _sentences(utterance: Utterance) -> list[Sentence]:
    return [Sentence(text, utterance) for text in utterance.sentences]


def _is_said_again(sentence: Sentence) -> bool:
    return sentence.source.role is not Role.PASSING
