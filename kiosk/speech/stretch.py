"""Slower or faster speech at the same pitch: WSOLA (Verhelst and Roelands, 1993).

The sound is cut into overlapping frames that are laid down closer together or further apart. Each
frame is taken, near its proper place, from where it best goes on as the frame before would have
gone on by itself; so the periods of a voice meet in step, and nothing clicks or sings.
"""

import numpy as np
from numpy.typing import NDArray

from kiosk.speech.sound import Sound

_FRAME_MS = 40  # two periods of the deepest voice and more
_SEARCH_MS = 8  # to either side: one period of a voice of 62 Hz within the whole
_NORMAL_PERCENT = 100
_FULL = 32767


def at_rate(sound: Sound, rate_percent: int) -> Sound:
    """Return ``sound`` said at ``rate_percent`` of its speed, 50 … 200, pitch unchanged."""
    if rate_percent == _NORMAL_PERCENT or not sound.pcm:
        return sound
    samples = np.frombuffer(sound.pcm, dtype="<i2").astype(np.float32)
    made = _stretched(samples, sound.rate_hz, rate_percent / _NORMAL_PERCENT)
    whole = np.clip(np.rint(made), -_FULL - 1, _FULL)
    return Sound(whole.astype("<i2").tobytes(), sound.rate_hz)


def resampled(sound: Sound, rate_hz: int) -> Sound:
    """Return ``sound`` with ``rate_hz`` samples a second, on straight lines between its own."""
    samples = np.frombuffer(sound.pcm, dtype="<i2")
    if sound.rate_hz == rate_hz or not len(samples):
        return Sound(sound.pcm, rate_hz)
    count = round(len(samples) * rate_hz / sound.rate_hz)
    at = np.arange(count) * (sound.rate_hz / rate_hz)
    made = np.rint(np.interp(at, np.arange(len(samples)), samples))
    return Sound(made.astype("<i2").tobytes(), rate_hz)


def _stretched(samples: NDArray[np.float32], rate_hz: int, rate: float) -> NDArray[np.float32]:
    hop, search = rate_hz * _FRAME_MS // 2000, rate_hz * _SEARCH_MS // 1000
    length = round(len(samples) / rate)
    frames = length // hop + 2
    before = hop + search  # so that the first frame fades in over silence, and may look back
    padded = np.pad(samples, (before, 2 * (hop + search) + round(hop * rate) + hop))
    window = np.hanning(2 * hop + 1)[:-1].astype(np.float32)
    made = np.zeros((frames + 1) * hop, dtype=np.float32)
    last_place = len(padded) - 2 * hop
    place = search
    for number in range(frames):
        if number:
            proper = search + round(number * hop * rate)
            place = _best(padded, place + hop, proper, hop=hop, search=search)
        place = min(place, last_place)
        made[number * hop : (number + 2) * hop] += padded[place : place + 2 * hop] * window
    return made[hop : hop + length]


def _best(padded: NDArray[np.float32], goes_on: int, proper: int, *, hop: int, search: int) -> int:
    """Return the place near ``proper`` whose sound is most like what is at ``goes_on``."""
    like = padded[goes_on : goes_on + hop]
    start = min(max(proper - search, 0), len(padded) - hop)
    among = padded[start : proper + search + hop]
    if len(like) < hop or len(among) < hop:
        return start
    match = np.correlate(among, like, "valid")
    energy = np.cumsum(np.concatenate(([0.0], np.square(among, dtype=np.float64))))
    heard = np.sqrt(energy[hop:] - energy[:-hop] + 1.0)
    return start + int(np.argmax(match / heard))
