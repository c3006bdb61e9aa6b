"""A clip in sign language: played once, without sound, with a key that plays it again."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.domain.words import Words
from ui.theme import OUTLINE_MM
from ui.widgets.buttons import BigButton
from ui.widgets.look import Look

_HEIGHT_MM, _BRIEF_HEIGHT_MM, _SHAPE = 80.0, 45.0, 16 / 9
_LEAST_WIDTH_MM = 75.0


class Film(QWidget):
    """The pictures in a frame, and the key beside them, or below where they would be too small.

    It rests at its last picture, since what moves without end draws eyes from the question.
    """

    is_watched = True
    """Nobody came to the page to press it, so it may not push away what they came for."""

    def __init__(
        self, look: Look, file: Path, name: Words, again: Words, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._is_brief = False
        self.picture = QImage()
        self.setAccessibleName(name.shown)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.again = BigButton(look, again, icon="repeat", parent=self)
        self.again.set_compact()
        self.again.clicked.connect(self.play)
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._player = QMediaPlayer(self)
        self._player.setVideoSink(self._sink)
        self._player.setSource(QUrl.fromLocalFile(str(file)))
        look.changed.connect(self._restyle)
        self.play()

    @property
    def is_playing(self) -> bool:
        """Whether the pictures move."""
        return self._player.isPlaying()

    def play(self) -> None:
        """Play it from the beginning, once."""
        self._player.stop()
        self._player.play()

    def set_brief(self, is_brief: bool) -> None:  # noqa: FBT001 - a Qt setter of one flag
        """Make the pictures lower where they would push away what is pressed."""
        self._is_brief = is_brief
        self._arrange()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of pictures and key."""
        frame, key = self._frame(width), self.again.heightForWidth(self._key_width)
        if self._is_beside(width):
            return max(frame.height(), key)
        return frame.height() + self._look.theme.gap_px + key

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture and its frame, once there is a picture."""
        del event
        if self.picture.isNull():
            return
        theme, frame = self._look.theme, self._frame(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self.picture.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRect(QPoint(0, 0), size)
        box.moveCenter(frame.center())
        painter.drawImage(box, self.picture)
        outline = theme.mm(OUTLINE_MM)
        painter.setPen(QPen(QColor(theme.colours.ink), outline))
        inside = outline // 2
        painter.drawRect(box.adjusted(inside, inside, -inside, -inside))

    @property
    def _key_width(self) -> int:
        return self.again.one_line_width()

    def _beside_key(self, width: int) -> int:
        return width - self._key_width - self._look.theme.gap_px

    def _is_beside(self, width: int) -> bool:
        return self._beside_key(width) >= self._look.theme.mm(_LEAST_WIDTH_MM)

    def _frame(self, width: int) -> QRect:
        """Return the place of the pictures."""
        room = self._beside_key(width) if self._is_beside(width) else width
        tallest = _BRIEF_HEIGHT_MM if self._is_brief else _HEIGHT_MM
        height = min(self._look.theme.mm(tallest), round(room / _SHAPE))
        return QRect(0, 0, min(room, round(height * _SHAPE)), height)

    def _arrange(self) -> None:
        width, frame = self._key_width, self._frame(self.width())
        height = self.again.heightForWidth(width)
        left, top = frame.right() + 1 + self._look.theme.gap_px, (self.height() - height) // 2
        if not self._is_beside(self.width()):
            left, top = 0, frame.height() + self._look.theme.gap_px
        self.again.setGeometry(left, top, width, height)

    def _on_frame(self, frame: QVideoFrame) -> None:
        """Show the next picture; the end of a film is told by one that is none."""
        if frame.isValid():
            self.picture = frame.toImage()
            self.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self._arrange()
        self.update()
