"""All measurements, one after the other: ``python -m tests.bench [NAME …]``.

Each module of this folder is a program of its own that prints its figures. It fails when it could
not measure, or misses what does not depend on the machine: a share of right answers, a number of
syncs. Times and ratios are told beside what is wanted of them.
"""

import ast
import subprocess
import sys
import time
from pathlib import Path

_HERE = Path(__file__).parent
_ALL = (
    "window",
    "screens",
    "store",
    "forms",
    "voice",
    "handwriting",
    "rare",
    "spelling",
    "photos",
)


def main(wanted: list[str]) -> int:
    """Run the measurements in processes of their own; return how many failed."""
    names = wanted or _ALL
    failed = [name for name in names if not _runs(name)]
    _say(f"\n{len(names) - len(failed)} of {len(names)} measurements made")
    if failed:
        _say(f"failed: {', '.join(failed)}")
    return len(failed)


def _runs(name: str) -> bool:
    _say(f"\n== {_title(name)}")
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{name}"], cwd=_HERE.parents[1], check=False
    )
    _say(f"   ({time.perf_counter() - began:.0f} s)")
    return done.returncode == 0


def _title(name: str) -> str:
    """Return the first line of the program's own description."""
    told = ast.get_docstring(ast.parse((_HERE / f"{name}.py").read_text("utf-8"))) or name
    return told.partition(": ``")[0]


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
