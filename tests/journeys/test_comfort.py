"""What makes the screen easier is one touch away, goes with one touch, and ends with the visit."""

from dataclasses import replace

import pytest

from kiosk.flow import places as at
from kiosk.flow.comfort import Comfort, Need, Palette
from kiosk.flow.visit import ComfortChosen
from tests.journeys.conftest import a_citizen
from ui.bootstrap import Kiosk
from ui.pages import Choice, Key, Tile
from ui.rehearsal.citizen import Citizen
from ui.theme import Pictures, TextSize
from ui.widgets.buttons import BigButton
from ui.widgets.caption import CaptionStrip
from ui.widgets.text_block import TextBlock


class Listener(Citizen):
    """Cannot read: touches a thing to hear it, and once more to choose it."""

    def choose(self, key: str) -> None:
        row = next((row for row in self.page.rows if getattr(row, "key", "") == key), None)
        super().choose(key)
        if isinstance(row, Tile) or (
            isinstance(row, Choice) and row.several and not row.is_chosen
        ):
            super().choose(key)


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


def test_who_cannot_read_hears_a_tile_before_it_opens(kiosk: Kiosk, heard: list[str]):
    citizen = at_the_panel(kiosk)
    citizen.choose("need:reading")
    citizen.press(Key.PRIMARY)
    heard.clear()

    citizen.choose("apply")
    said, place = list(heard), kiosk.app.visit.place
    citizen.choose("apply")

    assert "第一个，画着一张纸的，办事。" in said
    assert place == at.Home()
    assert kiosk.app.visit.place == at.Categories()


def test_a_page_in_simple_words_is_said_again_by_a_key_beside_its_heading(
    kiosk: Kiosk, heard: list[str]
):
    citizen = at_the_panel(kiosk)
    citizen.choose("need:reading")
    citizen.press(Key.PRIMARY)
    heard.clear()
    again = kiosk.frame.page.heading.findChild(BigButton)

    citizen._touch(again)

    assert heard[0] == "您好，请问办什么？"
    assert heard[-1] == "再点一下，就选它。"


def test_simple_words_go_as_they_came_with_one_touch(kiosk: Kiosk):
    citizen = at_the_panel(kiosk)
    usual = citizen.page

    citizen.choose("need:reading")
    simple, look = citizen.page, kiosk.look.theme.pictures
    citizen.choose("need:reading")

    assert simple.again
    assert look is Pictures.LARGE
    assert replace(citizen.page, echo=usual.echo) == usual
    assert kiosk.look.theme.pictures is Pictures.SPARE


def test_a_need_that_is_touched_says_what_is_different_now(kiosk: Kiosk, heard: list[str]):
    citizen = at_the_panel(kiosk)
    heard.clear()

    citizen.choose("need:tremor")
    citizen.choose("need:tremor")

    assert heard == ["按键变大了，抖一下也不要紧。", "变回原来的样子了。"]


def test_holding_is_offered_to_a_hand_that_shakes_and_goes_with_its_need(kiosk: Kiosk):
    citizen = at_the_panel(kiosk)
    offered_before = kiosk.view.widget_for("hold:500")

    citizen.choose("need:tremor")
    first = kiosk.look.theme.hands.hold_ms
    citizen.choose("hold:500")
    wanted = kiosk.look.theme.hands.hold_ms
    citizen.choose("need:tremor")  # a mere touch
    held = kiosk.app.visit.comfort
    kiosk.app.dispatch(ComfortChosen(held.toggled(Need.TREMOR)))

    assert offered_before is None
    assert (first, wanted) == (0, 500)
    assert held.is_steady
    assert kiosk.look.theme.hands.hold_ms == 0


@pytest.mark.slow
def test_who_cannot_read_applies_by_pictures_and_voice(kiosk: Kiosk, heard: list[str]):
    at_the_panel(kiosk).choose("need:reading")
    citizen = a_citizen(kiosk, kind=Listener)
    citizen.press(Key.PRIMARY)

    number = citizen.apply_from_home("gaoling_jintie")

    assert number.startswith("K")
    assert "第一个，画着加号的，头一次申请" in heard


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
