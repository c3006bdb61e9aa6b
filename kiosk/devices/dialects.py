"""Recordings in a dialect or a minority language, heard for the sentences they have.

A hall drops a folder of recordings in, :mod:`kiosk.speech.clip_store` tells its shape; the name
of the voice in its list is what visitors choose it by, so a set on trial says so there.
"""

import math
from array import array
from collections.abc import Mapping
from pathlib import Path

from kiosk.devices.recorded_voice import RecordedSynthesiser
from kiosk.domain.errors import BadConfiguration
from kiosk.domain.language import Language
from kiosk.logs import Log, LogEvent
from kiosk.ports.synthesiser import Synthesiser
from kiosk.speech.clip_store import MANIFEST, ClipStore
from kiosk.speech.sound import Sound

_MARK_HZ, _MARK_S, _MARK_PEAK = 660.0, 0.12, 6000
_log = Log("voice")


def read_dialects(folder: Path | None) -> Mapping[str, ClipStore]:
    """Return the sets of recordings in ``folder`` by the name of their own folder.

    A set whose list is broken is left out, and the log says so.
    """
    found: dict[str, ClipStore] = {}
    for manifest in sorted(folder.glob(f"*/{MANIFEST}")) if folder else ():
        try:
            found[manifest.parent.name] = ClipStore(manifest.parent)
        except BadConfiguration:
            _log.warning(LogEvent.RECORDINGS_DAMAGED)
    return found


class DialectSynthesiser:
    """Says a sentence in the dialect that is asked for, where it is recorded.

    What is not recorded is said in Mandarin after a short mark, so that nobody takes it for the
    dialect.
    """

    def __init__(self, dialects: Mapping[str, ClipStore], *, instead: Synthesiser) -> None:
        """Take the recordings.

        Args:
            dialects: by name.
            instead: says everything else; closed together with this.
        """
        self._instead = instead
        marked = _Marked(instead)
        self._dialects = {
            name: RecordedSynthesiser(clips, instead=marked) for name, clips in dialects.items()
        }

    def render(
        self, text: str, *, rate_percent: int, language: str = Language.SIMPLIFIED
    ) -> bytes | None:
        """Return a WAV of the dialect of that name, or of the other synthesiser."""
        dialect = self._dialects.get(language)
        if dialect is None:
            return self._instead.render(text, rate_percent=rate_percent, language=language)
        return dialect.render(text, rate_percent=rate_percent)

    def close(self) -> None:
        """End the other synthesiser."""
        self._instead.close()


class _Marked:
    """Another voice with a short tone before each sentence."""

    def __init__(self, voice: Synthesiser) -> None:
        self._voice = voice

    def render(
        self, text: str, *, rate_percent: int, language: str = Language.SIMPLIFIED
    ) -> bytes | None:
        wav = self._voice.render(text, rate_percent=rate_percent, language=language)
        if wav is None:
            return None
        said = Sound.from_wav(wav)
        return Sound(mark(said.rate_hz).pcm + said.pcm, said.rate_hz).to_wav()

    def close(self) -> None:
        self._voice.close()


def mark(rate_hz: int) -> Sound:
    """Return the tone that tells of another voice: it swells and fades, and startles nobody."""
    count = round(_MARK_S * rate_hz)
    samples = array("h", (
        round(
            _MARK_PEAK
            * math.sin(math.pi * at / count)
            * math.sin(2 * math.pi * _MARK_HZ * at / rate_hz)
        )
        for at in range(count)
    ))  # fmt: skip
    return Sound(samples.tobytes(), rate_hz)
