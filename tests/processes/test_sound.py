"""What is really heard: the voice plays into a null sink and the recording is the witness."""

import math
import subprocess
from collections.abc import Iterator
from itertools import pairwise

import pytest

from kiosk.devices.synthesiser import WorkerSynthesiser
from kiosk.speech.controls import VOLUME_STEP_DB, VOLUMES_PERCENT
from tests.processes.listening import Recording, Speaker, missing_program, sound_server

_QUIET_S = 0.4  # longer than any pause inside a sentence
_LONG = "请把身份证放在读卡器上"
_SHORT = "请坐"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(missing_program()),
        reason=f"{missing_program()} is missing: install pulseaudio and pulseaudio-utils",
    ),
]


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> Iterator[dict[str, str]]:
    synthesiser = WorkerSynthesiser()
    has_voice = synthesiser.warm_up()
    synthesiser.close()
    if not has_voice:
        pytest.skip("no pyttsx3 voice here: install libespeak-ng1")
    with sound_server(tmp_path_factory.mktemp("sound")) as made:
        yield made


@pytest.fixture(scope="module")
def recording(environment) -> Iterator[Recording]:
    made = Recording(environment)
    yield made
    made.close()


@pytest.fixture(scope="module")
def shared_speaker(environment, recording) -> Iterator[Speaker]:
    made = Speaker(environment)
    yield made
    made.close()


@pytest.fixture(scope="module")
def whole_s(shared_speaker, recording) -> float:
    """How long the long sentence is heard when nothing cuts it."""
    begun = recording.onset(shared_speaker.do("say", _LONG))
    return recording.end(begun, quiet_s=_QUIET_S) - begun


@pytest.fixture
def speaker(shared_speaker, recording) -> Iterator[Speaker]:
    recording.end(shared_speaker.do("reset"), quiet_s=_QUIET_S)
    yield shared_speaker
    shared_speaker.do("reset")


def _peak(speaker: Speaker, recording: Recording, verb: str, *words: str) -> int:
    at = speaker.do(verb, *words)
    silent = speaker.told("fell_silent", since=at).at
    recording.end(silent, quiet_s=_QUIET_S)
    return max(chunk.peak for chunk in recording.chunks if chunk.at >= at)


def test_the_first_sentence_after_the_start_is_heard(environment, recording):
    speaker = Speaker(environment)

    at = speaker.do("say", _SHORT)
    begun = recording.onset(at)
    ended = recording.end(begun, quiet_s=_QUIET_S)
    speaker.close()

    assert ended > begun


def test_words_are_heard_and_captioned_together(speaker, recording):
    at = speaker.do("say", "请坐。请稍候。")

    first = speaker.told("captioned", "请坐。", since=at).at
    heard = recording.onset(at)
    second = speaker.told("captioned", "请稍候。", since=at).at
    over = speaker.told("captioned", "", since=second).at

    assert at < first < second < over
    assert heard < second


def test_a_touch_silences_at_once(speaker, recording, whole_s):
    begun = recording.onset(speaker.do("say", _LONG))

    touched = speaker.do("touch")
    ended = recording.end(touched, quiet_s=_QUIET_S)

    assert ended - begun < whole_s / 2


def test_a_touch_silences_what_was_and_its_own_answer_is_heard(speaker, recording, whole_s):
    begun = recording.onset(speaker.do("say", _LONG))

    touched = speaker.do("touch", _SHORT)
    speaker.told("captioned", _SHORT, since=touched)
    recording.onset(touched)
    ended = recording.end(touched, quiet_s=_QUIET_S)

    assert ended - begun < whole_s


def test_a_new_screen_does_not_cut_an_outcome(speaker, recording, whole_s):
    begun = recording.onset(speaker.do("outcome", _LONG))

    speaker.do("screen_changed")
    # a busy machine may leave a gap in the recording, which is not yet the end
    ended = recording.end(begun, quiet_s=3 * _QUIET_S)

    assert ended - begun > 0.9 * whole_s


def test_a_new_screen_cuts_the_words_of_the_old(speaker, recording, whole_s):
    begun = recording.onset(speaker.do("say", _LONG))

    speaker.do("screen_changed")
    ended = recording.end(begun, quiet_s=_QUIET_S)

    assert ended - begun < whole_s / 2


