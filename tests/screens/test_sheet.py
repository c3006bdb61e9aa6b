"""Where things may stand on a page, for any window and any hand."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from kiosk.flow.comfort import Palette
from tests.windows import LEFT, USUAL_HANDS
from ui.theme import Hands, PanelScale, TextSize, Theme
from ui.widgets.sheet import Sheet, Spread

sides = st.tuples(st.integers(900, 3000), st.integers(900, 3000)).filter(lambda s: s[0] != s[1])


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Draw the sheet of a page that fills its window but for a margin, with its buttons."""
    window_px = draw(sides)
    hands = Hands(is_steady=draw(st.booleans()), is_left=draw(st.booleans()))
    size = draw(st.sampled_from(TextSize))
    theme = Theme(size, Palette.LIGHT, PanelScale.fitting(window_px), hands)
    box = QRect(0, 0, *window_px).adjusted(30, 30, -30, -30)
    return Sheet.within(box, theme).above(draw(st.integers(0, 300)))


@given(sheets(), st.sampled_from(Spread))
def test_everything_stands_on_the_sheet(sheet: Sheet, spread: Spread) -> None:
    places = sheet.places(spread)
    all_of_it = sheet.whole.united(sheet.read)

    assert all(all_of_it.contains(box) for box in (places.stays, places.pager, *places.flow))


@given(sheets(), st.sampled_from(Spread))
def test_columns_are_of_one_size_and_apart(sheet: Sheet, spread: Spread) -> None:
    columns = sheet.places(spread).flow

    assert len({box.size().toTuple() for box in columns}) == 1
    assert all(
        other.left() - one.right() > sheet.gap_px or one == other
        for one, other in combinations(columns, 2)
    )
    assert [box.left() for box in columns] == sorted(box.left() for box in columns)


@given(sheets())
def test_what_is_read_meets_what_is_pressed_only_on_an_upright_panel(sheet: Sheet) -> None:
    assert sheet.read.intersects(sheet.pressed) is not sheet.is_wide
    assert sheet.places(Spread.BESIDE).is_beside is sheet.is_wide


@given(sides, st.sampled_from([USUAL_HANDS, LEFT]))
def test_the_buttons_take_no_height_from_what_is_read_beside_them(
    window_px: tuple[int, int], hands: Hands
) -> None:
    scale = PanelScale.fitting((max(window_px), min(window_px)))
    theme = Theme(TextSize.NORMAL, Palette.LIGHT, scale, hands)
    sheet = Sheet.within(QRect(0, 0, max(window_px), min(window_px)), theme)

    cut = sheet.above(100)

    assert cut.read == sheet.read
    assert cut.pressed.height() == cut.whole.height() == sheet.whole.height() - 100
    assert (cut.pressed.left() < cut.read.left()) is hands.is_left
