"""Sentences recorded ahead, heard in place of the engine, which says what is not recorded."""

import io
from importlib.resources import files
from pathlib import Path

import soundfile

from kiosk.domain.errors import BadConfiguration
from kiosk.domain.language import Language
from kiosk.logs import Log, LogEvent
from kiosk.ports.synthesiser import Synthesiser
from kiosk.speech.clip_store import ClipStore
from kiosk.speech.sound import Sound, joined
from kiosk.speech.splices import Piece, Splicer
from kiosk.speech.stretch import at_rate, resampled

_BREATH_MS = 160  # after a clause, at the usual speed
_NORMAL_PERCENT = 100
_SHORT = 10  # characters: no part of a figure is longer
_MANDARIN = frozenset({Language.SIMPLIFIED, Language.TRADITIONAL})
_log = Log("voice")


class RecordedSynthesiser:
    """Answers from a store of clips, and asks another synthesiser for everything else.

    What is not recorded as a whole is put together of recordings, and the other synthesiser says
    only the clauses for which there are none, such as a name.

    Whether a sentence is recorded is known in memory, and short recordings lie in memory from the
    first sentence on, for figures are made of them: so what a citizen typed leaves no trace on
    the disk, not even the time at which a file was read. A clip that is missing or was changed is
    told to the log once, without saying which: its name would tell what somebody was doing.
    """

    def __init__(
        self, clips: ClipStore, *, instead: Synthesiser, language: Language | None = None
    ) -> None:
        """Take the recordings.

        Args:
            clips: the recorded sentences.
            instead: says what is not recorded; closed together with this.
            language: what is spoken in them; in others the other synthesiser is asked. None for a
                dialect: its recordings are heard whole only, for nobody here knows how its words
                follow each other, and whatever the language of the window.
        """
        self._clips = clips
        self._instead = instead
        self._language = language
        self._languages: frozenset[str] | None = None
        if language:
            self._languages = _MANDARIN if language.is_chinese else frozenset({language})
        self._splicer: Splicer | None = None
        self._is_fault_told = False

    def render(
        self, text: str, *, rate_percent: int, language: str = Language.SIMPLIFIED
    ) -> bytes | None:
        """Return a WAV of recordings or of the other synthesiser; None when neither can."""
        self._get_ready()
        if self._languages is None or language in self._languages:
            recorded = self._recorded(text, rate_percent)
            sound = recorded or self._spliced(text, rate_percent, language)
            if sound:
                return sound.to_wav()
        return self._instead.render(text, rate_percent=rate_percent, language=language)

    def close(self) -> None:
        """End the other synthesiser."""
        self._instead.close()

    def _spliced(self, text: str, rate_percent: int, language: str) -> Sound | None:
        pieces = self._splicer.pieces(text) if self._splicer else ()
        if not any(piece.is_recorded for piece in pieces):
            return None
        breath_ms = _BREATH_MS * _NORMAL_PERCENT // rate_percent
        said = []
        for piece in pieces:
            sound = self._piece(piece, rate_percent, language)
            if sound is None:
                return None
            said.append((sound, breath_ms if piece.ends_clause else 0))
        return joined(said)

    def _piece(self, piece: Piece, rate_percent: int, language: str) -> Sound | None:
        if piece.is_recorded:
            sound = self._recorded(piece.text, rate_percent)
        else:
            wav = self._instead.render(piece.text, rate_percent=rate_percent, language=language)
            sound = _said(wav)
        return resampled(sound, self._clips.manifest.rate_hz) if sound else None

    def _get_ready(self) -> None:
        """Read what is joined, once: with the first sentence, which is said to warm up."""
        if self._language is None or self._splicer:
            return
        self._splicer = Splicer(self._clips.texts, self._language)
        for text in self._clips.texts:
            if len(text) <= _SHORT:
                try:
                    self._clips.keep(text)
                except BadConfiguration:
                    self._tell_fault()

    def _recorded(self, text: str, rate_percent: int) -> Sound | None:
        try:
            audio = self._clips.audio(text)
            return at_rate(decoded(audio), rate_percent) if audio else None
        except (BadConfiguration, ValueError):
            self._tell_fault()
            return None

    def _tell_fault(self) -> None:
        if not self._is_fault_told:
            self._is_fault_told = True
            _log.warning(LogEvent.RECORDINGS_DAMAGED)


def _said(wav: bytes | None) -> Sound | None:
    try:
        return Sound.from_wav(wav).without_silent_ends() if wav else None
    except ValueError:
        return None


def recorded(
    voice: str,
    *,
    instead: Synthesiser,
    language: Language = Language.SIMPLIFIED,
    folder: Path | None = None,
) -> Synthesiser:
    """Return the shipped recordings of ``voice`` in front of ``instead``.

    Without a list of clips the engine speaks alone and the log says so: a kiosk with a poor voice
    serves people, one that does not open serves nobody.

    Args:
        voice: the name of the folder.
        instead: says what is not recorded.
        language: what is spoken in them.
        folder: where the voices lie; the shipped ones when it is not given.
    """
    try:
        clips = ClipStore((folder or shipped_voices()) / voice)
    except BadConfiguration:
        _log.warning(LogEvent.RECORDINGS_DAMAGED)
        return instead
    return RecordedSynthesiser(clips, instead=instead, language=language)


def shipped_voices() -> Path:
    """Return the folder with a folder a voice."""
    return Path(str(files("assets"))) / "voice"


def decoded(audio: bytes) -> Sound:
    """Return what an audio file holds.

    Raises:
        ValueError: it cannot be read, or is not mono.
    """
    try:
        samples, rate_hz = soundfile.read(io.BytesIO(audio), dtype="int16")
    except soundfile.SoundFileError:
        raise ValueError("not an audio file") from None
    if samples.ndim != 1:
        raise ValueError("only mono is played")
    return Sound(samples.astype("<i2").tobytes(), rate_hz)
