from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.words import Words
from kiosk.flow.comfort import Palette
from tests.audit.gallery import DIGIT_ROWS, GALLERY
from tests.windows import SAME, a_frame, a_look, a_theme, an_application, drop, settle, the_text
from ui.theme import TextSize
from ui.widgets.answers import ChoiceKind, ChoiceRow, Tile, Toggled
from ui.widgets.caption import CaptionStrip
from ui.widgets.cells import CellGrid
from ui.widgets.dock import DockItem
from ui.widgets.frame import Frame
from ui.widgets.keypad import KeyPad
from ui.widgets.look import TOUCH_GUARD_MS, Look
from ui.widgets.page import Page
from ui.widgets.pager import Pager
from ui.widgets.pressing import Pressable
from ui.widgets.text_block import TextBlock
from ui.widgets.text_pair import FactRow
from ui.widgets.value_field import ValueField

Show = Callable[[Page], Frame]


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return a_look()


@pytest.fixture
def show(look: Look) -> Iterator[Show]:
    frames: list[Frame] = []

    def show(page: Page) -> Frame:
        frames.append(a_frame(look, page))
        return frames[-1]

    yield show
    for frame in frames:
        drop(frame)


def answers(look: Look, count: int, **options: object) -> list[ChoiceRow]:
    return [ChoiceRow(look, SAME(f"答案{n}"), key=str(n), **options) for n in range(count)]


def a_page(look: Look, count: int = 3) -> Page:
    page = Page(look)
    page.set_heading(SAME("户口是本地的吗？"))
    page.set_rows(answers(look, count))
    page.set_actions(SAME("返回"), SAME("下一步"))
    return page


def test_heading_takes_the_focus_when_the_page_is_shown(look: Look, show: Show) -> None:
    page = a_page(look)

    frame = show(page)

    assert frame.focusWidget() is page.heading


def test_notice_takes_the_focus_when_it_is_new(look: Look, show: Show) -> None:
    page = a_page(look)
    frame = show(page)

    page.set_notice(SAME("还没有选。"))
    settle()

    assert frame.focusWidget().objectName() == "notice"
    assert frame.focusWidget().accessibleName() == "还没有选。"


def test_few_rows_need_no_pager(look: Look, show: Show) -> None:
    page = a_page(look)
    show(page)

    assert page.page_count == 1
    assert not page.findChild(Pager).isVisible()


def test_rows_beyond_the_body_wait_on_further_pages(look: Look, show: Show) -> None:
    page = a_page(look, 15)
    show(page)

    seen: list[QWidget] = []
    for number in range(page.page_count):
        page.turn_to(number)
        seen += page.spoken_rows()

    assert page.page_count > 1
    assert [row.key for row in seen if isinstance(row, ChoiceRow)] == [str(n) for n in range(15)]


def test_turning_tells_the_page_number(look: Look, show: Show, qtbot: QtBot) -> None:
    page = a_page(look, 15)
    show(page)

    with qtbot.waitSignal(page.page_turned) as turned:
        qtbot.mouseClick(page.findChild(Pager).next, Qt.MouseButton.LeftButton)

    assert turned.args == [1]
    assert page.page_number == 1


