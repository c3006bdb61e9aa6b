"""All measurements, one after the other: ``python -m tests.bench [NAME …]``.

Each module of this folder is a program of its own that prints its figures and exits with 0
when its targets are met.
"""

import subprocess
import sys
from pathlib import Path

_HERE = Path(__file__).parent


def main(wanted: list[str]) -> int:
    """Run the measurements in processes of their own; return how many missed a target."""
    names = wanted or sorted(f.stem for f in _HERE.glob("*.py") if not f.stem.startswith("_"))
    missed = [name for name in names if _run(name)]
    _say(f"\n{len(names) - len(missed)} of {len(names)} measurements met their targets")
    if missed:
        _say(f"missed or failed: {', '.join(missed)}")
    return len(missed)


def _run(name: str) -> int:
    _say(f"\n== {name}")
    return subprocess.run(
        [sys.executable, "-m", f"tests.bench.{name}"], cwd=_HERE.parents[1], check=False
    ).returncode


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
