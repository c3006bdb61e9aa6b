"""The recogniser of handwriting on ink that is drawn, not copied from its own training."""

import hashlib
import json
import math
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from kiosk.entry.handwriting import (
    InkRecogniser,
    Model,
    ModelProblem,
    carried_model,
)
from kiosk.entry.hanzi import is_han, standard, standard_levels
from kiosk.entry.ink import Drawing, picture_of
from kiosk.entry.lookalikes import usual_classes
from kiosk.ports.recogniser import Place, Point, Recogniser, Stroke
from ui.rehearsal.ink import strokes_for

STEADY = Drawing(width_px=96, line_px=2.6, is_smoothed=True)


@pytest.fixture(scope="module")
def model() -> Model:
    if carried_model() is None:
        pytest.skip("the carrier package of the model is not installed")
    return Model()


@pytest.fixture(scope="module")
def recogniser(model: Model) -> InkRecogniser:
    return InkRecogniser(model)


def a_line(*points: tuple[float, float]) -> Stroke:
    return tuple(Point(x, y, 20.0 * n) for n, (x, y) in enumerate(points))


def texts(recogniser: Recogniser, strokes: tuple[Stroke, ...], limit: int = 8) -> list[str]:
    return [candidate.text for candidate in recogniser.recognise(strokes, limit=limit)]


def test_common_characters_are_among_eight_candidates(recogniser: InkRecogniser) -> None:
    drawn = [*standard_levels()[0][5::12], *"张桂兰王李赵吐尔逊市"]

    missed = [char for char in drawn if char not in texts(recogniser, strokes_for(char))]

    assert len(missed) <= 0.05 * len(drawn), missed


def test_the_order_of_strokes_does_not_matter(recogniser: InkRecogniser) -> None:
    for char in "张桂兰王李":
        backwards = tuple(stroke[::-1] for stroke in reversed(strokes_for(char)))

        assert char in texts(recogniser, backwards)


def test_the_character_before_tells_apart_what_looks_alike(recogniser: InkRecogniser) -> None:
    """土 and 士 differ in which of two lines is longer; here that is hard to see."""
    ink = (
        a_line((0.23, 0.4), (0.77, 0.4)),
        a_line((0.5, 0.1), (0.5, 0.85)),
        a_line((0.2, 0.85), (0.8, 0.85)),
    )

    def first(place: Place) -> str:
        return recogniser.recognise(ink, place=place)[0].text

    assert first(Place("女")) == "士"
    assert first(Place("领")) == "土"


def test_a_place_never_hides_what_the_ink_says(recogniser: InkRecogniser) -> None:
    for char in "张桂兰王李":
        for place in (Place("养"), Place("养", is_name=True), Place(is_name=True)):
            found = recogniser.recognise(strokes_for(char), place=place)
            assert char in [candidate.text for candidate in found]


def test_a_name_prefers_surnames(recogniser: InkRecogniser) -> None:
    ink = strokes_for("王")

    usual, named = (
        recogniser.recognise(ink, place=Place(is_name=is_so)) for is_so in (False, True)
    )

    assert usual[0].text == named[0].text == "王"
    lead = [found[0].score - found[1].score for found in (usual, named)]
    assert lead[1] > lead[0]


def test_candidates_come_best_first_without_repeats(recogniser: InkRecogniser) -> None:
    found = recogniser.recognise(strokes_for("明"), limit=20)

    assert len({candidate.text for candidate in found}) == len(found) == 20
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


def test_only_standard_characters_are_offered_until_rare_ones_are_asked_for(
    recogniser: InkRecogniser,
) -> None:
    traditional = strokes_for("龍")

    assert "龍" not in texts(recogniser, traditional, limit=100)
    assert "龍" in texts(recogniser.with_rare(), traditional)


def test_rare_characters_the_network_cannot_read_are_found_by_what_they_look_like(
    model: Model, recogniser: InkRecogniser
) -> None:
    model.load()
    for char in "𬭼𠅤𬶍𬤝":
        ink = strokes_for(char)

        by_class = model.log_probabilities(ink)[usual_classes(model.signs)]
        assert (by_class > model.log_probabilities(ink)[model.signs.index(char)]).sum() > 100
        assert char in texts(recogniser, ink)
        assert char in texts(recogniser.with_rare(), ink)


def test_a_lookalike_never_goes_before_what_the_network_is_sure_of(
    recogniser: InkRecogniser,
) -> None:
    for char in "链隧惠德":
        assert texts(recogniser, strokes_for(char))[0] == char

    assert texts(recogniser, strokes_for("惠"))[-1] == "𠅤"


