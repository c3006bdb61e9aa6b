"""A film that a test makes itself: pictures of one colour each, as JPEG in an AVI file."""

import struct
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

_KEY_FRAME = 0x10


def write_film(
    file: Path,
    colours: Sequence[str],
    *,
    size: tuple[int, int] = (64, 48),
    frames_a_second: int = 25,
) -> Path:
    """Write a film (Motion JPEG, RIFF AVI 1.0) with a frame of each colour."""
    frames = [_jpeg(colour, size) for colour in colours]
    width, height = size
    main = struct.pack(
        "<14I", 1_000_000 // frames_a_second, 0, 0, _KEY_FRAME, len(frames), 0, 1,
        max(map(len, frames)), width, height, 0, 0, 0, 0,
    )  # fmt: skip
    stream = b"vidsMJPG" + struct.pack(
        "<10I4H", 0, 0, 0, 1, frames_a_second, 0, len(frames), max(map(len, frames)), 0, 0,
        0, 0, width, height,
    )  # fmt: skip
    picture = struct.pack(
        "<3I2H4s5I", 40, width, height, 1, 24, b"MJPG", width * height * 3, 0, 0, 0, 0
    )
    headers = _list(
        b"hdrl",
        _chunk(b"avih", main),
        _list(b"strl", _chunk(b"strh", stream), _chunk(b"strf", picture)),
    )
    body = [_chunk(b"00dc", frame) for frame in frames]
    starts = [4 + sum(map(len, body[:number])) for number in range(len(body))]
    index = b"".join(
        b"00dc" + struct.pack("<3I", _KEY_FRAME, start, len(frame))
        for start, frame in zip(starts, frames, strict=True)
    )
    movie = _list(b"movi", *body)
    riff = b"AVI " + headers + movie + _chunk(b"idx1", index)
    file.write_bytes(_chunk(b"RIFF", riff))
    return file


def _jpeg(colour: str, size: tuple[int, int]) -> bytes:
    content = BytesIO()
    Image.new("RGB", size, colour).save(content, "JPEG", quality=95)
    return content.getvalue()


def _list(kind: bytes, *parts: bytes) -> bytes:
    return _chunk(b"LIST", kind + b"".join(parts))


def _chunk(name: bytes, content: bytes) -> bytes:
    padding = b"\0" * (len(content) % 2)
    return name + struct.pack("<I", len(content)) + content + padding
