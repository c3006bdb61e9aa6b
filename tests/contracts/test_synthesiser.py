from collections.abc import Iterator

import pytest

from kiosk.devices.recorded_voice import RecordedSynthesiser
from kiosk.devices.synthesiser import SilentSynthesiser, WorkerSynthesiser
from kiosk.ports.synthesiser import Synthesiser
from kiosk.speech.sound import Sound
from tests.fakes.recordings import recordings

RECORDED = ("请坐。", "请把身份证放在读卡器上。", "请把身份证放在读卡器上")


@pytest.fixture(scope="module", params=["silent", "recorded", "worker"])
def synthesiser(request, tmp_path_factory) -> Iterator[Synthesiser]:
    if request.param == "silent":
        yield SilentSynthesiser()
        return
    if request.param == "recorded":
        clips = recordings(tmp_path_factory.mktemp("voice"), *RECORDED)
        yield RecordedSynthesiser(clips, instead=SilentSynthesiser())
        return
    worker = WorkerSynthesiser()
    if not worker.warm_up():
        pytest.skip("no pyttsx3 voice here: install libespeak-ng1")
    yield worker
    worker.close()


def _length_ms(synthesiser: Synthesiser, text: str, *, rate_percent: int = 100) -> int:
    wav = synthesiser.render(text, rate_percent=rate_percent)
    assert wav is not None
    return Sound.from_wav(wav).duration_ms


def test_a_longer_sentence_lasts_longer(synthesiser):
    short = _length_ms(synthesiser, "请坐。")
    long = _length_ms(synthesiser, "请把身份证放在读卡器上。")

    assert long > 2 * short


def test_half_the_speed_lasts_about_twice_as_long(synthesiser):
    text = "请把身份证放在读卡器上"
    slow = _length_ms(synthesiser, text, rate_percent=50)
    normal = _length_ms(synthesiser, text)
    fast = _length_ms(synthesiser, text, rate_percent=200)

    assert 1.6 < slow / normal < 2.4
    assert 1.6 < normal / fast < 2.4


@pytest.mark.parametrize(
    "text", ["", "。", "\ud800", "𠮷", "a\nb", '"}\n{', "\ufff9曾\ufffazeng1\ufffb"]
)
def test_no_text_is_too_odd(synthesiser, text):
    assert synthesiser.render(text, rate_percent=100) is not None
