"""The child process that owns pyttsx3: ``python -m kiosk.devices.synthesis_worker``.

pyttsx3 is used to render and never to play: its playback cannot be stopped. A request is
``{"rate", "passages"}`` with a pair of tongue and text for each, an answer ``{"wav"}`` in base64
or null. How a sentence is read was decided before: a dictionary of readings takes long to load.

1. The file pyttsx3 writes is anonymous memory (memfd): it has no name in any folder, so nothing a
   citizen typed is left behind, not even when the process is killed.
2. pyttsx3 and espeak print to standard output, which :mod:`kiosk.devices.serving` keeps clean.
3. ``runAndWait`` returns before the sound exists: the event ``finished-utterance`` and a WAV with
   frames in it count, nothing else.
4. Speed and voice are handed to espeak's own thread, and pyttsx3 empties that thread's queue when
   a run begins while it is still at work: the setting is lost, or the sentence. So a setting is
   read back and the engine idle before a run begins. An unknown voice is dropped silently too.
   The speed is read back from espeak itself: pyttsx3 2.99 asks with an argument too few and is
   told the default or the truth, as it happens. Before its first run it only queues settings.
5. Of two ``save_to_file`` before one run only the last is written: one a run.
"""

import base64
import io
import os
import threading
import time
import wave
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kiosk.devices.serving import Answering, serve
from kiosk.domain.language import Tongue
from kiosk.speech.sound import Sound

_VOICE = "sit/cmn-latn-pinyin"  # sit/cmn spells hanzi as English letters before espeak-ng 1.52
_PATIENCE_S = 0.7
_VOICES = {Tongue.MANDARIN: _VOICE, Tongue.ENGLISH: "gmw/en", Tongue.CANTONESE: "sit/yue"}
_NOTHING = Sound(bytes(2), 22050)  # what is only punctuation sounds like
_STEP_S = 0.001
_TRIES = 2


class Espeak:
    """espeak-ng behind pyttsx3: the one voice that reads Mandarin, and those of other tongues.

    Raises:
        Exception: whatever pyttsx3 raises when the library or the voice is missing.
    """

    def __init__(self) -> None:
        import pyttsx3  # noqa: PLC0415 - it loads the library when imported, and may fail
        from pyttsx3.drivers import _espeak  # noqa: PLC0415 - as above

        self._espeak: Any = _espeak
        self._finished = threading.Event()
        self._engine = pyttsx3.init("espeak")
        self._engine.connect("finished-utterance", self._on_finished)
        self._engine.runAndWait()
        if not self._set("voice", _VOICE, self._voice):
            raise RuntimeError("the Mandarin voice is not installed")
        self.render("hao3", rate=175)

    def say(self, passages: Sequence[tuple[Tongue, str]], *, rate: int) -> bytes | None:
        """Return a WAV of a sentence, each passage in the voice of its tongue."""
        wavs = [self.render(text, rate=rate, voice=_VOICES[tongue]) for tongue, text in passages]
        if len(wavs) == 1:
            return wavs[0]
        sounds = [Sound.from_wav(wav) for wav in wavs if wav]
        if len(sounds) < len(wavs):
            return None
        return Sound(b"".join(s.pcm for s in sounds) or _NOTHING.pcm, _NOTHING.rate_hz).to_wav()

    def render(self, text: str, *, rate: int, voice: str = _VOICE) -> bytes | None:
        """Return a WAV, or None when the engine gave no samples even the second time."""
        return next((wav for _ in range(_TRIES) if (wav := self._once(text, rate, voice))), None)

    def _once(self, text: str, rate: int, voice: str) -> bytes | None:
        memory = os.memfd_create("speech")
        try:
            is_ready = self._set("voice", voice, self._voice)
            if not (is_ready and self._set("rate", rate, self._rate) and _soon(self._is_idle)):
                return None
            self._finished.clear()
            self._engine.save_to_file(text, f"/proc/self/fd/{memory}")
            self._engine.runAndWait()
            self._finished.wait(_PATIENCE_S + len(text) / 100)
            return _whole_wav(os.pread(memory, os.fstat(memory).st_size, 0))
        finally:
            os.close(memory)

    def _set(self, name: str, value: str | int, now: Callable[[], object]) -> bool:
        """Set it and wait until it holds; return whether it does."""
        if _soon(self._is_idle) and now() != value:
            self._engine.setProperty(name, value)
        return _soon(lambda: now() == value)

    def _voice(self) -> str:
        return str(self._engine.getProperty("voice"))

    def _rate(self) -> int:
        return int(self._espeak.dll.espeak_GetParameter(self._espeak.RATE, 1))

    def _is_idle(self) -> bool:
        return not self._espeak.IsPlaying()

    def _on_finished(self, **_facts: Any) -> None:
        self._finished.set()


def _soon(is_so: Callable[[], bool]) -> bool:
    """Wait a little until ``is_so``; return whether it came true."""
    until = time.monotonic() + _PATIENCE_S
    while not is_so():
        if time.monotonic() > until:
            return False
        time.sleep(_STEP_S)
    return True


def _start() -> Answering:
    engine = Espeak()

    def answer(request: Mapping[str, Any]) -> Mapping[str, object]:
        passages = [(Tongue(tongue), text) for tongue, text in request["passages"]]
        wav = engine.say(passages, rate=request["rate"])
        return {"wav": wav and base64.b64encode(wav).decode("ascii")}

    return answer


def _whole_wav(wav: bytes) -> bytes | None:
    try:
        with wave.open(io.BytesIO(wav)) as file:
            return wav if file.getnframes() else None
    except (wave.Error, EOFError):
        return None


if __name__ == "__main__":
    serve(_start)
