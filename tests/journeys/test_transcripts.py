"""What a citizen who cannot see hears, from the greeting to the goodbye, kept and read like code.

Write them anew with ``WRITE_TRANSCRIPTS=1`` in the environment and read the difference.
"""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.domain.language import Language
from kiosk.settings import Settings
from kiosk.speech.speller import Spelling, spell
from tests.journeys.conftest import a_citizen, devices, fixed_clock, open_window

KEPT = Path(__file__).with_name("transcripts")
JOURNEYS = {
    "allowance-by-card": ("gaoling_jintie", {"with_helper": False}),
    "pension-check-for-mother": ("yanglao_zige_renzheng", {"with_helper": True}),
    "emergency-help-without-card": ("linshi_jiuzhu", {"uses_card": False}),
    "identity-card-appointment": ("shenfenzheng_yuyue", {"with_helper": False}),
    "bundle-for-the-disabled": ("canji_fuwu_yijianshi", {"with_helper": False}),
    "allowance-in-english": ("gaoling_jintie", {"with_helper": False}),
}
IN_ENGLISH = {"allowance-in-english"}


@pytest.mark.slow
@pytest.mark.parametrize("name", JOURNEYS)
def test_what_is_heard_is_what_was_reviewed(
    qapp: QApplication, lone_settings: Settings, name: str
):
    service, how = JOURNEYS[name]
    heard: list[str] = []

    clock = fixed_clock()
    with open_window(
        qapp, lone_settings, devices(lone_settings, clock), on_spoken=heard.append
    ) as kiosk:

        def hear_every_stroke() -> None:
            """Write slowly enough to hear what each stroke makes of the character."""
            citizen.wait_for_reading()

        citizen = a_citizen(kiosk, seed=7, between=hear_every_stroke, **how)
        if name in IN_ENGLISH:
            citizen.dock("language")
            citizen.choose("en")
        citizen.apply(service)
        citizen.leave()

    file = KEPT / f"{name}.txt"
    for language in Language:
        assert spell(Spelling.DIGITS, citizen.slip_code, language) not in heard
    text = "\n".join(heard) + "\n"
    if os.environ.get("WRITE_TRANSCRIPTS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")
