"""Each trap of pyttsx3 that was met, and that it does not reach the citizen."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.devices.synthesiser import WorkerSynthesiser
from kiosk.domain.language import Tongue
from kiosk.speech.sound import Sound

_LONG = "请把身份证放在读卡器上，听到提示音以后再拿开。" * 12
_SHORT = "请坐。"
_SLOW_AT_FIRST = """#!{python}
import base64, json, os, pathlib, sys, time
is_first = not pathlib.Path(__file__).with_name("begun").exists()
pathlib.Path(__file__).with_name("begun").touch()
print(json.dumps(dict(ready=True)), flush=True)
for line in sys.stdin:
    time.sleep({seconds} if is_first else 0)
    own = base64.b64encode(str(os.getpid()).encode()).decode()
    print(json.dumps(dict(id=json.loads(line)["id"], wav=own)), flush=True)
"""


@pytest.fixture
def synthesiser() -> Iterator[WorkerSynthesiser]:
    made = WorkerSynthesiser()
    if not made.warm_up():
        pytest.skip("no pyttsx3 voice here: install libespeak-ng1")
    yield made
    made.close()


def _sound(synthesiser: WorkerSynthesiser, text: str, rate_percent: int = 100) -> Sound:
    wav = synthesiser.render(text, rate_percent=rate_percent)
    assert wav is not None
    return Sound.from_wav(wav)


def _peak(sound: Sound) -> int:
    return max(abs(s) for s in memoryview(sound.pcm).cast("h"))


def test_an_engine_that_is_begun_is_soon_there_without_a_sentence(synthesiser):
    begun = WorkerSynthesiser()

    begun.begin()
    until = time.monotonic() + 30
    while begun.pid is None and time.monotonic() < until:
        time.sleep(0.01)

    assert begun.pid is not None
    begun.close()
    assert begun.pid is None


def test_the_first_sentence_of_a_worker_has_sound(synthesiser):
    assert _peak(_sound(synthesiser, _SHORT)) > 1000


def test_of_two_sentences_in_a_row_both_have_their_own_sound(synthesiser):
    long = _sound(synthesiser, "请把身份证放在读卡器上。")
    short = _sound(synthesiser, _SHORT)

    assert long.duration_ms > 2 * short.duration_ms > 0


def test_sixty_sentences_in_a_row_are_all_whole(synthesiser):
    lengths = [_sound(synthesiser, _SHORT).duration_ms for _ in range(60)]

    assert max(lengths) - min(lengths) < 20


def test_every_change_of_speed_takes_effect_at_once(synthesiser):
    lengths = [_sound(synthesiser, _SHORT, rate).duration_ms for rate in (50, 100, 200) * 12]
    slow, normal, fast = lengths[::3], lengths[1::3], lengths[2::3]

    assert min(slow) > 1.3 * max(normal)
    assert min(normal) > 1.2 * max(fast)


def test_nothing_but_answers_comes_out_of_the_worker():
    passages = [[Tongue.MANDARIN, "qing3 zuo4"]]
    requests = [{"id": n, "rate": 175, "passages": passages} for n in (1, 2)]
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.devices.synthesis_worker"],
        input="".join(json.dumps(r) + "\n" for r in requests),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    first, *answers = [json.loads(line) for line in done.stdout.splitlines()]

    if not first["ready"]:
        pytest.skip("no pyttsx3 voice here: install libespeak-ng1")
    assert [answer["id"] for answer in answers] == [1, 2]
    assert all(answer["wav"] for answer in answers)
    assert done.stderr == ""


def test_a_voice_that_espeak_does_not_know_is_noticed(synthesiser):
    asks = """
        from kiosk.devices.synthesis_worker import Espeak
        espeak = Espeak()
        unknown = "sit/no-such-voice"
        print(espeak._set("voice", unknown, lambda: espeak._engine.getProperty("voice")))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(asks)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert done.stdout.splitlines()[-1] == "False"


