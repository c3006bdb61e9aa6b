"""The engine of the input method is killed, hangs, is missing, and leaves nothing behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from kiosk.devices import rime
from kiosk.devices.rime import RimeInputMethod, the_input_method
from kiosk.devices.rime_data import compiled_schemes
from kiosk.ports.input_method import Scheme

_WORKER = "kiosk.devices.rime_worker"
_WRITING = "openat,write,pwrite64,writev,mkdir,rename,link,unlink,ftruncate"
_NAME = tuple("wangxiulan")
_HANGS = """#!{python}
import json, sys, time
print(json.dumps(dict(ready=True)), flush=True)
for line in sys.stdin:
    time.sleep(600)
"""


@pytest.fixture
def method() -> Iterator[RimeInputMethod]:
    made = RimeInputMethod()
    if not made.warm_up():
        pytest.skip("no input method here: install librime1 and rime-data-*, then make setup")
    yield made
    made.close()


def test_an_engine_killed_between_two_keys_is_not_missed(method):
    before = method.compose(Scheme.NAMES, _NAME[:4])
    pid = method.pid
    assert before is not None
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, os.WNOHANG)

    after = method.compose(Scheme.NAMES, _NAME)

    assert after is not None
    assert after.candidates[0] == "王秀兰"
    assert method.pid not in {None, pid}


def test_an_engine_that_hangs_is_given_up_and_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(rime, "_PATIENCE_S", 0.2)
    python = tmp_path / "python"
    python.write_text(_HANGS.format(python=sys.executable))
    python.chmod(0o755)
    method = RimeInputMethod(python=str(python))
    assert method.warm_up()

    assert method.compose(Scheme.PINYIN, _NAME) is None
    assert method.pid is None
    method.close()


def test_without_schemes_the_worker_says_so_and_ends(tmp_path):
    elsewhere = f"import sys; sys.prefix = {str(tmp_path)!r}; import runpy; "
    done = subprocess.run(
        [sys.executable, "-c", f"{elsewhere}runpy.run_module({_WORKER!r}, run_name='__main__')"],
        input="",
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert json.loads(done.stdout) == {"ready": False}
    assert done.stderr == ""


def test_without_schemes_there_is_no_input_method_and_the_log_says_so(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(sys, "prefix", str(tmp_path))

    assert the_input_method() is None
    assert "input_method_unavailable" in capsys.readouterr().out


def test_nothing_is_written_but_the_answers(method, tmp_path):
    """Not even for a moment: what was spelled is in no file and in no engine's own words."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("what the engine writes was not looked at: install strace")
    trace = tmp_path / "trace"
    requests = [
        {"id": 1, "schema": "hall_names", "steps": [*_NAME, 0], "limit": 8},
        {"id": 2, "schema": "hall_pinyin", "steps": list(_NAME), "limit": 8},
    ]
    done = subprocess.run(
        [strace, "-f", "-e", f"trace={_WRITING}", "-o", trace, sys.executable, "-m", _WORKER],
        input="".join(json.dumps(request) + "\n" for request in requests),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    _, first, _second = (json.loads(line) for line in done.stdout.splitlines())
    calls = trace.read_text("utf-8", "replace").splitlines()

    assert first["text"] == "王秀兰"
    assert any("hall_names.table.bin" in call for call in calls)
    opened = [c for c in calls if "openat(" in c and ("O_WRONLY" in c or "O_RDWR" in c)]
    assert all("/dev/null" in call for call in opened)
    assert len([call for call in calls if " write(" in call]) == len(requests) + 1
    assert not [c for c in calls if "openat(" not in c and " write(" not in c and "= 0" in c]


def test_what_set_up_compiled_is_readable_by_all(method):
    files = list(compiled_schemes().iterdir())

    assert len(files) > 10
    assert all(file.stat().st_mode & 0o044 == 0o044 for file in files)
