"""Every rule of the audit turns red for its own fault, and only for that."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QGraphicsOpacityEffect,
    QLabel,
    QMenu,
    QScrollArea,
    QWidget,
)  # fmt: skip

from kiosk.domain.words import NO_WORDS
from tests.audit.faulty import (
    ChosenByColour,
    Contrary,
    Dead,
    Eager,
    Faint,
    Flash,
    Liar,
    Narrow,
    OffByColour,
    OtherFace,
    Shading,
    Slanted,
    Small,
    Sticky,
    Trap,
    TwiceTapped,
    Unguarded,
)
from tests.audit.gallery import digits
from tests.audit.rules import RULES, Fault
from tests.audit.seen import Seen
from tests.windows import LOW, SAME, USUAL_HANDS, a_frame, a_look, drop, settle
from ui.theme import Face
from ui.widgets.answers import ChoiceRow
from ui.widgets.buttons import BigButton
from ui.widgets.frame import Frame
from ui.widgets.look import Look
from ui.widgets.page import Page
from ui.widgets.text_block import Ground, TextBlock

FREE = QRect(100, 1200, 500, 130)
"""A part of the page without a row."""


class Plot:
    """A clean page of three answers to plant a fault in."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.page = Page(look)
        self.page.set_heading(SAME("户口是本地的吗？"))
        self.page.set_lead(SAME("看户口本首页。"))
        self.rows = [ChoiceRow(look, SAME(words), key=words) for words in ("是", "不是", "不清楚")]
        self.page.set_rows(self.rows)
        self.page.set_actions(SAME("返回"), SAME("下一步"))
        self.frame = a_frame(look, self.page)

    @property
    def lead(self) -> QLabel:
        return next(w for w in self.page.findChildren(QLabel) if w.text() == "看户口本首页。")

    def add(self, widget: QWidget) -> None:
        """Show one more row."""
        self.page.set_rows([*self.rows, widget])

    def put(self, widget: QWidget, box: QRect = FREE) -> None:
        """Show something outside the rows."""
        widget.setParent(self.page)
        widget.setGeometry(box)
        widget.show()

    def show_digits(self) -> Page:
        page = digits(self.look)
        self.frame.show_page(page)
        settle()
        return page


def name_too_long(plot: Plot) -> None:
    plot.rows[0].setAccessibleName("是 " * 21)


def name_with_a_role(plot: Plot) -> None:
    plot.rows[0].setAccessibleName("是 按钮")


def menu_behind_an_answer(plot: Plot) -> None:
    button = BigButton(plot.look, SAME("再看看"))
    button.setMenu(QMenu(button))
    plot.add(button)


def two_of_a_name(plot: Plot) -> None:
    plot.rows[1].set_words(SAME("是"))


def child_like_its_parent(plot: Plot) -> None:
    child = QLabel(plot.lead)
    child.setAccessibleName(plot.lead.text())
    child.show()


def label_without_its_field(plot: Plot) -> None:
    page = plot.show_digits()
    for label in page.findChildren(QLabel):
        if label.buddy() is not None:
            label.setBuddy(None)  # type: ignore[arg-type]  # Qt takes no buddy, the stub does not


def chosen_in_looks_only(plot: Plot) -> None:
    plot.add(Liar(plot.look, SAME("都不是")))


def text_of_another_name(plot: Plot) -> None:
    plot.lead.setAccessibleName("别的")


def pictogram_alone(plot: Plot) -> None:
    button = BigButton(plot.look, NO_WORDS, icon="camera")
    button.setAccessibleName("拍照")
    plot.add(button)


def second_heading(plot: Plot) -> None:
    plot.lead.setObjectName("heading")


def low_row(plot: Plot) -> None:
    plot.rows[2].resize(plot.rows[2].width(), plot.look.theme.mm(15))


def rows_close_together(plot: Plot) -> None:
    above = plot.rows[0].geometry()
    plot.rows[1].move(above.left(), above.bottom() + plot.look.theme.mm(2))


def rows_over_each_other(plot: Plot) -> None:
    above = plot.rows[0].geometry()
    plot.rows[1].move(above.left(), above.bottom() - 10)


def row_up_to_the_edge(plot: Plot) -> None:
    row = plot.rows[2]
    row.resize(plot.page.width() - row.x() - plot.look.theme.mm(2), row.height())


