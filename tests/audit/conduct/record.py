"""What happened before a kiosk while somebody used it, for the rules of conduct to read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from time import monotonic
from typing import TypeAlias

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.flow.places import Place
from kiosk.flow.visit import Visit
from kiosk.speech.controls import SpeechControls
from kiosk.speech.readings import without_readings
from kiosk.speech.sound import Sound
from kiosk.speech.utterance import prompt
from tests.personas.keys import is_black
from ui.bootstrap import Kiosk
from ui.pages import Page
from ui.theme import Theme
from ui.widgets.caption import CaptionStrip
from ui.widgets.text_block import TextBlock

Box: TypeAlias = tuple[int, int, int, int]
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the citizen is about to touch: ``choose yes``, ``press back``, ``dock voice``."""

    what: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A finger, a key or a switch went down."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page was drawn."""

    page: Page
    visit: Visit

    @property
    def place(self) -> Place:
        return self.visit.place


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence was taken to be said."""

    text: str


@dataclass(frozen=True, slots=True)
class Began:
    """A sentence began to sound."""

    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """It sounds no more, said to its end or cut."""


@dataclass(frozen=True, slots=True)
class Captioned:
    """A caption was given; ``drawn`` stands in the strip, None where there is no strip."""

    text: str
    drawn: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """The window after an act, when all is laid out.

    Attributes:
        drawn: all words that stand in the window.
        is_black: nothing at all is seen; looked for only once it was dark.
        tops: where notice and first row begin, in pixels from the top.
    """

    page: Page
    visit: Visit
    theme: Theme
    controls: SpeechControls
    focus: str
    drawn: str
    is_black: bool
    dock: Mapping[str, Box]
    tops: Mapping[str, int]


What: TypeAlias = Wanted | Pressed | Shown | Said | Began | Ended | Captioned | Stood


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, and when, in milliseconds."""

    at_ms: float
    what: What


@dataclass(frozen=True, slots=True)
class Opening:
    """A page that came up anew, and all that was said of it."""

    page: Page
    said: tuple[str, ...]


@dataclass(slots=True)
class Record:
    """A journey.

    Attributes:
        own: what the people before the kiosk have of their own: names, numbers, addresses.
        presses: how often a switch was pressed for each thing that was chosen.
        idle_ms: how long nobody must touch anything until the kiosk asks.
        controls: speed and loudness as they are before anybody comes.
        theme: the look then.
    """

    events: list[Event] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    presses: list[int] = field(default_factory=list)
    idle_ms: int = 0
    controls: SpeechControls | None = None
    theme: Theme | None = None

    def note(self, what: What) -> None:
        self.events.append(Event(monotonic() * 1000, what))

    def hear(self, text: str) -> None:
        self.note(Said(text))

    @property
    def whats(self) -> list[What]:
        return [event.what for event in self.events]

    @property
    def shown(self) -> list[Shown]:
        return [what for what in self.whats if isinstance(what, Shown)]

    @property
    def stood(self) -> list[Stood]:
        return [what for what in self.whats if isinstance(what, Stood)]

    @property
    def openings(self) -> Iterator[Opening]:
        """Every page that is another one than the page before; the first is only that."""
        before: Page | None = None
        for number, what in enumerate(self.whats):
            if isinstance(what, Shown):
                page = what.page
                if before is not None and _name(before) != _name(page):
                    yield Opening(page, self.said_after(number))
                before = page

    def said_after(self, number: int) -> tuple[str, ...]:
        """Return what was said at once after an event."""
        asides = (Ended, Captioned)
        following = (what for what in self.whats[number + 1 :] if not isinstance(what, asides))
        at_once = takewhile(lambda what: isinstance(what, Said), following)
        return tuple(what.text for what in at_once if isinstance(what, Said))


def sentences(*words: str) -> tuple[str, ...]:
    """Return spoken words as the transcript has them."""
    return tuple(without_readings(sentence) for sentence in prompt(*words).sentences)


def _name(page: Page) -> tuple[str, str]:
    return page.screen, page.heading.shown


class Recorder(QObject):
    """Listens to one kiosk without changing what it does."""

    def __init__(self, kiosk: Kiosk, record: Record) -> None:
        super().__init__()
        self._kiosk, self._record = kiosk, record
        self._is_sounding = False
        self._was_dark = False
        record.controls, record.theme = kiosk.voice.controls, kiosk.look.theme
        kiosk.view.render_page = self._noting_pages(kiosk.view.render_page)
        player = kiosk.voice._player
        player.play = self._noting_sounds(player.play)
        player.stop = self._noting_ends(player.stop)
        kiosk.voice.captioned.connect(self._on_captioned)
        # the newest filter of an application is asked first: a press is noted before its effects
        QApplication.instance().installEventFilter(self)

    def close(self) -> None:
        QApplication.instance().removeEventFilter(self)

    def look(self) -> None:
        """Note how the window stands now."""
        kiosk = self._kiosk
        page, drawn = kiosk.navigator.page, kiosk.frame.page
        if page is None or drawn is None:
            return
        drawn.settle()
        self._was_dark |= kiosk.app.visit.comfort.is_dark
        focused = kiosk.frame.focusWidget()
        self._record.note(
            Stood(
                page=page,
                visit=kiosk.app.visit,
                theme=kiosk.look.theme,
                controls=kiosk.voice.controls,
                focus=focused.accessibleName() if focused else "",
                drawn=" ".join(_texts(kiosk.frame)),
                is_black=self._was_dark and is_black(kiosk.frame),
                dock={b.key: self._box(b) for b in kiosk.frame.dock.buttons if _is_ready(b)},
                tops={
                    name: self._box(part)[1]
                    for name, part in (
                        ("notice", drawn.findChild(QWidget, "notice")),
                        *((("row", drawn.rows[0]),) if drawn.rows else ()),
                    )
                    if part is not None and part.isVisible()
                },
            )
        )

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in _PRESSES and _watched is self._kiosk.frame.windowHandle():
            self._record.note(Pressed())
        return False

    def _box(self, part: QWidget) -> Box:
        corner = part.mapTo(self._kiosk.frame, QPoint(0, 0))
        return corner.x(), corner.y(), part.width(), part.height()

    def _noting_pages(self, render: Callable[[Page], None]) -> Callable[[Page], None]:
        def render_page(page: Page) -> None:
            render(page)
            self._record.note(Shown(page, self._kiosk.app.visit))

        return render_page

    def _noting_sounds(self, play: Callable[[Sound], None]) -> Callable[[Sound], None]:
        def noted(sound: Sound) -> None:
            play(sound)
            self._is_sounding = True
            playing = self._kiosk.voice._queue.playing
            self._record.note(Began(without_readings(playing.text) if playing else ""))

        return noted

    def _noting_ends(self, stop: Callable[[], None]) -> Callable[[], None]:
        def noted() -> None:
            stop()
            if self._is_sounding:
                self._is_sounding = False
                self._record.note(Ended())

        return noted

    def _on_captioned(self, text: str) -> None:
        strip = self._kiosk.frame.findChild(CaptionStrip)
        drawn = strip.findChild(TextBlock).text() if strip.isVisible() else None
        self._record.note(Captioned(text, drawn))


def _texts(window: QWidget) -> Iterator[str]:
    for part in window.findChildren(QWidget):
        if part.isVisible() and callable(getattr(part, "text", None)):
            yield part.text()


def _is_ready(part: QWidget) -> bool:
    return part.isVisible() and part.isEnabled()
