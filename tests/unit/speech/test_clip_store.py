"""Recorded sentences are found by what they say, and only whole ones are handed out."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.errors import BadConfiguration
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
from kiosk.speech.readings import annotate

VOICE = "someone"


def store_of(folder: Path, *texts: str) -> ClipStore:
    clips = {}
    for text in texts:
        name, audio = clip_name(VOICE, text), f"sound of {text}".encode()
        (folder / f"{name}{SUFFIX}").write_bytes(audio)
        clips[name] = Clip(text=text, reading="0", sha256=hashlib.sha256(audio).hexdigest())
    manifest = Manifest(voice=VOICE, licences=("free",), recipe="1", rate_hz=24_000, clips=clips)
    write_manifest(folder, manifest)
    return ClipStore(folder)


def test_a_recorded_sentence_is_found_and_no_other(tmp_path):
    store = store_of(tmp_path, "请坐。", "返回")

    assert store.audio("请坐。") == "sound of 请坐。".encode()
    assert store.audio("请坐") is None
    assert "返回" in store
    assert len(store) == 2


def test_the_name_follows_from_voice_and_sentence():
    assert clip_name("a", "请坐。") == clip_name("a", "请坐。")
    assert len({clip_name("a", "请坐。"), clip_name("b", "请坐。"), clip_name("a", "请坐")}) == 3


def test_the_same_characters_read_otherwise_are_another_sentence(tmp_path):
    store = store_of(tmp_path, "曾先生")

    assert store.audio(annotate("曾", "zeng1") + "先生") is None


def test_what_is_written_is_read_back(tmp_path):
    store = store_of(tmp_path, "请坐。")

    assert read_manifest(tmp_path) == store.manifest
    assert list(store.faults()) == []


def test_a_changed_clip_is_told_with_file_and_mend(tmp_path):
    store = store_of(tmp_path, "请坐。")
    file = store.file_of("请坐。")
    file.write_bytes(file.read_bytes() + b"!")

    with pytest.raises(BadConfiguration, match=r"对不上.*改法") as told:
        store.audio("请坐。")

    assert file.name in str(told.value)
    assert list(store.faults()) == [str(told.value)]


def test_a_missing_clip_is_told_with_file_and_mend(tmp_path):
    store = store_of(tmp_path, "请坐。")
    store.file_of("请坐。").unlink()

    with pytest.raises(BadConfiguration, match=r"不见了.*改法"):
        store.audio("请坐。")


def test_a_clip_under_the_name_of_another_sentence_is_a_fault(tmp_path):
    manifest = store_of(tmp_path, "请坐。").manifest
    name, clip = next(iter(manifest.clips.items()))
    write_manifest(tmp_path, replace(manifest, clips={name: replace(clip, text="请走。")}))

    (fault,) = ClipStore(tmp_path).faults()

    assert "文件名和句子对不上" in fault


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"clips": {"a": 1}}', '{"clips": []}'])
def test_a_list_that_cannot_be_read_is_told(tmp_path, content):
    if content is not None:
        (tmp_path / MANIFEST).write_text(content, "utf-8")

    with pytest.raises(BadConfiguration, match=r"录音清单.*改法"):
        ClipStore(tmp_path)


def test_a_list_without_a_sampling_rate_is_refused(tmp_path):
    store_of(tmp_path, "返回")
    file = tmp_path / MANIFEST
    file.write_text(file.read_text("utf-8").replace("24000", "0"), "utf-8")

    with pytest.raises(BadConfiguration, match="改法"):
        read_manifest(tmp_path)


def test_what_is_kept_is_there_without_its_file(tmp_path):
    store = store_of(tmp_path, "返回", "请坐。")

    store.keep("返回")
    store.keep("没有录")
    for file in tmp_path.glob(f"*{SUFFIX}"):
        file.unlink()

    assert store.audio("返回") == "sound of 返回".encode()
    with pytest.raises(BadConfiguration):
        store.audio("请坐。")
