"""What is done to a rendered sentence before it is kept: silent ends cut, loudness levelled."""

from typing import TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.float32]

TARGET_DB = -20.0
"""Root mean square of the spoken parts, below full amplitude."""
PEAK_DB = -1.0
_FRAME_MS = 10
_GATE_DB = 40.0  # what lies so far below the loudest part is not speech
_LEAD_MS, _TAIL_MS = 10, 40
_FADE_MS = 5
_HOLD_MS = 5
_ROUNDS = 3


def finished(samples: Samples, rate_hz: int) -> Samples:
    """Return a sentence that begins at once, ends softly and is as loud as all others.

    Raises:
        ValueError: there is no sound in it.
    """
    return levelled(trimmed(samples, rate_hz), rate_hz)


def trimmed(samples: Samples, rate_hz: int) -> Samples:
    """Return ``samples`` without the silence before and after.

    Raises:
        ValueError: there is no sound in it.
    """
    frame = rate_hz * _FRAME_MS // 1000
    heard = np.flatnonzero(_is_speech(samples, frame))
    if not heard.size:
        raise ValueError("no sound")
    start = max(0, int(heard[0]) * frame - rate_hz * _LEAD_MS // 1000)
    end = (int(heard[-1]) + 1) * frame + rate_hz * _TAIL_MS // 1000
    kept = samples[start:end].copy()
    fade = min(rate_hz * _FADE_MS // 1000, len(kept))
    slope = np.linspace(0, 1, fade, dtype=np.float32)
    kept[:fade] *= slope
    kept[len(kept) - fade :] *= slope[::-1]
    return kept


def levelled(samples: Samples, rate_hz: int) -> Samples:
    """Return ``samples`` with its spoken parts at the target, and no peak above the limit.

    Peaks that stand out are held down for some milliseconds round them: a voice of hard consonants
    would stay up to 6 dB below the others if all of it were lowered for their sake.
    """
    level = samples
    for _ in range(_ROUNDS):  # each is a little softer for its peaks
        gain = 10 ** ((TARGET_DB - loudness_db(level, rate_hz)) / 20)
        level = _limited(level * np.float32(gain), rate_hz)
    return level


def _limited(samples: Samples, rate_hz: int) -> Samples:
    reach = rate_hz * _HOLD_MS // 1000
    loud = np.maximum(np.abs(samples) / 10 ** (PEAK_DB / 20), 1.0)
    least = sliding_window_view(np.pad(1 / loud, reach, mode="edge"), 2 * reach + 1).min(axis=1)
    even = np.full(2 * reach + 1, 1 / (2 * reach + 1))
    # The mean over a window of values that are all small enough for its middle is so, too.
    gain = np.convolve(np.pad(least, reach, mode="edge"), even, mode="valid")
    return (samples * gain).astype(np.float32)


def loudness_db(samples: Samples, rate_hz: int) -> float:
    """Return the root mean square of the spoken parts in dB below full amplitude."""
    frame = rate_hz * _FRAME_MS // 1000
    spoken = _frames(samples, frame)[_is_speech(samples, frame)]
    return float(10 * np.log10(np.mean(np.square(spoken, dtype=np.float64))))


def _frames(samples: Samples, frame: int) -> Samples:
    padded = np.pad(samples, (0, -len(samples) % frame))
    return padded.reshape(-1, frame)


def _is_speech(samples: Samples, frame: int) -> NDArray[np.bool_]:
    power = np.mean(np.square(_frames(samples, frame), dtype=np.float64), axis=1)
    quietest = max(float(power.max()) * 10 ** (-_GATE_DB / 10), 1e-9)
    return np.asarray(power >= quietest)