def test_focus_goes_to_the_heading_when_its_pager_key_vanishes(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    page = a_page(look, 10)
    frame = show(page)
    assert page.page_count == 2
    page.findChild(Pager).next.setFocus()

    qtbot.keyClick(page.findChild(Pager).next, Qt.Key.Key_Return)

    assert frame.focusWidget() is page.heading


def test_a_paragraph_longer_than_a_page_is_continued(look: Look, show: Show) -> None:
    page = Page(look)
    page.set_heading(SAME("谁能办"))
    page.set_rows([FactRow(look, SAME("条件"), SAME("本地户口、领了残疾人证的可以领。" * 60))])
    show(page)

    lines = []
    for number in range(page.page_count):
        page.turn_to(number)
        blocks = page.spoken_rows()[0].findChildren(QWidget)
        lines += [t.text for b in blocks if b.isVisible() for t in b.drawn_texts()]

    assert page.page_count > 1
    assert "".join(lines).replace("\n", "") == "条件" + "本地户口、领了残疾人证的可以领。" * 60


def test_another_text_size_keeps_the_page_position_and_the_choice(look: Look, show: Show) -> None:
    page = a_page(look, 20)
    show(page)
    page.turn_to(1)
    first = page.spoken_rows()[0]
    first.click()

    look.change(an_application(), theme=a_theme(TextSize.LARGEST, Palette.WHITE_ON_BLACK))
    settle()

    assert first in page.spoken_rows()
    assert first.isChecked()


def test_another_text_size_keeps_what_has_the_focus_in_sight(look: Look, show: Show) -> None:
    look.change(an_application(), theme=a_theme(TextSize.LARGE))
    page = a_page(look, 20)
    frame = show(page)
    last = page.spoken_rows()[-1]
    last.setFocus()

    look.change(an_application(), theme=a_theme(TextSize.NORMAL))
    settle()

    assert last in page.spoken_rows()
    assert frame.focusWidget() is last


def test_page_laid_out_anew_leaves_a_pressed_key_of_the_dock_alone(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    page = a_page(look)
    frame = show(page)
    key = frame.dock.buttons[0]

    with qtbot.waitSignal(frame.dock_chosen):
        qtbot.mousePress(key, Qt.MouseButton.LeftButton)
        page.set_lead(SAME("看户口本首页。"))
        settle()
        qtbot.mouseRelease(key, Qt.MouseButton.LeftButton)

    assert frame.focusWidget() is key


def test_rows_drawn_anew_keep_the_focus_in_its_place(look: Look, show: Show) -> None:
    page = a_page(look)
    frame = show(page)
    page.spoken_rows()[1].setFocus()

    rows = answers(look, 3)
    page.set_rows(rows)
    settle()

    assert frame.focusWidget() is rows[1]


def test_replaced_rows_are_deleted(look: Look, show: Show) -> None:
    page = a_page(look)
    show(page)

    page.set_rows(answers(look, 2))
    settle()

    assert len(page.findChildren(ChoiceRow)) == 2


def test_next_key_walks_heading_rows_keys_dock_and_round(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    frame = show(a_page(look))
    walked = []
    for _ in range(11):
        walked.append(frame.focusWidget().accessibleName())
        qtbot.keyClick(frame.focusWidget(), Qt.Key.Key_Tab)

    dock = ["首页", "大字", "语音", "语言", "找人帮"]
    middle = ["答案0", "答案1", "答案2", "返回", "下一步"]
    assert walked == ["户口是本地的吗？", *middle, *dock]
    assert frame.focusWidget().accessibleName() == "户口是本地的吗？"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_press_the_focused_button(key: Qt.Key, look: Look, show: Show, qtbot: QtBot) -> None:
    page = a_page(look)
    show(page)

    with qtbot.waitSignal(page.confirmed):
        qtbot.keyClick(page.bottom.primary, key)


def test_a_press_slid_off_does_nothing(look: Look, show: Show, qtbot: QtBot) -> None:
    page = a_page(look)
    show(page)
    button = page.bottom.primary

    with qtbot.assertNotEmitted(page.confirmed):
        qtbot.mousePress(button, Qt.MouseButton.LeftButton)
        qtbot.mouseMove(button, button.rect().bottomRight() * 3)
        qtbot.mouseRelease(button, Qt.MouseButton.LeftButton, pos=button.rect().bottomRight() * 3)


def test_one_answer_of_several_stays_chosen(look: Look, show: Show, qtbot: QtBot) -> None:
    page = a_page(look)
    show(page)
    first, second = page.spoken_rows()[:2]

    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(second.toggled_by_user) as toggled:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)

    assert toggled.args == [Toggled("1", is_chosen=True)]
    assert not first.isChecked()


def test_moving_the_focus_chooses_nothing(look: Look, show: Show, qtbot: QtBot) -> None:
    page = a_page(look)
    frame = show(page)
    page.spoken_rows()[0].setFocus()

    qtbot.keyClick(frame.focusWidget(), Qt.Key.Key_Down)

    assert frame.focusWidget() is page.spoken_rows()[1]
    assert not any(row.isChecked() for row in page.spoken_rows())


def test_several_answers_may_be_chosen(look: Look, show: Show, qtbot: QtBot) -> None:
    page = Page(look)
    rows = answers(look, 3, kind=ChoiceKind.SEVERAL)
    page.set_rows(rows)
    show(page)

    for row in rows[:2]:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)

    assert [row.isChecked() for row in rows] == [True, True, False]


def test_dock_tells_which_key(look: Look, show: Show, qtbot: QtBot) -> None:
    frame = show(a_page(look))

    with qtbot.waitSignal(frame.dock_chosen) as chosen:
        qtbot.mouseClick(frame.dock.buttons[4], Qt.MouseButton.LeftButton)

    assert chosen.args == [DockItem.HELP]


def test_dock_stays_at_its_place_when_the_caption_comes(look: Look, show: Show) -> None:
    frame = show(a_page(look))
    before = frame.dock.geometry()

    frame.set_caption(SAME("户口是本地的吗？"))
    settle()

    assert frame.dock.geometry() == before


def test_another_page_replaces_the_first(look: Look, show: Show) -> None:
    frame = show(a_page(look))
    second = a_page(look)

    frame.show_page(second)
    settle()

    assert frame.findChildren(Page) == [second]
    assert frame.focusWidget() is second.heading


def test_date_gives_way_to_the_time_where_it_does_not_fit(look: Look, show: Show) -> None:
    frame = show(a_page(look))
    shown = {text.text() for text in frame.header.findChildren(QWidget)}

    look.change(an_application(), theme=a_theme(TextSize.LARGE))
    settle()
    later = {text.text() for text in frame.header.findChildren(QWidget)}

    assert "11月22日 星期日 9:30" in shown
    assert "9:30" in later


def test_header_gives_its_room_to_the_page_at_the_largest_sizes(look: Look, show: Show) -> None:
    frame = show(a_page(look))
    seen = []
    for size in TextSize:
        look.change(an_application(), theme=a_theme(size))
        settle()
        seen.append(frame.header.isVisible())

    assert seen == [True, True, False, False, False]


@pytest.mark.parametrize("name", sorted(GALLERY))
@pytest.mark.parametrize("size", [TextSize.LARGER, TextSize.LARGEST])
def test_something_to_press_is_on_the_first_page(
    size: TextSize, name: str, qapp: QApplication
) -> None:
    frame = a_frame(a_look(size))
    frame.set_caption(SAME("请看一遍。"))
    page = GALLERY[name](frame.dock._look)
    frame.show_page(page)
    settle()

    keys = {page.bottom, page.findChild(Pager)}
    there = [b for b in page.findChildren(Pressable) if b.parent() not in keys]
    shown = [b for b in there if b.isVisible()]
    assert shown or not there
    drop(frame)


@pytest.mark.parametrize(("name", "most"), [("home", 2), ("question", 1), ("review", 5)])
def test_largest_text_takes_few_pages(name: str, most: int, qapp: QApplication) -> None:
    frame = a_frame(a_look(TextSize.LARGEST))
    frame.set_caption(SAME("请看一遍。"))
    page = GALLERY[name](frame.dock._look)
    frame.show_page(page)
    settle()

    assert page.page_count <= most
    drop(frame)


def test_lead_moves_below_the_rows_where_it_would_push_them_away(qapp: QApplication) -> None:
    look = a_look(TextSize.LARGEST)
    page = a_page(look)
    page.set_lead(SAME("户口在不在本县本区？看户口本首页。" * 8))
    frame = a_frame(look, page)

    assert isinstance(page.spoken_rows()[0], ChoiceRow)
    drop(frame)


def test_field_and_keys_stay_together_below_a_long_notice(qapp: QApplication) -> None:
    look = a_look(TextSize.LARGEST)
    page = GALLERY["digits"](look)
    page.set_notice(SAME("号码不对，或者放成了您自己的。请看看身份证，再按一遍。"))
    frame = a_frame(look)
    frame.set_caption(SAME("号码不对。"))
    frame.show_page(page)
    settle()

    assert page.spoken_rows() == page.rows
    drop(frame)


def test_cells_begin_below_their_field_and_go_on_overleaf(qapp: QApplication) -> None:
    look = a_look(TextSize.LARGEST)
    keys = [str(number) for number in range(1, 61)]
    field = ValueField(look, SAME("选的日子"))
    page = Page(look)
    page.set_heading(SAME("是哪一天？"))
    page.set_rows([field, CellGrid(look, keys, [SAME(f"{k}号") for k in keys], columns=5)])
    frame = a_frame(look, page)

    parts = []
    for number in range(page.page_count):
        page.turn_to(number)
        parts.append([c.key for c in page.rows[1].findChildren(Pressable) if c.isVisible()])

    assert len(parts) > 1
    assert [key for part in parts for key in part] == keys
    drop(frame)


@pytest.mark.parametrize("size", TextSize)
def test_dock_keys_show_a_pictogram_above_the_word(size: TextSize, qapp: QApplication) -> None:
    frame = a_frame(a_look(size))

    for key in frame.dock.buttons:
        above = key.drawn_texts()[0].box.top()
        assert frame.dock._look.theme.in_mm(above) > 10
    drop(frame)


def test_a_notice_comes_before_everything_else_of_the_body(qapp: QApplication) -> None:
    look = a_look(TextSize.LARGEST)
    page = a_page(look, 12)
    page.set_notice(SAME("还没有选。"))
    frame = a_frame(look, page)
    notice = page.findChild(QWidget, "notice")

    assert notice.isVisible()
    assert notice.y() < page.spoken_rows()[0].y()
    drop(frame)


def test_a_tile_may_lose_its_line_but_never_its_description(qapp: QApplication) -> None:
    look = a_look(TextSize.LARGEST)
    tiles = [Tile(look, "home", SAME(f"第{n}样事情"), SAME("给家里人代办")) for n in range(7)]
    page = Page(look)
    page.set_rows(tiles)
    frame = a_frame(look, page)

    assert [drawn.text for drawn in tiles[0].drawn_texts()] == ["第0样事情"]
    assert tiles[0].accessibleDescription() == "给家里人代办"

    look.change(an_application(), theme=a_theme(TextSize.NORMAL))
    settle()

    assert [drawn.text for drawn in tiles[0].drawn_texts()] == ["第0样事情", "给家里人代办"]
    drop(frame)


def test_facts_run_on_at_the_largest_sizes(qapp: QApplication) -> None:
    look = a_look(TextSize.LARGEST)
    facts = [FactRow(look, SAME(f"条件{n}"), SAME("要有本地户口，" * 9)) for n in range(4)]
    page = Page(look)
    page.set_rows(facts)
    frame = a_frame(look, page)

    lines = ""
    for number in range(page.page_count):
        page.turn_to(number)
        shown = [w for w in page.findChildren(TextBlock) if w.isVisible() and w.parent() in facts]
        shown.sort(key=lambda w: w.mapTo(page, w.rect().topLeft()).y())
        texts = [drawn.text for w in shown for drawn in w.drawn_texts()]
        assert not texts[-1].startswith("条件")
        lines += "".join(texts).replace("\n", "")

    assert lines == "".join(f"条件{n}" + "要有本地户口，" * 9 for n in range(4))
    drop(frame)


def test_caption_strip_keeps_its_height_and_shows_the_rest_later(look: Look, show: Show) -> None:
    frame = show(a_page(look))
    frame.set_caption(SAME("短句。"))
    settle()
    strip = frame.findChild(CaptionStrip)
    height, page_height = strip.height(), frame.page.height()
    sentence = "户口在不在本县本区？看户口本首页。" * 6

    frame.set_caption(SAME(sentence))
    settle()
    shown = ""
    for _ in range(4):
        shown += strip.findChild(TextBlock).drawn_texts()[0].text.replace("\n", "")
        strip.show_rest()
        if shown == sentence:
            break

    assert (strip.height(), frame.page.height()) == (height, page_height)
    assert shown == sentence
    assert strip.findChild(TextBlock).accessibleName() == sentence


def test_without_captions_there_is_no_strip(look: Look, show: Show) -> None:
    frame = show(a_page(look))
    frame.set_caption(SAME("短句。"))

    frame.set_caption(None)
    settle()

    assert not frame.findChild(CaptionStrip).isVisible()
    assert frame.header.height() + frame.page.height() == frame.dock.y()


@pytest.fixture
def guarded(look: Look) -> Look:
    """A look whose guard lasts as long as a test."""
    look.touch_guard_ms = 600_000
    return look


def test_second_tap_does_not_press_the_next_page(guarded: Look, show: Show, qtbot: QtBot) -> None:
    page = a_page(guarded)
    frame = show(page)

    with qtbot.assertNotEmitted(page.confirmed), qtbot.assertNotEmitted(frame.dock_chosen):
        qtbot.mouseClick(page.bottom.primary, Qt.MouseButton.LeftButton)
        qtbot.mouseDClick(page.bottom.primary, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(frame.dock.buttons[1], Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_second_key_press_does_not_press_the_next_page(
    key: Qt.Key, guarded: Look, show: Show, qtbot: QtBot
) -> None:
    page = a_page(guarded)
    show(page)

    with qtbot.assertNotEmitted(page.confirmed):
        qtbot.keyClick(page.bottom.primary, key)


def test_a_window_guards_from_the_start(qapp: QApplication) -> None:
    assert Look(a_theme(), the_text()).touch_guard_ms == TOUCH_GUARD_MS


def test_presses_count_again_after_the_guard(guarded: Look, show: Show, qtbot: QtBot) -> None:
    page = a_page(guarded)
    show(page)
    guarded.touch_guard_ms = 1
    qtbot.waitUntil(lambda: not guarded.is_guarding)

    with qtbot.waitSignal(page.confirmed):
        qtbot.mouseClick(page.bottom.primary, Qt.MouseButton.LeftButton)


def test_a_press_begun_on_the_screen_before_does_nothing(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    page = a_page(look)
    show(page)
    button = page.bottom.primary

    with qtbot.assertNotEmitted(page.confirmed):
        qtbot.mousePress(button, Qt.MouseButton.LeftButton)
        page.set_heading(SAME("现在住哪里？"))
        qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
        qtbot.keyPress(button, Qt.Key.Key_Space)
        page.set_heading(SAME("怎么找到您？"))
        qtbot.keyRelease(button, Qt.Key.Key_Space)

    assert not button.isDown()


def test_other_answers_on_the_same_page_are_guarded(look: Look, show: Show) -> None:
    page = a_page(look)
    show(page)
    before = look.screen

    page.set_rows(answers(look, 3))

    assert look.screen == before + 1


def test_typing_and_turning_pages_are_not_guarded(look: Look, show: Show, qtbot: QtBot) -> None:
    page = a_page(look, 15)
    show(page)
    pad = KeyPad(look, DIGIT_ROWS)
    page.set_rows([pad])
    settle()
    before = look.screen
    typed: list[str] = []
    pad.typed.connect(typed.append)
    five = next(key for key in pad.findChildren(Pressable) if key.text() == "5")

    for _ in range(3):
        qtbot.mouseClick(five, Qt.MouseButton.LeftButton)
        page.set_rows([FactRow(look, SAME("号码"), SAME("5" * len(typed))), pad])
    page.turn_to(1)

    assert typed == ["5", "5", "5"]
    assert look.screen == before


def test_accessible_name_is_what_is_shown(look: Look) -> None:
    row = ChoiceRow(look, Words("11月22日", "十一月二十二日"))

    assert row.accessibleName() == "11月22日"


def _build(page: Page, look: Look, content: tuple[str, str, int, int]) -> None:
    heading, lead, count, columns = content
    page.set_heading(SAME(heading))
    page.set_lead(SAME(lead) if lead else None)
    page.set_rows(answers(look, count), columns)
    page.set_actions(SAME("返回"), SAME("下一步"))


_LONG = "家里有没有人在别的街道领过同样的补贴，领过的话请把通知书带来。" * 3


@pytest.mark.parametrize("size", [TextSize.NORMAL, TextSize.LARGEST])
@pytest.mark.parametrize(
    "steps",
    [
        [("短", "", 3, 1), (_LONG, "", 3, 1)],
        [("短", _LONG, 9, 1), ("短", "", 9, 1)],
        [("短", "", 12, 3), ("短", "", 2, 1), ("短", "", 12, 2)],
        [(_LONG, _LONG, 6, 2), ("短", "", 6, 2), (_LONG, "", 1, 1)],
    ],
)
def test_page_that_changed_is_laid_out_like_one_made_anew(
    qapp: QApplication, show: Show, size: TextSize, steps: list[tuple[str, str, int, int]]
) -> None:
    look = a_look(size)
    changed, anew = Page(look), Page(look)
    _build(changed, look, steps[0])
    show(changed)
    for step in steps[1:]:
        _build(changed, look, step)
        settle()
    _build(anew, look, steps[-1])
    show(anew)
    settle()

    def places(page: Page) -> list[object]:
        return [
            (page.page_count, page.heading.geometry().getRect()),
            *(row.geometry().getRect() if row.isVisible() else None for row in page.rows),
        ]

    assert places(changed) == places(anew)


def test_page_is_laid_out_once_for_each_change(qapp: QApplication, show: Show) -> None:
    """Laying out costs most of a touch; header, dock and page may change their size at once."""
    look = a_look(TextSize.NORMAL)
    page, layouts = Page(look), []
    page.arranged.connect(lambda: layouts.append(page.size()))
    _build(page, look, ("短", _LONG, 9, 1))
    show(page)
    settle()
    assert len(layouts) == 1
    for size in (TextSize.LARGEST, TextSize.NORMAL):
        layouts.clear()
        look.change(qapp, theme=a_theme(size))
        settle()
        assert len(layouts) == 1
    layouts.clear()
    _build(page, look, (_LONG, "", 6, 2))
    settle()
    assert len(layouts) == 1


def test_row_that_needs_more_room_by_itself_is_given_it(look: Look, show: Show) -> None:
    page = Page(look)
    text = TextBlock(look, SAME("短"))
    below = Tile(look, "home", SAME("办事"))
    page.set_rows([text, below])
    show(page)
    before = below.y()
    text.set_words(SAME(_LONG))
    settle()
    assert below.y() > before
    assert below.y() >= text.geometry().bottom()
