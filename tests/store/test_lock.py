"""One window and one worker on a data folder, and a folder that is free again after a crash."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.domain.errors import BadConfiguration
from kiosk.store.lock import is_running, only_one

HOLD = """
import sys
from pathlib import Path
from kiosk.store.lock import only_one
with only_one(Path(sys.argv[1]), "hall-kiosk"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_refused_until_the_first_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"held\n"
        assert is_running(tmp_path, "hall-kiosk")
        with pytest.raises(BadConfiguration, match="已有一个 hall-kiosk"):  # noqa: SIM117
            with only_one(tmp_path, "hall-kiosk"):
                pass
        first.kill()

    with only_one(tmp_path, "hall-kiosk"):
        assert not is_running(tmp_path, "hall-sync")


def test_a_second_window_is_told_and_touches_nothing(tmp_path: Path) -> None:
    with only_one(tmp_path, "hall-kiosk"):
        second = subprocess.run(
            [sys.executable, "-m", "ui", "--data", str(tmp_path), "--window", "540x960"],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    assert second.returncode == 3
    assert "已有一个 hall-kiosk" in second.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["hall-kiosk.lock"]
