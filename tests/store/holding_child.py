"""A process of its own that has the database, as a backup or a curious admin would.

``python -m tests.store.holding_child DATABASE read|write`` prints ``holding`` and lets go when
its input ends.
"""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BEGIN = {"read": "begin", "write": "begin immediate"}


@contextmanager
def held(database: Path, how: str) -> Iterator[None]:
    """Let another process hold the database while the block runs."""
    command = [sys.executable, "-m", "tests.store.holding_child", str(database), how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"holding\n"
        yield  # leaving the block closes the child's input and waits for its end


def main(database: str, how: str) -> None:
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute(_BEGIN[how])
    connection.execute("select count(*) from events").fetchall()
    sys.stdout.write("holding\n")
    sys.stdout.flush()
    sys.stdin.read()
    connection.execute("rollback")


if __name__ == "__main__":
    main(*sys.argv[1:])
