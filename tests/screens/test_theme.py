import pytest
from PySide6.QtWidgets import QApplication

from kiosk.flow.comfort import Palette
from tests.windows import STEADY, a_theme
from ui.theme import Hands, PanelScale, TextSize, TextStyle, Theme


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


@pytest.mark.parametrize("panel_mm", [(476.0, 268.0), (268.0, 476.0)])
def test_the_panel_lies_as_the_window_does(
    panel_mm: tuple[float, float], qapp: QApplication
) -> None:
    lying = PanelScale.fitting((1920, 1080), panel_mm)
    upright = PanelScale.fitting((1080, 1920), panel_mm)

    assert (lying.is_wide, upright.is_wide) == (True, False)
    assert lying.px_per_mm == upright.px_per_mm


def test_a_length_in_mm_never_rounds_below_it(qapp: QApplication) -> None:
    theme = a_theme()

    lengths = [tenths / 10 for tenths in range(1, 500)]
    assert all(theme.in_mm(theme.mm(length)) >= length - 1e-6 for length in lengths)


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", Palette)
def test_every_text_of_a_palette_contrasts_as_it_promises(palette: Palette) -> None:
    c = a_theme(palette=palette).colours
    pairs = [
        *((c.ink, ground) for ground in (c.paper, c.card, c.selected)),
        (c.on_primary, c.primary), (c.on_alert, c.alert), (c.on_dock, c.dock),
        *((c.error, ground) for ground in (c.paper, c.card)),
    ]  # fmt: skip

    assert all(c.least_contrast <= contrast(*pair) <= c.most_contrast for pair in pairs)


@pytest.mark.parametrize("palette", Palette)
def test_every_line_of_a_palette_contrasts_as_it_promises(palette: Palette) -> None:
    c = a_theme(palette=palette).colours
    pairs = [(c.ring, c.paper), (c.ring, c.card), (c.dock_ring, c.dock), (c.ink, c.paper)]

    assert all(contrast(*pair) >= c.least_line_contrast for pair in pairs)


def test_a_steady_hand_needs_larger_targets_farther_apart(qapp: QApplication) -> None:
    usual, steady = a_theme(), a_theme(hands=Hands(is_steady=True))

    assert (usual.in_mm(usual.target_px), usual.in_mm(usual.gap_px)) == pytest.approx(
        (20, 4), abs=0.3
    )
    assert (steady.in_mm(steady.target_px), steady.in_mm(steady.gap_px)) == pytest.approx(
        (30, 6), abs=0.3
    )
    assert steady.choice_gap_px >= steady.gap_px


@pytest.mark.parametrize("size", TextSize)
def test_for_a_hand_that_shakes_nothing_that_is_pressed_is_too_low(size: TextSize) -> None:
    theme = a_theme(size, hands=STEADY)

    assert min(theme.row_px, theme.primary_px) >= theme.target_px
