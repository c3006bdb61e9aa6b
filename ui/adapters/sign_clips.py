"""Clips in sign language that a hall has put into a folder, one for a screen.

A file is named for its screen: ``consent.mp4``. It is shown once it is known to play, so nobody
meets an empty frame.
"""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink

from kiosk.i18n import Text
from kiosk.logs import Log, LogEvent
from ui.pages import Page, SignClip

_SUFFIXES = {".mp4", ".webm", ".mkv", ".mov", ".avi", ".mpg", ".ogv"}
_log = Log("window")


class SignClips(QObject):
    """The clips that play. They are tried one after the other, beside everything else.

    Args:
        folder: where they are, or None.
        text: the wording.

    Signals:
        found(str): the clip of this screen plays.
        tried: there is none left to try.
    """

    found = Signal(str)
    tried = Signal()

    def __init__(self, folder: Path | None, *, text: Text, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._files: dict[str, Path] = {}
        self._waiting = _films(folder) if folder else []
        self._trying: Path | None = None

    def try_all(self) -> None:
        """Begin to see which of them play."""
        if not self._waiting:
            self.tried.emit()
            return
        sink = QVideoSink(self)
        sink.videoFrameChanged.connect(self._on_frame)
        self._player = QMediaPlayer(self)
        self._player.setVideoSink(sink)
        self._player.errorOccurred.connect(self._on_failed)
        self._player.mediaStatusChanged.connect(self._on_status)
        self._try_next()

    def page(self, page: Page) -> Page:
        """Return the page with the clip of its screen before everything else, if there is one."""
        file = self._files.get(page.screen)
        if file is None:
            return page
        clip = SignClip(
            file=file, name=self._text("sign-clip"), again=self._text("sign-clip-again")
        )
        return replace(page, rows=(clip, *page.rows))

    def _try_next(self) -> None:
        self._player.stop()
        if not self._waiting:
            self._player.setSource(QUrl())
            self.tried.emit()
            return
        self._trying = self._waiting.pop(0)
        self._player.setSource(QUrl.fromLocalFile(str(self._trying)))
        self._player.play()

    def _on_frame(self, frame: QVideoFrame) -> None:
        if frame.isValid() and self._trying:
            self._files[self._trying.stem] = self._trying
            self.found.emit(self._trying.stem)
            self._go_on()

    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        """Give up a file that has no pictures, or came to its end without one."""
        statuses = QMediaPlayer.MediaStatus
        is_blind = status is statuses.LoadedMedia and not self._player.hasVideo()
        if is_blind or status is statuses.EndOfMedia:
            self._on_failed()

    def _on_failed(self) -> None:
        if self._trying:
            _log.warning(LogEvent.SIGN_CLIP_UNREADABLE, screen=self._trying.stem)
            self._go_on()

    def _go_on(self) -> None:
        """Try the next one when the player has done with this one."""
        self._trying = None
        QTimer.singleShot(0, self, self._try_next)


def _films(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.suffix.lower() in _SUFFIXES)
    except OSError:
        _log.warning(LogEvent.SIGN_CLIP_UNREADABLE, screen="")
        return []
