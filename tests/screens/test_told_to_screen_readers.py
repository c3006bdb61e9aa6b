"""What a screen reader is told of the window, and what its actions do."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.words import NO_WORDS, Words
from tests.windows import SAME, a_frame, a_look, drop, settle
from ui.drawing import PageView
from ui.pages import (
    Cells,
    Choice,
    Chose,
    Fact,
    Field,
    Keys,
    Number,
    Page,
    Paragraph,
    ReviewItem,
    Row,
)
from ui.widgets.frame import Frame
from ui.widgets.look import Look
from ui.widgets.pager import Pager

Role = QAccessible.Role
Description = QAccessible.Text.Description


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return a_look()


@pytest.fixture
def frame(look: Look) -> Iterator[Frame]:
    frame = a_frame(look)
    yield frame
    drop(frame)


@pytest.fixture
def view(look: Look, frame: Frame) -> PageView:
    return PageView(look, frame)


@pytest.fixture
def screen_reader(qapp: QApplication) -> Iterator[None]:
    """Qt is asked for its tree, as when a screen reader runs."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def told(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def showing(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if node.state().invisible:
        return
    yield node
    for place in range(node.childCount()):
        yield from showing(node.child(place))


def names(frame: Frame, *roles: Role) -> list[str]:
    return [n.text(QAccessible.Text.Name) for n in showing(told(frame)) if n.role() in roles]


def test_heading_notice_and_window_are_what_they_are(view: PageView, frame: Frame):
    view.render_page(Page(screen="a", heading=SAME("您的手机号"), notice=SAME("少了一位。")))
    settle()

    assert told(frame).role() is Role.Window
    assert names(frame, Role.Heading) == ["您的手机号"]
    assert names(frame, Role.AlertMessage) == ["少了一位。"]


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("is_chosen", [False, True])
def test_an_answer_toggled_by_a_screen_reader_is_an_answer_touched(
    view: PageView, qtbot: QtBot, *, several: bool, is_chosen: bool
):
    row = Choice(key="yes", label=SAME("是"), several=several, is_chosen=is_chosen)
    view.render_page(Page(screen="a", heading=SAME("问"), rows=(row,)))
    settle()

    with qtbot.waitSignal(view.acted) as acted:
        told(view.widget_for("yes")).actionInterface().doAction("Toggle")

    assert acted.args == [Chose("yes")]


def test_a_page_that_marks_an_answer_is_nobodys_touch(view: PageView, qtbot: QtBot):
    row = Choice(key="yes", label=SAME("是"))
    view.render_page(Page(screen="a", heading=SAME("问"), rows=(row,)))
    settle()

    with qtbot.assertNotEmitted(view.acted):
        marked = Choice(key="yes", label=SAME("是"), is_chosen=True)
        view.render_page(Page(screen="a", heading=SAME("问"), rows=(marked,)))

    assert told(view.widget_for("yes")).state().checked


def test_the_heading_is_described_by_step_and_lead(view: PageView, frame: Frame):
    step, lead = SAME("第2步，共9步"), SAME("一共十一位。")
    view.render_page(
        Page(
            screen="a", heading=SAME("您的手机号"), lead=lead, position=(2, 9), position_words=step
        )
    )
    settle()

    (heading,) = (node for node in showing(told(frame)) if node.role() is Role.Heading)
    assert heading.text(Description) == "第2步，共9步 一共十一位。"


def test_each_answer_tells_how_many_there_are(view: PageView, frame: Frame):
    rows = tuple(Choice(key=words, label=SAME(words)) for words in ("是", "不是", "不清楚"))
    view.render_page(Page(screen="a", heading=SAME("问"), rows=rows))
    settle()

    answers = [node for node in showing(told(frame)) if node.role() is Role.RadioButton]
    assert [answer.text(Description) for answer in answers] == [
        "第1个，共3个", "第2个，共3个", "第3个，共3个"
    ]  # fmt: skip


def test_a_key_tells_what_it_did_until_the_focus_leaves_it(view: PageView, frame: Frame):
    def show(typed: str) -> None:
        view.render_page(
            Page(
                screen="a",
                heading=SAME("您的手机号"),
                rows=(Field(label=SAME("电话"), value=SAME(typed)), Keys(rows=(("1", "2"),))),
                echo=Words("", f"已填{len(typed)}位") if typed else NO_WORDS,
            )
        )
        settle()

    show("")
    one, two = (view.widget_for(key) for key in "12")
    one.setFocus()
    show("1")
    after_one = told(one).text(Description)
    show("11")
    after_two = told(one).text(Description)
    two.setFocus()

    assert (after_one, after_two) == ("已填1位", "已填2位")
    assert told(one).text(Description) == told(two).text(Description) == ""


@pytest.mark.usefixtures("screen_reader")
def test_a_page_turned_by_keys_is_heard_from_its_beginning(
    view: PageView, frame: Frame, qtbot: QtBot
):
    rows = tuple(Choice(key=str(n), label=SAME(f"答案{n}")) for n in range(30))
    view.render_page(Page(screen="a", heading=SAME("问"), rows=rows))
    settle()
    on, heading = frame.findChild(Pager).next, frame.page.heading
    at_first = told(heading).text(Description)

    on.setFocus()
    qtbot.keyClick(on, Qt.Key.Key_Return)

    count = frame.page.page_count
    assert at_first == f"第1页，共{count}页"
    assert frame.focusWidget() is heading
    assert told(heading).text(Description) == f"第2页，共{count}页"


