import math
from itertools import pairwise

import pytest

from kiosk.speech.controls import RATES_PERCENT, VOLUMES_PERCENT, SpeechControls


def test_there_are_eight_speeds_from_half_to_double():
    assert len(RATES_PERCENT) == 8
    assert (RATES_PERCENT[0], RATES_PERCENT[-1]) == (50, 200)


def test_loudness_spans_eighteen_decibels_in_steps_of_at_most_ten():
    decibels = [20 * math.log10(step / 100) for step in VOLUMES_PERCENT if step]
    steps = [louder - softer for softer, louder in pairwise(decibels)]

    assert decibels[-1] - decibels[0] >= 18
    assert max(steps) <= 10


@pytest.mark.parametrize(
    ("up", "down", "value", "steps"),
    [
        ("faster", "slower", "rate_percent", RATES_PERCENT),
        ("louder", "quieter", "volume_percent", VOLUMES_PERCENT),
    ],
)
def test_every_step_is_reached_up_and_down_and_the_ends_hold(up, down, value, steps):
    controls = SpeechControls(rate_percent=50, volume_percent=0)
    seen = []
    for _ in range(len(steps) + 1):
        seen.append(getattr(controls, value))
        controls = getattr(controls, up)()
    way_back = []
    for _ in range(len(steps) + 1):
        way_back.append(getattr(controls, value))
        controls = getattr(controls, down)()

    assert seen == [*steps, steps[-1]]
    assert way_back == [*reversed(steps), steps[0]]


def test_a_hall_default_between_two_steps_moves_to_the_next_step():
    controls = SpeechControls(rate_percent=110, volume_percent=60)

    assert controls.faster().rate_percent == 120
    assert controls.slower().rate_percent == 100
    assert controls.louder().volume_percent == 70
    assert controls.quieter().volume_percent == 50
