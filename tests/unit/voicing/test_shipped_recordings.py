"""The recordings that are shipped are whole, as loud as each other, and small enough."""

import numpy as np
import pytest

from kiosk.devices.recorded_voice import decoded, shipped_voices
from kiosk.devices.synthesiser import SYNTHESISERS
from kiosk.domain.language import Language
from kiosk.speech.clip_store import MANIFEST, SUFFIX, ClipStore
from kiosk.speech.sound import Sound
from ui.voicing.levels import TARGET_DB, loudness_db
from ui.voicing.recipe import RATE_HZ, VOICES, recipe_of

FOLDERS = [folder for folder in (shipped_voices() / voice for voice in VOICES) if folder.exists()]
_FULL = 32768
_MOST_BYTES = 80_000_000
_PEAKY_DB, _PEAK = 4, 0.7
_SOFTEST_S = 0.003
"""Of full amplitude: 四 begins with a long s."""


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def store(request) -> ClipStore:
    return ClipStore(request.param)


def test_every_file_is_as_the_list_says_and_no_other_lies_there(store):
    folder = shipped_voices() / store.manifest.voice
    listed = {MANIFEST, *(f"{name}{SUFFIX}" for name in store.manifest.clips)}

    assert list(store.faults()) == []
    assert {file.name for file in folder.iterdir()} == listed
    assert store.manifest.recipe == recipe_of(store.manifest.voice)
    assert store.manifest.licences


def test_they_begin_at_once_and_are_as_loud_as_each_other(store):
    texts = sorted(clip.text for clip in store.manifest.clips.values())[::10]

    for text in texts:
        sound = decoded(store.audio(text) or b"")
        samples = np.frombuffer(sound.pcm, "<i2").astype(np.float32) / _FULL

        assert sound.rate_hz == store.manifest.rate_hz
        loudness, peak = loudness_db(samples, sound.rate_hz), np.abs(samples).max()
        is_level = loudness == pytest.approx(TARGET_DB, abs=1.5)
        # a hard consonant may leave no room for more: then a little less is right
        assert is_level or (TARGET_DB - _PEAKY_DB < loudness < TARGET_DB and peak > _PEAK), text
        assert np.abs(samples[: sound.rate_hz // 10]).max() > _SOFTEST_S, text


def test_all_of_them_are_small():
    files = [file for file in shipped_voices().rglob("*") if file.is_file()]

    assert sum(file.stat().st_size for file in files) < _MOST_BYTES


@pytest.mark.parametrize(
    ("text", "language"), [("返回", Language.SIMPLIFIED), ("Back", Language.ENGLISH)]
)
@pytest.mark.parametrize("name", ["female", "male"])
def test_the_voices_of_the_settings_say_a_recorded_sentence(name, text, language):
    voice = SYNTHESISERS[name]()

    wav = voice.render(text, rate_percent=200, language=language)
    voice.close()

    sound = Sound.from_wav(wav or b"")
    assert sound.rate_hz == RATE_HZ  # the engine's is another
    assert 0 < sound.duration_ms < 1000
