"""A window that nobody touches draws nothing: a kiosk stands there all day."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.language import Language
from tests.audit import samples
from tests.audit.gallery import GALLERY
from tests.windows import LYING, UPRIGHT, a_frame, a_look, drop, settle
from ui.theme import TextSize

_TURNS = 3
_PAGES = ("question", "digits", "home")


class Paints(QObject):
    """Counts what is painted in an application."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.of: list[str] = []
        self._application = application
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.of.append(type(watched).__name__)
        return False

    def close(self) -> None:
        self._application.removeEventFilter(self)


@pytest.mark.parametrize("window_px", [UPRIGHT, LYING], ids=["upright", "lying"])
@pytest.mark.parametrize("size", [TextSize.NORMAL, TextSize.LARGEST])
@pytest.mark.parametrize("language", [Language.SIMPLIFIED, Language.ENGLISH])
def test_a_window_comes_to_rest(
    language: Language,
    size: TextSize,
    window_px: tuple[int, int],
    qapp: QApplication,
    qtbot: QtBot,
) -> None:
    def draws_nothing() -> bool:
        paints = Paints(qapp)
        for _ in range(_TURNS):
            settle()
        paints.close()
        return not paints.of

    with samples.told_in(language):
        look = a_look(size, window_px=window_px)
        frame = a_frame(look)
        for name in _PAGES:
            frame.show_page(GALLERY[name](look))
            qtbot.waitUntil(draws_nothing)
        drop(frame)
