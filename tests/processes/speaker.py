"""The voice in a window of its own, for tests that record it: one command a line, as JSON.

``["say", "…"]``, ``["outcome", "…"]``, ``["prefetch", "…"]``, ``["touch"]``, ``["page", "…",
"…"]`` with what anybody hears of it and what only the visitor does, or the name of one of the
voice's own methods. Events go to standard output, stamped with the machine's monotonic clock. The
one argument there may be names the headphones; the voice is that of HALL_VOICE, or the engine's.
"""

import json
import os
import sys
import time
from dataclasses import replace

from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from kiosk.devices.synthesiser import SYNTHESISERS
from kiosk.domain.words import Hearer, Words
from kiosk.speech.utterance import outcome, prompt
from ui.adapters.outputs import Outputs
from ui.adapters.player import Player
from ui.adapters.voice import TouchSilencer, Voice


def tell(event: str, value: object = None, at: float | None = None) -> None:
    line = {"event": event, "value": value, "at": time.perf_counter() if at is None else at}
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


class Speaker:
    def __init__(self, application: QApplication, headphones: str) -> None:
        self._application = application
        self._synthesiser = SYNTHESISERS[os.environ.get("HALL_VOICE", "espeak")]()
        self._outputs = Outputs(loudspeaker="kiosk", headphones=headphones)
        player = Player(output=self._outputs.device)
        self._outputs.changed.connect(player.on_outputs_changed)
        self._outputs.moved.connect(self.on_moved)
        self._page = Words("", "")
        self._voice = Voice(
            synthesiser=self._synthesiser,
            player=player,
            is_private=lambda: self._outputs.is_private,
            headphones_percent=100,
        )
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
        elif verb == "page":
            self._page = Words("", *words)
            self.say_page()
        elif verb == "touch":
            self._answer = tuple(words)
            QTest.mousePress(self._button, Qt.MouseButton.LeftButton)
            QTest.mouseRelease(self._button, Qt.MouseButton.LeftButton)
        else:
            getattr(self._voice, verb)()

    def on_moved(self) -> None:
        self._voice.change_outlet()
        tell("moved", self._outputs.outlet)
        self.say_page()

    def say_page(self) -> None:
        hearer = Hearer.VISITOR if self._outputs.is_private else Hearer.ANYBODY
        said = prompt(self._page.said_to(hearer))
        self._voice.say(replace(said, hearer=hearer, is_personal=True))

    def on_pressed(self) -> None:
        if self._answer:
            self._voice.say(prompt(*self._answer))

    def close(self) -> None:
        self._voice.close()
        self._outputs.close()
        self._synthesiser.close()


def main() -> int:
    application = QApplication([])
    speaker = Speaker(application, *(sys.argv[1:] or [""]))
    status = application.exec()
    speaker.close()
    return status


if __name__ == "__main__":
    sys.exit(main())