def test_the_table_of_lookalikes_is_of_standard_characters_and_small_patterns() -> None:
    text = files("assets").joinpath("hanzi", "lookalikes.json").read_text("utf-8")
    table = json.loads(text)

    assert set(table) <= standard()
    assert {"𬭼", "𠅤"} <= set(table)
    for pattern in table.values():
        assert 1 <= len(pattern) <= 16
        assert 0.3 < sum(pattern.values()) <= 1.001


def test_empty_ink_gives_no_candidates(recogniser: InkRecogniser) -> None:
    assert recogniser.recognise(()) == ()
    assert recogniser.recognise(((), ())) == ()


@pytest.mark.parametrize(
    "ink",
    [
        (a_line((0.5, 0.5)),),
        (a_line((0.2, 0.5), (0.2, 0.5)),),
        (a_line((0.1, 0.5), (0.9, 0.5)),),
        (a_line((0.5, -2.0), (0.5, 3.0)),),
        tuple(a_line((x / 60, 0.1), (x / 60, 0.9)) for x in range(60)),
    ],
    ids=["a dot", "the same point twice", "one line", "outside the box", "a scribble"],
)
def test_any_ink_gives_candidates_and_no_error(
    recogniser: InkRecogniser, ink: tuple[Stroke, ...]
) -> None:
    assert len(recogniser.recognise(ink)) == 8


def test_one_line_across_is_the_number_one(recogniser: InkRecogniser) -> None:
    assert texts(recogniser, (a_line((0.1, 0.5), (0.9, 0.52)),))[0] == "一"


def test_two_threads_may_ask_at_once(recogniser: InkRecogniser) -> None:
    chars = "张桂兰王李" * 4
    alone = [texts(recogniser, strokes_for(char)) for char in chars]

    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda char: texts(recogniser, strokes_for(char)), chars))

    assert together == alone


def test_the_model_knows_all_standard_characters_but_two(model: Model) -> None:
    model.load()

    assert standard() - set(model.signs) == {"凓", "勠"}
    assert sum(map(is_han, model.signs)) == 15_907


def test_without_the_model_there_is_a_reason_and_no_candidates(tmp_path: Path) -> None:
    absent = Model(tmp_path / "nowhere.onnx")

    assert absent.load() is ModelProblem.MISSING
    assert InkRecogniser(absent).recognise(strokes_for("一")) == ()


def test_a_changed_model_is_never_run(tmp_path: Path) -> None:
    other = tmp_path / "model.onnx"
    other.write_bytes(b"something else")

    changed = Model(other)

    assert changed.load() is ModelProblem.CHANGED
    assert InkRecogniser(changed).recognise(strokes_for("一")) == ()


def test_the_model_is_found_and_run_without_importing_its_carrier() -> None:
    program = (
        "import sys; from kiosk.entry.handwriting import Model; problem = Model().load();"
        "sys.exit('rapidocr' in sys.modules or 'cv2' in sys.modules or problem is not None)"
    )
    if carried_model() is None:
        pytest.skip("the carrier package of the model is not installed")

    assert subprocess.run([sys.executable, "-c", program], timeout=60, check=False).returncode == 0


def test_ink_is_drawn_black_in_the_middle_of_white() -> None:
    picture = picture_of(strokes_for("口"), STEADY)

    dark = np.argwhere(picture < 0)
    middle = (dark.min(0) + dark.max(0)) / 2
    assert picture.shape == (48, 96)
    assert picture[0, 0] == 1.0
    assert np.allclose(middle, (23.5, 47.5), atol=1.0)
    assert 40 <= np.ptp(dark, axis=0).max() <= 45


def test_the_size_and_place_of_writing_do_not_matter(recogniser: InkRecogniser) -> None:
    small = tuple(
        tuple(Point(0.7 + p.x / 4, 0.1 + p.y / 4, p.t_ms) for p in stroke)
        for stroke in strokes_for("永")
    )

    assert texts(recogniser, small, 1) == texts(recogniser, strokes_for("永"), 1) == ["永"]


def test_smoothing_takes_tremor_out_and_keeps_the_ends() -> None:
    shaky = a_line(*((n / 100, 0.5 + 0.02 * math.sin(n / 1.3)) for n in range(101)))

    raw = picture_of((shaky,), Drawing(width_px=64, line_px=1, is_smoothed=False))
    steady = picture_of((shaky,), Drawing(width_px=64, line_px=1, is_smoothed=True))

    assert (steady < 1).any(axis=1).sum() < (raw < 1).any(axis=1).sum()
    assert np.array_equal((steady < 1).any(axis=0), (raw < 1).any(axis=0))


def test_the_table_of_standard_characters_is_whole() -> None:
    assert [len(level) for level in standard_levels()] == [3500, 3000, 1605]
    assert len(standard()) == 8105
    assert all(map(is_han, standard()))
    digest = hashlib.sha256("".join(standard_levels()).encode()).hexdigest()
    assert digest.startswith("7a74be6ba0e31be9")
