"""The window a scene is played in, and the citizens who stand before it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from PySide6.QtWidgets import QApplication

from kiosk.forms.protocol import Ref
from kiosk.settings import read_settings
from kiosk.speech.sound import Sound
from tests.audit.conduct.record import Record, Recorder, Wanted
from tests.journeys.conftest import a_citizen, devices, fixed_clock, open_window
from tests.personas.keys import KeyUser
from tests.personas.switches import SwitchUser
from ui.bootstrap import Kiosk
from ui.pages import Key
from ui.rehearsal.citizen import Citizen

SHORT = "yanglao_zige_renzheng"
BY_KEYS = MappingProxyType(
    {
        **dict.fromkeys(("contact2", "live_addr", "staff_no", "bank_name"), "12"),
        "way": "staff",
        "delivery": "none",
        "hukou_kind": "local",
        "consent_share": "no",
        "account_holder": "self",
    }
)
"""Answers without a word to write by hand, which takes a machine long to read."""


class BriskVoice:
    """A voice that says anything in some milliseconds."""

    def render(self, text: str, *, rate_percent: int, language: str = "") -> bytes | None:
        del text, rate_percent, language
        return Sound(bytes(2 * 100), 20_000).to_wav()

    def close(self) -> None:
        """Nothing to give back."""


class Watched(Citizen):
    """A citizen whose acts are noted, and what they have of their own."""

    def __init__(self, kiosk: Kiosk, **how: Any) -> None:
        super().__init__(kiosk, **how)
        self.record = Record()
        self.look: Callable[[], None] = lambda: None

    def choose(self, key: str) -> None:
        self.record.note(Wanted(f"choose {key}"))
        super().choose(key)

    def press(self, key: Key) -> None:
        self.record.note(Wanted(f"press {key}"))
        super().press(key)

    def dock(self, item: str) -> None:
        self.record.note(Wanted(f"dock {item}"))
        super().dock(item)

    def enter(self, text: str) -> None:
        self.record.own.append(text)
        super().enter(text)

    def _after_act(self) -> None:
        super()._after_act()
        self.look()

    def _lay_card(self, ref: Ref) -> None:
        card = self._whose_card(ref.rpartition("/")[2]).card
        self.record.own += [card.name, card.number.digits, card.address]
        super()._lay_card(ref)


class WatchedByKeys(Watched, KeyUser):
    """The same with the keys of a keyboard."""


class WatchedBySwitch(Watched, SwitchUser):
    """The same with switches."""


@dataclass(slots=True)
class Stage:
    """A kiosk with somebody before it, and what is noted of them."""

    kiosk: Kiosk
    recorder: Recorder
    record: Record

    def citizen(self, *, kind: type[Watched] = Watched, **how: Any) -> Watched:
        citizen = a_citizen(self.kiosk, kind=kind, **{"choices": dict(BY_KEYS), **how})
        citizen.record, citizen.look = self.record, self.recorder.look
        return citizen

    def begin(self, service: str = SHORT, **how: Any) -> Watched:
        """Somebody has come to the first question of a service."""
        citizen = self.citizen(**how)
        citizen.press(Key.PRIMARY)
        citizen.open_service(service)
        citizen.press(Key.PRIMARY)
        return citizen

    def until(self, citizen: Watched, is_there: Callable[[], bool]) -> None:
        while not is_there():
            citizen.answer_page()

    def wait_for_sound(self, citizen: Watched) -> None:
        player = self.kiosk.voice._player
        citizen.wait(lambda: player.is_playing, "something is heard")

    def wait_for_silence(self, citizen: Watched) -> None:
        citizen.wait(lambda: not self.kiosk.voice.is_speaking, "all is said")


Play: TypeAlias = Callable[[Stage], None]


def recorded(play: Play, application: QApplication, kiosk: Path) -> Record:
    """Play a scene and return what happened.

    Args:
        play: the scene.
        application: Qt's.
        kiosk: the folder of a kiosk that nobody has used; the scene fills it.
    """
    with _on_stage(application, kiosk) as stage:
        play(stage)
    return stage.record


@contextmanager
def _on_stage(application: QApplication, folder: Path) -> Iterator[Stage]:
    record = Record()
    settings = read_settings({}, data=folder / "data", keys=folder / "keys", voice="silent")
    parts = replace(devices(settings, fixed_clock()), synthesiser=BriskVoice())
    with open_window(application, settings, parts, on_spoken=record.hear) as kiosk:
        recorder = Recorder(kiosk, record)
        try:
            yield Stage(kiosk, recorder, record)
        finally:
            recorder.close()
