"""Reading ink off the GUI thread: the newest ink is read, what was overtaken is not."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from kiosk.ports.recogniser import Candidate, Place, Recogniser, Stroke
from ui.adapters.newest import Newest


class BackgroundInkReader:
    """One thread in front of a recogniser. Its owner calls ``close``."""

    def __init__(self, recogniser: Recogniser, *, parent: QObject | None = None) -> None:
        self._recogniser = recogniser
        self._newest = Newest("handwriting", parent=parent)

    @property
    def is_reading(self) -> bool:
        """Whether the newest ink has not been told yet."""
        return self._newest.is_busy

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs; one that failed is begun anew by the next ink."""
        return self._newest.is_alive

    def read(
        self,
        strokes: Sequence[Stroke],
        *,
        limit: int,
        place: Place,
        then: Callable[[tuple[Candidate, ...]], None],
    ) -> None:
        """Read ink and call ``then`` on this thread, unless newer ink comes before."""
        work = partial(self._recogniser.recognise, strokes, limit=limit, place=place)
        self._newest.ask(work, then)

    def close(self) -> None:
        """End the thread after the ink it is at; nothing more is told."""
        self._newest.close()
