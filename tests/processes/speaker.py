"""The voice in a window of its own, for tests that record it: one command a line, as JSON.

``["say", "…"]``, ``["outcome", "…"]``, ``["prefetch", "…"]``, ``["touch"]``, or the name of one of
the voice's own methods. Events go to standard output, stamped with the machine's monotonic clock.
"""

import json
import os
import sys
import time

from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from kiosk.devices.synthesiser import WorkerSynthesiser
from kiosk.speech.utterance import outcome, prompt
from ui.adapters.player import Player
from ui.adapters.voice import TouchSilencer, Voice


def tell(event: str, value: object = None, at: float | None = None) -> None:
    line = {"event": event, "value": value, "at": time.perf_counter() if at is None else at}
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


class Speaker:
    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._synthesiser = WorkerSynthesiser()
        self._voice = Voice(synthesiser=self._synthesiser, player=Player())
        self._voice.captioned.connect(lambda text: tell("captioned", text))
        self._voice.fell_silent.connect(lambda: tell("fell_silent"))
        self._voice.availability_changed.connect(lambda now: tell("availability_changed", now))
        self._silencer = TouchSilencer(self._voice)
        application.installEventFilter(self._silencer)
        self._button = QPushButton()
        self._button.show()
        self._answer: tuple[str, ...] = ()
        self._button.pressed.connect(self.on_pressed)
        self._unread = b""
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self.on_input)

    def on_input(self) -> None:
        read = os.read(sys.stdin.fileno(), 65536)
        if not read:
            self._application.quit()
        *lines, self._unread = (self._unread + read).split(b"\n")
        for line in lines:
            verb, *words = json.loads(line)
            at = time.perf_counter()
            self.obey(verb, words)
            tell("did", verb, at)

    def obey(self, verb: str, words: list[str]) -> None:
        if verb == "say":
            self._voice.say(prompt(*words))
        elif verb == "outcome":
            self._voice.say(outcome(*words))
        elif verb == "prefetch":
            self._voice.prefetch(words)
        elif verb == "touch":
            self._answer = tuple(words)
            QTest.mousePress(self._button, Qt.MouseButton.LeftButton)
            QTest.mouseRelease(self._button, Qt.MouseButton.LeftButton)
        else:
            getattr(self._voice, verb)()

    def on_pressed(self) -> None:
        if self._answer:
            self._voice.say(prompt(*self._answer))

    def close(self) -> None:
        self._voice.close()
        self._synthesiser.close()


def main() -> int:
    application = QApplication([])
    speaker = Speaker(application)
    status = application.exec()
    speaker.close()
    return status


if __name__ == "__main__":
    sys.exit(main())
