"""A dialect is heard where it is recorded; elsewhere Mandarin follows a mark."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from kiosk.devices.dialects import DialectSynthesiser, mark, read_dialects
from kiosk.domain.language import Language
from kiosk.speech.clip_store import MANIFEST
from kiosk.speech.sound import Sound
from tests.fakes.recordings import RATE_HZ, recordings
from tests.unit.test_recorded_voice import Engine, hum

RECORDED, OTHER = "请坐。", "您叫什么名字？"


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    """Two sets of recordings, as a hall drops them in."""
    for name, voice in (("yue", "粤语（试用）"), ("hak", "客家话")):
        folder = tmp_path / name
        folder.mkdir()
        recordings(folder, RECORDED, voice=voice)
    return tmp_path


def heard(voice: DialectSynthesiser, text: str, language: str) -> Sound:
    return Sound.from_wav(voice.render(text, rate_percent=100, language=language) or b"")


def test_every_folder_with_a_list_is_a_dialect_and_named_in_it(sets: Path) -> None:
    (sets / "notes").mkdir()

    found = read_dialects(sets)

    assert {name: clips.manifest.voice for name, clips in found.items()} == {
        "hak": "客家话", "yue": "粤语（试用）",
    }  # fmt: skip


def test_without_a_folder_there_is_no_dialect() -> None:
    assert read_dialects(None) == {}


def test_a_set_with_a_broken_list_is_left_out_and_told(sets: Path) -> None:
    (sets / "hak" / MANIFEST).write_text("[", "utf-8")

    with capture_logs() as told:
        found = read_dialects(sets)

    assert list(found) == ["yue"]
    assert [line["event"] for line in told] == ["recordings_damaged"]


def test_a_recorded_sentence_is_heard_in_the_dialect(sets: Path) -> None:
    engine = Engine()
    voice = DialectSynthesiser(read_dialects(sets), instead=engine)

    assert heard(voice, RECORDED, "yue").rate_hz == RATE_HZ
    assert engine.asked == []


def test_what_is_not_recorded_is_said_in_mandarin_after_the_mark(sets: Path) -> None:
    engine = Engine()
    voice = DialectSynthesiser(read_dialects(sets), instead=engine)

    sound = heard(voice, OTHER, "yue")

    tone = mark(sound.rate_hz)
    assert engine.asked == [OTHER]
    assert sound.pcm == tone.pcm + hum(OTHER).pcm
    assert max(abs(sample) for sample in memoryview(tone.pcm).cast("h")) > 1000


def test_a_dialect_is_heard_in_whole_sentences_only(sets: Path) -> None:
    engine = Engine()
    sentence = f"{RECORDED.rstrip('。')}，{OTHER}"

    heard(DialectSynthesiser(read_dialects(sets), instead=engine), sentence, "yue")

    assert engine.asked == [sentence]


def test_the_languages_themselves_are_said_without_a_mark(sets: Path) -> None:
    voice = DialectSynthesiser(read_dialects(sets), instead=Engine())

    sound = heard(voice, OTHER, Language.ENGLISH)

    assert sound == hum(OTHER)


def test_a_voice_that_is_not_there_leaves_the_dialect_silent_too(sets: Path) -> None:
    class Nobody(Engine):
        def render(self, text: str, **how: object) -> None:
            del text, how

    voice = DialectSynthesiser(read_dialects(sets), instead=Nobody())

    assert voice.render(OTHER, rate_percent=100, language="yue") is None


def test_closing_ends_the_engine(sets: Path) -> None:
    engine = Engine()

    DialectSynthesiser(read_dialects(sets), instead=engine).close()

    assert not engine.is_open
