"""The window as it first stands there: hall, time and the invitation to touch.

Whatever this module imports, somebody waits for before a dark screen; so nothing here knows of
databases, devices or forms. They are loaded while the invitation is read.
"""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from kiosk.domain.language import Language
from kiosk.flow.comfort import Comfort
from kiosk.i18n import Text
from kiosk.ports.clock import Clock
from kiosk.settings import Settings
from ui.drawing import PageView
from ui.screens.standby.page import standby_page
from ui.theme import HIGHEST_TOUCH_MM, Hands, Letters, PanelScale, Pictures, TextSize, Theme
from ui.widgets.frame import Frame
from ui.widgets.look import Look

_TICK = timedelta(seconds=1)
_PATIENCE = timedelta(seconds=2)  # a screen that is switched off never shows anything


class Front:
    """The window, its look and its wording; the kiosk behind it comes later."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        *,
        application: QApplication,
        window_px: tuple[int, int],
    ) -> None:
        """Build the window; :meth:`show` draws it."""
        self.application = application
        self._own_language = settings.languages[0]
        self.text = Text(self._own_language, time_zone=settings.time_zone)
        self._hall_name = settings.hall_name
        self._clock = clock
        self._reach_mm = HIGHEST_TOUCH_MM - settings.panel_bottom_mm
        self._scale = PanelScale.fitting(window_px, settings.panel_mm)
        self.look = Look(self._theme(Comfort()), self.text)
        self.look.dress(application)
        self.frame = Frame(self.look)
        self.frame.setWindowTitle(settings.hall_name)
        self.frame.resize(*window_px)
        self.frame.set_hall(settings.hall_name)
        self.view = PageView(self.look, self.frame)
        self._tell_time()
        self._ticks = QTimer(self.frame)
        self._ticks.timeout.connect(self._tell_time)
        self._ticks.start(_TICK // timedelta(milliseconds=1))

    def show(self, *, fills_screen: bool = False) -> None:
        """Show the invitation; it is on the screen when this returns.

        Touches are kept until somebody takes them.
        """
        self.view.render_page(standby_page(self.text, self._hall_name))
        if fills_screen:
            self.frame.showFullScreen()
        else:
            self.frame.show()
        patience = QDeadlineTimer(_PATIENCE // timedelta(milliseconds=1))
        kinds = QEventLoop.ProcessEventsFlag
        while not (self.frame.windowHandle().isExposed() or patience.hasExpired()):
            self.application.processEvents(kinds.ExcludeUserInputEvents | kinds.WaitForMoreEvents)

    def restyle(self, comfort: Comfort) -> None:
        """Draw everything as the visitor wants it."""
        self.look.change(self.application, theme=self._theme(comfort))

    def speak(self, language: Language | None) -> None:
        """Show everything in another language; None is the hall's own."""
        self.text.speak(language or self._own_language)
        letters = Letters.of(self.text.language)
        self.look.change(self.application, theme=replace(self.look.theme, letters=letters))
        self._tell_time()

    def close(self) -> None:
        """Take the window away."""
        self._ticks.stop()
        self.frame.close()
        self.frame.deleteLater()

    def _theme(self, comfort: Comfort) -> Theme:
        hands = Hands(
            is_steady=comfort.is_steady,
            is_left=comfort.is_left_handed,
            hold_ms=comfort.hold_ms if comfort.is_steady else 0,
            reach_mm=self._reach_mm if comfort.is_low else None,
        )
        size = tuple(TextSize)[comfort.text_size - 1]
        pictures = Pictures.LARGE if comfort.is_simple else Pictures.SPARE
        letters = Letters.of(self.text.language)
        return Theme(size, comfort.palette, self._scale, hands, pictures, letters)

    def _tell_time(self) -> None:
        now = self._clock.now()
        self.frame.set_clock(self.text.weekday(now), self.text.time_of_day(now))
