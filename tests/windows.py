"""A kiosk window of the real size, for tests that look at it."""

from dataclasses import replace
from functools import cache

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from kiosk.domain.words import Words
from kiosk.flow.comfort import Palette
from kiosk.i18n import Text
from ui.theme import Hands, Letters, PanelScale, Pictures, TextSize, Theme
from ui.widgets.frame import Frame
from ui.widgets.look import Look
from ui.widgets.page import Page

UPRIGHT = (1080, 1920)
LYING = (1920, 1080)
SAME = Words.same
USUAL_HANDS = Hands()
LOW = Hands(reach_mm=270.0)
STEADY = Hands(is_steady=True)
LEFT = Hands(is_left=True)


@cache
def the_text() -> Text:
    return Text()


def an_application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def a_theme(
    size: TextSize = TextSize.NORMAL,
    palette: Palette = Palette.LIGHT,
    hands: Hands = USUAL_HANDS,
    window_px: tuple[int, int] = UPRIGHT,
) -> Theme:
    letters = Letters.of(the_text().language)
    return Theme(size, palette, PanelScale.fitting(window_px), hands, letters=letters)


def a_look(
    size: TextSize = TextSize.NORMAL,
    palette: Palette = Palette.LIGHT,
    hands: Hands = USUAL_HANDS,
    window_px: tuple[int, int] = UPRIGHT,
    pictures: Pictures = Pictures.SPARE,
) -> Look:
    theme = replace(a_theme(size, palette, hands, window_px), pictures=pictures)
    look = Look(theme, the_text())
    look.touch_guard_ms = 0
    look.dress(an_application())
    return look


def a_frame(look: Look, page: Page | None = None) -> Frame:
    """Return a shown window, lying as the look's panel does; the caller keeps it and closes it."""
    frame = Frame(look)
    frame.set_hall("幸福街道便民服务站")
    frame.set_clock(SAME("11月22日 星期日"), SAME("9:30"))
    frame.resize(*(LYING if look.theme.panel.is_wide else UPRIGHT))
    if page is not None:
        frame.show_page(page)
    frame.show()
    settle()
    return frame


def settle() -> None:
    """Let Qt deliver what is waiting: layouts and deletions."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def drop(frame: Frame) -> None:
    frame.close()
    frame.deleteLater()
    settle()
