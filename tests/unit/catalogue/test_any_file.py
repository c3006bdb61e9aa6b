"""Whatever a file holds, staff read a message and never a traceback."""

import random
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from kiosk.catalogue.authoring.book_template import write_book
from kiosk.catalogue.authoring.build import write_catalogue
from kiosk.catalogue.authoring.check import check_source
from kiosk.catalogue.authoring.folder import (
    EXAMPLE,
    library_for,
    read_source,
    shipped_services,
    source_named,
)
from kiosk.catalogue.authoring.source import Library
from kiosk.catalogue.authoring.yaml_source import read_library
from kiosk.domain.errors import KioskError

SHARED = ("_blocks.yaml", "_choices.yaml", "_index.yaml")
OTHERS: tuple[object, ...] = (
    None, True, "文本", "abc", "-1", "", "\x07", "${zz}", "${", "1 +", "9" * 30,
    [], ["a"], [[]], [None], [{"id": ["x"]}], {}, {"a": "b"}, {"id": {}},
)  # fmt: skip
_ROUNDS = 40


@pytest.fixture(scope="module")
def library() -> Library:
    return library_for(shipped_services())


def mutated(value: Any, chance: random.Random) -> Any:
    """Return a copy with one node dropped, made something else, renamed or written twice."""
    copy = yaml.safe_load(yaml.safe_dump(value))
    inner, key = somewhere(copy, chance)
    match chance.randrange(4):
        case 0:
            del inner[key]
        case 1 if isinstance(inner, dict):
            inner[f"{key}x"] = inner.pop(key)
        case 2 if isinstance(inner, list):
            inner.append(inner[key])
        case _:
            inner[key] = chance.choice(OTHERS)
    return copy


def somewhere(value: Any, chance: random.Random) -> tuple[Any, Any]:
    """Return a map or list inside and one of its keys; outer ones as likely as all else."""
    key = chance.choice(list(value) if isinstance(value, dict) else range(len(value)))
    is_leaf = not value[key] or not isinstance(value[key], dict | list)
    return (value, key) if is_leaf or chance.random() < 0.4 else somewhere(value[key], chance)


def written(file: Path, value: object) -> Path:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)
    file.write_text(text, "utf-8")
    return file


def told(file: Path, library: Library) -> None:
    """Read and check a file; only errors of our own may come out."""
    try:
        check_source(read_source(file, library), library)
    except KioskError as wrong:
        assert "改法：" in str(wrong)  # noqa: PT017 - whether it is raised is not the point


def test_a_mutated_service_is_told(library: Library, tmp_path: Path) -> None:
    service = yaml.safe_load((shipped_services() / f"{EXAMPLE}.yaml").read_text("utf-8"))
    chance = random.Random(6)

    for _ in range(_ROUNDS):
        told(written(tmp_path / "a.yaml", mutated(service, chance)), library)


@pytest.mark.parametrize("part", SHARED)
def test_a_mutated_shared_part_is_told(part: str, tmp_path: Path) -> None:
    whole = yaml.safe_load((shipped_services() / part).read_text("utf-8"))
    file = Path(shutil.copy(shipped_services() / f"{EXAMPLE}.yaml", tmp_path / "a.yaml"))
    chance = random.Random(part)

    for _ in range(_ROUNDS // 8):
        written(tmp_path / part, mutated(whole, chance))
        try:
            library = read_library(tmp_path, shipped_services())
            compilation, _ = check_source(read_source(file, library), library)
            write_catalogue([compilation] if compilation else [], library, tmp_path / "out")
        except KioskError as wrong:
            assert "改法：" in str(wrong)  # noqa: PT017 - whether it is raised is not the point


def test_a_torn_text_is_told(library: Library, tmp_path: Path) -> None:
    text = (shipped_services() / f"{EXAMPLE}.yaml").read_text("utf-8")
    chance = random.Random(2)

    for _ in range(_ROUNDS // 2):
        at = chance.randrange(len(text))
        torn = text[:at] + chance.choice("[]{}:&*!|>'\"\t\x07\ud7ff%@`- \n") + text[at + 1 :]
        (tmp_path / "a.yaml").write_text(torn, "utf-8")
        told(tmp_path / "a.yaml", library)


def test_a_book_with_a_damaged_part_is_told(library: Library, tmp_path: Path) -> None:
    write_book(source_named(EXAMPLE), tmp_path / "whole.xlsx")
    content, chance = (tmp_path / "whole.xlsx").read_bytes(), random.Random(3)
    with ZipFile(BytesIO(content)) as book:
        names = book.namelist()

    for name in names:
        damaged = with_part(content, name, lambda part: torn_part(part, chance))
        (tmp_path / "a.xlsx").write_bytes(damaged)
        told(tmp_path / "a.xlsx", library)


def torn_part(part: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(part))
    return chance.choice((part[:at], part[:at] + b"<" + part[at:], b"", part.replace(b"0", b"x")))


def with_part(content: bytes, name: str, change: Any) -> bytes:
    """Return a book with one of its parts changed."""
    changed = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(changed, "w") as after:
        for part in before.namelist():
            whole = before.read(part)
            after.writestr(part, change(whole) if part == name else whole)
    return changed.getvalue()
