"""Headphones are found by what the sound server says of its sinks."""

import json

import pytest
from structlog.testing import capture_logs

from kiosk.logs import LogEvent
from ui.adapters.jack import Jack, Plugged, plugged

_BUILT_IN = {
    "index": 0,
    "name": "alsa_output.pci-0000_00_1f.3.analog-stereo",
    "description": "Built-in Audio",
    "ports": [
        {"name": "analog-output-speaker", "availability": "availability unknown"},
        {"name": "analog-output-headphones", "availability": "not available"},
    ],
    "active_port": "analog-output-speaker",
}
_USB = {"index": 4, "name": "usb-headset", "description": "Headset", "active_port": None}
_PORT = "analog-output-headphones"


def listing(*sinks: dict[str, object]) -> str:
    return json.dumps(sinks)


@pytest.mark.parametrize("name", ["usb-headset", "Headset"])
def test_a_sink_of_their_own_is_found_by_name_and_description(name: str) -> None:
    assert plugged(listing(_BUILT_IN, _USB), name) == Plugged(4, "usb-headset")


def test_a_plug_of_a_sink_counts_while_it_is_in_use() -> None:
    in_use = _BUILT_IN | {"active_port": _PORT}

    assert plugged(listing(in_use), _PORT) == Plugged(0, str(_BUILT_IN["name"]))
    assert plugged(listing(_BUILT_IN), _PORT) is None


@pytest.mark.parametrize("answer", ["", "Connection failure", "[]"])
def test_no_answer_is_no_headphones(answer: str) -> None:
    assert plugged(answer, "usb-headset") is None


def test_an_admin_is_told_that_nothing_watches_for_headphones(
    qtbot, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with capture_logs() as log:
        jack = Jack("usb-headset")
        qtbot.waitUntil(lambda: bool(log))
    jack.close()

    assert [line["event"] for line in log] == [LogEvent.DEVICE_FAILED.word]


def test_a_machine_without_a_sound_server_has_none_and_is_watched_on(
    qtbot, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    jack = Jack("usb-headset")

    qtbot.waitUntil(jack._again.isActive)

    assert jack.sink == ""
    jack.close()
