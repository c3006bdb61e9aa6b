"""A panel that lies on its side: what is read beside what is pressed, the dock at the hand."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.audit.gallery import DIGIT_ROWS, GALLERY
from tests.windows import LEFT, LYING, SAME, STEADY, USUAL_HANDS, a_frame, a_look, drop, settle
from ui.theme import Hands, TextSize
from ui.widgets.answers import ChoiceRow, Tile
from ui.widgets.caption import CaptionStrip
from ui.widgets.cells import CellGrid
from ui.widgets.frame import Frame
from ui.widgets.keypad import KeyPad
from ui.widgets.look import Look
from ui.widgets.page import Page
from ui.widgets.pager import Pager
from ui.widgets.pressing import Pressable
from ui.widgets.switches import _rows_of
from ui.widgets.text_block import TextBlock
from ui.widgets.text_pair import FactRow
from ui.widgets.value_field import ValueField
from ui.widgets.writing import SignaturePad

Open = Callable[..., Frame]


@pytest.fixture
def open_wide(qapp: QApplication) -> Iterator[Open]:
    """Open a wide window with a page made for its look."""
    frames: list[Frame] = []

    def open_wide(
        build: Callable[[Look], Page], size: TextSize = TextSize.NORMAL, hands: Hands = USUAL_HANDS
    ) -> Frame:
        look = a_look(size, hands=hands, window_px=LYING)
        frames.append(a_frame(look, build(look)))
        return frames[-1]

    yield open_wide
    for frame in frames:
        drop(frame)


def box(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def the_lead(page: Page) -> QWidget:
    return next(w for w in page.findChildren(TextBlock) if w.text() == "看户口本首页。")


def a_question(look: Look, count: int = 3) -> Page:
    page = Page(look)
    page.set_step(SAME("第5步，共12步"), 5 / 12)
    page.set_heading(SAME("户口是本地的吗？"))
    page.set_lead(SAME("看户口本首页。"))
    page.set_rows([ChoiceRow(look, SAME(f"答案{n}"), key=str(n)) for n in range(count)])
    page.set_actions(SAME("返回"), SAME("下一步"))
    return page


def a_date(look: Look) -> Page:
    page = Page(look)
    page.set_heading(SAME("是哪一年？"))
    years = [str(year) for year in range(1926, 2027)]
    field = ValueField(look, SAME("选的年份"))
    page.set_rows([field, CellGrid(look, years, [SAME(f"{y}年") for y in years], columns=5)])
    page.set_actions(SAME("返回"), None)
    return page


def typing(look: Look) -> Page:
    page = Page(look)
    page.set_heading(SAME("身份证号"))
    page.set_rows([ValueField(look, SAME("号码")), KeyPad(look, DIGIT_ROWS)])
    return page


@pytest.mark.parametrize("size", TextSize)
def test_the_question_stands_left_and_the_answers_right(open_wide: Open, size: TextSize) -> None:
    page = open_wide(a_question, size).page

    read = [page.heading, the_lead(page)]
    pressed = [*page.rows, page.bottom]
    assert all(box(r).right() < box(p).left() for r in read for p in pressed)
    assert page.page_count == 1


@pytest.mark.parametrize("size", TextSize)
def test_for_the_left_hand_everything_pressed_stands_left(open_wide: Open, size: TextSize) -> None:
    frame = open_wide(a_question, size, LEFT)
    page = frame.page

    read = [page.heading, the_lead(page)]
    pressed = [*page.rows, page.bottom]
    assert all(box(p).right() < box(r).left() for r in read for p in pressed)
    assert box(frame.dock).left() == 0
    assert box(frame.dock).right() < min(box(p).left() for p in pressed)


@pytest.mark.parametrize(("hands", "edge"), [(USUAL_HANDS, QRect.right), (LEFT, QRect.left)])
@pytest.mark.parametrize("size", TextSize)
def test_the_dock_is_a_column_as_high_as_the_window_at_the_side_of_the_hand(
    open_wide: Open, size: TextSize, hands: Hands, edge: Callable[[QRect], int]
) -> None:
    frame = open_wide(a_question, size, hands)
    keys = [box(key) for key in frame.dock.buttons]

    assert edge(box(frame.dock)) == edge(frame.rect())
    assert box(frame.dock).height() == frame.height()
    assert len({(key.left(), key.width(), key.height()) for key in keys}) == 1
    assert [key.top() for key in keys] == sorted(key.top() for key in keys)


@pytest.mark.parametrize("size", TextSize)
def test_the_dock_keeps_its_place_on_every_page_and_beside_captions(
    open_wide: Open, size: TextSize
) -> None:
    frame = open_wide(a_question, size)
    places = set()
    for number, build in enumerate(GALLERY.values()):
        frame.set_caption(SAME("请看一遍。") if number % 2 else None)
        frame.show_page(build(frame.page.look))
        settle()
        places.add(tuple(box(key).getRect() for key in frame.dock.buttons))

    assert len(places) == 1


def test_captions_stand_below_the_page_and_not_below_the_dock(open_wide: Open) -> None:
    frame = open_wide(a_question)
    frame.set_caption(SAME("户口是本地的吗？"))
    settle()
    strip = box(frame.findChild(CaptionStrip))

    assert strip.bottom() == frame.rect().bottom()
    assert strip.right() < box(frame.dock).left()
    assert box(frame.page.bottom).bottom() < strip.top()


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("hands", [USUAL_HANDS, STEADY], ids=["usual", "steady"])
def test_a_field_stands_beside_all_its_keys(open_wide: Open, size: TextSize, hands: Hands) -> None:
    page = open_wide(GALLERY["digits"], size, hands).page
    keys = page.findChild(KeyPad)

    assert page.page_count == 1
    assert keys.isVisible()
    assert box(page.rows[0]).right() < box(keys).left()


@pytest.mark.parametrize("name", ["letters", "writing"])
@pytest.mark.parametrize("size", TextSize)
def test_a_hand_that_shakes_finds_every_key_large_enough(
    open_wide: Open, name: str, size: TextSize
) -> None:
    page = open_wide(GALLERY[name], size, STEADY).page
    keys = [key for key in page.rows[1].findChildren(Pressable) if key.isVisible()]

    least = page.look.theme.target_px
    assert keys
    assert min(min(key.width(), key.height()) for key in keys) >= least
    assert all(box(page).contains(box(key)) for key in keys)


def test_where_the_box_to_sign_in_needs_the_height_pages_turn_below_the_question(
    open_wide: Open,
) -> None:
    def refused(look: Look) -> Page:
        page = Page(look)
        page.set_step(SAME("第35步，共35步"), 1.0)
        page.set_heading(SAME("请您签自己的名字"))
        page.set_notice(SAME("还没有签名。请用手指在框里写。"))
        page.set_lead(SAME("请用手指写，写大一点。写错了可以擦掉重写。"))
        page.set_rows([SignaturePad(look)])
        page.set_actions(SAME("返回"), SAME("签好了，交申请"), SAME("我签不了"))
        return page

    page = open_wide(refused, TextSize.LARGEST).page
    pad, pager = box(page.rows[0]), box(page.findChild(Pager))

    assert page.rows[0].isVisible()
    assert pager.right() < pad.left()
    assert box(page.heading).bottom() < pager.top()


def test_a_long_number_that_was_refused_stands_on_one_page_with_its_keys(open_wide: Open) -> None:
    def refused(look: Look) -> Page:
        page = GALLERY["digits"](look)
        page.set_step(SAME("第30步，共35步"), 0.9)
        page.set_heading(SAME("第1个：他（她）的身份证号是多少？"))
        page.set_notice(SAME("号码不对，或者放成了您自己的。请看看身份证。"))
        page.rows[0].set_value("9999 9999 9999 9999 99", is_wrong=True)
        return page

    page = open_wide(refused, TextSize.LARGEST).page

    assert all(row.isVisible() for row in page.rows)
    assert page.findChild(QWidget, "notice").isVisible()


def test_the_field_stays_while_the_pages_of_its_answers_turn(open_wide: Open) -> None:
    page = open_wide(a_date, TextSize.LARGEST).page
    field, before = page.rows[0], box(page.rows[0])

    page.turn_to(1)
    settle()

    assert page.page_count > 1
    assert field.isVisible()
    assert box(field) == before


def test_keys_that_turn_the_answers_stand_below_them(open_wide: Open) -> None:
    page = open_wide(a_date).page
    pager = box(page.findChild(Pager))

    assert page.page_count > 1
    assert pager.left() == box(page.rows[1]).left()
    assert pager.bottom() < box(page.bottom).top()


@pytest.mark.parametrize("hands", [USUAL_HANDS, LEFT], ids=["usual", "left"])
def test_keys_that_turn_what_is_read_stand_beside_the_buttons(
    open_wide: Open, hands: Hands
) -> None:
    page = open_wide(GALLERY["review"], hands=hands).page
    pager, bottom = box(page.findChild(Pager)), box(page.bottom)

    assert page.page_count > 1
    assert pager.bottom() == bottom.bottom()
    assert not pager.intersects(bottom)


def test_what_is_only_read_goes_on_in_a_second_column(open_wide: Open) -> None:
    def long_facts(look: Look) -> Page:
        page = Page(look)
        page.set_heading(SAME("谁能办"))
        words = SAME("本地户口、领了残疾人证的可以领。" * 3)
        page.set_rows([FactRow(look, SAME(f"条件{n}"), words) for n in range(12)])
        page.set_actions(SAME("返回"), SAME("现在就办"))
        return page

    page = open_wide(long_facts).page
    facts = [box(row) for row in page.rows if row.isVisible()]
    columns = sorted({fact.left() for fact in facts})
    tops = [[fact.top() for fact in facts if fact.left() == left] for left in columns]

    assert len(columns) == 2
    assert all(column == sorted(column) for column in tops)
    assert [fact.left() for fact in facts] == sorted(fact.left() for fact in facts)


def test_tiles_stand_abreast_in_rows_that_are_equally_full(open_wide: Open) -> None:
    def four_tiles(look: Look) -> Page:
        page = Page(look)
        page.set_heading(SAME("请问办什么？"))
        page.set_rows([Tile(look, "home", SAME(f"第{n}样")) for n in range(4)], columns=2)
        return page

    page = open_wide(four_tiles).page
    rows = [box(tile).top() for tile in page.rows]

    assert page.page_count == 1
    assert rows == [rows[0], rows[0], rows[2], rows[2]]


def test_no_line_is_longer_than_forty_characters(open_wide: Open) -> None:
    def much_to_read(look: Look) -> Page:
        page = Page(look)
        page.set_heading(SAME("说明"))
        page.set_lead(SAME("户口在不在本县本区？看户口本首页。" * 12))
        page.set_rows([Tile(look, "home", SAME(f"第{n}样")) for n in range(6)], columns=2)
        return page

    page = open_wide(much_to_read, TextSize.SMALL).page
    shown = [
        text for w in page.findChildren(TextBlock) if w.isVisible() for text in w.drawn_texts()
    ]

    assert max(len(line) for text in shown for line in text.text.split("\n")) <= 40


def test_next_key_walks_the_question_its_answers_the_buttons_and_the_dock(
    open_wide: Open, qtbot: QtBot
) -> None:
    frame = open_wide(a_question)
    walked = []
    for _ in range(11):
        walked.append(frame.focusWidget().accessibleName())
        qtbot.keyClick(frame.focusWidget(), Qt.Key.Key_Tab)

    dock = ["首页", "大字", "语音", "语言", "找人帮"]
    middle = ["答案0", "答案1", "答案2", "返回", "下一步"]
    assert walked == ["户口是本地的吗？", *middle, *dock]


@pytest.mark.parametrize("hands", [USUAL_HANDS, LEFT], ids=["usual", "left"])
def test_a_scan_offers_the_dock_as_one(open_wide: Open, hands: Hands) -> None:
    frame = open_wide(a_question, hands=hands)

    rows = [[part.text() for part in row] for row in _rows_of(frame)]

    assert rows[-1] == ["首页", "大字", "语音", "语言", "找人帮"]
    assert ["答案0"] in rows
    assert sorted(rows[-2]) == sorted(["返回", "下一步"])


def test_where_the_panel_hangs_high_who_sits_reaches_all_that_is_pressed(
    open_wide: Open,
) -> None:
    low = Hands(reach_mm=212.0)
    frame = open_wide(a_question, hands=low)
    page = frame.page
    limit = frame.height() - page.look.theme.mm(212)

    pressed = [*page.rows, *page.bottom.in_order, *frame.dock.buttons]
    assert all(box(widget).top() >= limit for widget in pressed if widget.isVisible())
    assert box(page.heading).top() < limit


def test_the_digits_are_typed_where_they_stand(open_wide: Open, qtbot: QtBot) -> None:
    page = open_wide(typing).page
    pad = page.findChild(KeyPad)
    typed: list[str] = []
    pad.typed.connect(typed.append)
    window = page.window().windowHandle()

    for key in pad.findChildren(QWidget):
        qtbot.mouseClick(window, Qt.MouseButton.LeftButton, pos=box(key).center())

    assert typed == [key for row in DIGIT_ROWS for key in row if key != "\b"]
