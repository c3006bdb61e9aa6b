"""Hands that slip, shake, come from the left or reach only so high."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.windows import LEFT, LOW, SAME, STEADY, a_frame, a_look, drop
from ui.theme import Hands, TextSize
from ui.widgets.answers import ChoiceRow
from ui.widgets.buttons import BigButton
from ui.widgets.look import Look
from ui.widgets.page import Page
from ui.widgets.text_pair import ReviewRow
from ui.widgets.value_field import ValueField
from ui.widgets.writing import WritingDesk


class Shown:
    """A page with one button, on the screen."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.page = Page(look)
        self.button = BigButton(look, SAME("更多"))
        self.presses = 0
        self.button.clicked.connect(self._count)
        self.page.set_heading(SAME("还要什么？"))
        self.page.set_lead(SAME("可以不要。"))
        self.page.set_rows([self.button])
        self.page.set_actions(SAME("返回"), SAME("下一步"), SAME("跳过"))
        self.frame = a_frame(look, self.page)

    def _count(self) -> None:
        self.presses += 1

    def box(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self.frame, QPoint(0, 0)), widget.size())

    def slide(self, past_mm: float) -> None:
        """Press in the middle and let go so far past the lower edge."""
        window, middle = self.frame.windowHandle(), self.box(self.button).center()
        below = self.box(self.button).bottom() + self.look.theme.mm(past_mm)
        end = QPoint(middle.x(), below)
        QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseMove(window, end)
        QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=end)

    def tap(self) -> None:
        middle = self.box(self.button).center()
        QTest.mouseClick(self.frame.windowHandle(), Qt.MouseButton.LeftButton, pos=middle)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def shown(qapp: QApplication, hands: Hands) -> Iterator[Shown]:
    shown = Shown(a_look(hands=hands))
    yield shown
    drop(shown.frame)


def test_a_finger_that_slips_a_little_over_the_edge_still_counts(shown: Shown) -> None:
    shown.slide(past_mm=3.5)

    assert shown.presses == 1


def test_a_finger_that_slides_off_does_nothing(shown: Shown) -> None:
    shown.slide(past_mm=6)

    assert shown.presses == 0


def test_a_finger_that_moves_about_inside_counts_once(shown: Shown) -> None:
    window, middle = shown.frame.windowHandle(), shown.box(shown.button).center()
    across = shown.look.theme.mm(10)

    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=middle)
    for step in (across, -across, 0):
        QTest.mouseMove(window, middle + QPoint(step, 0))
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=middle)

    assert shown.presses == 1


@pytest.mark.parametrize(("hands", "counted"), [(Hands(), 2), (STEADY, 1)])
def test_only_for_a_hand_that_shakes_the_echo_of_a_tap_is_not_heard(
    shown: Shown, counted: int
) -> None:
    QTest.qWait(600)
    shown.look.touch_guard_ms = 500

    shown.tap()
    shown.tap()

    assert shown.presses == counted


@pytest.mark.parametrize("hands", [STEADY])
def test_a_second_tap_that_is_meant_counts_for_a_hand_that_shakes(shown: Shown) -> None:
    shown.look.touch_guard_ms = 50

    for _ in range(2):
        QTest.qWait(60)
        shown.tap()

    assert shown.presses == 2


def held(ms: int) -> Hands:
    return Hands(is_steady=True, hold_ms=ms)


class Holding(Shown):
    """A finger that goes down, moves and goes up when it is told."""

    @property
    def middle(self) -> QPoint:
        return self.box(self.button).center()

    def down(self) -> None:
        QTest.mousePress(self.frame.windowHandle(), Qt.MouseButton.LeftButton, pos=self.middle)

    def move(self, *, past_mm: float) -> None:
        below = self.box(self.button).bottom() + self.look.theme.mm(past_mm)
        QTest.mouseMove(self.frame.windowHandle(), QPoint(self.middle.x(), below))
        QApplication.processEvents()

    def up(self) -> None:
        QTest.mouseRelease(self.frame.windowHandle(), Qt.MouseButton.LeftButton, pos=self.middle)


@pytest.fixture
def finger(qapp: QApplication, hands: Hands) -> Iterator[Holding]:
    finger = Holding(a_look(hands=hands))
    yield finger
    drop(finger.frame)


