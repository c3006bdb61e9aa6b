"""What Qt's plugins load is in a Debian package that we name, not here by chance."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import PySide6
import pytest

ROOT = Path(__file__).parents[2]
PLUGINS = Path(PySide6.__file__).parent / "Qt/plugins"
LOADED = (
    "platforms/libqoffscreen.so",
    "platforms/libqxcb.so",
    "platforms/libqwayland.so",  # inside cage, as ADMIN.md installs it
    "wayland-shell-integration/libxdg-shell.so",
    "wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
    "multimedia/libffmpegmediaplugin.so",
)

pytestmark = pytest.mark.skipif(
    shutil.which("dpkg-query") is None, reason="no Debian: its packages were NOT looked at"
)


def told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def libraries(plugin: Path) -> Iterator[tuple[str, Path | None]]:
    """Yield (name, file) of what the loader needs from outside the wheel."""
    for name, place in re.findall(r"^\s*(\S+) => (\S+)", told("ldd", str(plugin)), re.MULTILINE):
        file = Path(place) if place != "not" else None
        if file is None or not file.is_relative_to(PLUGINS.parents[2]):
            yield name, file


@cache
def package_of(file: Path) -> str:
    usr = Path("/usr", *file.parts[1:])  # Debian files some under /lib, which is /usr/lib
    known = told("dpkg-query", "-S", str(file), str(usr), str(usr.resolve()))
    return known.split(":", 1)[0]


@cache
def named_packages() -> frozenset[str]:
    """Return the packages of a kiosk, and all they depend on."""
    lines = (ROOT / ".ci/debian-packages.txt").read_text("utf-8").splitlines()
    todo = {line.split()[1] for line in lines if line.startswith("run ")} | {"libc6"}
    found: set[str] = set()
    while todo:
        found |= todo
        depends = told("dpkg-query", "-W", "-f", "${Depends}, ${Pre-Depends}, ", *sorted(todo))
        todo = set(re.findall(r"[a-z0-9][a-z0-9+.-]+(?=[\s,(:|])", depends)) - found
    return frozenset(found)


@pytest.mark.parametrize("plugin", LOADED)
def test_every_library_of_a_plugin_is_in_a_named_package(plugin: str) -> None:
    needed = list(libraries(PLUGINS / plugin))

    missing = [
        name for name, file in needed if file is None or package_of(file) not in named_packages()
    ]
    assert needed
    assert missing == []
