"""The traps of pyttsx3, one by one, on an engine that has them all at its command."""

import io
import wave

import pytest

from kiosk.devices.synthesis_worker import Espeak
from tests.fakes.speech_engine import SpeechEngine


def frames(wav: bytes | None) -> int:
    assert wav is not None
    with wave.open(io.BytesIO(wav)) as file:
        return file.getnframes()


def test_mandarin_is_asked_for_by_the_name_of_the_voice_that_reads_pinyin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = SpeechEngine()
    engine.install(monkeypatch)

    Espeak()

    assert engine.voice == "sit/cmn-latn-pinyin"


def test_nothing_is_handed_over_while_the_engine_is_at_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = SpeechEngine()
    engine.install(monkeypatch)
    espeak = Espeak()

    sounds = [espeak.render("ni3 hao3", rate=rate) for rate in (92, 92, 318, 175)]

    assert engine.lost == []
    assert all(frames(wav) for wav in sounds)
    assert engine.rate == 175


def test_a_sound_that_comes_after_the_run_has_returned_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = SpeechEngine(late_s=0.05)
    engine.install(monkeypatch)
    espeak = Espeak()
    engine.said.clear()

    wav = espeak.render("ni3 hao3", rate=175)

    assert frames(wav)
    assert engine.said == ["ni3 hao3"]


def test_a_header_without_frames_is_no_sound_and_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = SpeechEngine()
    engine.install(monkeypatch)
    espeak = Espeak()

    engine.empty_runs = 1
    again = espeak.render("ni3 hao3", rate=175)
    engine.empty_runs = 2
    never = espeak.render("ni3 hao3", rate=175)

    assert frames(again)
    assert never is None


def test_the_engines_first_sentence_is_none_of_the_citizens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = SpeechEngine(empty_runs=1)
    engine.install(monkeypatch)

    Espeak().render("ni3 hao3", rate=175)

    assert engine.said.count("ni3 hao3") == 1
    assert engine.said[0] != "ni3 hao3"
