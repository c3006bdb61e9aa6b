"""Loudspeaker and headphones, each a null sink that is recorded; headphones come and go."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk.devices.synthesiser import WorkerSynthesiser
from tests.processes.listening import Recording, Speaker, missing_program, sound_server

_QUIET_S = 0.4
_LONG = "请把身份证放在读卡器上，听到提示音以后再拿开"
_PRIVATE = "一三九零零零零零零零零，一三九零零零零零零零零"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(missing_program()),
        reason=f"{missing_program()} is missing: install pulseaudio and pulseaudio-utils",
    ),
]


@dataclass
class Place:
    """A kiosk with a loudspeaker, and somebody who may have brought headphones."""

    environment: dict[str, str]
    speaker: Speaker
    loudspeaker: Recording
    plugs: list[str] = field(default_factory=list)

    def plug_in(self) -> Recording:
        self.plugs.append(self.pactl("load-module", "module-null-sink", "sink_name=phones"))
        return Recording(self.environment, "phones")

    def pull_out(self) -> None:
        self.pactl("unload-module", self.plugs.pop())

    def pactl(self, *arguments: str) -> str:
        command = ["pactl", *arguments]
        return subprocess.check_output(command, env=self.environment, text=True).strip()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    synthesiser = WorkerSynthesiser()
    has_voice = synthesiser.warm_up()
    synthesiser.close()
    if not has_voice:
        pytest.skip("no pyttsx3 voice here: install libespeak-ng1")
    with sound_server(tmp_path) as environment:
        made = Place(environment, Speaker(environment, "phones"), Recording(environment))
        made.speaker.do("reset")  # from here on it notices what comes and goes
        yield made
        made.speaker.close()
        made.loudspeaker.close()


def peak(recording: Recording, since: float) -> int:
    return max(chunk.peak for chunk in recording.chunks if chunk.at >= since)


def test_headphones_take_the_page_from_its_start_and_the_loudspeaker_says_no_more(place: Place):
    said = place.speaker.do("page", _LONG, _LONG)
    place.loudspeaker.onset(said)
    headphones = place.plug_in()

    moved = place.speaker.told("moved", "headphones", since=said).at
    begun = headphones.onset(moved)
    heard_s = headphones.end(begun, quiet_s=_QUIET_S) - begun
    loudspeaker_ended = place.loudspeaker.end(moved, quiet_s=_QUIET_S)
    begun = headphones.onset(place.speaker.do("page", _LONG, _LONG))
    whole_s = headphones.end(begun, quiet_s=_QUIET_S) - begun
    headphones.close()

    assert heard_s > 0.8 * whole_s
    assert loudspeaker_ended - moved < whole_s / 10


def test_the_loudspeaker_takes_over_without_what_was_for_the_visitor_alone(place: Place):
    headphones = place.plug_in()
    place.speaker.told("moved", "headphones", since=0)
    said = place.speaker.do("page", "已填十一位", _PRIVATE)
    headphones.onset(said)
    private = peak(place.loudspeaker, said)

    place.pull_out()
    moved = place.speaker.told("moved", "loudspeaker", since=said).at
    place.speaker.told("captioned", "已填十一位", since=moved)
    over = place.speaker.told("fell_silent", since=moved).at
    place.loudspeaker.onset(moved)
    place.loudspeaker.end(over, quiet_s=_QUIET_S)
    headphones.close()

    assert private == 0


def test_a_sound_server_that_moves_streams_to_the_loudspeaker_is_silenced(place: Place):
    place.pactl("load-module", "module-rescue-streams")
    headphones = place.plug_in()
    place.speaker.told("moved", "headphones", since=0)
    said = place.speaker.do("page", "", _PRIVATE)
    began = headphones.onset(said)
    whole_s = place.speaker.told("fell_silent", since=began).at - began
    again = place.speaker.do("page", "", _PRIVATE)
    headphones.onset(again)

    place.pull_out()
    moved = place.speaker.told("moved", "loudspeaker", since=again).at
    ended = place.loudspeaker.end(moved, quiet_s=whole_s)
    headphones.close()

    assert ended - moved < whole_s / 10


def test_each_outlet_is_as_loud_as_is_its_own(place: Place):
    def loudest(recording: Recording) -> int:
        at = place.speaker.do("say", "请坐")
        recording.end(place.speaker.told("fell_silent", since=at).at, quiet_s=_QUIET_S)
        return peak(recording, at)

    by_itself = loudest(place.loudspeaker)
    headphones = place.plug_in()
    plugged = place.speaker.told("moved", "headphones", since=0).at
    in_the_ear = loudest(headphones)
    place.speaker.do("quieter")
    place.pull_out()
    place.speaker.told("moved", "loudspeaker", since=plugged)
    afterwards = loudest(place.loudspeaker)
    headphones.close()

    assert in_the_ear / by_itself == pytest.approx(100 / 70, rel=0.1)
    assert afterwards == pytest.approx(by_itself, rel=0.1)