def test_the_voice_in_force_is_the_one_that_reads_pinyin(synthesiser):
    """sit/cmn spells what it cannot read as English letters; other voices speak other tongues."""
    asks = """
        from kiosk.devices.synthesis_worker import Espeak
        voice = Espeak()._espeak.GetCurrentVoice().contents
        print(voice.languages[1:].decode())
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(asks)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert done.stdout.splitlines()[-1] == "cmn-latn-pinyin"


def test_pyttsx3_never_plays(synthesiser, tmp_path, monkeypatch):
    played = tmp_path / "played"
    for name in ("aplay", "paplay", "ffplay"):
        fake = tmp_path / name
        fake.write_text(f"#!/bin/sh\ntouch {played}\n")
        fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    listened = WorkerSynthesiser()

    _sound(listened, _SHORT)
    listened.close()

    assert not played.exists()


def test_a_hung_worker_is_replaced_and_the_sentence_still_rendered(synthesiser):
    hung = synthesiser.pid
    os.kill(hung, signal.SIGSTOP)

    sound = _sound(synthesiser, _SHORT)

    assert _peak(sound) > 1000
    assert synthesiser.pid != hung
    assert not Path(f"/proc/{hung}").exists()


@pytest.fixture
def slow_at_first(tmp_path: Path) -> Callable[[float], WorkerSynthesiser]:
    """Return a maker of workers whose first process takes so many seconds for an answer."""

    def make(seconds: float) -> WorkerSynthesiser:
        python = tmp_path / "python"
        python.write_text(_SLOW_AT_FIRST.format(python=sys.executable, seconds=seconds))
        python.chmod(0o755)
        return WorkerSynthesiser(python=str(python))

    return make


def test_a_worker_that_hangs_for_a_second_is_killed_and_a_new_one_asked(slow_at_first):
    synthesiser = slow_at_first(5)
    synthesiser.warm_up()
    hung = synthesiser.pid

    answered_by = synthesiser.render(_SHORT, rate_percent=100)

    assert answered_by == str(synthesiser.pid).encode()
    assert synthesiser.pid != hung
    assert not Path(f"/proc/{hung}").exists()
    synthesiser.close()


def test_a_worker_that_takes_half_a_second_is_waited_for(slow_at_first):
    synthesiser = slow_at_first(0.5)
    synthesiser.warm_up()
    first = synthesiser.pid

    answered_by = synthesiser.render(_SHORT, rate_percent=100)

    assert answered_by == str(first).encode()
    synthesiser.close()


def test_a_worker_killed_at_work_is_replaced_and_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    shared_before = set(Path("/dev/shm").iterdir())
    synthesiser = WorkerSynthesiser()
    if not synthesiser.warm_up():
        pytest.skip("no pyttsx3 voice here: install libespeak-ng1")
    killed = synthesiser.pid
    killing = threading.Timer(0.005, os.kill, (killed, signal.SIGKILL))
    killing.start()

    sounds = [_sound(synthesiser, _LONG) for _ in range(3)]
    killing.join()
    last = _sound(synthesiser, _SHORT)
    replaced = synthesiser.pid
    synthesiser.close()

    assert all(_peak(sound) > 1000 for sound in (*sounds, last))
    assert replaced != killed
    assert list(tmp_path.rglob("*")) == []
    assert not [f for f in set(Path("/dev/shm").iterdir()) - shared_before if "wav" in f.name]


def test_the_sound_is_held_in_memory_without_a_name(synthesiser):
    _sound(synthesiser, _SHORT)

    links = [str(link.readlink()) for link in Path(f"/proc/{synthesiser.pid}/fd").iterdir()]

    assert not [link for link in links if link.endswith(".wav")]
    assert not [link for link in links if "memfd" in link]


def test_the_worker_ends_with_its_parent():
    worker = subprocess.Popen(
        [sys.executable, "-m", "kiosk.devices.synthesis_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    worker.stdin.close()

    assert worker.wait(timeout=60) == 0


def test_without_the_library_there_is_no_voice_and_no_error(tmp_path, monkeypatch):
    for name in ("libespeak-ng.so.1", "libespeak.so.1"):
        (tmp_path / name).write_bytes(b"not a library")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    synthesiser = WorkerSynthesiser()

    assert not synthesiser.warm_up()
    assert synthesiser.render(_SHORT, rate_percent=100) is None
    assert synthesiser.pid is None


def test_without_the_mandarin_voice_there_is_no_voice_and_no_error(tmp_path, monkeypatch):
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(tmp_path))
    synthesiser = WorkerSynthesiser()

    assert not synthesiser.warm_up()
    assert synthesiser.render(_SHORT, rate_percent=100) is None


def test_without_a_python_there_is_no_voice_and_no_error(tmp_path):
    synthesiser = WorkerSynthesiser(python=str(tmp_path / "python"))

    assert synthesiser.render(_SHORT, rate_percent=100) is None


def test_a_closed_voice_is_not_started_again(synthesiser):
    synthesiser.close()

    assert synthesiser.render(_SHORT, rate_percent=100) is None
    assert synthesiser.pid is None
