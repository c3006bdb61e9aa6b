"""Photograph a paper; blur, darkness and cut edges are told, and the last word is yours."""

from collections.abc import Callable

from kiosk.catalogue.service import Material
from kiosk.domain.application import Attachment
from kiosk.domain.words import NO_WORDS, Words
from kiosk.entry.photo import PhotoProblem
from kiosk.forms.protocol import Verdict
from kiosk.ports.camera import Camera, CameraState
from kiosk.usecases.interview import attachment_slot
from ui.asking import Asked
from ui.pages import Act, Action, CameraPicture, Chose, Key, Page, Pressed, Row

_SHOOT = "shoot"
_AGAIN = "again"
_USE = "use"
_LATER = "later"
_MORE = "more"
_TICKS_BETWEEN_TRIES = 10  # two seconds: opening a camera another program holds takes time


class Presenter:
    """Takes up to as many shots as the paper needs.

    A shot is only ever given up for the one that replaces it, and while there is one the way on
    stays open. A doubtful shot is not kept before the visitor says so.
    """

    def __init__(
        self,
        *,
        asked: Asked,
        camera: Camera,
        check: Callable[[bytes], tuple[PhotoProblem, ...]],
    ) -> None:
        self._asked = asked
        self._camera = camera
        self._check = check
        left = asked.found(tuple)
        kept = [a.content for a in asked.interview.attached(asked.ref)]
        self._shots: list[bytes] = kept if left is None else list(left)
        self._still: bytes | None = self._shots[-1] if self._shots else None
        self._doubtful: bytes | None = None
        self._is_replacing = False
        self._ticks = 0
        self._state = camera.open()
        self._notice = self._trouble()
        self._echo = self._notice

    # Drawing

    def page(self) -> Page:
        """Return the picture and what can be done with it."""
        asked = self._asked
        text = asked.stage.text
        return Page(
            screen="photo",
            heading=asked.heading,
            lead=self._tip(),
            notice=self._notice,
            position=asked.position,
            position_words=asked.position_words,
            rows=self._rows(),
            back=text("key-back"),
            secondary=asked.skip_words,
            secondary_icon="skip",
            primary=asked.next_words if self._shots and not self._doubtful else NO_WORDS,
            echo=self._echo,
        )

    @property
    def _material(self) -> Material | None:
        return self._asked.interview.material(self._asked.ref)

    def _tip(self) -> Words:
        return self._asked.lead_with(self._material.tip if self._material else "")

    def _rows(self) -> tuple[Row, ...]:
        text = self._asked.stage.text
        picture = CameraPicture(
            name=text("photo-taken" if self._still else "photo-live"),
            jpeg=self._still or self._camera.preview(),
            is_live=self._still is None,
        )
        rows: list[Row] = []
        if self._state is CameraState.READY or self._still:
            rows.append(picture)
        if self._state is CameraState.READY:
            rows += self._shooting()
        if self._may_come_later:
            rows.append(
                Action(key=_LATER, words=text("photo-later"), icon="calendar", is_quiet=True)
            )
        return tuple(rows)

    def _shooting(self) -> list[Row]:
        text = self._asked.stage.text
        if self._still is None:
            return [Action(key=_SHOOT, words=text("photo-shoot"), icon="camera")]
        if self._doubtful is not None:
            return [
                Action(key=_AGAIN, words=text("photo-again"), icon="camera"),
                Action(key=_USE, words=text("photo-use"), icon="check", is_quiet=True),
            ]
        again = Action(key=_AGAIN, words=text("photo-again"), icon="undo", is_quiet=True)
        if len(self._shots) >= self._most_shots:
            return [again]
        more = text("photo-more", done=len(self._shots), most=self._most_shots)
        return [Action(key=_MORE, words=more, icon="camera", is_quiet=True), again]

    @property
    def _most_shots(self) -> int:
        return self._material.shots if self._material and self._material.shots else 1

    @property
    def _may_come_later(self) -> bool:
        """A paper that may be handed in later; and when there is no camera, any paper may."""
        if self._shots or self._doubtful:
            return False
        if self._state is not CameraState.READY:
            return True
        return self._asked.interview.may_come_later(self._asked.ref)

    def _trouble(self) -> Words:
        if self._state is CameraState.READY:
            return NO_WORDS
        return self._asked.stage.text(f"camera-{self._state.value}")

    # Acting

    def on(self, act: Act) -> None:
        """Shoot, shoot again, bring it later, go on, skip or go back."""
        match act:
            case Chose(key=key) if key == _SHOOT:
                self._shoot()
            case Chose(key=key) if key == _USE and self._doubtful is not None:
                self._keep(self._doubtful)
            case Chose(key=key) if key in {_MORE, _AGAIN}:
                self._shoot_another(is_instead=key == _AGAIN)
            case Chose():
                self._bring_later()
            case Pressed(key=Key.PRIMARY):
                self._answer()
            case _:
                self._asked.is_handled(act, left=tuple(self._shots))

    def tick(self) -> None:
        """Show the newest picture while nothing is taken; try a busy camera again."""
        if self._state is CameraState.BUSY:
            self._try_again()
        if self._still is None and self._state is CameraState.READY:
            self._echo = NO_WORDS
            self._asked.stage.refresh()

    def _try_again(self) -> None:
        self._ticks += 1
        if self._ticks % _TICKS_BETWEEN_TRIES:
            return
        self._state = self._camera.open()
        if self._state is not CameraState.BUSY:
            self._tell(self._trouble())

    def leave(self) -> None:
        """Stop the camera."""
        self._camera.close()

    def _shoot(self) -> None:
        jpeg = self._camera.take()
        if jpeg is None:
            self._state = CameraState.MISSING
            self._still = self._shots[-1] if self._shots else None
            self._tell(self._trouble())
            return
        problems = self._check(jpeg)
        if problems:
            self._still = self._doubtful = jpeg
            self._tell(self._asked.stage.text(f"photo-{problems[0].value}"))
        else:
            self._keep(jpeg)

    def _keep(self, jpeg: bytes) -> None:
        if self._is_replacing:
            self._shots.pop()
        self._is_replacing = False
        self._shots.append(jpeg)
        self._still, self._doubtful = jpeg, None
        text, done = self._asked.stage.text, len(self._shots)
        has_room = done < self._most_shots
        self._notice = text("photo-other-side", done=done) if has_room else NO_WORDS
        self._echo = self._notice or text("photo-good")
        self._asked.stage.refresh()

    def _shoot_another(self, *, is_instead: bool) -> None:
        """Show the camera again; what is shot in place of a doubtful shot replaces no kept one."""
        if self._doubtful is None:
            self._is_replacing = is_instead
        self._still = self._doubtful = None
        self._notice = NO_WORDS
        self._echo = self._asked.stage.text("photo-live")
        self._asked.stage.refresh()

    def _tell(self, words: Words) -> None:
        self._notice = self._echo = words
        self._asked.stage.refresh()

    def _answer(self) -> None:
        asked = self._asked
        slot = attachment_slot(asked.ref)
        pictures = tuple(
            Attachment(slot=f"{slot}-{n}.jpg", media_type="image/jpeg", content=jpeg)
            for n, jpeg in enumerate(self._shots, start=1)
        )
        verdict = asked.interview.attach(asked.ref, pictures)
        if verdict is Verdict.ACCEPTED:
            asked.go_on()
        else:
            self._tell(asked.refusal(verdict))

    def _bring_later(self) -> None:
        verdict = self._asked.interview.bring_later(self._asked.ref)
        if verdict is Verdict.ACCEPTED:
            self._asked.go_on()
        else:
            self._tell(self._asked.refusal(verdict))
