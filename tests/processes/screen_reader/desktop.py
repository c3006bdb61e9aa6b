"""A private X screen, session bus and accessibility bus: all a screen reader needs."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TypeAlias

from ui.rehearsal.hall import end

Environment: TypeAlias = Mapping[str, str]
Output: TypeAlias = int | IO[str]
NOWHERE = subprocess.DEVNULL
SYSTEM_PYTHON = "/usr/bin/python3"  # Debian's bindings to AT-SPI are made for this one
_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
ROOT = Path(__file__).parents[3]


def missing_part() -> str:
    """Name the first Debian package needed that this machine lacks, or return nothing."""
    programs = {"Xvfb": "xvfb", "dbus-daemon": "dbus", _LAUNCHER: "at-spi2-core"}
    for program, package in programs.items():
        if shutil.which(program) is None:
            return package
    binding = "import gi; gi.require_version('Atspi', '2.0')"
    found = subprocess.run([SYSTEM_PYTHON, "-c", binding], capture_output=True, check=False)
    return "" if found.returncode == 0 else "gir1.2-atspi-2.0"


@contextmanager
def desktop(**more: str) -> Iterator[Environment]:
    """Run screen and buses; yield the environment that leads to them.

    Args:
        more: variables all of its programs have, too.
    """
    with ExitStack() as stack:
        # sockets lie in it, and their paths must be short
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hall-")))
        kept = {name: text for name, text in os.environ.items() if not name.startswith("DBUS_")}
        environment = kept | {
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "GSETTINGS_BACKEND": "memory",
            "PYTHONUTF8": "1",
            **more,
        }
        screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1080x1920x24", "-nolisten", "tcp"]
        environment["DISPLAY"] = f":{stack.enter_context(_telling(screen, environment))}"
        bus = ["dbus-daemon", "--session", "--nofork", "--print-address"]
        environment["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(_telling(bus, environment))
        launcher = [_LAUNCHER, "--launch-immediately", "--a11y=1"]
        stack.enter_context(running(launcher, environment))
        yield environment


@contextmanager
def kiosk_window(environment: Environment, folder: Path, **settings: str) -> Iterator[None]:
    """Run ``hall-kiosk`` on the desktop, on a folder that ``prepare_kiosk`` made.

    Args:
        settings: by name, as an admin would set them.
    """
    named = {"data": str(folder / "data"), "keys": str(folder / "keys"), "voice": "silent"}
    own = {f"HALL_{name.upper()}": text for name, text in (named | settings).items()}
    shown = {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    command = [sys.executable, "-m", "ui"]
    with (
        (folder / "window.err").open("w") as errors,
        running(command, {**environment, **own, **shown}, err=errors),
    ):
        yield


@contextmanager
def running(
    command: Sequence[str],
    environment: Environment,
    *,
    out: Output = NOWHERE,
    err: Output = NOWHERE,
) -> Iterator[subprocess.Popen[str]]:
    """Run a program while the block runs."""
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=NOWHERE, stdout=out, stderr=err, text=True
    ) as process:
        try:
            yield process
        finally:
            end(process)


@contextmanager
def _telling(command: Sequence[str], environment: Environment) -> Iterator[str]:
    """Run a program whose first line tells where it is."""
    with running(command, environment, out=subprocess.PIPE) as process:
        told = process.stdout.readline().strip()
        assert told, f"{command[0]} did not start"
        yield told
