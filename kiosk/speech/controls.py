"""Speed and loudness of speech in steps, as the citizen sets them for one visit."""

from dataclasses import dataclass, replace

RATES_PERCENT = (50, 65, 80, 100, 120, 145, 170, 200)
"""Eight speeds, 50 … 200 % of the normal one (VVSG 2.0, 7.1-K)."""

VOLUMES_PERCENT = (0, 12, 18, 25, 35, 50, 70, 100)
"""Share of full amplitude: silence, then steps of 3 dB over 18 dB (EN 301 549, 8.2.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechControls:
    """How fast and how loud, in percent. A value between two steps moves to the next step."""

    rate_percent: int = 100
    volume_percent: int = 70

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


def _above(now: int, steps: tuple[int, ...]) -> int:
    return min((step for step in steps if step > now), default=steps[-1])


def _below(now: int, steps: tuple[int, ...]) -> int:
    return max((step for step in steps if step < now), default=steps[0])
