"""Ink is read beside the window: the newest counts, and nobody waits for what was overtaken."""

import threading
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.ports.recogniser import NOWHERE, Candidate, Place, Point, Stroke
from ui.adapters.ink_reader import BackgroundInkReader

STROKE: Stroke = (Point(0.1, 0.1, 0), Point(0.9, 0.9, 100))


class SlowRecogniser:
    """Takes the ink, then waits for leave; a candidate is the number of strokes."""

    def __init__(self) -> None:
        self.took: list[int] = []
        self.has_begun = threading.Event()
        self.may_go_on = threading.Event()
        self.threads: set[str] = set()

    def recognise(
        self, strokes: Sequence[Stroke], *, limit: int = 8, place: Place = NOWHERE
    ) -> tuple[Candidate, ...]:
        del limit, place
        self.took.append(len(strokes))
        self.threads.add(threading.current_thread().name)
        self.has_begun.set()
        assert self.may_go_on.wait(30)
        return (Candidate(str(len(strokes)), 0.0),)


@pytest.fixture
def recogniser() -> SlowRecogniser:
    return SlowRecogniser()


@pytest.fixture
def reader(qapp: QApplication, recogniser: SlowRecogniser) -> Iterator[BackgroundInkReader]:
    reader = BackgroundInkReader(recogniser)
    yield reader
    recogniser.may_go_on.set()
    reader.close()


def write(reader: BackgroundInkReader, strokes: int, told: list[str]) -> None:
    reader.read(
        (STROKE,) * strokes, limit=8, place=NOWHERE, then=lambda found: told.append(found[0].text)
    )


def test_the_newest_ink_is_told_and_what_was_overtaken_is_not_read(
    reader: BackgroundInkReader, recogniser: SlowRecogniser, qtbot: QtBot
) -> None:
    told: list[str] = []
    write(reader, 1, told)
    assert recogniser.has_begun.wait(30)
    for strokes in (2, 3, 4):
        write(reader, strokes, told)
    assert reader.is_reading

    recogniser.may_go_on.set()
    qtbot.waitUntil(lambda: not reader.is_reading)

    assert told == ["4"]
    assert recogniser.took == [1, 4]
    assert recogniser.threads == {"handwriting"}


def test_a_closed_reader_tells_nothing(
    qapp: QApplication, recogniser: SlowRecogniser, qtbot: QtBot
) -> None:
    told: list[str] = []
    reader = BackgroundInkReader(recogniser)
    write(reader, 1, told)
    assert recogniser.has_begun.wait(30)
    recogniser.may_go_on.set()

    reader.close()
    qtbot.wait(50)

    assert told == []
    assert not reader.is_reading


def test_ink_the_recogniser_fails_at_does_not_end_all_writing(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FailsOnce:
        def __init__(self) -> None:
            self.asked = 0

        def recognise(
            self, strokes: Sequence[Stroke], *, limit: int = 8, place: Place = NOWHERE
        ) -> tuple[Candidate, ...]:
            self.asked += 1
            if self.asked == 1:
                raise ValueError("odd ink")
            return (Candidate(str(len(strokes)), 0.0),)

    failed = threading.Event()
    monkeypatch.setattr(threading, "excepthook", lambda _args: failed.set())
    told: list[str] = []
    reader = BackgroundInkReader(FailsOnce())
    write(reader, 1, told)
    assert failed.wait(30)
    qtbot.waitUntil(lambda: not reader.is_alive)

    write(reader, 2, told)
    qtbot.waitUntil(lambda: not reader.is_reading)
    reader.close()

    assert told == ["2"]
