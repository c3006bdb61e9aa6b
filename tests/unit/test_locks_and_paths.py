"""The lock files name no index, and no tracked file names a path of one machine."""

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-carriers.lock",
    ".ci/voice-requirements.lock",
    ".ci/listen-requirements.lock",
)
MACHINE = re.compile(
    r"(?<![\w.])/(work|root/[\w.-]+|home|tmp|opt/(?!hall-kiosk)[\w-]+)/[\w.-]+"
)  # paths of one machine
INDEX = re.compile(r"index[-_]url\s*[=:]|/simple/?\b|pypi\.(org|python)|find[-_]links\s*[=:]")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


@cache
def tracked_texts() -> dict[str, str]:
    """Return the text of every tracked file; a snapshot without git is read as it lies."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: nothing tells which files are tracked")
    texts = {}
    for name in filter(None, listed.stdout.split("\0")):
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        if b"\0" not in content[:8000]:
            texts[name] = content.decode("utf-8")
    return texts


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_and_hashes_every_package_and_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())

    assert all(PINNED.match(entry) and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert not INDEX.search(text)


def test_the_development_lock_holds_the_run_time_lock_exactly() -> None:
    runs, tests = (set(PINNED.findall((ROOT / lock).read_text("utf-8"))) for lock in LOCKS[:2])

    assert runs <= tests


def test_qt_is_pinned_where_it_was_proven() -> None:
    pins = dict(PINNED.findall((ROOT / "requirements.lock").read_text("utf-8")))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert pins["pyside6-essentials"] == pins["pyside6-addons"] == "6.11.3"
    assert {"PySide6-Essentials==6.11.3", "PySide6-Addons==6.11.3"} <= set(project["dependencies"])


def test_no_tracked_file_names_a_package_index() -> None:
    found = [name for name, text in tracked_texts().items() if INDEX.search(text)]

    assert [name for name in found if name != Path(__file__).relative_to(ROOT).as_posix()] == []


def test_no_tracked_file_names_a_path_of_one_machine() -> None:
    found = {
        name: hit[0] for name, text in tracked_texts().items() if (hit := MACHINE.search(text))
    }

    assert found == {}
