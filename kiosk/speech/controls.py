"""Speed and loudness of speech in steps, as the citizen sets them for one visit."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TypeVar

_N = TypeVar("_N", int, float)

RATES_PERCENT = (50, 65, 80, 100, 120, 145, 170, 200)
"""Eight speeds, 50 … 200 % of the normal one (VVSG 2.0, 7.1-K)."""

USUAL_VOLUME_PERCENT = 70.0
"""Of full amplitude: 3 dB are left for who wants it louder."""
VOLUME_STEP_DB = 5
"""ACCESSIBILITY, target 18; EN 301 549, 8.2.1, wants a range of 18 dB, and 12 dB within it."""
_SOFTER_STEPS = 7
VOLUMES_PERCENT = (
    0.0,
    *(
        round(USUAL_VOLUME_PERCENT * 10 ** (-VOLUME_STEP_DB * softer / 20), 1)
        for softer in range(_SOFTER_STEPS, 0, -1)
    ),
    USUAL_VOLUME_PERCENT,
    100.0,
)
"""Share of full amplitude: silence, then nine steps over 38 dB; the last has but 3 dB left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechControls:
    """How fast and how loud, in percent. A value between two steps moves to the next step."""

    rate_percent: int = 100
    volume_percent: float = USUAL_VOLUME_PERCENT

    @property
    def rate_step(self) -> int:
        """The step of the speed, 1 … 8; between two steps, the upper one."""
        return 1 + bisect_left(RATES_PERCENT, self.rate_percent)

    @property
    def volume_step(self) -> int:
        """The step of the loudness, 1 … 9, or 0 for silence; between two, the upper one."""
        return bisect_left(VOLUMES_PERCENT, self.volume_percent)

    def faster(self) -> "SpeechControls":
        """Return the next faster step, or the same at the end."""
        return replace(self, rate_percent=_above(self.rate_percent, RATES_PERCENT))

    def slower(self) -> "SpeechControls":
        """Return the next slower step, or the same at the end."""
        return replace(self, rate_percent=_below(self.rate_percent, RATES_PERCENT))

    def louder(self) -> "SpeechControls":
        """Return the next louder step, or the same at the end."""
        return replace(self, volume_percent=_above(self.volume_percent, VOLUMES_PERCENT))

    def quieter(self) -> "SpeechControls":
        """Return the next quieter step, or the same at the end; the last one is silence."""
        return replace(self, volume_percent=_below(self.volume_percent, VOLUMES_PERCENT))


def _above(now: _N, steps: tuple[_N, ...]) -> _N:
    return min((step for step in steps if step > now), default=steps[-1])


def _below(now: _N, steps: tuple[_N, ...]) -> _N:
    return max((step for step in steps if step < now), default=steps[0])
