"""Python's cycle collector on the GUI thread alone.

The collector runs in whatever thread happens to allocate next. Widgets end in cycles (a slot holds
its view, the view its signals), and a QObject freed by the thread that renders speech takes the
process with it: «Timers cannot be stopped from another thread», then a segmentation fault.
"""

import gc
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer

_EVERY = timedelta(seconds=1)


class GarbageCollection(QObject):
    """Collects on the thread it lives in, from :meth:`start` to :meth:`stop`, and nowhere else."""

    def __init__(self, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_automatic = False
        self._ticks = QTimer(self)
        self._ticks.timeout.connect(collect_what_is_due)

    def start(self) -> None:
        """Take over from Python."""
        self._was_automatic = gc.isenabled()
        gc.disable()
        self._ticks.start(_EVERY // timedelta(milliseconds=1))

    def stop(self) -> None:
        """Give it back as it was."""
        self._ticks.stop()
        if self._was_automatic:
            gc.enable()


def collect_what_is_due() -> None:
    """Collect each generation that is past Python's own threshold, youngest first."""
    for generation, threshold in enumerate(gc.get_threshold()):
        if gc.get_count()[generation] > threshold:
            gc.collect(generation)
