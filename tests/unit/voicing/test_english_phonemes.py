"""English is written in the signs the neural voice was trained on."""

import ctypes

import pytest

from ui.voicing.english_phonemes import phonemes

SIGNS = set(" ,.;:?!ˈˌAIOTWYabdfhijklmnpstuvwzæðŋɑɔəɛɜɡɪɹʃʊʌʒʤʧθᵊᵻ")


@pytest.fixture(autouse=True)
def espeak() -> None:
    try:
        ctypes.CDLL("libespeak-ng.so.1")
    except OSError:
        pytest.skip("no English phonemes were made: install libespeak-ng1")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Back", "bˈæk"),
        ("Change it", "ʧˈAnʤ ɪt"),
        ("Note, boy: how?", "nˈOt, bˈY: hˈW?"),
        ("Next (later)", "nˈɛkst, lˈATəɹ"),
        ("3.5", "θɹˈi pYnt fˈIv"),
        ("9 a.m.", "nˈIn ˌAˈɛm."),
        ("yes — no", "jˈɛs, nˈO"),
        ("!", ""),
    ],
)
def test_a_text_is_written_in_the_voices_own_signs(text: str, said: str) -> None:
    assert phonemes(text) == said


def test_no_sign_is_unknown_to_the_voice() -> None:
    text = "A quick brown fox jumps over the lazy dog; she measures a pleasure, 1941 IDs."

    assert set(phonemes(text)) - SIGNS == set()
