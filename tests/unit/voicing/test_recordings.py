"""Only what lacks is recorded, only what is said is kept, and whatever is wrong is named."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.speech.clip_store import ClipStore, read_manifest, write_manifest
from ui.voicing.recordings import RenderingFailed, looked_at, record

VOICE = "someone"
ONE, TWO, THREE = "请坐。", "返回", "办事"
RENDERER = """\
import json, pathlib, sys
folder = pathlib.Path(sys.argv[sys.argv.index("--into") + 1])
log = pathlib.Path(__file__).with_name("asked")
for wanted in json.load(sys.stdin):
    if wanted["text"] == "坏":
        sys.exit(1)
    (folder / (wanted["name"] + ".opus")).write_text("sound of " + wanted["text"])
    with log.open("a", encoding="utf-8") as asked:
        asked.write(wanted["text"] + chr(10))
    sys.stdout.write(wanted["name"] + chr(10))
    sys.stdout.flush()
"""


class Studio:
    """A recording environment whose voice writes what it is asked to say."""

    def __init__(self, folder: Path) -> None:
        self.into = folder / VOICE
        renderer = folder / "renderer.py"
        renderer.write_text(RENDERER, "utf-8")
        self._python = folder / "python"
        self._python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{renderer}" "$@"\n')
        self._python.chmod(0o700)
        self._log = folder / "asked"

    def record(self, *prompts: str) -> list[str]:
        """Record; return what the voice was asked for."""
        self._log.write_text("")
        left = record(VOICE, prompts, into=self.into, python=self._python, style=self._python)
        assert list(left)[-1:] in ([], [0])
        return sorted(self._log.read_text("utf-8").split())


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def test_everything_that_is_said_is_recorded(studio):
    assert studio.record(ONE, TWO) == sorted((ONE, TWO))
    assert ClipStore(studio.into).audio(ONE) == f"sound of {ONE}".encode()
    assert looked_at(studio.into, (ONE, TWO)).is_complete


def test_what_is_recorded_is_not_recorded_again(studio):
    studio.record(ONE, TWO)

    assert studio.record(ONE, TWO, THREE) == [THREE]
    assert studio.record(ONE, TWO, THREE) == []


def test_what_is_no_longer_said_goes(studio):
    studio.record(ONE, TWO)
    assert looked_at(studio.into, (ONE,)).stale == (TWO,)

    studio.record(ONE)

    assert len(list(studio.into.glob("*.opus"))) == 1
    assert TWO not in ClipStore(studio.into)


@pytest.mark.parametrize("harm", ["missing", "changed"])
def test_a_harmed_recording_is_named_and_made_anew(studio, harm):
    studio.record(ONE, TWO)
    file = ClipStore(studio.into).file_of(ONE)
    file.unlink() if harm == "missing" else file.write_bytes(b"?")

    report = looked_at(studio.into, (ONE, TWO))

    assert not report.is_complete
    assert [file.name in fault for fault in report.faults] == [True]
    assert studio.record(ONE, TWO) == [ONE]


def test_a_sentence_without_a_recording_is_named(studio):
    studio.record(ONE)

    report = looked_at(studio.into, (ONE, TWO))

    assert report.missing == (TWO,)
    assert not report.is_complete


def test_another_reading_asks_for_another_recording(studio):
    studio.record(ONE, TWO)
    manifest = read_manifest(studio.into)
    clips = {
        name: replace(clip, reading="other") if clip.text == ONE else clip
        for name, clip in manifest.clips.items()
    }
    write_manifest(studio.into, replace(manifest, clips=clips))

    assert looked_at(studio.into, (ONE, TWO)).missing == (ONE,)
    assert studio.record(ONE, TWO) == [ONE]


def test_another_recipe_asks_for_everything_anew(studio):
    studio.record(ONE)
    write_manifest(studio.into, replace(read_manifest(studio.into), recipe="louder"))

    assert looked_at(studio.into, (ONE,)).missing == (ONE,)
    assert studio.record(ONE) == [ONE]


def test_without_a_folder_everything_lacks(tmp_path):
    report = looked_at(tmp_path / "nobody", (ONE,))

    assert report.missing == (ONE,)
    assert "改法" in report.faults[0]


def test_a_voice_that_breaks_is_told_and_what_is_done_is_kept(studio):
    studio.record(ONE)

    with pytest.raises(RenderingFailed, match="改法"):
        studio.record(ONE, "坏")

    assert ONE in ClipStore(studio.into)
    assert studio.record(ONE) == []
