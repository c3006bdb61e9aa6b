from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.words import Words
from tests.windows import SAME, a_frame, a_look, a_theme, an_application, drop, settle
from ui.theme import Palette, TextSize
from ui.widgets.buttons import ChoiceKind, ChoiceRow, Toggled
from ui.widgets.dock import DockItem
from ui.widgets.frame import Frame
from ui.widgets.look import Look
from ui.widgets.page import Page
from ui.widgets.pager import Pager
from ui.widgets.text_pair import FactRow

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
    return [ChoiceRow(look, SAME(f"答案{n}"), key=str(n), **options) for n in range(count)]  # type: ignore[arg-type]


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
        lines += [t.text for b in blocks if b.isVisible() for t in b.drawn_texts()]  # type: ignore[attr-defined]

    assert page.page_count > 1
    assert "".join(lines).replace("\n", "") == "条件" + "本地户口、领了残疾人证的可以领。" * 60


def test_another_text_size_keeps_the_page_position_and_the_choice(look: Look, show: Show) -> None:
    page = a_page(look, 20)
    show(page)
    page.turn_to(1)
    first = page.spoken_rows()[0]
    first.click()  # type: ignore[attr-defined]

    look.change(an_application(), theme=a_theme(TextSize.LARGEST, Palette.WHITE_ON_BLACK))
    settle()

    assert first in page.spoken_rows()
    assert first.isChecked()  # type: ignore[attr-defined]


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
    with qtbot.waitSignal(second.toggled_by_user) as toggled:  # type: ignore[attr-defined]
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)

    assert toggled.args == [Toggled("1", is_chosen=True)]
    assert not first.isChecked()  # type: ignore[attr-defined]


def test_moving_the_focus_chooses_nothing(look: Look, show: Show, qtbot: QtBot) -> None:
    page = a_page(look)
    frame = show(page)
    page.spoken_rows()[0].setFocus()

    qtbot.keyClick(frame.focusWidget(), Qt.Key.Key_Down)

    assert frame.focusWidget() is page.spoken_rows()[1]
    assert not any(row.isChecked() for row in page.spoken_rows())  # type: ignore[attr-defined]


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


def test_date_gives_way_to_the_time_at_the_largest_size(look: Look, show: Show) -> None:
    frame = show(a_page(look))
    shown = {text.text() for text in frame.header.findChildren(QWidget)}  # type: ignore[attr-defined]

    look.change(an_application(), theme=a_theme(TextSize.LARGEST))
    settle()
    later = {text.text() for text in frame.header.findChildren(QWidget)}  # type: ignore[attr-defined]

    assert "11月22日 星期日 9:30" in shown
    assert "9:30" in later


def test_accessible_name_is_what_is_shown(look: Look) -> None:
    row = ChoiceRow(look, Words("11月22日", "十一月二十二日"))

    assert row.accessibleName() == "11月22日"
