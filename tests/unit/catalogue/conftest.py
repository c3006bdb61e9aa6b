"""Small services of our own making, and the shipped ones built once."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from kiosk.catalogue.authoring.check import check_source
from kiosk.catalogue.authoring.compile import Compilation
from kiosk.catalogue.authoring.folder import read_source
from kiosk.catalogue.authoring.source import Library, Mistake
from kiosk.catalogue.authoring.yaml_source import read_library

FACTS: Mapping[str, Any] = {
    "schema": "kiosk-service/1",
    "kind": "service",
    "id": "small",
    "version": "1.0",
    "title": "小事项",
    "title_plain": "一件小事",
    "category": "老人补贴",
    "icon": "elder-money",
    "est_minutes": 3,
    "item": {
        "catalog_code": "0020********",
        "task_type": "公共服务",
        "project_type": 1,
        "server_type": "自然人",
        "dept": "县级民政部门",
        "accept_at": "街道",
        "use_level": "县级",
        "by_law": ["某法 第一条"],
        "accept_condition": ["本地户籍"],
        "anticipate": {"days": 10, "unit": "工作日"},
        "promise": {"days": 1, "unit": "工作日"},
        "is_fee": False,
        "limit_scene_num": 0,
        "result": {"name": "结果", "form": "短信", "deliver": "当场"},
    },
    "steps": ["填表", "办结"],
    "survey": [{"type": "text", "name": "a", "label": "您叫什么？", "say": "请写名字。"}],
}

Writer = Callable[..., Path]
Checker = Callable[..., tuple[Compilation | None, tuple[Mistake, ...]]]


def question(kind: str, name: str, **cells: object) -> dict[str, object]:
    """Return a row with the words every question needs."""
    return {"type": kind, "name": name, "label": "问题？", "say": "请回答。", **cells}


def a_book(file: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    """Write a spreadsheet; each sheet is its rows, the header first."""
    book = Workbook()
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    """Write a service file with some facts replaced."""

    def write_service(**facts: object) -> Path:
        whole = {**FACTS, **facts}
        file = tmp_path / f"{whole['id']}.yaml"
        file.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), "utf-8")
        return file

    return write_service


@pytest.fixture
def check(write: Writer, tmp_path: Path) -> Checker:
    """Write a service and check it; ``blocks`` and ``shared`` become the folder's own parts."""

    def check_service(
        *rows: Mapping[str, object],
        blocks: Mapping[str, Sequence[object]] | None = None,
        known: frozenset[str] = frozenset(),
        **facts: object,
    ) -> tuple[Compilation | None, tuple[Mistake, ...]]:
        if blocks:
            shared = {"schema": "kiosk-service/1", "kind": "blocks", "blocks": dict(blocks)}
            text = yaml.safe_dump(shared, allow_unicode=True, sort_keys=False)
            (tmp_path / "_blocks.yaml").write_text(text, "utf-8")
        file = write(**({"survey": list(rows)} if rows else {}), **facts)
        library: Library = read_library(tmp_path)
        return check_source(read_source(file, library), library, known_services=known)

    return check_service
