"""Composing off the GUI thread: the newest spelling counts."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from kiosk.ports.input_method import Composition, InputMethod, Scheme, Step
from ui.adapters.newest import Newest


class BackgroundComposer:
    """One thread in front of an input method. Its owner calls ``close``, before the method's."""

    def __init__(self, method: InputMethod, *, parent: QObject | None = None) -> None:
        self._method = method
        self._newest = Newest("input method", parent=parent)
        # The engine starts now, not under the first key.
        self._newest.ask(partial(method.compose, Scheme.PINYIN, ()), lambda _composition: None)

    @property
    def is_composing(self) -> bool:
        """Whether the newest spelling has not been told yet."""
        return self._newest.is_busy

    def compose(
        self,
        scheme: Scheme,
        steps: Sequence[Step],
        *,
        is_accented: bool,
        then: Callable[[Composition | None], None],
    ) -> None:
        """Compose and call ``then`` on this thread, unless a newer spelling comes before."""
        work = partial(self._method.compose, scheme, tuple(steps), is_accented=is_accented)
        self._newest.ask(work, then)

    def close(self) -> None:
        """End the thread after the spelling it is at; nothing more is told."""
        self._newest.close()
