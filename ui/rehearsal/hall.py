"""A whole hall for an hour: platform and worker as processes of their own, keys, catalogue."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.domain.errors import KioskError
from kiosk.settings import Settings, read_settings

_ROOT = Path(__file__).resolve().parents[2]
_STOP_S = 15
_SHARED = (
    "data", "keys", "platform_url", "status_url", "terminal", "sync_feed_seconds",
    "sync_retry_seconds",
)  # fmt: skip


class HallFailed(KioskError):
    """A program of the hall did not do its part; names the program and what it said."""

    code = "rehearsal-hall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """A running hall.

    Attributes:
        settings: of the kiosk, keys and catalogue in place.
        platform: the platform's data folder.
    """

    settings: Settings
    platform: Path

    def clerk(self, *arguments: str) -> Any:
        """Let the clerk at the platform do something; return what the program says as JSON."""
        told = _program("sync.platform", *arguments, "--data", str(self.platform), "--json")
        return json.loads(told) if told.strip() else None

    def admin(self, *arguments: str) -> Any:
        """Let the admin at the kiosk do something; return what the program says as JSON."""
        told = _program("sync", *arguments, "--json", settings=self.settings)
        return json.loads(told) if told.strip() else None


@contextmanager
def open_hall(folder: Path, **overrides: object) -> Iterator[Hall]:
    """Run a platform and a worker on loopback while the block runs.

    Args:
        folder: where everything lies; made ready if :func:`prepare_kiosk` has not done so.
        overrides: settings of the kiosk.

    Raises:
        HallFailed: a program could not be started or stopped early.
    """
    platform = folder / "platform"
    if not platform.exists():
        prepare_kiosk(folder, **overrides)
    with _running("sync.platform", "serve", "--port", "0", "--data", str(platform)) as serving:
        url = _first_line(serving)
        settings = read_settings(
            {},
            data=folder / "data",
            keys=folder / "keys",
            platform_url=url,
            status_url=url,
            sync_feed_seconds=1,
            sync_retry_seconds=1,
            **overrides,
        )
        log = folder / "sync.log"
        with _running("sync", "run", settings=settings, log=log):
            yield Hall(settings=settings, platform=platform)


def prepare_kiosk(folder: Path, **overrides: object) -> Settings:
    """Make keys, compile the services, have kiosk and platform know each other; run neither.

    Raises:
        HallFailed: a program did not do its part.
    """
    settings = read_settings({}, data=folder / "data", keys=folder / "keys", **overrides)
    platform = folder / "platform"
    settings.data.mkdir(parents=True, exist_ok=True)
    public = folder / "public.json"
    public.write_text(_program("sync.platform", "keys", "--data", str(platform)), "utf-8")
    _program("sync", "keys", "make", settings=settings)
    _program("sync", "enrol", str(public), settings=settings)
    _program("sync", "keys", "correction", str(folder / "correction.key"), settings=settings)
    own = folder / "kiosk.json"
    own.write_text(_program("sync", "keys", "public", settings=settings), "utf-8")
    _program("sync.platform", "admit", str(own), "--data", str(platform))
    build_services(settings.catalogue)
    return settings


def build_services(into: Path) -> None:
    """Compile the shipped services into a folder.

    Raises:
        HallFailed: a service has mistakes.
    """
    _program("kiosk.catalogue", "build", "--into", str(into))


def _program(module: str, *arguments: str, settings: Settings | None = None) -> str:
    done = subprocess.run(  # noqa: S603 - our own modules
        (sys.executable, "-m", module, *arguments),
        cwd=_ROOT,
        env=_environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise HallFailed(f"{module} {arguments[0]}：{''.join(last)}")
    return done.stdout


@contextmanager
def _running(
    module: str, *arguments: str, settings: Settings | None = None, log: Path | None = None
) -> Iterator[subprocess.Popen[str]]:
    told = log.open("a", encoding="utf-8") if log else nullcontext()
    with (
        told as errors,
        subprocess.Popen(  # noqa: S603 - our own modules
            (sys.executable, "-m", module, *arguments),
            cwd=_ROOT,
            env=_environment(settings),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        try:
            yield process
        finally:
            end(process)


def end(process: subprocess.Popen[str]) -> None:
    """Ask a program to end, and make it end when it does not in good time."""
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()


def _first_line(process: subprocess.Popen[str]) -> str:
    line = process.stdout.readline().strip() if process.stdout else ""
    if not line:
        raise HallFailed("the platform did not say its address")
    return line


def _environment(settings: Settings | None) -> Mapping[str, str]:
    """Return the environment of a program: the settings go by name, as an admin would set them."""
    named = {
        f"HALL_{name.upper()}": str(getattr(settings, name))
        for name in _SHARED
        if settings is not None
    }
    return {**os.environ, **named, "PYTHONUTF8": "1"}
