"""A rendered sentence begins at once, is as loud as the others and never clips."""

import numpy as np
import pytest

from ui.voicing.levels import PEAK_DB, TARGET_DB, Samples, finished, loudness_db, trimmed

RATE_HZ = 24_000


def silence(seconds: float) -> Samples:
    return np.zeros(round(RATE_HZ * seconds), dtype=np.float32)


def tone(amplitude: float, *, seconds: float = 1.0) -> Samples:
    at = np.arange(round(RATE_HZ * seconds)) / RATE_HZ
    return (amplitude * np.sin(2 * np.pi * 200 * at)).astype(np.float32)


def spoken(amplitude: float) -> Samples:
    """Return a sound as the voice leads in and out: long, and not quite silent."""
    noise = np.random.default_rng(1).normal(0, amplitude / 2000, RATE_HZ * 2).astype(np.float32)
    noise[RATE_HZ // 2 : RATE_HZ // 2 + RATE_HZ] += tone(amplitude)
    return noise


def test_the_silence_before_and_after_goes():
    kept = trimmed(spoken(0.3), RATE_HZ)

    assert len(kept) == pytest.approx(RATE_HZ * 1.05, abs=RATE_HZ * 0.03)
    assert np.abs(kept[: RATE_HZ // 50]).max() > 0.1


def test_a_pause_within_stays():
    whole = np.concatenate([tone(0.3), silence(0.4), tone(0.3)])

    assert len(trimmed(whole, RATE_HZ)) >= RATE_HZ * 2.4


def test_it_begins_and_ends_without_a_click():
    abrupt = tone(0.9)[RATE_HZ // 800 : -RATE_HZ // 800]  # cut at its peaks

    kept = trimmed(np.concatenate([abrupt, abrupt]), RATE_HZ)

    assert abs(abrupt[0]) > 0.8
    assert abs(kept[0]) < 0.001
    assert abs(kept[-1]) < 0.001


@pytest.mark.parametrize("amplitude", [0.01, 0.1, 0.9])
def test_every_sentence_is_as_loud(amplitude):
    made = finished(spoken(amplitude), RATE_HZ)

    assert loudness_db(made, RATE_HZ) == pytest.approx(TARGET_DB, abs=0.3)


def test_a_sharp_peak_is_never_cut_off():
    sound = tone(0.01)
    sound[RATE_HZ // 2] = 0.9

    made = finished(sound, RATE_HZ)

    assert np.abs(made).max() <= 10 ** (PEAK_DB / 20) + 1e-6


def test_what_holds_no_sound_is_refused():
    with pytest.raises(ValueError, match="no sound"):
        finished(silence(1), RATE_HZ)


def test_a_sharp_peak_does_not_make_a_sentence_soft():
    """A voice of hard consonants stays as loud as the others."""
    sound = spoken(0.1)
    for at in range(RATE_HZ // 2, len(sound), RATE_HZ // 3):
        sound[at : at + RATE_HZ // 400] *= 6

    made = finished(sound, RATE_HZ)

    assert loudness_db(made, RATE_HZ) == pytest.approx(TARGET_DB, abs=0.5)
    assert np.abs(made).max() <= 10 ** (PEAK_DB / 20) + 1e-6
