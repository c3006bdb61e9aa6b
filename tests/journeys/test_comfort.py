"""What makes the screen easier is one touch away, goes with one touch, and ends with the visit."""

import pytest

from kiosk.flow.comfort import Comfort, Need, Palette
from tests.journeys.conftest import a_citizen
from ui.bootstrap import Kiosk
from ui.pages import Choice, Key
from ui.rehearsal.citizen import Citizen
from ui.theme import TextSize
from ui.widgets.caption import CaptionStrip
from ui.widgets.text_block import TextBlock


def at_the_panel(kiosk: Kiosk) -> Citizen:
    citizen = a_citizen(kiosk)
    citizen.press(Key.PRIMARY)
    citizen.dock("text-size")
    return citizen


def caption(kiosk: Kiosk) -> str | None:
    strip = kiosk.frame.findChild(CaptionStrip)
    return strip.findChild(TextBlock).text() if strip.isVisible() else None


def marked(citizen: Citizen) -> set[str]:
    return {row.key for row in citizen.page.rows if isinstance(row, Choice) and row.is_chosen}


def test_who_sees_badly_gets_everything_at_one_touch_and_back_at_one_more(kiosk: Kiosk):
    citizen = at_the_panel(kiosk)
    before = kiosk.look.theme

    citizen.choose("need:sight")
    helped, told = kiosk.look.theme, marked(citizen)
    citizen.choose("need:sight")

    assert (helped.size, helped.palette) == (TextSize.LARGEST, Palette.YELLOW_ON_BLACK)
    assert told == {"need:sight", "size:5", "palette:yellow-on-black"}
    assert kiosk.look.theme == before


def test_needs_combine(kiosk: Kiosk):
    citizen = at_the_panel(kiosk)

    for need in Need:
        citizen.choose(f"need:{need}")

    hands = kiosk.look.theme.hands
    assert hands.is_steady
    assert hands.reach_mm == 1150 - kiosk.settings.panel_bottom_mm
    assert {f"need:{need}" for need in Need} <= marked(citizen)


def test_the_left_hand_is_one_touch(kiosk: Kiosk):
    citizen = at_the_panel(kiosk)

    citizen.choose("left")

    assert kiosk.look.theme.hands.is_left


def test_who_hears_badly_reads_what_is_said_also_where_there_is_sound(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(type(kiosk.voice), "is_available", property(lambda _self: True))
    kiosk.voice.captioned.emit("有声音。")
    without = caption(kiosk)
    citizen = at_the_panel(kiosk)

    citizen.choose("need:hearing")
    kiosk.voice.captioned.emit("这句写出来。")

    assert without is None
    assert caption(kiosk) == "这句写出来。"


@pytest.mark.slow
@pytest.mark.parametrize("needs", [(Need.TREMOR, Need.WHEELCHAIR), (Need.SIGHT, Need.HEARING)])
def test_a_service_is_applied_for_with_needs_and_nothing_of_them_is_left(
    kiosk: Kiosk, needs: tuple[Need, ...]
):
    citizen = at_the_panel(kiosk)
    for need in needs:
        citizen.choose(f"need:{need}")
    helped = kiosk.look.theme
    citizen.press(Key.PRIMARY)

    citizen.apply_from_home("yanglao_zige_renzheng")
    at_the_end = kiosk.look.theme
    citizen.leave()

    assert at_the_end == helped
    assert kiosk.app.visit.comfort == Comfort()
    assert kiosk.look.theme.size is TextSize.NORMAL