def test_without_a_screen_reader_a_page_turned_by_keys_is_turned_again_by_the_same_key(
    view: PageView, frame: Frame, qtbot: QtBot
):
    rows = tuple(Choice(key=str(n), label=SAME(f"答案{n}")) for n in range(30))
    view.render_page(Page(screen="a", heading=SAME("问"), rows=rows))
    settle()
    on = frame.findChild(Pager).next

    on.setFocus()
    qtbot.keyClick(on, Qt.Key.Key_Return)

    assert frame.focusWidget() is on


def test_cells_that_lead_on_are_buttons(view: PageView, frame: Frame, qtbot: QtBot):
    months = Cells(keys=("11", "12"), labels=(SAME("11月"), SAME("12月")), columns=2)
    view.render_page(Page(screen="a", heading=SAME("哪天去？"), rows=(months,)))
    settle()

    with qtbot.waitSignal(view.acted) as acted:
        told(view.widget_for("12")).actionInterface().doAction("Press")

    assert names(frame, Role.Button)[:2] == ["11月", "12月"]
    assert acted.args == [Chose("12")]


def test_a_key_that_leads_into_a_field_selects_nothing(view: PageView, frame: Frame, qtbot: QtBot):
    field = Field(label=SAME("电话"), value=SAME("138"))
    view.render_page(Page(screen="a", heading=SAME("您的手机号"), rows=(field,)))
    settle()

    qtbot.keyClick(frame.focusWidget(), Qt.Key.Key_Tab)

    box = frame.focusWidget()
    assert told(box).text(QAccessible.Text.Name) == "电话"
    assert told(box).textInterface().selectionCount() == 0


def test_a_notice_is_not_told_twice(view: PageView, frame: Frame):
    page = Page(screen="a", heading=SAME("问"), primary=SAME("下一步"))
    view.render_page(page)
    settle()
    primary = frame.page.bottom.primary
    primary.setFocus()

    wrong = SAME("请选一个，再点下一步。")
    view.render_page(replace(page, notice=wrong, echo=wrong))
    told_by_key = told(primary).text(Description)
    settle()

    assert not told_by_key
    assert told(frame.focusWidget()).text(QAccessible.Text.Name) == wrong.shown


ROWS_TO_READ = (
    Paragraph(words=SAME("先读")),
    Fact(label=SAME("要不要钱"), text=SAME("不要钱。")),
    ReviewItem(key="name", label=SAME("姓名"), value=SAME("欧阳碎玉"), may_change=False),
)


def stops(view: PageView, frame: Frame) -> list[str]:
    view.render_page(Page(screen="a", heading=SAME("问"), rows=ROWS_TO_READ, primary=SAME("是")))
    settle()
    return [widget.accessibleName() for widget in frame.page.focus_chain()]


@pytest.mark.usefixtures("screen_reader")
def test_keys_stop_at_what_is_only_read_where_a_screen_reader_is(view: PageView, frame: Frame):
    assert stops(view, frame) == ["问", "先读", "不要钱。", "欧阳碎玉", "是"]


def test_without_a_screen_reader_keys_stop_at_what_is_pressed(view: PageView, frame: Frame):
    assert stops(view, frame) == ["问", "是"]


def test_the_parts_follow_each_other_as_they_are_read(view: PageView, frame: Frame):
    for count in (1, 3):
        rows = tuple(Choice(key=str(n), label=SAME(f"答案{n}{count}")) for n in range(count))
        view.render_page(
            Page(
                screen="a",
                heading=SAME("户口是本地的吗？"),
                lead=SAME("在本县本区的，就算本地。"),
                position=(2, 9),
                position_words=SAME("第2步，共9步"),
                rows=(Paragraph(words=SAME("先读")), *rows),
                back=SAME("返回"),
                primary=SAME("下一步"),
            )
        )
    settle()

    read = names(frame, Role.StaticText, Role.Heading, Role.RadioButton, Role.Button)
    assert read[2:-5] == [
        "第2步，共9步", "户口是本地的吗？", "在本县本区的，就算本地。", "先读",
        "答案03", "答案13", "答案23", "返回", "下一步",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        Fact(label=SAME("号码"), text=SAME("K 000012")),
        Number(label=SAME("号码"), value=SAME("K 000012")),
        ReviewItem(key="a", label=SAME("号码"), value=SAME("K 000012")),
    ],
)
def test_what_stands_under_a_label_is_labelled_by_it(view: PageView, frame: Frame, row: Row):
    view.render_page(Page(screen="a", heading=SAME("好了"), rows=(row,)))
    settle()

    (value,) = (n for n in showing(told(frame)) if n.text(QAccessible.Text.Name) == "K 000012")
    labels = [node for node, _ in value.relations(QAccessible.RelationFlag.Label)]
    assert [label.text(QAccessible.Text.Name) for label in labels] == ["号码"]
