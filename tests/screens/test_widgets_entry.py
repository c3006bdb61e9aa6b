from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.audit.gallery import DIGIT_ROWS, ERASE_NAME
from tests.windows import SAME, a_frame, a_look, drop, settle
from ui.keys import PINYIN_KEYS
from ui.theme import TextSize
from ui.widgets.buttons import BigButton, Candidate
from ui.widgets.cells import CellGrid
from ui.widgets.frame import Frame
from ui.widgets.ink import BOUNCE_MS, Ink
from ui.widgets.keypad import KeyPad
from ui.widgets.lettering import set_balanced, set_text
from ui.widgets.look import Look
from ui.widgets.page import Page
from ui.widgets.pictures import PhotoView, code_image
from ui.widgets.spelling import SpellingDesk, laid
from ui.widgets.value_field import ValueField
from ui.widgets.writing import SignaturePad, WritingDesk

Show = Callable[..., Frame]


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return a_look()


@pytest.fixture
def show(look: Look) -> Iterator[Show]:
    frames: list[Frame] = []

    def show(*rows: QWidget) -> Frame:
        page = Page(look)
        page.set_rows(rows)
        frames.append(a_frame(look, page))
        return frames[-1]

    yield show
    for frame in frames:
        drop(frame)


def key(pad: QWidget, words: str) -> BigButton:
    return next(b for b in pad.findChildren(BigButton) if b.text() == words)


