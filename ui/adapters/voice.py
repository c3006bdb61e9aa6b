"""The voice, as the window uses it: says utterances, falls silent at a touch, captions itself."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QInputEvent, QKeyEvent

from kiosk.domain.language import Language
from kiosk.domain.words import Hearer
from kiosk.ports.synthesiser import Synthesiser
from kiosk.speech.characters import simplified
from kiosk.speech.controls import USUAL_VOLUME_PERCENT, SpeechControls
from kiosk.speech.queue import Sentence, SpeechQueue
from kiosk.speech.readings import without_readings
from kiosk.speech.sound import silence_for
from kiosk.speech.utterance import Utterance
from ui.adapters.clips import ClipCache, Take
from ui.adapters.player import Player
from ui.adapters.renderer import Rendered, Renderer

_CACHE_BYTES = 48 * 1024 * 1024
_WARM_UP = "一"  # rendered at start: an engine's first sentence is its slowest


def _nobody_listens(_text: str) -> None:
    """Take a transcript nobody asked for."""


class Voice(QObject):
    """Says what it is given, one sentence at a time, without ever holding up the window.

    Args:
        synthesiser: renders sentences; it is called on a thread of the voice's own.
        player: makes the sound, or keeps silent for as long.
        defaults: speed and loudness at the start of every visit.
        headphones_percent: loudness of headphones at the start of every visit.
        is_private: whether only the visitor hears what the player plays now.
        on_spoken: told every sentence the moment the voice accepts it, whether or not a touch
            cuts it later: the transcript.

    Signals:
        captioned: the sentence now spoken; empty when there is none.
        availability_changed: sound came (True) or went (False); captions come either way.
        fell_silent: all that was to be said has been said, or was cut.
    """

    captioned = Signal(str)
    availability_changed = Signal(bool)
    fell_silent = Signal()

    def __init__(
        self,
        *,
        synthesiser: Synthesiser,
        player: Player,
        defaults: SpeechControls | None = None,
        headphones_percent: float = USUAL_VOLUME_PERCENT,
        is_private: Callable[[], bool] = lambda: False,
        on_spoken: Callable[[str], None] = _nobody_listens,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._defaults = defaults or SpeechControls()
        self._headphones_percent = headphones_percent
        self._is_private = is_private
        self._controls = self._defaults
        self._private_percent = headphones_percent
        self._begin_anew()
        self._on_spoken = on_spoken
        self._language: str = Language.SIMPLIFIED
        self._queue = SpeechQueue()
        self._clips = ClipCache(_CACHE_BYTES)
        self._awaited: Take | None = None
        self._has_engine = True
        self._was_available = player.is_available
        self._player = player
        self._player.finished.connect(self._on_finished)
        self._player.availability_changed.connect(self._tell_availability)
        self._player.set_volume(self._controls.volume_percent)
        self._renderer = Renderer(synthesiser, parent=self)
        self._renderer.rendered.connect(self._on_rendered)
        self.prefetch((_WARM_UP,))

    @property
    def is_available(self) -> bool:
        """Whether what is said can be heard."""
        return self._player.is_available and self._has_engine

    @property
    def is_heard(self) -> bool:
        """Whether what is said is heard: it can be, and the visitor has not turned it off."""
        return self.is_available and self._controls.volume_step > 0

    @property
    def is_speaking(self) -> bool:
        """Whether a sentence is being said or about to be."""
        return self._queue.playing is not None

    @property
    def controls(self) -> SpeechControls:
        """The speed and loudness now in force."""
        return self._controls

    def speak(self, language: str) -> None:
        """Say what comes from now on in the voice of ``language``, or of a recorded dialect."""
        self._language = language

    def say(self, utterance: Utterance) -> None:
        """Say ``utterance`` in its turn."""
        self._transcribe(utterance)
        if self._queue.say(utterance):
            self._cut()
        self._go_on()
        if not utterance.is_personal:
            self.prefetch(utterance.sentences)

    def prefetch(self, sentences: Iterable[str]) -> None:
        """Render sentences that will likely be said soon. Never pass personal ones."""
        takes = [self.take_of(text) for text in sentences]
        self._renderer.expect(t for t in takes if t not in self._clips and t != self._awaited)

    def touched(self) -> None:
        """Fall silent at once; ``resume`` can say the rest."""
        was_speaking = self.is_speaking
        self._cut()
        self._queue.touched()
        self._tell_silence(was_speaking=was_speaking)

    def screen_changed(self) -> None:
        """Drop what belonged to the old screen. An outcome is said to its end."""
        was_speaking = self.is_speaking
        self._renderer.forget()
        if self._queue.screen_changed():
            self._cut()
        elif self._awaited:
            self._renderer.want(self._awaited)
        self._go_on()
        self._tell_silence(was_speaking=was_speaking)

    def repeat(self) -> None:
        """Say the screen once more, and its outcome if there was one."""
        was_speaking = self.is_speaking
        self._cut()
        for utterance in self._queue.repeat():
            self._transcribe(utterance)
        self._go_on()
        self._tell_silence(was_speaking=was_speaking)

    def resume(self) -> None:
        """Say what a touch cut, or the screen once more when nothing was."""
        if self._queue.resume():
            self._go_on()
        else:
            self.repeat()

    def louder(self) -> None:
        """Go one step louder and go on speaking."""
        self._set(self._controls.louder())

    def quieter(self) -> None:
        """Go one step quieter and go on speaking."""
        self._set(self._controls.quieter())

    def faster(self) -> None:
        """Go one step faster and go on speaking."""
        self._set(self._controls.faster())

    def slower(self) -> None:
        """Go one step slower and go on speaking."""
        self._set(self._controls.slower())

    def reset(self) -> None:
        """End the visit: silence, nothing to repeat, speed and loudness as at the start."""
        self.all_stop()
        self._begin_anew()
        self._player.set_volume(self._controls.volume_percent)

    def change_outlet(self) -> None:
        """Fall silent, and be as loud as is usual on what the voice comes out of now.

        Headphones that come back are as loud as the visitor had them; the loudspeaker is not,
        since others are near it.
        """
        was_speaking = self.is_speaking
        self._cut()
        self._queue.all_stop()
        if self._is_private():
            now = self._private_percent
        else:
            self._private_percent = self._controls.volume_percent
            now = self._defaults.volume_percent
        self._controls = replace(self._controls, volume_percent=now)
        self._player.set_volume(now)
        self._tell_silence(was_speaking=was_speaking)

    def all_stop(self) -> None:
        """Fall silent and forget every word and every sound."""
        was_speaking = self.is_speaking
        self._cut()
        self._renderer.forget()
        self._clips.clear()
        self._queue.all_stop()
        self._tell_silence(was_speaking=was_speaking)

    def close(self) -> None:
        """Fall silent for good and end the rendering thread."""
        self.all_stop()
        self._renderer.close()

    def _begin_anew(self) -> None:
        self._controls = self._defaults
        self._private_percent = self._headphones_percent
        if self._is_private():
            self._controls = replace(self._defaults, volume_percent=self._private_percent)

    def _set(self, controls: SpeechControls) -> None:
        self._controls = controls
        self._player.set_volume(controls.volume_percent)
        self.resume()

    def _cut(self) -> None:
        self._player.stop()
        self._awaited = None

    def _go_on(self) -> None:
        if self._player.is_playing or self._awaited:
            return
        sentence = self._queue.take()
        while sentence and sentence.source.hearer is Hearer.VISITOR and not self._is_private():
            self._queue.finish()  # the headphones went, and that will be told in a moment
            sentence = self._queue.take()
        if sentence:
            self._start(sentence)

    def _start(self, sentence: Sentence) -> None:
        take = self.take_of(sentence.text, is_personal=sentence.source.is_personal)
        sound = self._clips.find(take)
        if sound:
            self._player.play(sound)
            self.captioned.emit(without_readings(sentence.text))
        else:
            self._awaited = take
            self._renderer.want(take)

    def take_of(self, text: str, *, is_personal: bool = False) -> Take:
        """Return what the engine is asked for: ``text`` at the speed and in the language now."""
        language = self._language
        said = text if language == Language.SIMPLIFIED else simplified(text)
        return Take(said, self._controls.rate_percent, is_personal, language)

    def _on_rendered(self, rendered: Rendered) -> None:
        take, sound = rendered.take, rendered.sound
        self._has_engine = sound is not None
        self._tell_availability()
        if sound:
            self._clips.keep(take, sound)
        if take == self._awaited:
            self._awaited = None
            self._player.play(sound or silence_for(take.text, rate_percent=take.rate_percent))
            self._tell_caption()

    def _tell_caption(self) -> None:
        """Show what is being said in the characters it was given in."""
        if playing := self._queue.playing:
            self.captioned.emit(without_readings(playing.text))

    def _on_finished(self) -> None:
        self._queue.finish()
        self._go_on()
        self._tell_silence(was_speaking=True)

    def _tell_silence(self, *, was_speaking: bool) -> None:
        if was_speaking and not self.is_speaking:
            self.captioned.emit("")
            self.fell_silent.emit()

    def _tell_availability(self) -> None:
        if self.is_available != self._was_available:
            self._was_available = self.is_available
            self.availability_changed.emit(self.is_available)

    def _transcribe(self, utterance: Utterance) -> None:
        for text in utterance.sentences:
            self._on_spoken(without_readings(text))


class TouchSilencer(QObject):
    """A listener to the application's input: a touch or key silences the voice at once.

    One press passes several receivers on its way; it counts once, lest it cuts what its own
    handler has just begun to say.
    """

    def __init__(self, voice: Voice, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._last: tuple[QEvent.Type, int] | None = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look at presses, and let all of them pass."""
        if event.type() in _PRESSES and isinstance(event, QInputEvent) and self._is_new(event):
            self._voice.touched()
        return False

    def _is_new(self, event: QInputEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.isAutoRepeat():
            return False
        this = (event.type(), event.timestamp())
        is_new = this != self._last or event.timestamp() == 0
        self._last = this
        return is_new


_PRESSES = frozenset((QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress))
