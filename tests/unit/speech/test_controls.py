import math
from itertools import pairwise

import pytest

from kiosk.speech.controls import RATES_PERCENT, VOLUMES_PERCENT, SpeechControls


def test_there_are_eight_speeds_from_half_to_double():
    assert len(RATES_PERCENT) == 8
    assert (RATES_PERCENT[0], RATES_PERCENT[-1]) == (50, 200)


def test_loudness_goes_from_silence_over_nine_steps_of_five_decibels_and_the_last_of_three():
    decibels = [20 * math.log10(step / 100) for step in VOLUMES_PERCENT if step]
    steps = [louder - softer for softer, louder in pairwise(decibels)]

    assert (VOLUMES_PERCENT[0], VOLUMES_PERCENT[-1]) == (0, 100)
    assert len(decibels) == 9
    assert decibels[-1] - decibels[0] > 38
    assert steps[:-1] == pytest.approx([5] * 7, abs=0.3)
    assert steps[-1] == pytest.approx(3, abs=0.2)


def test_every_visit_begins_three_decibels_below_the_loudest_and_at_the_usual_speed():
    assert SpeechControls().volume_percent == 70
    assert SpeechControls().volume_step == 8
    assert SpeechControls().rate_step == 4


def test_a_step_is_told_by_its_place():
    volumes = [SpeechControls(volume_percent=percent).volume_step for percent in VOLUMES_PERCENT]
    rates = [SpeechControls(rate_percent=percent).rate_step for percent in RATES_PERCENT]

    assert volumes == list(range(10))
    assert rates == list(range(1, 9))
    assert SpeechControls(volume_percent=0.5).volume_step == 1
    assert SpeechControls(volume_percent=100, rate_percent=190).rate_step == 8


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
    assert controls.quieter().volume_percent == 39.4
