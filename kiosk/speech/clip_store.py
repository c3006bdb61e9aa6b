"""Recorded sentences: a folder of audio files named by what they say, and the list of them.

A clip's name is the digest of its voice and its sentence, so a sentence that is reworded has
another name, and an old recording can never be heard for new words. Which sentences there are is
known from ``manifest.json`` alone, read once: a look-up touches the disk only for a sentence that
is shipped. What a citizen typed is said with recordings that were kept in memory before.

A sentence is looked up as the voice is given it, with the readings it may carry
(:mod:`kiosk.speech.readings`): the same characters read otherwise are another clip.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.errors import BadConfiguration

MANIFEST = "manifest.json"
SUFFIX = ".opus"
_NAME_DIGITS = 32
_MEND = "改法：重新安装程序，或在开发机上运行 make voice 重新录制。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One recorded sentence.

    Attributes:
        text: what it says.
        reading: digest of how it was read aloud; another reading asks for another recording.
        sha256: hex digest of its file.
    """

    text: str
    reading: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a folder of clips holds.

    Attributes:
        voice: the name of the voice.
        licences: what the recordings were made with and under which terms.
        recipe: how they were made; clips of another recipe are made anew.
        rate_hz: samples a second.
        clips: by file name without its ending.

    Raises:
        ValueError: there is no such rate.
    """

    voice: str
    licences: tuple[str, ...]
    recipe: str
    rate_hz: int
    clips: Mapping[str, Clip]

    def __post_init__(self) -> None:
        """Refuse what cannot be played."""
        if self.rate_hz <= 0:
            raise ValueError("no sampling rate")


def clip_name(voice: str, text: str) -> str:
    """Return the file name, without its ending, of ``text`` said by ``voice``."""
    return hashlib.sha256(f"{voice}\0{text}".encode()).hexdigest()[:_NAME_DIGITS]


def read_manifest(folder: Path) -> Manifest:
    """Return what ``folder`` holds.

    Raises:
        BadConfiguration: there is no list of clips, or it cannot be read.
    """
    file = folder / MANIFEST
    try:
        told = json.loads(file.read_text("utf-8"))
        clips = {
            name: Clip(text=clip["text"], reading=clip["reading"], sha256=clip["sha256"])
            for name, clip in told["clips"].items()
        }
        return Manifest(
            voice=told["voice"],
            licences=tuple(told["licences"]),
            recipe=told["recipe"],
            rate_hz=int(told["rate_hz"]),
            clips=clips,
        )
    except OSError:
        raise BadConfiguration(f"{file}：录音清单读不出来。{_MEND}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadConfiguration(f"{file}：录音清单的内容不对。{_MEND}") from None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the list of ``folder``, in the order of the file names, in one step."""
    clips = {
        name: {"text": clip.text, "reading": clip.reading, "sha256": clip.sha256}
        for name, clip in sorted(manifest.clips.items())
    }
    told = {
        "voice": manifest.voice,
        "licences": manifest.licences,
        "recipe": manifest.recipe,
        "rate_hz": manifest.rate_hz,
        "clips": clips,
    }
    half_written = folder / f"{MANIFEST}.new"
    half_written.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    half_written.replace(folder / MANIFEST)


class ClipStore:
    """The clips of one voice.

    Raises:
        BadConfiguration: the list of clips is missing or broken.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._manifest = read_manifest(folder)
        self._names = {clip.text: name for name, clip in self._manifest.clips.items()}
        self._kept: dict[str, bytes] = {}

    def __contains__(self, text: str) -> bool:
        return text in self._names

    def __len__(self) -> int:
        return len(self._names)

    @property
    def texts(self) -> Collection[str]:
        """What is recorded."""
        return self._names.keys()

    @property
    def manifest(self) -> Manifest:
        """The list of clips."""
        return self._manifest

    def file_of(self, text: str) -> Path:
        """Return where a sentence that is there lies."""
        return self._folder / f"{self._names[text]}{SUFFIX}"

    def keep(self, text: str) -> None:
        """Hold a recording in memory from now on.

        Raises:
            BadConfiguration: its file is missing or was changed.
        """
        audio = self.audio(text)
        if audio:
            self._kept[text] = audio

    def audio(self, text: str) -> bytes | None:
        """Return the audio file that says ``text``, or None when it is not recorded.

        Raises:
            BadConfiguration: its file is missing or was changed.
        """
        if text not in self._names or text in self._kept:
            return self._kept.get(text)
        file = self.file_of(text)
        try:
            audio = file.read_bytes()
        except OSError:
            raise BadConfiguration(f"{file}：录音文件不见了或读不出来。{_MEND}") from None
        expected = self._manifest.clips[self._names[text]].sha256
        if hashlib.sha256(audio).hexdigest() != expected:
            raise BadConfiguration(f"{file}：录音文件和清单对不上，可能被改动过。{_MEND}")
        return audio

    def faults(self) -> Iterator[str]:
        """Yield in Chinese what is wrong with the files of the folder, and the mend."""
        for name, clip in self._manifest.clips.items():
            if name != clip_name(self._manifest.voice, clip.text):
                yield f"{self._folder / MANIFEST}：{name} 的文件名和句子对不上。{_MEND}"
                continue
            try:
                self.audio(clip.text)
            except BadConfiguration as wrong:
                yield str(wrong)
