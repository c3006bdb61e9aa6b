"""One program of a kind on a data folder; the kernel lets go of it however the program ends."""

import fcntl
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.domain.errors import BadConfiguration

_WHOLE_FILE = struct.Struct("hhqqi4x")  # struct flock of 64-bit Linux: type, whence, from, length


@contextmanager
def only_one(data: Path, program: str) -> Iterator[None]:
    """Hold the folder for ``program``; it is made when it is not there.

    Raises:
        BadConfiguration: another process of that program has it.
    """
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _file(data, program).open("w") as file:
        try:
            # This kind of lock can be asked about without taking it, unlike flock's.
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BadConfiguration(
                f"已有一个 {program} 在用 {data}。改法：先停掉它，或指定别的 --data。"
            ) from None
        yield


def is_running(data: Path, program: str) -> bool:
    """Whether a process of ``program`` has this folder; asking never stands in its way."""
    try:
        with _file(data, program).open() as file:
            answer = fcntl.fcntl(file, fcntl.F_GETLK, _WHOLE_FILE.pack(fcntl.F_WRLCK, 0, 0, 0, 0))
    except FileNotFoundError:
        return False
    return bool(_WHOLE_FILE.unpack(answer)[0] != fcntl.F_UNLCK)


def _file(data: Path, program: str) -> Path:
    return data / f"{program}.lock"
