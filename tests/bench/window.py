"""Our window against a browser with one still page: ``python -m tests.bench.window``.

Both run on the same X screen in memory, in turns. The first frame is the moment the screen shows
a picture with something on it, read from the frame buffer, so that neither program reports on
itself. Memory is the proportional share (PSS) of the whole process tree once it is at rest.
"""

import mmap
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from tests.made_up import a_key_ring

WIDTH, HEIGHT = 1080, 1920
TURNS = 5
PATIENCE_S = 60.0
LOOKS = 5  # a tenth of a second apart
_MB = 1024 * 1024
_PAGE = """<!doctype html><meta charset="utf-8"><title>hall</title>
<style>body{margin:0;background:#fff;font:64px sans-serif}h1{margin:60px}
button{display:block;width:920px;height:260px;margin:40px 80px;font-size:72px}</style>
<h1>您好，请问办什么？</h1><button>我要办事</button><button>查进度</button>
<button>帮别人办</button><button>接着上回的填</button>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """One start of a program: milliseconds to the first frame, bytes at rest."""

    first_frame_ms: float
    memory: int


def main() -> int:
    """Print medians and ratios; return 0 when both could be measured."""
    browser = shutil.which("chromium")
    if not browser or not shutil.which("Xvfb"):
        _say("not measured: chromium or Xvfb is missing (see .ci/debian-packages.txt)")
        return 1
    ours, theirs = [], []
    with TemporaryDirectory() as name:
        hall = Path(name)
        _open_hall(hall)
        for turn in range(TURNS + 1):
            ours.append(measure(_our_window(hall), hall / f"ours-{turn}"))
            folder = hall / f"theirs-{turn}"
            theirs.append(measure(_browser(browser, hall, folder), folder))
    _report(ours[1:], theirs[1:])
    return 0


def _open_hall(folder: Path) -> None:
    """Make keys, services and the page, so that only starting is measured."""
    a_key_ring(folder)
    services = str(folder / "data" / "catalogue")
    build = [sys.executable, "-m", "kiosk.catalogue", "build", "--into", services]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    (folder / "page.html").write_text(_PAGE, "utf-8")


def measure(command: Sequence[str], folder: Path) -> Start:
    """Start ``command`` on an empty screen of its own and measure it.

    Args:
        command: the program.
        folder: a new folder for its screen and its home, inside the hall's.

    Raises:
        TimeoutError: nothing was drawn in a minute.
    """
    folder.mkdir()
    with _screen(folder) as (display, pixels):
        environment = {**os.environ, "DISPLAY": display, "HOME": str(folder)}
        environment |= {"QT_QPA_PLATFORM": "xcb", "HALL_KEYS": str(folder.parent / "keys")}
        # As on a kiosk, Python compiles once and keeps it; the first turn is not counted.
        environment |= {"PYTHONPYCACHEPREFIX": str(folder.parent / "compiled")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        began = time.perf_counter()
        with subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                while not _shows_something(pixels):
                    if time.perf_counter() - began > PATIENCE_S or process.poll() is not None:
                        raise TimeoutError(f"{command[0]} drew nothing")
                    time.sleep(0.002)
                took = (time.perf_counter() - began) * 1000
                return Start(first_frame_ms=took, memory=_memory_at_rest(process.pid))
            finally:
                with suppress(ProcessLookupError):  # it may have ended by itself
                    os.killpg(process.pid, signal.SIGKILL)


def _our_window(hall: Path) -> list[str]:
    size = f"{WIDTH}x{HEIGHT}"
    data = str(hall / "data")
    return [sys.executable, "-m", "ui", "--data", data, "--devices", "simulated", "--window", size]


def _browser(program: str, hall: Path, folder: Path) -> list[str]:
    return [
        program,
        "--no-sandbox",  # refused for root otherwise; it also makes the browser lighter
        "--kiosk",
        "--no-first-run",
        "--disable-gpu",
        f"--user-data-dir={folder / 'profile'}",
        f"--window-size={WIDTH},{HEIGHT}",
        "--window-position=0,0",
        (hall / "page.html").as_uri(),
    ]


@contextmanager
def _screen(folder: Path) -> Iterator[tuple[str, np.ndarray]]:
    """Yield the name of a fresh X screen and its pixels, alive."""
    reading, writing = os.pipe()
    size = ("-screen", "0", f"{WIDTH}x{HEIGHT}x24")
    with subprocess.Popen(
        ["Xvfb", "-nolisten", "tcp", "-fbdir", folder, "-displayfd", str(writing), *size],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                display = f":{told.readline().strip()}"
            with (folder / "Xvfb_screen0").open("rb") as file:
                memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
            pixels = np.frombuffer(
                memory, np.uint32, WIDTH * HEIGHT, len(memory) - WIDTH * HEIGHT * 4
            )
            yield display, pixels.reshape(HEIGHT, WIDTH)
        finally:
            server.terminate()


def _shows_something(pixels: np.ndarray) -> bool:
    """Whether most of the screen is covered and something stands on the ground colour."""
    _, counts = np.unique(pixels[::16, ::4] & 0xFFFFFF, return_counts=True)
    black = np.count_nonzero(pixels[::16, ::4] & 0xFFFFFF == 0)
    total = counts.sum()
    return bool(black < total / 2 and counts.max() < total * 0.995)


def _memory_at_rest(pid: int) -> int:
    """Return the tree's PSS once it has stood still for half a second."""
    last, still = 0, 0
    for _ in range(40):
        now = sum(_pss(p) for p in _tree(pid))
        still = still + 1 if abs(now - last) < now / 100 else 0
        if still == LOOKS:
            return now
        last = now
        time.sleep(0.1)
    return last


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from _tree(int(child))


def _pss(pid: int) -> int:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0  # it ended between the listing and the look
    return next(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line[:4] == "Pss:")


def _report(ours: Sequence[Start], theirs: Sequence[Start]) -> None:
    frames = [o.first_frame_ms / t.first_frame_ms for o, t in zip(ours, theirs, strict=True)]
    sizes = [o.memory / t.memory for o, t in zip(ours, theirs, strict=True)]
    for name, starts in (("window", ours), ("browser", theirs)):
        frame = median(s.first_frame_ms for s in starts)
        _say(
            f"{name}: first frame {frame:.0f} ms, {median(s.memory for s in starts) / _MB:.0f} MB"
        )
    _say(f"ratio of first frames, window to browser: {median(frames):.2f} (wanted < 1)")
    _say(f"ratio of memory, window to browser: {median(sizes):.2f} (wanted < 1)")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a report


if __name__ == "__main__":
    sys.exit(main())
