"""Pictures of made-up papers, well and badly taken, over many seeds."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageFilter

from kiosk.devices.paper_picture import Paper, Shot, paper_jpeg
from kiosk.domain.errors import DeviceFailed
from kiosk.entry.photo import PhotoProblem, check_photo
from tests.bench.photos import found

WANTED = {
    Shot.BLURRED: PhotoProblem.BLURRED,
    Shot.DARK: PhotoProblem.DARK,
    Shot.BRIGHT: PhotoProblem.BRIGHT,
    Shot.CUT_OFF: PhotoProblem.CUT_OFF,
    Shot.NO_PAPER: PhotoProblem.NO_PAPER,
}


def jpeg_of(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


def blurred(radius: float, paper: Paper, seed: int) -> bytes:
    sharp = Image.open(BytesIO(paper_jpeg(paper, Shot.GOOD, seed=seed)))
    return jpeg_of(sharp.filter(ImageFilter.GaussianBlur(radius)))


def flat(level: int) -> bytes:
    noise = np.random.default_rng(level).normal(level, 2.5, (1200, 1600))
    return jpeg_of(Image.fromarray(np.clip(noise, 0, 255).astype(np.uint8)))


def test_good_pictures_are_taken() -> None:
    answers = found(Shot.GOOD, range(100, 114))

    assert answers["fit"] >= 0.98 * answers.total(), answers


@pytest.mark.parametrize("shot", WANTED)
def test_what_is_wrong_with_a_picture_is_named(shot: Shot) -> None:
    answers = found(shot, range(200, 203))

    assert answers[WANTED[shot]] == answers.total(), answers


@pytest.mark.parametrize("paper", list(Paper))
def test_a_little_softness_is_forgiven_and_unreadable_print_is_not(paper: Paper) -> None:
    assert check_photo(blurred(1.5, paper, 3)) == ()
    assert PhotoProblem.BLURRED in check_photo(blurred(4.5, paper, 3))


def test_an_empty_tray_has_no_paper_and_a_sheet_over_the_edges_is_cut_off() -> None:
    assert check_photo(flat(40)) == (PhotoProblem.NO_PAPER,)
    assert check_photo(flat(225)) == (PhotoProblem.CUT_OFF,)
    assert check_photo(flat(0)) == (PhotoProblem.NO_PAPER,)


def test_a_small_bright_spot_is_no_paper() -> None:
    tray = Image.new("L", (1600, 1200), 60)
    tray.paste(230, (700, 500, 850, 640))

    assert check_photo(jpeg_of(tray)) == (PhotoProblem.NO_PAPER,)


def test_a_blank_sheet_is_not_called_blurred() -> None:
    tray = Image.new("L", (1600, 1200), 60)
    tray.paste(220, (300, 200, 1300, 1000))

    assert check_photo(jpeg_of(tray)) == ()


def test_the_size_of_the_picture_does_not_matter() -> None:
    for size in ((800, 600), (1600, 1200)):
        assert check_photo(paper_jpeg(Paper.ID_CARD, Shot.GOOD, seed=5, size=size)) == ()


def test_bytes_that_are_no_picture_are_refused() -> None:
    with pytest.raises(DeviceFailed):
        check_photo(b"no picture")
    with pytest.raises(DeviceFailed):
        check_photo(paper_jpeg(Paper.ID_CARD, Shot.GOOD, seed=1)[:2000])
