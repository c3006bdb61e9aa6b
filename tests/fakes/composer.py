"""Spelling that is composed at once, for presenters without a window or an engine."""

from collections.abc import Callable, Sequence

from kiosk.ports.input_method import Composition, Scheme, Step


class ComposesAtOnce:
    """Has the same candidates for any letters; any pick takes all that was spelled before it.

    Attributes:
        asked: scheme, steps and accent of each request.
        fails: whether there is no engine from now on.
    """

    def __init__(self, *candidates: str) -> None:
        self._candidates = candidates
        self.asked: list[tuple[Scheme, tuple[Step, ...], bool]] = []
        self.fails = False

    def compose(
        self,
        scheme: Scheme,
        steps: Sequence[Step],
        *,
        is_accented: bool,
        then: Callable[[Composition | None], None],
    ) -> None:
        self.asked.append((scheme, tuple(steps), is_accented))
        if self.fails:
            then(None)
            return
        picks = [place for place, step in enumerate(steps) if isinstance(step, int)]
        used = picks[-1] + 1 if picks else 0
        text = "".join(self._candidates[int(steps[place])] for place in picks)
        rest = "".join(str(step) for step in steps[used:])
        found = self._candidates if rest else ()
        then(Composition(text=text, used=used, spelled=rest, candidates=found))
