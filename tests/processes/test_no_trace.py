"""A made-up person visits the kiosk: no byte of theirs is in any file, at any step."""

import base64
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.made_up import ADDRESS, NAME, NUMBER, PHONE, forms_of, in_base64
from tests.online import PATIENCE_SECONDS, wait_for
from tests.processes.visiting_child import ACCOUNT, LIVES_AT

ROOT = Path(__file__).parents[2]
WORDS = (NAME, NUMBER, PHONE, ADDRESS, LIVES_AT, ACCOUNT)
SLICE, SLICES = 24, 8


class Secrets:
    """What must be nowhere; it grows while the visit goes on."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self.needles: dict[bytes, str] = {}
        for word in WORDS:
            self.add_word(word)

    def add_word(self, word: str) -> None:
        # Reported by number, so that a failure prints none of them.
        what = f"word {WORDS.index(word)}" if word in WORDS else "a code or token"
        self.needles |= dict.fromkeys(forms_of(word), what)

    def add_content(self, armoured: str) -> None:
        """Add slices of a photograph or signature, from where it is like no other."""
        if armoured in self._seen:
            return
        self._seen.add(armoured)
        content = base64.b64decode(armoured)
        start = len(content) // 3
        for at in range(start, len(content) - SLICE, max(1, (len(content) - start) // SLICES)):
            piece = content[at : at + SLICE]
            self.needles |= dict.fromkeys((piece, *in_base64(piece)), "an attachment")

    def found_in(self, content: bytes) -> list[str]:
        return sorted({what for needle, what in self.needles.items() if needle in content})


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A step of the visit, as the window reported it, and what was found there."""

    report: dict[str, Any]
    hits: list[str]


class Searcher:
    """Looks through every file below a folder; one that has not changed is not read twice."""

    def __init__(self, folder: Path, secrets: Secrets) -> None:
        self._folder = folder
        self._secrets = secrets
        self._clean: set[tuple[int, bytes]] = set()

    def hits(self) -> list[str]:
        files = [path for path in self._folder.rglob("*") if path.is_file()]
        names = "\0".join(str(path.relative_to(self._folder)) for path in files)
        found = [f"{what} in a file name" for what in self._secrets.found_in(names.encode())]
        for file in files:
            found += [f"{what} in {file.name}" for what in self.in_content(file.read_bytes())]
        return found

    def in_content(self, content: bytes) -> list[str]:
        known = (len(self._secrets.needles), sha256(content).digest())
        if known in self._clean:
            return []
        found = self._secrets.found_in(content)
        if not found:
            self._clean.add(known)
        return found

    def in_open_files(self, pid: int | None) -> list[str]:
        """Search what a process writes to outside the folder: memory files, deleted files.

        A process that is not dumpable hides them from everybody but root.
        """
        try:
            handles = list(Path(f"/proc/{pid}/fd").iterdir()) if pid else []
        except (PermissionError, FileNotFoundError):
            return []
        return [
            f"{what} in an open file"
            for handle in handles
            for content in [written_through(handle)]
            for what in self.in_content(content)
        ]


def written_through(handle: Path) -> bytes:
    """Return the content of a regular file that is open for writing under this handle."""
    try:
        facts = (handle.parents[1] / "fdinfo" / handle.name).read_text("ascii")
        is_written = int(facts.split("flags:")[1].split()[0], 8) & os.O_ACCMODE
        is_file = stat.S_ISREG(handle.stat().st_mode)
        return handle.read_bytes() if is_written and is_file else b""
    except FileNotFoundError:  # closed meanwhile
        return b""


