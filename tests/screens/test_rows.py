"""Up and down go by the rows a person sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.windows import SAME, a_frame, a_look, drop
from ui.keys import DIGIT_KEYS
from ui.widgets.keypad import KeyPad
from ui.widgets.page import Page
from ui.widgets.rows import beneath, rows_of


@pytest.fixture(name="board")
def a_board(qapp: QApplication) -> QWidget:
    del qapp
    return QWidget()


def parts(board: QWidget, counts: list[int]) -> list[list[QWidget]]:
    """Return rows of so many parts each, sharing the width."""
    rows = []
    for y, count in enumerate(counts):
        row = [QWidget(board) for _ in range(count)]
        for x, part in enumerate(row):
            part.setGeometry(QRect(x * 600 // count, y * 40, 600 // count - 4, 36))
        rows.append(row)
    return rows


@given(counts=st.lists(st.integers(1, 6), min_size=1, max_size=6))
def test_what_stands_side_by_side_is_a_row(qapp: QApplication, counts: list[int]):
    del qapp
    board = QWidget()
    rows = parts(board, counts)

    assert rows_of([part for row in rows for part in row]) == [tuple(row) for row in rows]


@given(counts=st.lists(st.integers(1, 6), min_size=1, max_size=6), data=st.data())
def test_down_and_up_again_come_back_to_the_row(
    qapp: QApplication, counts: list[int], data: st.DataObject
):
    del qapp
    board = QWidget()
    rows = parts(board, counts)
    number = data.draw(st.integers(0, len(rows) - 1))
    here = data.draw(st.sampled_from(rows[number]))

    below = beneath(rows, here, 1)
    back = beneath(rows, below, -1)

    assert below in rows[(number + 1) % len(rows)]
    assert back in rows[number]


def test_arrows_walk_a_telephone_pad_by_its_columns(qapp: QApplication, qtbot: QtBot):
    del qapp
    look = a_look()
    page = Page(look)
    pad = KeyPad(look, DIGIT_KEYS)
    page.set_heading(SAME("您的电话"))
    page.set_rows([pad])
    frame = a_frame(look, page)
    keys = {key.accessibleName(): key for key in pad.findChildren(QWidget) if key.isVisible()}
    keys["2"].setFocus()
    walked = []

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left):
        qtbot.keyClick(frame.focusWidget(), key)
        walked.append(frame.focusWidget().accessibleName())
    drop(frame)

    assert walked == ["5", "8", "0", "8", "7"]


def test_a_part_in_no_row_has_nothing_below(board: QWidget):
    assert beneath([], board, 1) is None
