"""A name, and the last resort for a character of it: a picture, with 〓 in its place (造字)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from kiosk.domain.unlisted import UNLISTED
from kiosk.domain.words import NO_WORDS, Words
from kiosk.entry.photo import PhotoProblem
from kiosk.ports.camera import Camera, CameraState
from ui.asking import Asked
from ui.pages import Act, Action, CameraPicture, Chose, Key, Page, Pressed, Row, Typed
from ui.presenting import Presenter as AnyPresenter

_PHOTOGRAPH, _SHOOT, _AGAIN, _WITHOUT = "unlisted", "shoot", "again", "without"
_UNREADABLE = {PhotoProblem.DARK, PhotoProblem.BRIGHT, PhotoProblem.BLURRED}


class Writes(Protocol):
    """Opens the page on which the name is written."""

    def __call__(self, *, last_resort: tuple[str, Words]) -> AnyPresenter:
        """Return it with this key where there is no other way to a character."""
        ...


class Presenter:
    """Holds the page to write on; while a picture is taken, the camera stands in front of it.

    No character holds an application up: without a camera, too, 〓 may stand for it.
    """

    def __init__(
        self,
        *,
        asked: Asked,
        camera: Camera,
        check: Callable[[bytes], tuple[PhotoProblem, ...]],
        writes: Writes,
    ) -> None:
        self._asked = asked
        self._camera = camera
        self._check = check
        self._text = writes(last_resort=(_PHOTOGRAPH, asked.stage.text("unlisted-photograph")))
        self._state: CameraState | None = None  # of the camera in front; None while one writes
        self._still: bytes | None = None
        self._notice = NO_WORDS
        self._echo = NO_WORDS

    def page(self) -> Page:
        """Return the page to write on, or the camera."""
        if self._state is None:
            written = self._text.page()
            return replace(written, echo=self._echo) if self._echo else written
        asked, text = self._asked, self._asked.stage.text
        return Page(
            screen="unlisted",
            heading=text("unlisted-heading"),
            lead=text("unlisted-lead"),
            notice=self._notice,
            position=asked.position,
            position_words=asked.position_words,
            rows=self._rows(self._state),
            back=text("key-back"),
            primary=text("photo-use") if self._still else NO_WORDS,
            echo=self._echo,
        )

    def _rows(self, state: CameraState) -> tuple[Row, ...]:
        text = self._asked.stage.text
        if state is not CameraState.READY and self._still is None:
            return (Action(key=_WITHOUT, words=text("unlisted-without"), icon="forward"),)
        picture = CameraPicture(
            name=text("photo-taken" if self._still else "photo-live"),
            jpeg=self._still or self._camera.preview(),
            is_live=self._still is None,
        )
        if self._still:
            again = text("photo-again")
            return picture, Action(key=_AGAIN, words=again, icon="undo", is_quiet=True)
        return picture, Action(key=_SHOOT, words=text("photo-shoot"), icon="camera")

    def on(self, act: Act) -> None:
        """Write, or take the picture, again or not at all."""
        self._echo = NO_WORDS
        match act:
            case Chose(key=key) if key == _PHOTOGRAPH:
                self._face_camera()
            case _ if self._state is None:
                self._text.on(act)
            case Chose(key=key) if key == _SHOOT:
                self._shoot()
            case Chose(key=key) if key == _AGAIN:
                self._still = None
                self._tell(self._asked.stage.text("photo-live"))
            case Chose():
                self._put_in_its_place()
            case Pressed(key=Key.PRIMARY) if self._still:
                self._asked.interview.show_character(self._asked.ref, self._still)
                self._put_in_its_place()
            case Pressed(key=Key.BACK):
                self.leave()
                self._asked.stage.refresh()
            case _:
                pass

    def tick(self) -> None:
        """Show the newest picture while none is taken."""
        if self._state is CameraState.READY and self._still is None:
            self._echo = NO_WORDS
            self._asked.stage.refresh()

    def leave(self) -> None:
        """Stop the camera."""
        if self._state is not None:
            self._camera.close()
        self._state, self._still, self._notice = None, None, NO_WORDS

    def _face_camera(self) -> None:
        self._state = self._camera.open()
        self._notice = self._trouble()
        self._tell(self._notice or self._asked.stage.text("unlisted-heading"))

    def _trouble(self) -> Words:
        is_ready = self._state is CameraState.READY
        return NO_WORDS if is_ready else self._asked.stage.text("unlisted-no-camera")

    def _shoot(self) -> None:
        self._still = self._camera.take()
        if self._still is None:
            self._state = CameraState.MISSING
            self._notice = self._trouble()
            self._tell(self._notice)
            return
        unreadable = [each for each in self._check(self._still) if each in _UNREADABLE]
        text = self._asked.stage.text
        self._notice = text(f"photo-{unreadable[0].value}") if unreadable else NO_WORDS
        self._tell(self._notice or text("photo-good"))

    def _put_in_its_place(self) -> None:
        self.leave()
        self._text.on(Typed(UNLISTED))
        self._tell(self._asked.stage.text("unlisted-done"))

    def _tell(self, words: Words) -> None:
        self._echo = words
        self._asked.stage.refresh()
