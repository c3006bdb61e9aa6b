"""A hall that has clips in sign language shows them where they belong, from the first page on."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.settings import Settings
from tests.fakes.films import write_film
from tests.journeys.conftest import a_citizen, devices, open_window
from ui.bootstrap import Kiosk
from ui.pages import Key, SignClip
from ui.widgets.film import Film


def shows_a_clip(kiosk: Kiosk) -> bool:
    film = kiosk.view.widget_of(SignClip)
    return isinstance(film, Film) and film.isVisible()


@pytest.mark.qt_log_ignore("RHI", "hardware|hwaccel|HW decoder", "Could not open", extend=True)
def test_clips_of_welcome_and_consent_stand_on_these_pages_alone(
    qapp: QApplication, lone_settings: Settings, tmp_path: Path, qtbot: QtBot
):
    folder = tmp_path / "clips"
    folder.mkdir()
    for screen in ("standby", "consent"):
        write_film(folder / f"{screen}.avi", ["red", "blue"])
    (folder / "home.mp4").write_bytes(b"broken")
    settings = lone_settings.model_copy(update={"sign_clips": folder})

    with open_window(qapp, settings, devices(settings)) as kiosk:
        qtbot.waitUntil(lambda: shows_a_clip(kiosk))
        citizen = a_citizen(kiosk)
        citizen.press(Key.PRIMARY)
        at_home = shows_a_clip(kiosk)
        citizen.open_service("gaoling_jintie")
        citizen.press(Key.PRIMARY)
        before_it = []
        while citizen.page.screen != "consent":
            before_it.append(shows_a_clip(kiosk))
            citizen.answer_page()
        at_consent = shows_a_clip(kiosk)

    assert not at_home
    assert not any(before_it)
    assert at_consent
