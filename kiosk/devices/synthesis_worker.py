"""The child process that owns pyttsx3: ``python -m kiosk.devices.synthesis_worker``.

pyttsx3 is used to render and never to play: its playback cannot be stopped. One request a line on
standard input, ``{"id", "rate", "text"}``; one answer a line on the original standard output,
``{"id", "wav"}`` with the WAV in base64 or null. The first line is ``{"voice"}`` or, when there is
no engine, ``{"voice": null}`` and the process ends.

1. The file pyttsx3 writes is anonymous memory (memfd): it has no name in any folder, so nothing a
   citizen typed is left behind, not even when the process is killed.
2. pyttsx3 and espeak print to standard output; the answers go to a copy of it made before.
3. ``runAndWait`` returns before the sound exists: the event ``finished-utterance`` and a WAV with
   frames in it count, nothing else.
4. One ``save_to_file`` a run; the voice is read back, because an unknown one is dropped silently.
"""

import base64
import ctypes
import io
import json
import os
import resource
import sys
import threading
import wave
from typing import Any, TextIO

from kiosk.speech.pronounce import pronounce

_VOICES = {False: "sit/cmn-latn-pinyin", True: "sit/cmn"}
_SOUND_CMN_SINCE = (1, 52)  # before, sit/cmn reads hanzi as English letters
_PATIENCE_S = 0.7
_TRIES = 2


class Espeak:
    """espeak-ng behind pyttsx3, in the one voice that reads Mandarin.

    Raises:
        Exception: whatever pyttsx3 raises when the library or the voice is missing.
    """

    def __init__(self) -> None:
        import pyttsx3  # noqa: PLC0415 - it loads the library when imported, and may fail

        self.voice = _VOICES[_version() >= _SOUND_CMN_SINCE]
        self._finished = threading.Event()
        self._engine = pyttsx3.init("espeak")
        self._engine.connect("finished-utterance", self._on_finished)
        self._engine.setProperty("voice", self.voice)
        self.render("hao3", rate=175)
        if self._engine.getProperty("voice") != self.voice:
            raise RuntimeError("the Mandarin voice is not installed")

    def render(self, text: str, *, rate: int) -> bytes | None:
        """Return a WAV, or None when the engine gave no samples even the second time."""
        return next((wav for _ in range(_TRIES) if (wav := self._once(text, rate))), None)

    def _once(self, text: str, rate: int) -> bytes | None:
        memory = os.memfd_create("speech")
        try:
            self._finished.clear()
            self._engine.setProperty("rate", rate)
            self._engine.save_to_file(text, f"/proc/self/fd/{memory}")
            self._engine.runAndWait()
            self._finished.wait(_PATIENCE_S + len(text) / 100)
            return _whole_wav(os.pread(memory, os.fstat(memory).st_size, 0))
        finally:
            os.close(memory)

    def _on_finished(self, **_facts: Any) -> None:
        self._finished.set()


def main() -> None:
    """Answer requests until standard input ends."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        engine = Espeak()
    except Exception:  # noqa: BLE001 - whatever is missing, the answer is the same: no voice
        _answer(answers, voice=None)
        return
    _answer(answers, voice=engine.voice)
    for line in sys.stdin:
        request = json.loads(line)
        wav = engine.render(pronounce(request["text"]), rate=request["rate"])
        _answer(answers, id=request["id"], wav=wav and base64.b64encode(wav).decode("ascii"))


def _answer(answers: TextIO, **facts: object) -> None:
    answers.write(json.dumps(facts) + "\n")


def _version() -> tuple[int, ...]:
    from pyttsx3.drivers import _espeak  # noqa: PLC0415 - as above

    _espeak.dll.espeak_Info.restype = ctypes.c_char_p
    text = _espeak.dll.espeak_Info(None).decode("ascii", "replace").split()[0]
    return tuple(int(part) for part in text.split(".")[:2] if part.isdigit())


def _whole_wav(wav: bytes) -> bytes | None:
    try:
        with wave.open(io.BytesIO(wav)) as file:
            return wav if file.getnframes() else None
    except (wave.Error, EOFError):
        return None


if __name__ == "__main__":
    main()
