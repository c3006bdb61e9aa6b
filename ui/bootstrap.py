"""The composition root of the window: builds everything once and hands it down."""

import faulthandler
import gc
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from kiosk.catalogue.compiled import Catalogue
from kiosk.catalogue.regions import known_regions
from kiosk.devices.clock import SystemClock
from kiosk.devices.core_files import forbid_core_files
from kiosk.devices.dialects import DialectSynthesiser, read_dialects
from kiosk.devices.id_card_reader import READERS, ReaderSetup
from kiosk.devices.printer import PRINTERS, PrinterSetup
from kiosk.devices.rime import the_input_method
from kiosk.devices.synthesiser import SYNTHESISERS
from kiosk.domain.errors import StorageFailed
from kiosk.domain.language import Language
from kiosk.domain.slip import Slip
from kiosk.domain.words import Words
from kiosk.entry.handwriting import InkRecogniser, Model, carried_model
from kiosk.entry.lists import answer_lists
from kiosk.flow import places as at
from kiosk.flow.comfort import Comfort, Need
from kiosk.flow.places import Panel
from kiosk.flow.visit import ComfortChosen, HomeWanted, PanelWanted, TroubleMet
from kiosk.logs import Log, LogEvent, configure_logs
from kiosk.ports.camera import Camera
from kiosk.ports.clock import Clock
from kiosk.ports.id_card_reader import IdCardReader
from kiosk.ports.input_method import InputMethod
from kiosk.ports.printer import Printer, PrintOutcome
from kiosk.ports.recogniser import Recogniser
from kiosk.ports.synthesiser import Synthesiser
from kiosk.settings import Settings, chosen
from kiosk.speech.clip_store import ClipStore
from kiosk.speech.controls import SpeechControls
from kiosk.speech.utterance import passing
from kiosk.store.cases import SqliteCases, Tidied
from kiosk.store.database import open_database
from kiosk.store.drafts import SqliteDrafts
from kiosk.store.lock import only_one
from kiosk.usecases.counter import Counter
from kiosk.usecases.drafts import DraftDesk
from kiosk.usecases.follow_case import CaseFollower
from kiosk.usecases.guessing import Guesses
from kiosk.vault.bundle import BundleFiles, HpkeSealer
from kiosk.vault.drafts import AesDraftCipher
from kiosk.vault.keys import load_keys
from ui.adapters.camera import CAMERAS
from ui.adapters.composer import BackgroundComposer
from ui.adapters.garbage import GarbageCollection
from ui.adapters.ink_reader import BackgroundInkReader
from ui.adapters.inputs import Inputs
from ui.adapters.mishaps import tell_mishaps_calmly
from ui.adapters.outputs import Outputs
from ui.adapters.player import Player
from ui.adapters.reminder import Reminder
from ui.adapters.scanner import CodeScanner
from ui.adapters.sign_clips import SignClips
from ui.adapters.slip_painter import bitmap
from ui.adapters.voice import TouchSilencer, Voice
from ui.app import App
from ui.front import Front
from ui.navigator import Navigator
from ui.pages import Scanned
from ui.places import Places
from ui.questions import Questions
from ui.simple import SimpleWords
from ui.widgets.darkness import Darkness
from ui.widgets.dock import DockItem
from ui.widgets.switches import Switches

_PANELS = {
    DockItem.TEXT_SIZE: Panel.TEXT_SIZE,
    DockItem.VOICE: Panel.VOICE,
    DockItem.LANGUAGE: Panel.LANGUAGE,
    DockItem.HELP: Panel.HELP,
}
EXPIRY_CHECK = timedelta(minutes=10)
_WIPE_CHECK = timedelta(seconds=5)
_PATIENCE = timedelta(seconds=2)
"""So long a touch may wait for another process that has the database; then it is told."""
_MS = timedelta(milliseconds=1)
_log = Log("window")


@dataclass(frozen=True, slots=True, kw_only=True)
class Devices:
    """The outside world of one kiosk."""

    clock: Clock
    reader: IdCardReader
    camera: Camera
    printer: Printer
    synthesiser: Synthesiser
    recogniser: Recogniser | None
    input_method: InputMethod | None = None
    dialects: Mapping[str, ClipStore] = field(default_factory=dict)


def devices_from(settings: Settings) -> Devices:
    """Return the devices the settings name.

    Raises:
        BadConfiguration: a name is not in its table.
    """
    return Devices(
        clock=SystemClock(),
        reader=chosen(READERS, settings.id_card_reader, setting="id_card_reader")(
            ReaderSetup(card_file=settings.card_file)
        ),
        camera=chosen(CAMERAS, settings.camera, setting="camera")(),
        printer=chosen(PRINTERS, settings.printer, setting="printer")(
            PrinterSetup(
                device=Path(settings.printer_device),
                dots=settings.printer_dots,
                folder=settings.data / "slips",
            )
        ),
        synthesiser=chosen(SYNTHESISERS, settings.voice, setting="voice")(),
        recogniser=InkRecogniser(Model()) if carried_model() else None,
        input_method=the_input_method(),
        dialects=read_dialects(settings.dialects),
    )


