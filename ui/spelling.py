"""Spelling on a screen: keys pressed, what they may mean, and what was picked."""

from collections.abc import Callable, Sequence
from typing import Protocol

from kiosk.entry.code_points import composed
from kiosk.ports.input_method import Composition, Scheme, Step

_MOST_STEPS = 24
_LONGEST = 12  # characters: a longer candidate has no room on the panel at the largest size


class Composer(Protocol):
    """Composes without keeping who types waiting."""

    def compose(
        self,
        scheme: Scheme,
        steps: Sequence[Step],
        *,
        is_accented: bool,
        then: Callable[[Composition | None], None],
    ) -> None:
        """Compose and call ``then``, unless a newer spelling comes before."""
        ...


class CodePoints:
    """Composes code points, at once and without an engine."""

    def compose(
        self,
        scheme: Scheme,
        steps: Sequence[Step],
        *,
        is_accented: bool,
        then: Callable[[Composition | None], None],
    ) -> None:
        """Compose and call ``then``."""
        del scheme, is_accented
        then(composed(steps))


class Spelling:
    """What is being spelled; it ends when all of it was picked."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._steps: tuple[Step, ...] = ()
        self._composition = Composition()
        self._first = 0
        self._seen = 0  # so many of the steps are in the composition that is shown
        self._scheme = Scheme.PINYIN
        self._is_accented = False
        self.has_failed = False
        """Whether there is no engine any more."""

    @property
    def is_open(self) -> bool:
        """Whether keys were pressed for which nothing was picked yet."""
        return bool(self._steps)

    @property
    def is_full(self) -> bool:
        """Whether something must be picked before more keys are taken."""
        return len(self._steps) >= _MOST_STEPS

    @property
    def spelled(self) -> str:
        """What is open, as it is shown."""
        return self._composition.spelled

    @property
    def candidates(self) -> tuple[str, ...]:
        """What it may mean, best first, without those that were passed over."""
        return self._found[self._first :]

    @property
    def has_before(self) -> bool:
        """Whether some were passed over."""
        return self._first > 0

    def press(self, key: str, then: Callable[[str], None]) -> None:
        """Take a key (a … z) and call ``then`` with what was picked to its end."""
        self._ask((*self._steps, key), then)

    def pick(self, candidate: str, then: Callable[[str], None]) -> None:
        """Take one of the candidates, whole or as the beginning of what was spelled.

        Keys pressed since it came up follow it; one that was erased a moment ago is none any more.
        """
        if candidate not in self._composition.candidates:
            return
        place = self._composition.candidates.index(candidate)
        self._ask((*self._steps[: self._seen], place, *self._steps[self._seen :]), then)

    def show_more(self, count: int) -> None:
        """Pass over so many; after the last the first come again."""
        self._first = self._first + count if self._first + count < len(self._found) else 0

    def erase(self, then: Callable[[str], None]) -> None:
        """Take the last key or pick back."""
        self._ask(self._steps[:-1], then)

    def begin(self, scheme: Scheme, *, is_accented: bool) -> None:
        """Begin anew with this scheme; what is being composed counts no more."""
        self._scheme, self._is_accented = scheme, is_accented
        if self.is_open:
            self._ask((), lambda _text: None)

    @property
    def _found(self) -> tuple[str, ...]:
        return tuple(c for c in self._composition.candidates if len(c) <= _LONGEST)

    def _ask(self, steps: tuple[Step, ...], then: Callable[[str], None]) -> None:
        self._steps = steps
        if not steps:
            self._composition, self._seen, self._first = Composition(), 0, 0

        def take(composition: Composition | None) -> None:
            self.has_failed = composition is None
            self._composition = composition or Composition()
            self._steps = steps[self._composition.used :] if composition else ()
            self._seen, self._first = len(self._steps), 0
            then(self._composition.text)

        self._composer.compose(self._scheme, steps, is_accented=self._is_accented, then=take)
