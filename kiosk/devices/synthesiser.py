"""Renderers of speech: pyttsx3 in a child process, and its silent twin.

The child is killed and started again when it hangs; a sentence that fails is tried once more. No
engine on this machine is a value (None), never an exception: the captions carry the words then.
"""

import base64
import sys
from collections.abc import Callable, Mapping
from functools import partial

from kiosk.devices.child import Engine
from kiosk.devices.recorded_voice import recorded
from kiosk.domain.language import Language
from kiosk.ports.synthesiser import Synthesiser
from kiosk.speech.passages import passages
from kiosk.speech.sound import silence_for

_PATIENCE_S = 1.0
_PATIENCE_PER_CHARACTER_S = 0.02
_NORMAL_PERCENT, _NORMAL_WPM = 100, 175


class SilentSynthesiser:
    """The simulated twin: silence that lasts as long as the words would."""

    def render(
        self, text: str, *, rate_percent: int, language: str = Language.SIMPLIFIED
    ) -> bytes | None:
        """Return a WAV of silence."""
        del language
        return silence_for(text, rate_percent=rate_percent).to_wav()

    def close(self) -> None:
        """Nothing to give back."""


class WorkerSynthesiser:
    """pyttsx3 in a process of its own. Call ``render`` off the GUI thread."""

    def __init__(self, *, python: str = sys.executable) -> None:
        self._engine = Engine("kiosk.devices.synthesis_worker", python=python)

    @property
    def pid(self) -> int | None:
        """The child's process id while it lives."""
        return self._engine.pid

    def begin(self) -> None:
        """Start the child now, without waiting until it is ready."""
        self._engine.begin()

    def warm_up(self) -> bool:
        """Start the child if need be; return whether there is an engine."""
        return self._engine.warm_up()

    def render(
        self, text: str, *, rate_percent: int, language: str = Language.SIMPLIFIED
    ) -> bytes | None:
        """Return a WAV, or None when no voice is to be had."""
        said = [(part.tongue, part.text) for part in passages(text, language)]
        request = {"rate": words_per_minute(rate_percent), "passages": said}
        patience_s = _PATIENCE_S + len(text) * _PATIENCE_PER_CHARACTER_S
        answer = self._engine.ask(request, patience_s=patience_s)
        wav = answer.get("wav") if answer else None
        return base64.b64decode(wav) if wav else None

    def close(self) -> None:
        """End the child."""
        self._engine.close()


def words_per_minute(rate_percent: int) -> int:
    """Return espeak's rate for our percent, fitted to measured lengths of Mandarin sentences.

    Espeak's 92 takes twice as long as its 175, which is our normal rate; 318 half as long.
    """
    slope = 1.66 if rate_percent < _NORMAL_PERCENT else 1.43
    return round(_NORMAL_WPM + slope * (rate_percent - _NORMAL_PERCENT))


def _recorded(mandarin: str) -> Synthesiser:
    """Return a recorded voice, the recorded English one, and the engine for the rest.

    The engine starts at once, beside the recordings: neither is to wait for the other.
    """
    engine = WorkerSynthesiser()
    engine.begin()
    english = recorded("af_heart", language=Language.ENGLISH, instead=engine)
    return recorded(mandarin, instead=english)


SYNTHESISERS: Mapping[str, Callable[[], Synthesiser]] = {
    "female": partial(_recorded, "zf_xiaoxiao"),
    "male": partial(_recorded, "zm_yunyang"),
    "espeak": WorkerSynthesiser,
    "silent": SilentSynthesiser,
}
"""Voices by the name that stands in the settings."""
