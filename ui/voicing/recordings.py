"""A folder of recordings beside the sentences that should be in it: what lacks, what is over."""

import hashlib
import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.errors import BadConfiguration, KioskError
from kiosk.speech.clip_store import (
    MANIFEST,
    SUFFIX,
    Clip,
    ClipStore,
    Manifest,
    clip_name,
    read_manifest,
    write_manifest,
)
from kiosk.speech.pronounce import pronounce
from ui.voicing.recipe import RATE_HZ, licences_of, recipe_of

_ROOT = Path(__file__).resolve().parents[2]
_READING_DIGITS = 12
_KEPT_EVERY = 50  # recordings: so many a stopped run may leave out of the list


class RenderingFailed(KioskError):
    """The rendering half of the tool ended before it was done."""

    code = "voice-rendering"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is wrong with a folder of recordings.

    Attributes:
        missing: sentences that are said and not recorded, or not as they are read now.
        stale: sentences that are recorded and no longer said.
        faults: in Chinese, what is wrong with its files.
    """

    missing: tuple[str, ...]
    stale: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every sentence can be heard as it should be."""
        return not self.missing and not self.faults


def looked_at(folder: Path, prompts: Sequence[str]) -> Report:
    """Compare a folder of recordings with the sentences it should hold."""
    try:
        store = ClipStore(folder)
    except BadConfiguration as wrong:
        return Report(missing=tuple(prompts), stale=(), faults=(str(wrong),))
    clips = {clip.text: clip for clip in store.manifest.clips.values()}
    is_other = store.manifest.recipe != recipe_of(store.manifest.voice)
    missing = (
        text for text in prompts if is_other or text not in clips or not _is_read_so(clips[text])
    )
    said = set(prompts)
    return Report(
        missing=tuple(missing),
        stale=tuple(text for text in clips if text not in said),
        faults=tuple(store.faults()),
    )


def reading(text: str) -> str:
    """Return the digest of how ``text`` is read aloud."""
    return hashlib.sha256(pronounce(text).encode()).hexdigest()[:_READING_DIGITS]


def record(
    voice: str, prompts: Sequence[str], *, into: Path, python: Path, style: Path
) -> Iterator[int]:
    """Record what lacks, remove what is no longer said; yield how many are still to come.

    Args:
        voice: its name.
        prompts: the sentences, the most needed first.
        into: the folder of this voice.
        python: of the tool's own environment.
        style: the file that makes the model this voice.

    Raises:
        RenderingFailed: the other half ended early. What was recorded by then is kept.
    """
    into.mkdir(parents=True, exist_ok=True)
    clips = {clip_name(voice, text): clip for text, clip in _usable(voice, into, prompts).items()}
    lacking = {clip_name(voice, text): text for text in prompts}
    lacking = {name: text for name, text in lacking.items() if name not in clips}
    _tidy(into, keep=clips)
    try:
        for name in _rendered(lacking, into=into, python=python, style=style):
            clips[name] = _clip(into, name, lacking.pop(name))
            if len(lacking) % _KEPT_EVERY == 0:
                _write(voice, clips, into)
            yield len(lacking)
    finally:
        _write(voice, clips, into)


def _usable(voice: str, folder: Path, prompts: Sequence[str]) -> dict[str, Clip]:
    """Return the clips that are as they should be, by their sentences."""
    try:
        manifest = read_manifest(folder)
    except BadConfiguration:
        return {}
    if manifest.voice != voice or manifest.recipe != recipe_of(voice):
        return {}
    said = set(prompts)
    return {
        clip.text: clip
        for name, clip in manifest.clips.items()
        if clip.text in said and _is_read_so(clip) and _is_whole(folder, name, clip)
    }


def _is_read_so(clip: Clip) -> bool:
    return clip.reading == reading(clip.text)


def _is_whole(folder: Path, name: str, clip: Clip) -> bool:
    file = folder / f"{name}{SUFFIX}"
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == clip.sha256


def _clip(folder: Path, name: str, text: str) -> Clip:
    audio = (folder / f"{name}{SUFFIX}").read_bytes()
    return Clip(text=text, reading=reading(text), sha256=hashlib.sha256(audio).hexdigest())


def _tidy(folder: Path, *, keep: Iterable[str]) -> None:
    kept = {MANIFEST, *(f"{name}{SUFFIX}" for name in keep)}
    for file in folder.iterdir():
        if file.name not in kept:
            file.unlink()


def _write(voice: str, clips: dict[str, Clip], into: Path) -> None:
    write_manifest(
        into,
        Manifest(
            voice=voice,
            licences=licences_of(voice),
            recipe=recipe_of(voice),
            rate_hz=RATE_HZ,
            clips=clips,
        ),
    )


def _rendered(lacking: dict[str, str], *, into: Path, python: Path, style: Path) -> Iterator[str]:
    """Yield the name of each recording when it is there; one process a core works at them."""
    asked = [{"name": name, "text": text} for name, text in lacking.items()]
    cores = min(os.cpu_count() or 1, len(asked))
    told, telling = os.pipe()  # one for all: a name is far shorter than what a pipe takes at once
    with os.fdopen(told) as names:
        working = [
            _process(asked[first::cores], into, python, style, telling) for first in range(cores)
        ]
        os.close(telling)
        try:
            yield from (name.strip() for name in names)
            if any(process.wait() for process in working):
                raise RenderingFailed(
                    "录制的程序中途停了，已录好的留着。改法：看上面的说明，再运行一次。"
                )
        finally:
            for process in working:
                process.kill()
                process.wait()


def _process(
    asked: list[dict[str, str]], into: Path, python: Path, style: Path, telling: int
) -> subprocess.Popen[str]:
    process = subprocess.Popen(  # noqa: S603 - our own module, no shell
        [python, "-m", "ui.voicing.render", "--style", style.resolve(), "--into", into.resolve()],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=telling,
        text=True,
    )
    if process.stdin is not None:
        with suppress(BrokenPipeError), process.stdin:  # its exit status tells more
            json.dump(asked, process.stdin)
    return process
