import io
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.sound import Sound, joined, silence_for


@given(st.binary(max_size=400).map(lambda b: b[: len(b) // 2 * 2]))
def test_a_sound_survives_its_container(pcm):
    assert Sound.from_wav(Sound(pcm, 22050).to_wav()) == Sound(pcm, 22050)


@given(st.lists(st.integers(-32768, 32767), max_size=50))
def test_only_silence_is_taken_from_the_ends(samples):
    pcm = b"".join(s.to_bytes(2, "little", signed=True) for s in [0, 0, *samples, 0])

    trimmed = Sound(pcm, 22050).without_silent_ends().pcm

    loud = [s for s in samples if s]
    kept = [
        int.from_bytes(trimmed[i : i + 2], "little", signed=True)
        for i in range(0, len(trimmed), 2)
    ]
    assert [s for s in kept if s] == loud
    assert not kept or (kept[0] and kept[-1])


@pytest.mark.parametrize("broken", [b"", b"RIFF", b"not a wav at all", b"RIFF\x04\0\0\0WAVE"])
def test_broken_bytes_are_refused(broken):
    with pytest.raises(ValueError, match="WAV"):
        Sound.from_wav(broken)


def test_only_sixteen_bit_mono_is_taken():
    stereo = io.BytesIO()
    with wave.open(stereo, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(22050)

    with pytest.raises(ValueError, match="mono"):
        Sound.from_wav(stereo.getvalue())


def test_silence_lasts_as_long_as_the_words_would():
    slow = silence_for("请把身份证放在读卡器上", rate_percent=50)
    normal = silence_for("请把身份证放在读卡器上", rate_percent=100)

    assert set(normal.pcm) == {0}
    assert normal.duration_ms == pytest.approx(11 / 3.6 * 1000, abs=2)
    assert slow.duration_ms == pytest.approx(2 * normal.duration_ms, abs=2)


def test_even_a_short_word_has_a_caption_for_a_moment():
    assert silence_for("好", rate_percent=200).duration_ms == 300


def test_sounds_are_joined_with_their_pauses():
    one, two = Sound(b"\1\1" * 100, 1000), Sound(b"\2\2" * 50, 1000)

    whole = joined([(one, 30), (two, 500)])

    assert whole == Sound(one.pcm + bytes(60) + two.pcm, 1000)


@pytest.mark.parametrize("sounds", [[], [(Sound(b"", 1000), 0), (Sound(b"", 2000), 0)]])
def test_only_sounds_of_one_rate_are_joined(sounds):
    with pytest.raises(ValueError, match="one rate"):
        joined(sounds)
