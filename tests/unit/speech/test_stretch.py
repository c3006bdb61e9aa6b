"""Speech at another speed: as long as asked, as high as before, without clicks."""

from time import process_time

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.speech.controls import RATES_PERCENT
from kiosk.speech.sound import Sound
from kiosk.speech.stretch import at_rate, resampled

RATE_HZ = 24_000
PITCHES_HZ = (85, 120, 180, 260)
OTHER_RATES = [rate for rate in RATES_PERCENT if rate != 100]
HARMONICS = ((1, 1.0), (2, 0.7), (3, 0.5), (5, 0.3), (8, 0.2))


def vowel(pitch_hz: float, *, seconds: float = 2.0) -> Sound:
    at = np.arange(round(RATE_HZ * seconds)) / RATE_HZ
    wave = sum(share * np.sin(2 * np.pi * pitch_hz * k * at) for k, share in HARMONICS)
    return Sound((wave / np.abs(wave).max() * 12_000).astype("<i2").tobytes(), RATE_HZ)


def samples(sound: Sound) -> NDArray[np.float64]:
    return np.frombuffer(sound.pcm, "<i2").astype(np.float64)


def pitch_hz(sound: Sound) -> float:
    """Return the pitch by autocorrelation, the peak found between the samples."""
    wave = samples(sound)
    middle = wave[len(wave) // 4 :][:8192]
    spectrum = np.fft.rfft(middle - middle.mean(), 4 * len(middle))
    alike = np.fft.irfft(np.abs(spectrum) ** 2)
    shortest, longest = RATE_HZ // 400, RATE_HZ // 60
    lag = shortest + int(np.argmax(alike[shortest:longest]))
    left, top, right = alike[lag - 1 : lag + 2]
    return RATE_HZ / (lag + (left - right) / (2 * (left - 2 * top + right)))


@pytest.mark.parametrize("rate", OTHER_RATES)
@pytest.mark.parametrize("seconds", [0.15, 0.7, 2.0])
def test_it_lasts_as_long_as_asked(rate, seconds):
    sound = vowel(180, seconds=seconds)

    made = at_rate(sound, rate)

    assert len(samples(made)) == pytest.approx(len(samples(sound)) * 100 / rate, rel=0.02)


@pytest.mark.parametrize("rate", OTHER_RATES)
@pytest.mark.parametrize("pitch", PITCHES_HZ)
def test_the_pitch_stays(pitch, rate):
    sound = vowel(pitch)

    assert pitch_hz(at_rate(sound, rate)) == pytest.approx(pitch_hz(sound), rel=0.02)


@pytest.mark.parametrize("rate", OTHER_RATES)
@pytest.mark.parametrize("pitch", PITCHES_HZ)
def test_nothing_clicks(pitch, rate):
    sound = vowel(pitch)
    steepest = np.abs(np.diff(samples(sound))).max()

    made = samples(at_rate(sound, rate))

    assert np.abs(np.diff(made)).max() <= 1.1 * steepest


@pytest.mark.parametrize("rate", OTHER_RATES)
def test_it_is_as_loud_all_the_way(rate):
    made = samples(at_rate(vowel(120), rate))[RATE_HZ // 20 : -RATE_HZ // 20]
    pieces = made[: len(made) // 480 * 480].reshape(-1, 480)

    loudness = np.sqrt(np.square(pieces).mean(axis=1))

    assert loudness.min() > 0.75 * loudness.mean()


def test_the_normal_rate_changes_nothing():
    sound = vowel(180)

    assert at_rate(sound, 100) is sound


@pytest.mark.parametrize("length", [0, 1, 7, 500])
def test_no_sound_is_too_short(length):
    tiny = Sound(bytes(2 * length), RATE_HZ)

    assert len(samples(at_rate(tiny, 50))) == 2 * length


@pytest.mark.parametrize("rate_hz", [16_000, RATE_HZ, 48_000])
def test_another_sampling_rate_is_the_same_sound(rate_hz):
    made = resampled(vowel(120), rate_hz)

    assert made.duration_ms == pytest.approx(vowel(120).duration_ms, abs=1)
    back = samples(resampled(made, RATE_HZ))[:RATE_HZ]
    given = samples(vowel(120))[: len(back)]
    assert np.corrcoef(back, given)[0, 1] > 0.99


def test_no_sound_has_any_rate():
    assert resampled(Sound(b"", 22_050), RATE_HZ) == Sound(b"", RATE_HZ)


def test_it_is_far_quicker_than_the_sound_itself():
    sound = vowel(120, seconds=5)
    at_rate(sound, 50)

    before = process_time()
    at_rate(sound, 50)

    assert process_time() - before < 5 / 5
