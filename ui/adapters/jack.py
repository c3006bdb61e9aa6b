"""Whether headphones are plugged in, as the sound server tells it.

Qt 6.11 does not notice a device that goes while something plays there, and the server goes on
playing it on the loudspeaker; so the server is asked itself, by ``pactl``.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from kiosk.logs import Log, LogEvent

_PROGRAM = "pactl"
_NEWS = re.compile(r"^Event '(?P<what>\w+)' on (?P<kind>sink|card) #(?P<index>\d+)$")
_AGAIN_MS = 1000  # the server was restarted
_log = Log("voice")


@dataclass(frozen=True, slots=True)
class Plugged:
    """Where headphones are: a sink that is theirs, or whose plug is in use."""

    index: int
    sink: str


def plugged(listing: str, name: str) -> Plugged | None:
    """Return where the headphones are by what ``pactl -f json list sinks`` said.

    Args:
        listing: its output.
        name: of a sink, its description, or the name of a port such as
            ``analog-output-headphones``; a port counts while it is the one in use.
    """
    try:
        sinks = json.loads(listing)
    except ValueError:
        return None
    found = (sink for sink in sinks if name in _names(sink))
    return next((Plugged(sink["index"], sink["name"]) for sink in found), None)


def _names(sink: dict[str, Any]) -> tuple[object, ...]:
    return sink.get("name"), sink.get("description"), sink.get("active_port")


class Jack(QObject):
    """Watches where headphones are. Its owner calls ``close``.

    Signals:
        changed: they came, or went.
    """

    changed = Signal()

    def __init__(self, name: str, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._now: Plugged | None = None
        self._must_ask = False
        words = QProcessEnvironment.systemEnvironment()
        words.insert("LC_ALL", "C.UTF-8")  # the news are translated otherwise
        self._question, self._news = QProcess(self), QProcess(self)
        for process in (self._question, self._news):
            process.setProcessEnvironment(words)
        self._question.finished.connect(self._on_answer)
        self._news.readyReadStandardOutput.connect(self._on_news)
        self._news.started.connect(self._ask)
        self._news.finished.connect(self._on_news_ended)
        self._news.errorOccurred.connect(self._on_failed)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._listen)
        self._listen()

    @property
    def sink(self) -> str:
        """The sink that leads to the headphones; nothing while they are not plugged in."""
        return self._now.sink if self._now else ""

    def close(self) -> None:
        """Watch no more."""
        self._again.stop()
        for process in (self._news, self._question):
            process.blockSignals(True)
            process.kill()
            process.waitForFinished()

    def _listen(self) -> None:
        self._news.start(_PROGRAM, ["subscribe"])

    def _on_news(self) -> None:
        for line in self._news.readAllStandardOutput().toStdString().splitlines():
            told = _NEWS.match(line)
            if told is None:
                continue
            if self._is_gone(told):
                self._set(None)
            elif told["kind"] == "card" or told["what"] != "change":  # a sink changes as it plays
                self._ask()

    def _is_gone(self, told: re.Match[str]) -> bool:
        is_removed = (told["what"], told["kind"]) == ("remove", "sink")
        return is_removed and self._now is not None and int(told["index"]) == self._now.index

    def _ask(self) -> None:
        if self._question.state() is QProcess.ProcessState.NotRunning:
            self._question.start(_PROGRAM, ["--format=json", "list", "sinks"])
        else:
            self._must_ask = True

    def _on_answer(self) -> None:
        answer = self._question.readAllStandardOutput().toStdString()
        if self._must_ask:  # what was told meanwhile is newer
            self._must_ask = False
            self._ask()
        else:
            self._set(plugged(answer, self._name))

    def _on_news_ended(self) -> None:
        self._set(None)
        self._again.start()

    def _on_failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            _log.warning(LogEvent.DEVICE_FAILED, device="headphones", outcome="no-pactl")

    def _set(self, now: Plugged | None) -> None:
        before, self._now = self._now, now
        if before != now:
            self.changed.emit()
