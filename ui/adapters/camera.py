"""The document camera through QtMultimedia."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QBuffer, QIODevice, QObject, Slot
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrame,
    QVideoSink,
)

from kiosk.devices.camera_simulated import SimulatedCamera
from kiosk.ports.camera import Camera, CameraState

_PREVIEW_WIDTH = 960  # pixels; the screen shows no more
_PREVIEW_QUALITY = 70
_STILL_QUALITY = 90


class QtCamera(QObject):
    """The first camera of the machine. Lives on the GUI thread.

    A still is the newest full frame: document cameras deliver their whole sensor as video, and
    a separate capture would make the citizen wait for a second exposure.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = QMediaCaptureSession(self)
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._on_frame_changed)
        self._session.setVideoSink(self._sink)
        self._camera: QCamera | None = None
        self._newest: QVideoFrame | None = None

    def open(self) -> CameraState:
        """Start the picture. Calling it twice is harmless."""
        if self._camera is not None and self._camera.isActive():
            return CameraState.READY
        self.close()
        device = QMediaDevices.defaultVideoInput()
        if device.isNull():
            return CameraState.MISSING
        return self._start(device)

    def preview(self) -> bytes | None:
        """Return the newest picture, small enough for the screen."""
        picture = self._picture()
        if picture is None:
            return None
        return _jpeg(picture.scaledToWidth(_PREVIEW_WIDTH), _PREVIEW_QUALITY)

    def take(self) -> bytes | None:
        """Return the newest picture in full."""
        picture = self._picture()
        return None if picture is None else _jpeg(picture, _STILL_QUALITY)

    def close(self) -> None:
        """Stop the picture and forget the last one."""
        if self._camera is not None:
            self._camera.stop()
            self._session.setCamera(None)  # type: ignore[arg-type] # Qt takes null, its stubs do not say so
            self._camera.deleteLater()
        self._camera = None
        self._newest = None

    def _start(self, device: QCameraDevice) -> CameraState:
        self._camera = QCamera(device, self)
        if formats := device.videoFormats():
            self._camera.setCameraFormat(max(formats, key=_pixels))
        self._session.setCamera(self._camera)
        self._camera.start()
        # Another program that holds the camera is an error Qt reports at once.
        if self._camera.error() is not QCamera.Error.NoError:
            self.close()
            return CameraState.BUSY
        return CameraState.READY

    def _picture(self) -> QImage | None:
        if self._newest is None or self._camera is None:
            return None
        picture = self._newest.toImage()
        return None if picture.isNull() else picture

    @Slot(QVideoFrame)
    def _on_frame_changed(self, frame: QVideoFrame) -> None:
        if frame.isValid():
            self._newest = QVideoFrame(frame)


def _pixels(shape: QCameraFormat) -> int:
    return shape.resolution().width() * shape.resolution().height()


def _jpeg(picture: QImage, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "JPEG", quality)  # type: ignore[call-overload] # stubs want bytes, PySide6 takes str
    return bytes(buffer.data().data())


CAMERAS: Mapping[str, Callable[[], Camera]] = {"qt": QtCamera, "simulated": SimulatedCamera}
"""Cameras by the name that stands in the settings."""
