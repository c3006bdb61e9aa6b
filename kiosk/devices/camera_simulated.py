"""A document camera that sees made-up papers."""

from kiosk.devices.paper_picture import FRAME, Paper, Shot, paper_jpeg
from kiosk.ports.camera import CameraState

_PREVIEW = (FRAME[0] // 2, FRAME[1] // 2)


class SimulatedCamera:
    """Shows a made-up paper; the demo, the robot and tests choose the paper and the fault."""

    def __init__(
        self,
        *,
        paper: Paper = Paper.ID_CARD,
        shot: Shot = Shot.GOOD,
        state: CameraState = CameraState.READY,
        seed: int = 1,
    ) -> None:
        self._paper = paper
        self._shot = shot
        self._state = state
        self._seed = seed
        self._is_open = False
        self._preview: bytes | None = None

    def show(self, paper: Paper, shot: Shot = Shot.GOOD) -> None:
        """Lay another paper on the tray, well or badly."""
        self._paper, self._shot, self._preview = paper, shot, None

    def fail(self, state: CameraState) -> None:
        """Answer so from now on; ``READY`` mends it."""
        self._state = state

    def open(self) -> CameraState:
        """Start the picture."""
        self._is_open = self._state is CameraState.READY
        return self._state

    def preview(self) -> bytes | None:
        """Return what the camera sees, at half size."""
        if not self._sees():
            return None
        if self._preview is None:
            self._preview = paper_jpeg(self._paper, self._shot, seed=self._seed, size=_PREVIEW)
        return self._preview

    def take(self) -> bytes | None:
        """Return a still; each one has its own light and place, as a real hand gives."""
        if not self._sees():
            return None
        self._seed, self._preview = self._seed + 1, None
        return paper_jpeg(self._paper, self._shot, seed=self._seed)

    def close(self) -> None:
        """Stop the picture."""
        self._is_open = False
        self._preview = None

    def _sees(self) -> bool:
        return self._is_open and self._state is CameraState.READY
