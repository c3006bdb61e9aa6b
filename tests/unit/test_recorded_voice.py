"""Recordings are heard where there are any; for everything else the engine is asked."""

import io
import shutil
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from structlog.testing import capture_logs

from kiosk.devices.recorded_voice import RecordedSynthesiser, decoded, recorded
from kiosk.domain.language import Language
from kiosk.speech.sound import Sound, silence_for
from tests.fakes.recordings import recordings

RECORDED, TYPED = "请坐。", "欧阳娜娜"


def hum(text: str, *, rate_percent: int = 100) -> Sound:
    """Return something to be heard, for as long as the words would last."""
    silence = silence_for(text, rate_percent=rate_percent)
    return Sound(b"\1" * len(silence.pcm), silence.rate_hz)


class Engine:
    """Says everything in a hum, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.is_open = True

    def render(
        self, text: str, *, rate_percent: int, language: str = Language.SIMPLIFIED
    ) -> bytes | None:
        self.asked.append(text)
        return hum(text, rate_percent=rate_percent).to_wav()

    def close(self) -> None:
        self.is_open = False


@pytest.fixture
def engine() -> Engine:
    return Engine()


def voice(folder: Path, engine: Engine) -> RecordedSynthesiser:
    return of(folder, RECORDED, engine=engine)


def of(folder: Path, *texts: str, engine: Engine, language: Language = Language.SIMPLIFIED) -> Any:
    return RecordedSynthesiser(recordings(folder, *texts), instead=engine, language=language)


def length_ms(synthesiser: RecordedSynthesiser, text: str, *, rate_percent: int = 100) -> int:
    return Sound.from_wav(synthesiser.render(text, rate_percent=rate_percent) or b"").duration_ms


def told(log: list[MutableMapping[str, Any]]) -> int:
    return sum(line["event"] == "recordings_damaged" for line in log)


def test_a_recorded_sentence_is_heard_and_the_engine_not_asked(tmp_path, engine):
    wav = voice(tmp_path, engine).render(RECORDED, rate_percent=100)

    assert wav is not None
    assert np.frombuffer(Sound.from_wav(wav).pcm, "<i2").max() > 1000
    assert engine.asked == []


def test_another_sentence_is_said_by_the_engine(tmp_path, engine):
    assert voice(tmp_path, engine).render(TYPED, rate_percent=100) is not None
    assert engine.asked == [TYPED]


def test_a_sentence_is_put_together_of_recordings(tmp_path, engine):
    spliced = of(tmp_path, "第3步", "共26步", engine=engine)

    parts = [length_ms(spliced, part) for part in ("第3步", "共26步")]

    assert length_ms(spliced, "第3步，共26步") == pytest.approx(sum(parts) + 160, abs=5)
    assert engine.asked == []


@pytest.mark.parametrize("rate", [50, 100, 200])
def test_the_engine_says_only_what_is_a_visitors_own(tmp_path, engine, rate):
    mixed = of(tmp_path, "申请人", engine=engine)

    whole = length_ms(mixed, f"申请人：{TYPED}", rate_percent=rate)

    parts = [length_ms(mixed, part, rate_percent=rate) for part in ("申请人", TYPED)]
    assert whole == pytest.approx(sum(parts) + 160 * 100 / rate, rel=0.05)
    assert set(engine.asked) == {TYPED}


def test_without_an_engine_no_part_of_a_sentence_is_heard(tmp_path, engine, monkeypatch):
    monkeypatch.setattr(engine, "render", lambda *_, **__: None)
    mixed = of(tmp_path, "申请人", engine=engine)

    assert mixed.render(f"申请人：{TYPED}", rate_percent=100) is None


def test_what_the_engine_garbles_is_no_sound_and_ends_nothing(tmp_path, engine, monkeypatch):
    monkeypatch.setattr(engine, "render", lambda *_, **__: b"no sound")
    mixed = of(tmp_path, "申请人", engine=engine)

    assert mixed.render(f"申请人：{TYPED}", rate_percent=100) == b"no sound"


def test_a_number_somebody_typed_is_said_without_reading_a_file(tmp_path, engine):
    figures = of(tmp_path, "幺三", "八零", "零零", engine=engine)
    figures.render("零零八零", rate_percent=100)
    shutil.rmtree(tmp_path)  # who reads a file now finds a fault

    with capture_logs() as log:
        assert figures.render("幺三八零零零", rate_percent=100)

    assert told(log) == 0
    assert engine.asked == []


def test_a_harmed_recording_within_a_sentence_leaves_the_whole_to_the_engine(tmp_path, engine):
    spliced = of(tmp_path, "请看这里的说明。", "您的申请已经收下了。", engine=engine)
    sentence = "请看这里的说明，您的申请已经收下了。"
    for file in tmp_path.glob("*.opus"):
        file.write_bytes(b"OggS")

    with capture_logs() as log:
        assert spliced.render(sentence, rate_percent=100)

    assert engine.asked == [sentence]
    assert told(log) == 1


def test_recordings_of_english_are_heard_in_english_alone(tmp_path, engine):
    english = of(tmp_path, "Step", "3", engine=engine, language=Language.ENGLISH)

    assert english.render("Step 3.", rate_percent=100, language=Language.ENGLISH)
    assert engine.asked == []
    english.render("Step 3.", rate_percent=100)
    assert engine.asked == ["Step 3."]


@pytest.mark.parametrize("language", [Language.ENGLISH, "yue"])
def test_another_language_is_the_engines(tmp_path, engine, language):
    voice(tmp_path, engine).render(RECORDED, rate_percent=100, language=language)

    assert engine.asked == [RECORDED]


def test_half_the_speed_lasts_twice_as_long(tmp_path, engine):
    slow, normal = (
        Sound.from_wav(voice(tmp_path, engine).render(RECORDED, rate_percent=rate) or b"")
        for rate in (50, 100)
    )

    assert slow.duration_ms == pytest.approx(2 * normal.duration_ms, rel=0.02)


def test_what_a_citizen_typed_is_not_looked_for_on_the_disk(tmp_path, engine):
    listened = voice(tmp_path, engine)
    listened.render(RECORDED, rate_percent=100)  # as at a start
    shutil.rmtree(tmp_path)  # who looks for a file now finds a fault

    with capture_logs() as log:
        listened.render(TYPED, rate_percent=100)

    assert told(log) == 0
    assert engine.asked == [TYPED]


@pytest.mark.parametrize("harm", ["missing", "changed"])
def test_a_harmed_recording_is_told_once_and_said_by_the_engine(tmp_path, engine, harm):
    listened = voice(tmp_path, engine)
    (file,) = tmp_path.glob("*.opus")
    file.unlink() if harm == "missing" else file.write_bytes(b"OggS")

    with capture_logs() as log:
        said = [listened.render(RECORDED, rate_percent=100) for _ in range(2)]

    assert all(said)
    assert engine.asked == [RECORDED, RECORDED]
    assert told(log) == 1


def test_without_recordings_the_engine_speaks_alone(tmp_path, engine):
    with capture_logs() as log:
        assert recorded("nobody", instead=engine, folder=tmp_path) is engine

    assert told(log) == 1


def test_closing_closes_the_engine(tmp_path, engine):
    voice(tmp_path, engine).close()

    assert not engine.is_open


def test_what_is_no_sound_is_refused():
    stereo = io.BytesIO()
    soundfile.write(stereo, np.zeros((480, 2)), 24_000, format="OGG", subtype="OPUS")

    for audio in (b"", b"OggS and no more", stereo.getvalue()):
        with pytest.raises(ValueError, match=r"audio|mono"):
            decoded(audio)
