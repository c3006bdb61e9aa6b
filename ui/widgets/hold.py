"""Holding to accept: for a hand that shakes, a press counts only after it has lasted."""

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton

from ui.widgets.look import Look
from ui.widgets.shapes import draw_filling

_FRAME_MS = 40
_LINE_MM = 2.4


class Hold:
    """Counts how long a finger is down on a button, and draws it as an outline that fills."""

    def __init__(self, look: Look, button: QAbstractButton) -> None:
        self._look = look
        self._button = button
        self._since = QElapsedTimer()
        self._frames = QTimer(button)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self._on_frame)

    @property
    def share(self) -> float:
        """How much of the time has passed, 0 … 1; always 1 where a mere touch counts."""
        wanted = self._look.theme.hands.hold_ms
        if not wanted:
            return 1.0
        return min(1.0, self._since.elapsed() / wanted) if self._since.isValid() else 0.0

    def follow(self) -> None:
        """Begin when the button went down; a finger that slides away begins anew."""
        if not (self._button.isDown() and self._look.theme.hands.hold_ms):
            self._since.invalidate()
            self._frames.stop()
        elif not self._since.isValid():
            self._since.start()
            self._frames.start()

    def draw(self, painter: QPainter, *, colour: str, corner_px: int) -> None:
        """Draw the outline as far as it is filled."""
        if self._since.isValid():
            line = self._look.theme.mm(_LINE_MM)
            draw_filling(
                painter,
                self._button.rect(),
                colour=colour,
                line_px=line,
                corner_px=corner_px,
                share=self.share,
            )

    def _on_frame(self) -> None:
        if self.share == 1:
            self._frames.stop()
        self._button.update()
