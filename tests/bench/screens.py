"""How soon a screen stands there and a touch is seen: ``python -m tests.bench.screens``.

Real pages in a window of a kiosk's size, drawn off-screen. A switch is counted from the call that
shows another place until nothing is left to paint; a touch from the press, and from the release,
until what it changes is painted. Times depend on the machine, so nothing fails here.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.flow import places as at
from kiosk.flow.visit import Touched
from kiosk.logs import configure_logs
from ui.bootstrap import Kiosk, devices_from
from ui.front import Front
from ui.pages import Keys
from ui.rehearsal.hall import prepare_kiosk

WINDOW = (1080, 1920)
SERVICE = "gaoling_jintie"
SWITCHES = 240
TOUCHES = 60
DIGIT = "1"


def main() -> int:
    """Print the figures; always 0."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    with TemporaryDirectory() as folder, _window(Path(folder), application) as kiosk:
        bench = Bench(kiosk, application)
        question = bench.question_with_keys()
        first, again = bench.first_switches_ms(question), bench.switches_ms(question)
        pressed, released = bench.touches_ms(question)
    _say(f"screen switch, first time of each: {_figures(first)}")
    _say(f"screen switch: {_figures(again)}")
    _say(f"touch to the pressed key: {_figures(pressed)}")
    _say(f"release to the digit in its field: {_figures(released)}")
    return 0


@contextmanager
def _window(folder: Path, application: QApplication) -> Iterator[Kiosk]:
    settings = prepare_kiosk(folder, voice="silent")
    configure_logs(folder / "kiosk.log")
    devices = devices_from(settings)
    front = Front(settings, devices.clock, application=application, window_px=WINDOW)
    front.show()
    kiosk = Kiosk(settings, devices, front=front)
    try:
        kiosk.start()
        yield kiosk
    finally:
        kiosk.close()


class Bench:
    """Measures one open kiosk."""

    def __init__(self, kiosk: Kiosk, application: QApplication) -> None:
        self._kiosk = kiosk
        self._application = application

    def question_with_keys(self) -> at.Place:
        """Open the service and return its first question that is answered on a keypad."""
        self._kiosk.app.dispatch(Touched())  # out of standby, where any touch begins a visit
        self._kiosk.counter.open(SERVICE, is_for_other=False)
        for place in self._kiosk.counter.interview.steps():
            self._kiosk.navigator.go(place)
            page = self._kiosk.navigator.page
            if page is not None and any(isinstance(r, Keys) and _has(r, DIGIT) for r in page.rows):
                return place
        raise LookupError("no question of the service has a keypad")

    def first_switches_ms(self, question: at.Place) -> list[float]:
        """Show each place once."""
        self._switch_ms(at.Standby())
        return [self._switch_ms(place) for place in self._round(question)]

    def switches_ms(self, question: at.Place) -> list[float]:
        """Go round the places again and again."""
        return [self._switch_ms(p) for p in islice(cycle(self._round(question)), SWITCHES)]

    def touches_ms(self, question: at.Place) -> tuple[list[float], list[float]]:
        """Touch digits; return times from press and from release to what each one changes."""
        pressed, released = [], []
        for count in range(TOUCHES):
            if count % 8 == 0:  # a fresh field, before it is full
                self._kiosk.navigator.go(at.Home())
                self._kiosk.navigator.go(question)
                self._paint()
            spot = self._spot(DIGIT)
            pressed.append(self._until_painted(partial(QTest.mousePress, *spot)))
            released.append(self._until_painted(partial(QTest.mouseRelease, *spot)))
        return pressed, released

    def _round(self, question: at.Place) -> tuple[at.Place, ...]:
        return (at.Home(), at.Categories(), at.ServicePage(SERVICE), question)

    def _switch_ms(self, place: at.Place) -> float:
        return self._until_painted(partial(self._kiosk.navigator.go, place))

    def _spot(self, text: str) -> tuple[QWindow, Qt.MouseButton, Qt.KeyboardModifier, QPoint]:
        """Return where a finger on that key goes down, as QTest wants it."""
        frame = self._kiosk.frame
        widget = self._kiosk.view.widget_for(text)
        assert widget is not None, f"there is no key {text}"
        for number in range(self._kiosk.view.page_count):
            if widget.isVisible():
                break
            self._kiosk.view.turn_to(number)
            self._paint()
        window = frame.windowHandle()
        assert window is not None
        point = widget.mapTo(frame, widget.rect().center())
        return window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point

    def _until_painted(self, act: Callable[[], object]) -> float:
        began = perf_counter()
        act()
        self._paint()
        return (perf_counter() - began) * 1000

    def _paint(self) -> None:
        self._application.processEvents()
        self._kiosk.frame.repaint()


def _has(keys: Keys, text: str) -> bool:
    return any(text in row for row in keys.rows)


def _figures(taken: list[float]) -> str:
    if len(taken) < SWITCHES // 10:
        return ", ".join(f"{ms:.0f}" for ms in taken) + " ms"
    cut = quantiles(taken, n=100, method="inclusive")
    shares = f"median {median(taken):.1f} ms, p95 {cut[94]:.1f} ms, p99 {cut[98]:.1f} ms"
    return f"{shares}, n = {len(taken)}"


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - its purpose


if __name__ == "__main__":
    sys.exit(main())