def pane_over_a_row(plot: Plot) -> None:
    middle = plot.rows[1].geometry().center()
    plot.put(QWidget(), QRect(middle.x() - 10, middle.y() - 10, 20, 20))


def small_letters(plot: Plot) -> None:
    plot.put(OtherFace(plot.look, Face(24, is_bold=False, line_px=36)))


def cut_sentence(plot: Plot) -> None:
    plot.lead.resize(plot.lead.width(), plot.lead.height() // 2)


def sentence_over_the_heading(plot: Plot) -> None:
    plot.lead.move(plot.page.heading.pos())


def scrolling_part(plot: Plot) -> None:
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setStyleSheet(f"background: {plot.look.theme.colours.paper}")
    inside = QWidget()
    inside.resize(2000, 2000)
    area.setWidget(inside)
    plot.put(area)


def field_without_its_keys(plot: Plot) -> None:
    page = plot.show_digits()
    for key in page.rows[1].findChildren(BigButton):
        key.hide()


def tight_lines(plot: Plot) -> None:
    size = plot.look.theme.face().size_px
    plot.put(OtherFace(plot.look, Face(size, is_bold=False, line_px=round(size * 1.3))))


def unknown_character(plot: Plot) -> None:
    plot.put(TextBlock(plot.look, SAME("看\u0378")))


def faint_sentence(plot: Plot) -> None:
    effect = QGraphicsOpacityEffect(plot.lead)
    effect.setOpacity(0.5)
    plot.lead.setGraphicsEffect(effect)


def row_out_of_the_chain(plot: Plot) -> None:
    plot.rows[1].setFocusPolicy(Qt.FocusPolicy.NoFocus)


def row_that_keeps_the_focus(plot: Plot) -> None:
    plot.add(Trap(plot.look, SAME("再看看")))


def order_turned_round(plot: Plot) -> None:
    QWidget.setTabOrder(plot.rows[2], plot.rows[0])


def dialog_beside_the_window(plot: Plot) -> None:
    dialog = QDialog(plot.frame)
    dialog.setModal(False)
    dialog.show()
    plot.frame.activateWindow()


def ring_gone(plot: Plot) -> None:
    ring = plot.frame.findChild(QWidget, "ring")
    assert ring is not None
    ring.setMaximumSize(0, 0)


def row_out_of_reach(plot: Plot) -> None:
    settle()
    for part, up in ((plot.page.heading, 260), (plot.lead, 260), (plot.rows[0], 200)):
        part.move(part.x(), part.y() - up)


def erasing_beside_going_on(plot: Plot) -> None:
    plot.page.set_actions(SAME("返回"), SAME("下一步"), SAME("全擦掉"))


def long_line(plot: Plot) -> None:
    plot.put(TextBlock(plot.look, SAME("i" * 82)), QRect(40, 1200, 1000, 130))


def slanted_letters(plot: Plot) -> None:
    usual = plot.look.theme.face()
    plot.put(OtherFace(plot.look, Slanted(usual.size_px, is_bold=False, line_px=usual.line_px)))


def full_key(plot: Plot) -> None:
    key = plot.show_digits().rows[1].findChildren(BigButton)[0]
    key.set_words(SAME("一二三四五"))


def pictogram_that_never_grows(plot: Plot) -> None:
    plot.add(Small(plot.look, SAME("拍照"), icon="camera"))


def faint_pictogram(plot: Plot) -> None:
    plot.add(Faint(plot.look, SAME("拍照"), icon="camera"))


def off_by_colour_alone(plot: Plot) -> None:
    button = OffByColour(plot.look, SAME("拍照"))
    button.setEnabled(False)
    plot.add(button)


def text_on_a_gradient(plot: Plot) -> None:
    plot.put(Shading(plot.look, SAME("看户口本")))


def chosen_by_colour_alone(plot: Plot) -> None:
    plot.add(ChosenByColour(plot.look, SAME("都不是")))


def amber_that_warns_of_nothing(plot: Plot) -> None:
    plot.put(TextBlock(plot.look, SAME("看户口本"), ground=Ground.ALERT))


def flashing_ground(plot: Plot) -> None:
    flash = Flash(plot.look)
    plot.put(flash, plot.page.rect())
    flash.lower()


def acts_on_focus(plot: Plot) -> None:
    plot.add(Eager(plot.look, SAME("拍照")))


def down_goes_up(plot: Plot) -> None:
    plot.add(Contrary(plot.look, SAME("拍照")))


def slid_off_and_acted(plot: Plot) -> None:
    plot.add(Sticky(plot.look, SAME("拍照")))


def echo_counts(plot: Plot) -> None:
    plot.add(Unguarded(plot.look, SAME("拍照")))


def still_finger_wanted(plot: Plot) -> None:
    plot.add(Narrow(plot.look, SAME("拍照")))


def held_and_repeated(plot: Plot) -> None:
    button = BigButton(plot.look, SAME("拍照"))
    button.setAutoRepeat(True)
    plot.add(button)


def double_tap(plot: Plot) -> None:
    plot.add(TwiceTapped(plot.look, SAME("拍照")))


def no_answer_to_a_touch(plot: Plot) -> None:
    plot.add(Dead(plot.look, SAME("拍照")))


def sentence_without_an_end(plot: Plot) -> None:
    words = "您的申请我们收到以后会转给负责这件事的部门由他们看过再告诉您"
    plot.page.set_lead(SAME(words))


def button_without_an_act(plot: Plot) -> None:
    plot.page.set_actions(SAME("返回"), SAME("确定"))


def advertisement(plot: Plot) -> None:
    plot.page.set_lead(SAME("今天有优惠，送红包。"))


FAULTS: dict[str, Callable[[Plot], None]] = {
    "A01": name_too_long,
    "A02": name_with_a_role,
    "A03": menu_behind_an_answer,
    "A04": two_of_a_name,
    "A05": child_like_its_parent,
    "A06": label_without_its_field,
    "A07": chosen_in_looks_only,
    "A08": text_of_another_name,
    "A09": pictogram_alone,
    "A10": second_heading,
    "T01": low_row,
    "T02": rows_close_together,
    "T03": rows_over_each_other,
    "T04": row_up_to_the_edge,
    "T05": pane_over_a_row,
    "T06": row_out_of_reach,
    "T07": erasing_beside_going_on,
    "X01": small_letters,
    "X02": cut_sentence,
    "X03": sentence_over_the_heading,
    "X04": scrolling_part,
    "X05": tight_lines,
    "X06": long_line,
    "X07": unknown_character,
    "X08": slanted_letters,
    "X09": full_key,
    "X10": pictogram_that_never_grows,
    "X11": field_without_its_keys,
    "C01": faint_sentence,
    "C02": faint_pictogram,
    "C03": off_by_colour_alone,
    "C04": text_on_a_gradient,
    "C05": chosen_by_colour_alone,
    "C06": amber_that_warns_of_nothing,
    "C07": flashing_ground,
    "F01": row_out_of_the_chain,
    "F02": row_that_keeps_the_focus,
    "F03": order_turned_round,
    "F04": dialog_beside_the_window,
    "F05": ring_gone,
    "F06": acts_on_focus,
    "F08": down_goes_up,
    "I01": slid_off_and_acted,
    "I02": echo_counts,
    "I03": still_finger_wanted,
    "I04": held_and_repeated,
    "I05": double_tap,
    "I06": no_answer_to_a_touch,
    "L01": sentence_without_an_end,
    "L02": button_without_an_act,
    "L03": advertisement,
}


@pytest.fixture
def rule() -> str:
    """Which rule is to turn red; none for a clean page."""
    return ""


@pytest.fixture
def plot(qapp: QApplication, rule: str) -> Iterator[Plot]:
    plot = Plot(a_look(hands=LOW if rule == "T06" else USUAL_HANDS))
    yield plot
    drop(plot.frame)


def red(frame: Frame, look: Look) -> dict[str, tuple[Fault, ...]]:
    settle()
    seen = Seen(window=frame, theme=look.theme)
    found = {name: rule.check(seen).wrong for name, rule in RULES.items()}
    return {name: wrong for name, wrong in found.items() if wrong}


def test_every_rule_has_a_fault() -> None:
    assert set(FAULTS) == set(RULES)


def test_clean_page_is_green(plot: Plot) -> None:
    assert red(plot.frame, plot.look) == {}


@pytest.mark.parametrize("rule", sorted(FAULTS))
def test_fault_turns_exactly_its_rule_red(rule: str, plot: Plot) -> None:
    FAULTS[rule](plot)

    assert set(red(plot.frame, plot.look)) == {rule}
