"""A folder of recordings: every sentence is a tone, the longer the more characters it has."""

import hashlib
from pathlib import Path

import numpy as np
import soundfile

from kiosk.speech.clip_store import (
    SUFFIX,
    Clip,
    ClipStore,
    Manifest,
    clip_name,
    write_manifest,
)

RATE_HZ = 24_000
_SECONDS_A_CHARACTER = 0.2


def recordings(folder: Path, *texts: str, voice: str = "someone") -> ClipStore:
    """Fill ``folder`` with recordings of ``texts``."""
    clips = {}
    for text in texts:
        at = np.arange(round(RATE_HZ * _SECONDS_A_CHARACTER * len(text))) / RATE_HZ
        name = clip_name(voice, text)
        file = folder / f"{name}{SUFFIX}"
        tone = 0.3 * np.sin(2 * np.pi * 200 * at)
        soundfile.write(file, tone, RATE_HZ, format="OGG", subtype="OPUS")
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
        clips[name] = Clip(text=text, reading="", sha256=sha256)
    manifest = Manifest(voice=voice, licences=(), recipe="", rate_hz=RATE_HZ, clips=clips)
    write_manifest(folder, manifest)
    return ClipStore(folder)
