"""The panels of the dock: 大字, 语音, 语言, 找人帮. Each closes to where the visitor was."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from kiosk.domain.language import Language
from kiosk.domain.words import NO_WORDS, Words
from kiosk.flow.comfort import HOLDS_MS, SCANS_MS, Comfort, Need, Palette
from kiosk.flow.visit import ComfortChosen, LanguageChosen, WentBack
from kiosk.speech.controls import RATES_PERCENT, VOLUMES_PERCENT, SpeechControls
from ui.pages import Act, Choice, Chose, Fact, Illustration, Key, Page, Pressed, Tile
from ui.presenting import Stage

_NO_DIALECTS: Mapping[str, str] = MappingProxyType({})
_SIZES = (1, 2, 3, 4, 5)
_NEED_ICONS = {
    Need.SIGHT: "eye",
    Need.HEARING: "ear",
    Need.TREMOR: "shaking-hand",
    Need.READING: "picture",
    Need.WHEELCHAIR: "wheelchair",
    Need.KEYS: "switch",
}
_CONTROLS = (
    ("repeat", "repeat"),
    ("read", "voice"),
    ("louder", "speaker-louder"),
    ("quieter", "speaker-quieter"),
    ("faster", "faster"),
    ("slower", "slower"),
)
_SIZE, _PALETTE, _NEED, _SCAN, _HOLD = "size:", "palette:", "need:", "scan:", "hold:"
_LEFT = "left"


class ComfortPresenter:
    """First the needs, then sizes and colours; a touch changes everything at once."""

    def __init__(self, *, stage: Stage, comfort: Callable[[], Comfort]) -> None:
        self._stage = stage
        self._comfort = comfort
        self._echo = NO_WORDS

    def page(self) -> Page:
        """Return the choices."""
        text, comfort = self._stage.text, self._comfort()
        needs = tuple(
            Choice(
                key=f"{_NEED}{need.value}",
                label=text(f"need-{need.value}"),
                icon=_NEED_ICONS[need],
                is_chosen=need in comfort.needs,
                several=True,
                state=self._state(is_chosen=need in comfort.needs),
            )
            for need in Need
        )
        sizes = tuple(
            Choice(
                key=f"{_SIZE}{size}",
                label=text(f"size-{size}"),
                icon=f"size-{size}",
                is_chosen=comfort.text_size == size,
                state=self._state(is_chosen=comfort.text_size == size),
            )
            for size in _SIZES
        )
        palettes = tuple(
            Choice(
                key=f"{_PALETTE}{palette.value}",
                label=text(f"palette-{palette.value}"),
                icon="palette",
                is_chosen=comfort.palette is palette,
                state=self._state(is_chosen=comfort.palette is palette),
            )
            for palette in Palette
        )
        choices = (*needs, *self._holds(), *sizes, *palettes, self._left_hand())
        rows = (*self._speeds(), *choices)
        return Page(
            screen="panel-comfort",
            heading=text("comfort-heading"),
            lead=text("comfort-lead"),
            count=self._stage.count(len(rows)),
            rows=rows,
            acts_at_once=True,
            primary=text("panel-close"),
            primary_icon="check",
            echo=self._echo,
        )

    def _speeds(self) -> tuple[Choice, ...]:
        """Return how fast the scan moves, first of all, to who uses a switch."""
        if not self._comfort().uses_keys:
            return ()
        now = self._comfort().scan_ms
        return tuple(
            Choice(
                key=f"{_SCAN}{span}",
                label=self._stage.text("scan-seconds", seconds=f"{span / 1000:g}"),
                icon="clock",
                is_chosen=span == now,
                state=self._state(is_chosen=span == now),
            )
            for span in SCANS_MS
        )

    def _holds(self) -> tuple[Choice, ...]:
        """Return how long to press, to who has a hand that shakes."""
        comfort = self._comfort()
        if not comfort.is_steady:
            return ()
        return tuple(
            Choice(
                key=f"{_HOLD}{span}",
                label=self._stage.text(f"hold-{span}"),
                icon="touch" if span == 0 else "clock",
                is_chosen=span == comfort.hold_ms,
                state=self._state(is_chosen=span == comfort.hold_ms),
            )
            for span in HOLDS_MS
        )

    def _left_hand(self) -> Choice:
        is_chosen = self._comfort().is_left_handed
        return Choice(
            key=_LEFT,
            label=self._stage.text("comfort-left-hand"),
            icon="hand-left",
            is_chosen=is_chosen,
            several=True,
            state=self._state(is_chosen=is_chosen),
        )

    def _state(self, *, is_chosen: bool) -> Words:
        return self._stage.text("choice-chosen") if is_chosen else NO_WORDS

    def on(self, act: Act) -> None:
        """Change the look, or close."""
        match act:
            case Chose(key=key):
                changed = self._changed(key)
                self._echo = self._told(key, changed)
                self._stage.emit(ComfortChosen(changed))
            case Pressed(key=Key.PRIMARY):
                self._stage.emit(WentBack())
            case _:
                pass

    def _told(self, key: str, changed: Comfort) -> Words:
        """Return what a touch of a need has changed; of the rest, the look says it."""
        kind, _, value = key.partition(":")
        if f"{kind}:" != _NEED:
            return NO_WORDS
        is_on = Need(value) in changed.needs
        return self._stage.text(f"need-{value}-on" if is_on else "need-off")

    def _changed(self, key: str) -> Comfort:
        comfort = self._comfort()
        kind, _, value = key.partition(":")
        match kind:
            case "need":
                return comfort.toggled(Need(value))
            case "size":
                return comfort.with_size(int(value))
            case "scan":
                return replace(comfort, scan_ms=int(value))
            case "hold":
                return replace(comfort, hold_ms=int(value))
            case "palette":
                return comfort.with_palette(Palette(value))
            case _:
                return replace(comfort, is_left_handed=not comfort.is_left_handed)


class VoicePresenter:
    """再说一遍 and 念给我听, louder and quieter, faster and slower, a dark screen, 停一停.

    Who touches 语音 wants to hear something, so the page below is said once more at once; it is
    what loudness and speed are judged by, too. Any touch silences the voice; after 停一停 it stays
    silent, and the same key has it say the rest. The screen is dark only while something is heard,
    since nobody could find back otherwise.
    """

    def __init__(
        self,
        *,
        stage: Stage,
        controls: Callable[[], SpeechControls],
        change: Callable[[str], None],
        has_sound: Callable[[], bool],
        comfort: Callable[[], Comfort] = Comfort,
    ) -> None:
        self._stage = stage
        self._comfort = comfort
        self._controls = controls
        self._change = change
        self._has_sound = has_sound
        self._is_paused = False
        self._echo = self._notice = NO_WORDS

    def page(self) -> Page:
        """Return the controls with their present values."""
        text = self._stage.text
        dark = "light" if self._comfort().is_dark else "dark"
        controls = (*_CONTROLS, (dark, dark))
        return Page(
            screen="panel-voice",
            heading=text("voice-heading"),
            lead=self._now() if self._has_sound() else text("voice-no-device"),
            notice=self._notice,
            says_below=text("voice-again"),
            count=self._stage.count(len(controls) + 1),
            rows=(
                *(Tile(key=key, icon=icon, title=text(f"voice-{key}")) for key, icon in controls),
                self._pause(),
            ),
            acts_at_once=True,
            primary=text("panel-close"),
            primary_icon="check",
            echo=self._echo,
            columns=2,
        )

    def _now(self) -> Words:
        controls = self._controls()
        return self._stage.text(
            "voice-now",
            volume=controls.volume_step,
            volumes=len(VOLUMES_PERCENT) - 1,
            rate=controls.rate_step,
            rates=len(RATES_PERCENT),
        )

    def _pause(self) -> Tile:
        text = self._stage.text
        if self._is_paused:
            return Tile(key="pause", icon="resume", title=text("voice-go-on"))
        return Tile(key="pause", icon="pause", title=text("voice-pause"))

    def on(self, act: Act) -> None:
        """Change the voice, or close."""
        match act:
            case Chose(key="pause"):
                self._stop_or_go_on()
            case Chose(key=key):
                self._is_paused = False
                self._do(key)
            case Pressed(key=Key.PRIMARY):
                self._stage.emit(WentBack())
            case _:
                pass

    def _stop_or_go_on(self) -> None:
        self._is_paused, self._echo = not self._is_paused, NO_WORDS
        self._stage.refresh()
        if not self._is_paused:
            self._change("resume")

    def _do(self, key: str) -> None:
        match key:
            case "repeat":
                self._change(key)
            case "read":  # READ_ALOUD, for the page below: it is said as it comes up
                self._stage.emit(WentBack())
            case "dark" | "light":
                self._darken(is_dark=key == "dark")
            case _:
                self._set(key)

    def _set(self, key: str) -> None:
        before = self._controls()
        self._change(key)
        self._echo = self._said_of(key, before)
        self._stage.refresh()
        if self._comfort().is_dark and not self._is_heard():
            self._darken(is_dark=False)

    def _is_heard(self) -> bool:
        return self._has_sound() and self._controls().volume_step > 0

    def _darken(self, *, is_dark: bool) -> None:
        """Make the screen dark or light, or say why not."""
        if is_dark and not self._is_heard():
            self._echo = self._notice = self._stage.text("dark-without-sound")
            self._stage.refresh()
            return
        self._notice = NO_WORDS
        self._echo = self._stage.text("dark-on" if is_dark else "dark-off")
        self._stage.emit(ComfortChosen(replace(self._comfort(), is_dark=is_dark)))

    def _said_of(self, key: str, before: SpeechControls) -> Words:
        now = self._controls()
        if now == before:
            return self._stage.text(f"voice-{key}-end")
        is_speed = now.rate_percent != before.rate_percent
        step = now.rate_step if is_speed else now.volume_step
        return self._stage.text(f"voice-{key}-done", step=step)


class LanguagePresenter:
    """The languages that are there, each in its own words; for any other, a person."""

    def __init__(
        self,
        *,
        stage: Stage,
        offered: Sequence[Language],
        hall_phone: str,
        dialects: Mapping[str, str] = _NO_DIALECTS,
        dialect: Callable[[], str] = lambda: "",
    ) -> None:
        """Take what there is to choose from.

        Args:
            stage: words, and a way to report.
            offered: languages, in the order of the hall.
            hall_phone: for who needs another one.
            dialects: the names of recorded ones and what they are called.
            dialect: returns the one that is spoken now, or nothing.
        """
        self._stage = stage
        self._offered = tuple(offered)
        self._dialects = dialects
        self._dialect = dialect
        self._phone = hall_phone

    def page(self) -> Page:
        """Return the languages of this hall, the present one marked."""
        text = self._stage.text
        rows = (
            *(self._choice(one, text(f"language-{one.lower()}")) for one in self._offered),
            *(self._choice(name, Words.same(told)) for name, told in self._dialects.items()),
        )
        return Page(
            screen="panel-language",
            heading=text("language-heading"),
            lead=text("language-lead", phone=self._phone),
            count=self._stage.count(len(rows)),
            rows=rows,
            acts_at_once=True,
            primary=text("panel-close"),
            primary_icon="check",
        )

    def _choice(self, key: str, label: Words) -> Choice:
        text = self._stage.text
        is_chosen = key == (self._dialect() or text.language)
        state = text("choice-chosen") if is_chosen else NO_WORDS
        return Choice(key=key, label=label, icon="speech", is_chosen=is_chosen, state=state)

    def on(self, act: Act) -> None:
        """Speak another language, or close."""
        match act:
            case Chose(key=key) if key in self._dialects:
                self._stage.emit(LanguageChosen(self._chinese(), dialect=key))
            case Chose(key=key):
                self._stage.emit(LanguageChosen(Language(key)))
            case Pressed(key=Key.PRIMARY):
                self._stage.emit(WentBack())
            case _:
                pass

    def _chinese(self) -> Language:
        """Return in which characters a dialect is read along."""
        now = self._stage.text.language
        return now if now.is_chinese else Language.SIMPLIFIED


class HelpPresenter:
    """找人帮: who helps, and that what is filled in stays."""

    def __init__(self, *, stage: Stage, hall_name: str, hall_phone: str) -> None:
        self._stage = stage
        self._hall = hall_name
        self._phone = hall_phone

    def page(self) -> Page:
        """Return how to get a person."""
        text = self._stage.text
        return Page(
            screen="panel-help",
            heading=text("help-heading"),
            lead=text("help-lead"),
            rows=(
                Illustration(icon="helper", words=text("help-wave")),
                Fact(label=text("help-phone-label"), text=text("help-phone", phone=self._phone)),
                Fact(label=text("help-kept-label"), text=text("help-kept")),
            ),
            primary=text("panel-close"),
            primary_icon="check",
        )

    def on(self, act: Act) -> None:
        """Close."""
        if act == Pressed(Key.PRIMARY):
            self._stage.emit(WentBack())