def test_after_the_visit_nothing_is_heard_not_even_on_request(speaker, recording):
    recording.onset(speaker.do("say", _LONG, "再来一句。"))

    stopped = speaker.do("all_stop")
    ended = recording.end(stopped, quiet_s=_QUIET_S)
    asked = speaker.do("repeat")

    assert recording.end(asked, quiet_s=_QUIET_S) == asked
    assert ended - stopped < _QUIET_S


def test_what_is_still_being_rendered_when_the_visit_ends_is_never_heard(speaker, recording):
    speaker.do("say", "这一句还没有念过，也不该再念")

    stopped = speaker.do("all_stop")

    assert recording.end(stopped, quiet_s=_QUIET_S) - stopped < _QUIET_S


def test_the_end_of_a_visit_leaves_no_more_than_fifty_milliseconds(speaker, recording):
    said = speaker.do("say", _LONG, "再来一句。")
    begun = speaker.told("captioned", _LONG, since=said).at
    recording.onset(said)

    stopped = speaker.do("reset")
    recording.end(stopped, quiet_s=_QUIET_S)

    assert 0 < recording.heard_s(said) < stopped - begun + 0.05


def test_the_lowest_loudness_is_silence_with_captions(speaker, recording):
    for _ in VOLUMES_PERCENT:
        speaker.do("quieter")

    at = speaker.do("say", _SHORT)
    speaker.told("captioned", _SHORT, since=at)
    silent = speaker.told("fell_silent", since=at).at
    recording.end(silent, quiet_s=_QUIET_S)

    assert {chunk.peak for chunk in recording.chunks if chunk.at >= at} == {0}


def test_each_step_of_loudness_is_five_decibels_in_the_air(speaker, recording):
    speaker.do("louder")
    peaks = [_peak(speaker, recording, "say", _SHORT)]
    for _ in VOLUMES_PERCENT[2:]:
        speaker.do("quieter")
        speaker.do("touch")
        peaks.append(_peak(speaker, recording, "say", _SHORT))
    steps = [20 * math.log10(louder / softer) for louder, softer in pairwise(peaks)]

    assert steps[0] == pytest.approx(3, abs=0.5)
    assert steps[1:] == pytest.approx([VOLUME_STEP_DB] * 7, abs=1)


def test_loudness_goes_up_and_returns_to_its_default_after_the_visit(speaker, recording):
    default = _peak(speaker, recording, "say", _SHORT)
    louder = _peak(speaker, recording, "louder")
    speaker.do("reset")
    after = _peak(speaker, recording, "say", _SHORT)

    assert louder > 1.2 * default
    assert after < 1.1 * default


def test_a_faster_voice_needs_less_time(speaker, recording, whole_s):
    for _ in range(4):
        speaker.do("faster")

    begun = recording.onset(speaker.do("say", _LONG))
    ended = recording.end(begun, quiet_s=_QUIET_S)

    assert ended - begun < 0.7 * whole_s


def test_again_is_the_same_sentence(speaker, recording, whole_s):
    speaker.do("say", _LONG)
    speaker.do("touch")

    begun = recording.onset(speaker.do("repeat"))
    ended = recording.end(begun, quiet_s=_QUIET_S)

    assert 0.9 < (ended - begun) / whole_s < 1.1


def test_without_a_sound_server_the_captions_keep_their_pace(environment, tmp_path):
    speaker = Speaker(environment | {"PULSE_SERVER": f"unix:{tmp_path}/none"})

    at = speaker.do("say", "请坐。请稍候。")
    first = speaker.told("captioned", "请坐。", since=at).at
    second = speaker.told("captioned", "请稍候。", since=first).at
    over = speaker.told("fell_silent", since=second).at
    speaker.close()

    assert over > second > first


def test_a_device_that_goes_is_noticed_and_the_captions_go_on(tmp_path):
    with sound_server(tmp_path) as environment:
        speaker = Speaker(environment)
        at = speaker.do("say", "请坐。请稍候。")
        speaker.told("captioned", "请坐。", since=at)

        subprocess.run(["pactl", "unload-module", "module-null-sink"], env=environment, check=True)

        gone = speaker.told("availability_changed", value=False, since=at).at
        speaker.told("captioned", "请稍候。", since=at)
        speaker.told("fell_silent", since=at)
        subprocess.run(
            ["pactl", "load-module", "module-null-sink", "sink_name=kiosk"],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        speaker.told("availability_changed", value=True, since=gone)
        speaker.close()
