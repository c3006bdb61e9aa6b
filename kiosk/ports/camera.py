"""The document camera."""

from enum import StrEnum
from typing import Protocol


class CameraState(StrEnum):
    """Whether pictures can be had."""

    READY = "ready"
    MISSING = "missing"
    BUSY = "busy"


class Camera(Protocol):
    """A camera that shows what it sees and takes stills. Opened for a photo page only."""

    def open(self) -> CameraState:
        """Start the picture. Calling it twice is harmless."""
        ...

    def preview(self) -> bytes | None:
        """Return the newest picture as JPEG, or None before the first."""
        ...

    def take(self) -> bytes | None:
        """Return a still as JPEG, or None when the camera has gone."""
        ...

    def close(self) -> None:
        """Stop the picture; safe to call at any time."""
        ...