class Window:
    """The window's process, all whose folders lie below one."""

    def __init__(self, folder: Path, *command: str) -> None:
        self._folder = folder
        self.secrets = Secrets()
        self._searcher = Searcher(folder, self.secrets)
        self._reports, report_to = os.pipe()
        arguments = [str(report_to) if part == "FD" else part for part in command]
        with (folder / "window.out").open("wb") as out, (folder / "window.err").open("wb") as err:
            self._process = subprocess.Popen(
                # Where cores may be written, that there is none says something.
                ["sh", "-c", 'ulimit -c unlimited || :; exec "$@"', "sh", sys.executable,
                 *arguments],
                cwd=self._made("cwd"),
                env=self._environment(),
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=err,
                pass_fds=[report_to],
                text=True,
            )  # fmt: skip
        os.close(report_to)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    @property
    def errors(self) -> str:
        return (self._folder / "window.err").read_text("utf-8")

    def stops(self) -> Generator[Stop]:
        """Yield each step with what is found there; the window waits meanwhile."""
        with os.fdopen(self._reports, encoding="utf-8") as reports:
            for line in reports:
                report = json.loads(line)
                for word in report["words"]:
                    self.secrets.add_word(word)
                for content in report["contents"].values():
                    self.secrets.add_content(content)
                yield Stop(report=report, hits=self.hits(voice=report["voice"]))
                self.go_on()

    def hits(self, *, voice: int | None = None) -> list[str]:
        """Search everything there is to search now."""
        open_files = [self._searcher.in_open_files(pid) for pid in (self.pid, voice)]
        return [*self._searcher.hits(), *open_files[0], *open_files[1]]

    def go_on(self) -> None:
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def wait(self) -> int:
        return self._process.wait(PATIENCE_SECONDS)

    def crash(self, sign: signal.Signals) -> int:
        """Let the process die of a signal; return the status the kernel gives."""
        os.kill(self.pid, sign)
        _, status = os.waitpid(self.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        return status

    def end(self) -> None:
        """Leave nothing running behind a failed test."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()

    def _made(self, name: str) -> str:
        (self._folder / name).mkdir(mode=0o700)
        return str(self._folder / name)

    def _environment(self) -> dict[str, str]:
        own = ("HOME", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
               "XDG_DATA_HOME", "XDG_STATE_HOME")  # fmt: skip
        folders = {name: self._made(name.lower()) for name in own}
        ours = {"HALL_KEYS": str(self._folder / "keys"), "PYTHONPATH": str(ROOT)}
        return {**os.environ, **folders, **ours, "PYTHONUTF8": "1"}


@pytest.fixture(name="folder")
def a_folder(tmp_path: Path, unused_kiosk: Path) -> Path:
    """The folder of a kiosk, and below it all others its window may write to."""
    for part in ("data", "keys"):
        shutil.copytree(unused_kiosk / part, tmp_path / part)
    return tmp_path


@contextmanager
def a_window(folder: Path, *command: str) -> Iterator[Window]:
    window = Window(folder, *command)
    try:
        yield window
    finally:
        window.end()


@pytest.mark.slow
def test_no_byte_of_a_person_is_in_any_file_at_any_step_of_a_visit(folder: Path) -> None:
    command = ("-m", "tests.processes.visiting_child", str(folder), "visit", "FD")
    with a_window(folder, *command) as window:
        stops = list(window.stops())
        status = window.wait()
        after = window.hits()

    assert status == 0, window.errors
    assert {stop.report["step"]: stop.hits for stop in stops if stop.hits} == {}
    assert after == []
    steps = [stop.report["step"] for stop in stops if not stop.report["step"].startswith("act")]
    assert steps == STEPS
    assert len(stops) > 2 * len(STEPS)
    kinds = {slot.rpartition(".")[2] for stop in stops for slot in stop.report["contents"]}
    assert kinds == {"jpg", "png", "json"}
    assert list((folder / "data" / "slips").glob("*.png"))
    if not stops[-1].report["has_said_the_name"]:
        pytest.skip("no espeak on this machine: what the voice leaves behind was not looked at")


STEPS = [
    "draft kept",
    "photo taken",
    "review",
    "sealed",
    "farewell",
    "standby",
    "code given out",
    "reopened",
    "draft dropped",
    "draft expired",
]


def test_search_would_find_a_person_in_every_form(tmp_path: Path) -> None:
    secrets = Secrets()
    secrets.add_content(base64.b64encode(bytes(range(256)) * 20).decode())
    searcher = Searcher(tmp_path, secrets)
    assert searcher.hits() == []

    forms = [NAME.encode("utf-16-be"), base64.b64encode(f"x{PHONE}yz".encode()),
             json.dumps(ADDRESS).encode(), NUMBER.encode(), LIVES_AT.encode("gb18030"),
             bytes(range(256)) * 9]  # fmt: skip
    for number, form in enumerate(forms):
        (tmp_path / f"leak-{number}").write_bytes(b"\0\0" + form + b"\0")

    assert {hit.rpartition(" ")[2] for hit in searcher.hits()} == {
        f"leak-{number}" for number in range(len(forms))
    }


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGABRT, signal.SIGSEGV])
def test_errors_and_crashes_tell_where_and_never_whom(folder: Path, sign: signal.Signals) -> None:
    command = ("-m", "tests.processes.visiting_child", str(folder), "errors", "FD")
    with a_window(folder, *command) as window:
        stops = window.stops()
        met = next(stop for stop in stops if stop.report["step"] == "errors met")
        status = window.crash(sign)
        stops.close()
        hits = window.hits()
        log = (folder / "data" / "kiosk.log").read_text("utf-8")

    assert met.report["screen"] == "trouble"
    assert (met.hits, hits) == ([], [])
    facts = [json.loads(line) for line in log.splitlines()]
    failed = [f for f in facts if f["event"] == "visit_failed"]
    assert [f["code"] for f in failed] == ["ValueError"] * 3
    assert all(f["place"].startswith("__main__.fail:") for f in failed)
    assert "Traceback" not in window.errors
    assert "Fatal Python error" in window.errors
    assert_no_core(folder, status, sign)


@pytest.mark.slow
def test_program_itself_crashes_without_a_core(folder: Path) -> None:
    command = ("-m", "ui", "--data", str(folder / "data"), "--window", "1080x1920")
    with a_window(folder, *command, "--devices", "simulated") as window:
        log = folder / "data" / "kiosk.log"
        wait_for(
            lambda: window.has_ended or (log.exists() and "started" in log.read_text("utf-8"))
        )
        assert not window.has_ended, window.errors
        status = window.crash(signal.SIGABRT)

    assert_no_core(folder, status, signal.SIGABRT)


def assert_no_core(folder: Path, status: int, sign: signal.Signals) -> None:
    # Python's handler walks all threads first, and falls over one that is ending at that moment.
    assert os.WTERMSIG(status) in {sign, signal.SIGSEGV}
    assert not os.WCOREDUMP(status)
    assert list(folder.rglob("core*")) == []
