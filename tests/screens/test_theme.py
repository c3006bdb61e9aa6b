import pytest
from PySide6.QtWidgets import QApplication

from tests.windows import a_theme
from ui.theme import Palette, PanelScale, TextSize, TextStyle, Theme


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("style", TextStyle)
def test_capitals_are_never_lower_than_the_step(
    size: TextSize, style: TextStyle, qapp: QApplication
) -> None:
    theme = a_theme(size)

    assert theme.in_mm(theme.face(style).cap_px) >= size.cap_mm


@pytest.mark.parametrize("size", TextSize)
def test_lines_are_one_and_a_half_high(size: TextSize, qapp: QApplication) -> None:
    face = a_theme(size).face()

    assert face.line_px >= 1.5 * face.size_px


def test_headings_grow_less_at_large_sizes(qapp: QApplication) -> None:
    ratios = [
        a_theme(size).face(TextStyle.HEADING).size_px / a_theme(size).face().size_px
        for size in TextSize
    ]

    assert ratios[1] == pytest.approx(1.6, abs=0.05)
    assert ratios[1:] == sorted(ratios[1:], reverse=True)
    assert ratios[-1] == 1.0


def test_eleven_characters_fit_a_line_at_the_largest_size(qapp: QApplication) -> None:
    theme = a_theme(TextSize.LARGEST)

    assert (theme.mm(268) - 2 * theme.mm(15)) // theme.face().size_px == 11


def test_a_smaller_window_shows_the_whole_panel(qapp: QApplication) -> None:
    scale = PanelScale.fitting((540, 960))

    theme = Theme(TextSize.NORMAL, Palette.LIGHT, scale)

    assert theme.mm(268) <= 541
    assert theme.face().size_px == pytest.approx(a_theme().face().size_px / 2, abs=1)


def test_a_length_in_mm_never_rounds_below_it(qapp: QApplication) -> None:
    theme = a_theme()

    lengths = [tenths / 10 for tenths in range(1, 500)]
    assert all(theme.in_mm(theme.mm(length)) >= length - 1e-6 for length in lengths)