@pytest.mark.parametrize("hands", [held(ms=600_000)])
def test_who_wants_to_hold_presses_nothing_by_a_mere_touch(finger: Holding) -> None:
    finger.tap()

    assert finger.presses == 0
    assert not finger.button.isDown()


@pytest.mark.parametrize("hands", [held(ms=20)])
def test_a_finger_held_long_enough_acts_once_and_when_it_goes_up(
    finger: Holding, qtbot: QtBot
) -> None:
    finger.down()
    qtbot.waitUntil(lambda: finger.button.hold.share == 1)
    before = finger.presses
    finger.up()

    assert (before, finger.presses) == (0, 1)


@pytest.mark.parametrize("hands", [held(ms=20)])
def test_a_finger_that_slides_away_and_back_begins_anew(finger: Holding, qtbot: QtBot) -> None:
    finger.down()
    qtbot.waitUntil(lambda: finger.button.hold.share == 1)
    finger.move(past_mm=8)
    away = finger.button.hold.share
    finger.up()

    assert away == 0
    assert finger.presses == 0


@pytest.mark.parametrize("hands", [held(ms=400)])
def test_the_outline_of_what_is_held_fills(finger: Holding, qtbot: QtBot) -> None:
    finger.down()
    begun = finger.button.grab().toImage()
    qtbot.waitUntil(lambda: finger.button.hold.share == 1)

    assert finger.button.grab().toImage() != begun
    finger.up()


@pytest.mark.parametrize("size", TextSize)
def test_a_hand_that_shakes_finds_every_key_to_change_an_answer_large_enough(
    qapp: QApplication, size: TextSize
) -> None:
    shown = Shown(a_look(size, hands=STEADY))
    row = ReviewRow(shown.look, SAME("姓名"), SAME("王桂兰"), key="name")
    shown.page.set_rows([row])
    QApplication.processEvents()
    change = row.findChild(BigButton)

    assert min(change.width(), change.height()) >= shown.look.theme.target_px
    assert row.rect().contains(change.geometry())
    drop(shown.frame)


@pytest.mark.parametrize("hands", [LEFT])
def test_for_the_left_hand_what_is_pressed_most_stands_on_the_left(shown: Shown) -> None:
    bottom, dock = shown.page.bottom, shown.frame.dock

    assert shown.box(bottom.primary).right() < shown.box(bottom.back).left()
    places = [shown.box(button).left() for button in dock.buttons]
    assert places == sorted(places, reverse=True)


@pytest.mark.parametrize("hands", [LEFT])
def test_for_the_left_hand_the_candidates_are_not_under_the_arm(shown: Shown) -> None:
    desk = WritingDesk(shown.look)
    shown.page.set_rows([desk])
    QApplication.processEvents()

    assert shown.box(desk.candidates).right() < shown.box(desk.pad).left()


@pytest.mark.parametrize("size", TextSize)
def test_for_who_sits_only_what_is_read_stands_high(qapp: QApplication, size: TextSize) -> None:
    shown = Shown(a_look(size, hands=LOW))
    field = ValueField(shown.look, SAME("号码"))
    rows = [ChoiceRow(shown.look, SAME(words), key=words) for words in ("有", "没有")]
    shown.page.set_rows([field, *rows])
    QApplication.processEvents()
    limit = shown.frame.height() - shown.look.theme.mm(LOW.reach_mm or 0)

    low = [*rows, *shown.page.bottom.in_order, *shown.frame.dock.buttons]
    assert all(shown.box(widget).top() >= limit for widget in low if widget.isVisible())
    assert shown.box(field).bottom() < limit
    assert shown.box(shown.page.heading).bottom() < limit
    drop(shown.frame)


def test_the_layout_follows_when_somebody_sits_down_and_leaves(shown: Shown) -> None:
    usual = shown.box(shown.button)
    theme = shown.look.theme
    application = QApplication.instance()
    assert isinstance(application, QApplication)

    shown.look.change(application, theme=a_look(hands=LOW).theme)
    QApplication.processEvents()
    low = shown.box(shown.button)
    shown.look.change(application, theme=theme)
    QApplication.processEvents()

    assert low.top() > usual.top()
    assert shown.box(shown.button) == usual