def _tell_of(tidied: Tidied) -> None:
    """Log what a start found in the data folder, if it was not all in order."""
    if tidied.broken or tidied.missing:
        _log.warning(
            LogEvent.BUNDLES_DAMAGED, broken=len(tidied.broken), missing=len(tidied.missing)
        )
    if tidied.adopted:
        _log.warning(LogEvent.BUNDLES_ADOPTED, count=tidied.adopted)


def _nobody_listens(_text: str) -> None:
    """Take a transcript nobody asked for."""


class Kiosk:
    """Everything one window is made of."""

    def __init__(
        self,
        settings: Settings,
        devices: Devices,
        *,
        front: Front,
        on_spoken: Callable[[str], None] = _nobody_listens,
        expiry_check: timedelta = EXPIRY_CHECK,
    ) -> None:
        """Build everything behind the window; :meth:`start` opens it.

        Args:
            settings: of the hall.
            devices: the outside world.
            front: the window; it may be on the screen already.
            on_spoken: told every sentence the voice accepts.
            expiry_check: how often drafts past their time are looked for.

        Raises:
            BadConfiguration: keys or settings are not in order.
            BadService: there is no compiled catalogue.
            StorageFailed: the database cannot be opened.
        """
        self.settings = settings
        self.devices = devices
        self._front = front
        self._application = front.application
        self.text, self.look = front.text, front.look
        self.frame, self.view = front.frame, front.view
        self._open_stores()
        self._garbage = GarbageCollection(parent=self.frame)
        self._garbage.start()  # before the first thread
        self._build_voice(on_spoken)
        recogniser = devices.recogniser
        self.ink_reader = BackgroundInkReader(recogniser) if recogniser else None
        method = devices.input_method
        self.composer = BackgroundComposer(method) if method else None
        self._build_visit()
        self._expiry = QTimer(self.app)
        self._expiry.setInterval(expiry_check // _MS)
        self._expiry.timeout.connect(self.forget_expired)
        self._wiping = QTimer(self.app)
        self._wiping.setInterval(_WIPE_CHECK // _MS)
        self._wiping.timeout.connect(self.drafts.finish_wiping)

    def start(self) -> None:
        """Show the window and let people in."""
        self.frame.show()
        self.app.start(self.navigator)
        self._expiry.start()
        self._wiping.start()
        self.sign_clips.try_all()

    def close(self) -> None:
        """Stop everything and let go of files and devices."""
        self._expiry.stop()
        self._wiping.stop()
        self.app.stop()
        self.switches.stop()
        self.reminder.stop()
        if self.ink_reader:
            self.ink_reader.close()
        if self.composer:
            self.composer.close()
        self.navigator.wipe()
        self._application.removeEventFilter(self._inputs)
        self.voice.close()
        self.outputs.close()
        self.devices.synthesiser.close()
        if self.devices.input_method:
            self.devices.input_method.close()
        self._garbage.stop()
        self._front.close()
        self._database.close()

    def forget_expired(self) -> None:
        """Remove drafts past their time; a disk that refuses is tried again later."""
        try:
            self.drafts.forget_expired()
        except StorageFailed as failed:
            _log.warning(LogEvent.VISIT_FAILED, code=failed.code)

    # Building

    def _open_stores(self) -> None:
        settings = self.settings
        keys = load_keys(settings.keys, data=settings.data)
        self._database = open_database(settings.database)
        bundles = settings.data / "bundles"
        self.cases = SqliteCases(self._database)
        _tell_of(self.cases.tidy(BundleFiles(bundles), at=self.devices.clock.now()))
        self.sealer = HpkeSealer(folder=bundles, keys=keys, kiosk_id=settings.terminal)
        kept_for = timedelta(hours=settings.draft_hours)
        self.drafts = DraftDesk(
            drafts=SqliteDrafts(self._database, kept_for=kept_for),
            cipher=AesDraftCipher(keys),
            sealer=self.sealer,
            clock=self.devices.clock,
            kept_for=kept_for,
        )
        self.drafts.forget_expired()
        self._database.wait_at_most(_PATIENCE)  # from here on somebody may stand before it
        self.catalogue = Catalogue(settings.catalogue)
        self.counter = Counter(
            catalogue=self.catalogue,
            drafts=self.drafts,
            cases=self.cases,
            sealer=self.sealer,
            clock=self.devices.clock,
            terminal=settings.terminal,
            time_zone=settings.time_zone,
        )

    def _build_voice(self, on_spoken: Callable[[str], None]) -> None:
        controls = SpeechControls(
            rate_percent=self.settings.speech_rate_percent,
            volume_percent=self.settings.volume_percent,
        )
        self.outputs = Outputs(
            loudspeaker=self.settings.loudspeaker,
            headphones=self.settings.headphones,
            parent=self.frame,
        )
        player = Player(output=self.outputs.device)
        self.outputs.changed.connect(player.on_outputs_changed)
        self.voice = Voice(
            synthesiser=DialectSynthesiser(
                self.devices.dialects, instead=self.devices.synthesiser
            ),
            player=player,
            defaults=controls,
            headphones_percent=self.settings.headphones_volume_percent,
            is_private=self._is_private,
            on_spoken=on_spoken,
        )
        self.outputs.moved.connect(self._on_moved)

    def _build_visit(self) -> None:
        settings = self.settings
        self.app = App(
            counter=self.counter,
            cases=self.cases,
            clock=self.devices.clock,
            idle=timedelta(seconds=settings.idle_seconds),
            idle_alert=timedelta(seconds=settings.idle_alert_seconds),
            kept_for=timedelta(hours=settings.draft_hours),
            restyle=self._restyle,
            speak=self._speak,
            forget_device=self.voice.reset,
            is_disk_low=self._is_disk_low,
            is_speaking=self._is_telling,
        )
        scanner = CodeScanner(self.frame)
        scanner.scanned.connect(self._on_scanned)
        silencer = TouchSilencer(self.voice, parent=self.voice)
        self.switches = self._build_switches()
        self.darkness = Darkness(self.frame, parent=self.app)
        self.darkness.touched.connect(self._lighten)
        self.reminder = Reminder(
            pause=timedelta(seconds=settings.remind_seconds),
            may_remind=self._may_remind,
            remind=self._remind,
            parent=self.app,
        )
        self._inputs = Inputs(
            scanner,
            self.app,
            self.view.focus_moves,
            silencer,
            self.reminder,
            self.darkness,
            self.switches,
            parent=self.app,
        )
        self._application.installEventFilter(self._inputs)
        questions = Questions(
            reader=self.devices.reader,
            camera=self.devices.camera,
            ink_reader=self.ink_reader,
            composer=self.composer,
            regions=known_regions(settings.regions),
            lists=answer_lists(settings.lists),
            clock=self.devices.clock,
            time_zone=settings.time_zone,
        )
        places = Places(
            settings=settings,
            text=self.text,
            catalogue=self.catalogue,
            counter=self.counter,
            drafts=self.drafts,
            follower=CaseFollower(cases=self.cases, sealer=self.sealer),
            guesses=Guesses(clock=self.devices.clock),
            reader=self.devices.reader,
            questions=questions,
            ink_reader=self.ink_reader,
            voice=self.voice,
            dialects=self.devices.dialects,
            clock=self.devices.clock,
            app=self.app,
            refresh=self._refresh,
            repeat=self._repeat,
            print_slip=self._print,
        )
        self.sign_clips = SignClips(settings.sign_clips, text=self.text, parent=self.app)
        self.sign_clips.found.connect(self._refresh)
        self.navigator = Navigator(
            view=self.view,
            open_place=places.open,
            say=self.voice.say,
            screen_changed=self._on_screen_changed,
            simple=SimpleWords(text=self.text, is_wanted=lambda: self.app.visit.comfort.is_simple),
            signed=self.sign_clips.page,
            is_private=self._is_private,
        )
        self.voice.fell_silent.connect(self.reminder.fell_silent)
        self.reminder.said.connect(self.app.spoken_to_the_end)
        self.voice.captioned.connect(self._caption)
        self.voice.availability_changed.connect(self._on_availability_changed)
        self._on_availability_changed()
        self.counter.speak(self.text.language)
        self.voice.speak(self.text.language)
        self.frame.dock_chosen.connect(self._on_dock_chosen)

    def _build_switches(self) -> Switches:
        switches = Switches(
            self.frame,
            accept_key=Qt.Key[f"Key_{self.settings.switch_accept_key}"],
            next_key=Qt.Key[f"Key_{self.settings.switch_next_key}"],
            may_move=lambda: not (self.voice.is_available and self.voice.is_speaking),
            parent=self.app,
        )
        switches.used.connect(self._on_switch_used)
        switches.abandoned.connect(self._on_switches_abandoned)
        switches.offered.connect(self.view.on_offered)
        return switches

    def _is_private(self) -> bool:
        return self.outputs.is_private

    def _on_moved(self) -> None:
        """Go on with the page, from its start, where it is heard now."""
        self.voice.change_outlet()
        self.navigator.hush()

    def _is_telling(self) -> bool:
        """Whether something is said that nobody has heard yet; waiting goes on in a reminder."""
        return self.voice.is_speaking and not self.reminder.is_reminding

    def _may_remind(self) -> bool:
        is_busy = self.voice.is_speaking or self.switches.is_scanning
        return self.navigator.awaits_answer and not is_busy

    def _remind(self) -> None:
        self.navigator.remind()

    def _on_screen_changed(self) -> None:
        self.reminder.screen_changed()
        self.voice.screen_changed()

    def _on_switch_used(self) -> None:
        comfort = self.app.visit.comfort
        if not comfort.uses_keys:
            self.app.dispatch(ComfortChosen(comfort.toggled(Need.KEYS)))

    def _on_switches_abandoned(self) -> None:
        """Forget the switches of somebody who went away before a visit began."""
        comfort = self.app.visit.comfort
        if isinstance(self.app.visit.place, at.Standby) and comfort.uses_keys:
            self.app.dispatch(ComfortChosen(comfort.toggled(Need.KEYS)))

    def _on_scanned(self, content: str) -> None:
        self.navigator.on_acted(Scanned(content))

    def _on_dock_chosen(self, item: DockItem) -> None:
        panel = _PANELS.get(item)
        self.app.dispatch(HomeWanted() if panel is None else PanelWanted(panel))

    def _is_disk_low(self) -> bool:
        free = shutil.disk_usage(self.settings.data).free
        return free < self.settings.free_disk_mb * 1024 * 1024

    def _refresh(self) -> None:
        self.navigator.refresh()

    def _repeat(self) -> None:
        self.navigator.repeat()

    def _print(self, slip: Slip) -> PrintOutcome:
        outcome = self.devices.printer.print_slip(bitmap(slip, dots=self.settings.printer_dots))
        _log.info(LogEvent.SLIP_PRINTED, outcome=outcome.value)
        if outcome is not PrintOutcome.PRINTED:
            _log.warning(LogEvent.DEVICE_FAILED, device="printer", outcome=outcome.value)
        return outcome

    def _on_availability_changed(self) -> None:
        if not self.voice.is_available:
            _log.warning(LogEvent.VOICE_UNAVAILABLE)
            self._lighten()
        self._caption("")

    def _caption(self, sentence: str) -> None:
        """Show what is being said to who cannot hear it; the strip itself stays put."""
        is_heard_only = self.voice.is_heard and not self.app.visit.comfort.reads_captions
        self.frame.set_caption(None if is_heard_only else Words.same(sentence))

    def _speak(self, language: Language | None, dialect: str) -> None:
        self._front.speak(language)
        self.counter.speak(self.text.language)
        self.voice.speak(dialect or self.text.language)
        self.navigator.reword()
        self._caption("")

    def _lighten(self) -> None:
        """Show the picture again: it was asked for, or nothing is heard any more."""
        comfort = self.app.visit.comfort
        if comfort.is_dark:
            self.app.dispatch(ComfortChosen(replace(comfort, is_dark=False)))
            self.voice.say(passing(self.text("dark-off").spoken))

    def _restyle(self, comfort: Comfort) -> None:
        self.darkness.set_on(is_on=comfort.is_dark)
        self._front.restyle(comfort)
        if comfort.uses_keys:
            self.switches.set_interval(comfort.scan_ms)
            self.switches.begin()
        else:
            self.switches.stop()
        self._caption("")


def run(settings: Settings, front: Front) -> int:
    """Open the kiosk behind ``front`` and serve people; return Qt's exit status.

    Raises:
        KioskError: it cannot be opened, see :class:`Kiosk`.
    """
    # A second window would tidy away the bundle that the first one is about to record.
    with only_one(settings.data, "hall-kiosk"):
        configure_logs(settings.data / "kiosk.log")
        kiosk = Kiosk(settings, devices_from(settings), front=front)
        keep_calm(kiosk)
        gc.freeze()  # what is loaded stays; looking through it cost a touch 60 ms now and then
        kiosk.start()
        _log.info(LogEvent.KIOSK_STARTED, version=1)
        try:
            return front.application.exec()
        finally:
            kiosk.close()
            _log.info(LogEvent.KIOSK_STOPPED)


def keep_calm(kiosk: Kiosk) -> None:
    """Let no error and no crash of this process print or write what a citizen typed."""
    forbid_core_files()
    faulthandler.enable()  # functions and lines, no values
    tell_mishaps_calmly(partial(kiosk.app.dispatch, TroubleMet("unexpected")))