def test_keypad_types_and_erases(look: Look, show: Show, qtbot: QtBot) -> None:
    pad = KeyPad(look, DIGIT_ROWS, ERASE_NAME)
    show(pad)

    with qtbot.waitSignal(pad.typed) as typed:
        qtbot.mouseClick(key(pad, "X"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(pad.erased):
        qtbot.mouseClick(key(pad, "删除"), Qt.MouseButton.LeftButton)

    assert typed.args == ["X"]


def test_digit_keys_are_25_mm(look: Look, show: Show) -> None:
    pad = KeyPad(look, DIGIT_ROWS, ERASE_NAME)
    show(pad)

    sides = [min(b.width(), b.height()) for b in pad.findChildren(BigButton)]

    assert look.theme.in_mm(min(sides)) >= 25


def test_field_shows_a_rare_character_and_exposes_it(look: Look, show: Show) -> None:
    field = ValueField(look, SAME("姓名"))
    show(field)

    field.set_value("张𠅤")

    interface = QAccessible.queryAccessibleInterface(field.box)
    assert interface.text(QAccessible.Text.Value) == "张𠅤"
    assert interface.text(QAccessible.Text.Name) == "姓名"
    assert field.box.drawn_texts()[0].text == "张𠅤"


def test_masked_field_exposes_no_digit(look: Look, show: Show) -> None:
    field = ValueField(look, SAME("卡号"), is_masked=True)
    show(field)

    field.set_value("622202")

    shown = field.box.drawn_texts()[0].text
    exposed = QAccessible.queryAccessibleInterface(field.box).text(QAccessible.Text.Value)
    assert len(shown) == 6
    assert not any(c.isdigit() for c in shown + exposed)


def test_keyboard_cannot_change_a_field(look: Look, show: Show, qtbot: QtBot) -> None:
    field = ValueField(look, SAME("卡号"))
    field.set_value("1")
    show(field)

    qtbot.keyClick(field.box, Qt.Key.Key_2)

    assert field.box.text() == "1"


def test_cells_tell_their_key(look: Look, show: Show, qtbot: QtBot) -> None:
    grid = CellGrid(look, ["1940", "1941"], [SAME("1940年"), SAME("1941年")], columns=2)
    show(grid)

    with qtbot.waitSignal(grid.chosen) as chosen:
        qtbot.mouseClick(key(grid, "1941年"), Qt.MouseButton.LeftButton)

    assert chosen.args == ["1941"]


def draw(box: QWidget, qtbot: QtBot, *places: tuple[float, float]) -> None:
    points = [QPoint(round(x * box.width()), round(y * box.height())) for x, y in places]
    qtbot.mousePress(box, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(box, point)
    qtbot.mouseRelease(box, Qt.MouseButton.LeftButton, pos=points[-1])


def test_ink_comes_out_in_box_units(look: Look, show: Show, qtbot: QtBot) -> None:
    desk = WritingDesk(look)
    show(desk)

    with qtbot.waitSignal(desk.ink_changed):
        draw(desk.pad, qtbot, (0.2, 0.5), (0.5, 0.5), (0.8, 0.5))

    (stroke,) = desk.pad.strokes
    assert (stroke[0].x, stroke[0].y) == pytest.approx((0.2, 0.5), abs=0.01)
    assert stroke[-1].x == pytest.approx(0.8, abs=0.01)
    assert stroke[0].t_ms == 0


def test_undo_takes_one_stroke_and_rewrite_all(look: Look, show: Show, qtbot: QtBot) -> None:
    desk = WritingDesk(look)
    show(desk)
    for height in (0.2, 0.5, 0.8):
        draw(desk.pad, qtbot, (0.2, height), (0.8, height))

    qtbot.mouseClick(desk.undo, Qt.MouseButton.LeftButton)
    after_undo = len(desk.pad.strokes)
    with qtbot.waitSignal(desk.ink_changed):
        qtbot.mouseClick(desk.rewrite, Qt.MouseButton.LeftButton)

    assert (after_undo, desk.pad.strokes) == (2, ())


def test_a_candidate_is_picked_as_text(look: Look, show: Show, qtbot: QtBot) -> None:
    desk = WritingDesk(look)
    show(desk)
    desk.set_candidates(("兰", "𠅤"))

    with qtbot.waitSignal(desk.picked) as picked:
        qtbot.mouseClick(desk.findChildren(Candidate)[1], Qt.MouseButton.LeftButton)

    assert picked.args == ["𠅤"]


def test_candidates_are_20_mm(look: Look, show: Show) -> None:
    desk = WritingDesk(look)
    show(desk)
    desk.set_candidates(tuple("兰蓝篮栏拦阑澜烂岚"))

    keys = desk.findChildren(Candidate)

    assert len(keys) == 9
    assert look.theme.in_mm(min(min(k.width(), k.height()) for k in keys)) >= 20


def test_more_candidates_only_when_there_are(look: Look, show: Show, qtbot: QtBot) -> None:
    desk = WritingDesk(look)
    show(desk)
    desk.set_candidates(("兰",))
    without = desk.more.isVisible()
    desk.set_candidates(("兰",), has_more=True)

    with qtbot.waitSignal(desk.more_wanted):
        qtbot.mouseClick(desk.more, Qt.MouseButton.LeftButton)

    assert not without


def test_signature_comes_out_as_a_picture(look: Look, show: Show, qtbot: QtBot) -> None:
    pad = SignaturePad(look)
    show(pad)
    empty = pad.png()
    draw(pad.box, qtbot, (0.1, 0.5), (0.5, 0.3), (0.9, 0.7))

    picture = QImage.fromData(pad.png())

    assert empty == b""
    assert picture.width() == 900
    assert min(picture.pixelColor(x, y).value() for x in range(900) for y in (90, 100, 110)) < 50


def test_a_hand_that_bounces_writes_one_stroke() -> None:
    ink = Ink(120)
    ink.press(10, 10, 0)
    ink.move(30, 10, 100)
    ink.lift(110)

    ink.press(32, 10, 110 + BOUNCE_MS // 2)
    ink.move(60, 10, 300)
    ink.lift(310)

    assert len(ink.strokes) == 1


def test_a_new_stroke_elsewhere_is_its_own() -> None:
    ink = Ink(120)
    for top in (10, 60):
        ink.press(10, top, top)
        ink.move(30, top, top + 1)
        ink.lift(top + 2)

    assert len(ink.strokes) == 2


def test_a_brush_of_the_glass_is_no_stroke() -> None:
    ink = Ink(120)
    ink.press(10, 10, 0)

    assert not ink.lift(20)
    assert ink.strokes == ()


@given(st.lists(st.tuples(st.floats(0, 120), st.floats(0, 120)), min_size=1, max_size=40))
def test_points_are_never_nearer_than_the_least_step(places: list[tuple[float, float]]) -> None:
    ink = Ink(120)
    ink.press(*places[0], 0)
    for number, place in enumerate(places[1:], 1):
        ink.move(*place, number * 10)
    ink.lift(1000)

    (stroke,) = ink.strokes
    steps = [120 * ((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5 for a, b in pairwise(stroke)]
    assert all(step >= 0.8 - 1e-6 for step in steps)


def test_lines_break_between_characters_and_keep_every_one(look: Look) -> None:
    text = "张𠅤𬭼住在幸福小区三号楼二单元" * 3

    setting = set_text(text, look.theme.face(), 300)

    assert "".join(setting.lines) == text
    assert setting.width <= 301


def test_balanced_lines_are_of_about_one_length(look: Look) -> None:
    face = look.theme.face()

    setting = set_balanced("非常不满意了", face, 5 * face.size_px)

    assert [len(line) for line in setting.lines] == [3, 3]


def test_qr_code_reads_back(look: Look) -> None:
    image = code_image("https://example.test/s/K1").scaled(400, 400)
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(grey.constBits(), np.uint8).reshape(400, grey.bytesPerLine())[:, :400]

    found = zxingcpp.read_barcodes(np.ascontiguousarray(pixels))

    assert [code.text for code in found] == ["https://example.test/s/K1"]


def test_broken_jpeg_shows_an_empty_frame(look: Look, show: Show) -> None:
    view = PhotoView(look, SAME("镜头里的样子"))
    show(view)

    view.show_jpeg(b"not a picture")

    assert view.isVisible()


# Spelling


def a_desk(qapp: QApplication, size: TextSize = TextSize.NORMAL) -> tuple[Frame, SpellingDesk]:
    look = a_look(size)
    page = Page(look)
    page.set_heading(SAME("叫什么名字？"))
    desk = SpellingDesk(look, PINYIN_KEYS)
    page.set_rows([ValueField(look, SAME("姓名")), desk])
    return a_frame(look, page), desk


def test_candidates_stay_the_same_keys_when_there_is_more_or_less_room(qapp: QApplication) -> None:
    frame, desk = a_desk(qapp)
    desk.candidates.set_candidates(["望云里", "望云", "望", "忘", "旺"])
    settle()
    keys = desk.candidates.findChildren(Candidate)

    frame.resize(frame.width() - 100, frame.height())
    settle()

    assert desk.candidates.findChildren(Candidate) == keys
    drop(frame)


def test_candidates_that_do_not_fit_stand_behind_a_key(qapp: QApplication) -> None:
    frame, desk = a_desk(qapp, TextSize.LARGEST)
    texts = ["高龄津贴", "高龄", "高陵", "高领", *"高搞告稿糕羔镐膏皋篙诰郜"]

    desk.candidates.set_candidates(texts)
    settle()

    shown = desk.candidates.shown
    assert list(shown) == texts[: len(shown)]
    assert 0 < len(shown) < len(texts)
    assert desk.candidates.more.isVisible()
    boxes = [key.geometry() for key in desk.candidates.findChildren(BigButton) if key.isVisible()]
    assert not [a for a, b in combinations(boxes, 2) if a.intersects(b)]
    drop(frame)


def test_the_keys_never_move_while_candidates_come_and_go(qapp: QApplication) -> None:
    frame, desk = a_desk(qapp)
    places = set()
    for texts in ([], ["望"], list("望忘旺往王网亡妄汪枉罔惘辋魍")):
        desk.candidates.set_candidates(texts)
        settle()
        places.add(desk.pad.geometry().getRect())

    assert len(places) == 1
    drop(frame)


@given(
    widths=st.lists(st.integers(20, 90), max_size=40),
    width=st.integers(100, 400),
    lines=st.integers(1, 3),
    spare=st.integers(0, 60),
)
def test_what_is_laid_in_lines_fits_them(
    widths: list[int], width: int, lines: int, spare: int
) -> None:
    places = laid(widths, width=width, lines=lines, gap=5, spare=spare)

    for each, (line, left) in zip(widths, places, strict=False):
        assert line < lines
        assert left + each <= width - (spare if line == lines - 1 and left else 0)
    assert places == sorted(places)
    assert places or not widths
