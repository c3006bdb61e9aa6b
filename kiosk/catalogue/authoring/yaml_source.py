"""YAML → :class:`ServiceSource`. Every scalar stays the text it was written as.

YAML's own guessing (``no`` → False, ``2026.10`` → 2026.1, ``010`` → 8) has no place in a file
that hall staff write, so only ``true``, ``false`` and ``null`` are more than text.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from kiosk.catalogue.authoring.source import Block, Library, Mistake, Row, ServiceSource
from kiosk.domain.errors import BadService

SCHEMA = "kiosk-service/1"
_WORDS: Mapping[str, bool | None] = MappingProxyType({
    "true": True, "false": False, "null": None, "~": None, "": None,
})  # fmt: skip
_NOT_FACTS = frozenset({"schema", "survey", "choices"})


class _Document:
    """One YAML file as plain values, with the line of everything inside."""

    def __init__(self, file: Path) -> None:
        self.name = file.name
        self.lines: dict[str, int] = {}
        self.mistakes: list[Mistake] = []
        self.value: Any = self._read(file)

    def place(self, path: str) -> str:
        line = self.lines.get(path)
        return f"{self.name} 第 {line} 行" if line else self.name

    def _read(self, file: Path) -> Any:
        try:
            node = yaml.compose(file.read_text("utf-8"), Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as wrong:
            line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
            raise BadService(
                f"{file.name} 第 {line} 行：YAML 写法不对（{wrong.problem}）。"
                "改法：看这一行和上一行的缩进、冒号、引号和括号。"
            ) from None
        except (OSError, UnicodeDecodeError):
            raise BadService(f"{file.name}：读不出来。改法：确认文件在，并存成 UTF-8。") from None
        if not isinstance(node, yaml.MappingNode):
            raise BadService(f"{file.name}：不是事项文件。改法：照着别的事项文件写。")
        return self._plain(node, "")

    def _plain(self, node: yaml.Node, path: str) -> Any:
        self.lines[path] = node.start_mark.line + 1
        match node:
            case yaml.MappingNode():
                return self._mapping(node, path)
            case yaml.SequenceNode():
                return [
                    self._plain(inner, f"{path}.{number}")
                    for number, inner in enumerate(node.value)
                ]
            case yaml.ScalarNode():
                return node.value if node.style else _WORDS.get(node.value, node.value)
            case _:
                raise TypeError(node)

    def _mapping(self, node: yaml.MappingNode, path: str) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            inner = f"{path}.{key}" if path else key
            value = self._plain(value_node, inner)
            if key in plain:
                self.mistakes.append(Mistake(self.place(inner), f"“{key}”写了两次", "只留一个"))
            plain[key] = value
        return plain


def read_service(file: Path) -> ServiceSource:
    """Read one service or bundle.

    Raises:
        BadService: the file is no YAML or no service at all.
    """
    document = _Document(file)
    value = document.value
    _expect_schema(document)
    return ServiceSource(
        file=file.name,
        facts={key: inner for key, inner in value.items() if key not in _NOT_FACTS},
        survey=_rows(document, value.get("survey"), "survey"),
        choices=_choices(document, value.get("choices"), "choices"),
        places={path: document.place(path) for path in document.lines if path},
        mistakes=tuple(document.mistakes),
    )


def read_library(folder: Path) -> Library:
    """Read the shared parts of a folder of services; each of them may be absent.

    Raises:
        BadService: one of them is broken.
    """
    blocks, choices, order = (
        _Document(file) if file.exists() else None
        for file in (folder / "_blocks.yaml", folder / "_choices.yaml", folder / "_index.yaml")
    )
    for document in filter(None, (blocks, choices, order)):
        _expect_schema(document)
        if document.mistakes:
            raise BadService(str(document.mistakes[0]))
    return Library(
        blocks=_blocks(blocks) if blocks else {},
        choices=_choices(choices, choices.value.get("choices"), "choices") if choices else {},
        order=order.value if order else {},
    )


def _expect_schema(document: _Document) -> None:
    if (schema := document.value.get("schema")) != SCHEMA:
        raise BadService(
            f"{document.name}：开头的 schema 是“{schema}”，不认识。改法：写成 schema: {SCHEMA}。"
        )


def _blocks(document: _Document) -> dict[str, Block]:
    blocks: Mapping[str, Any] = document.value.get("blocks") or {}
    papers: Mapping[str, Any] = document.value.get("materials") or {}
    return {
        name: Block(
            rows=_rows(document, rows, f"blocks.{name}"),
            materials=tuple(papers.get(name) or ()),
        )
        for name, rows in blocks.items()
    }


def _choices(document: _Document, value: Any, path: str) -> dict[str, tuple[Row, ...]]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadService(
            f"{document.place(path)}：choices 要写成“列表名: [选项…]”。"
            "改法：照着 _choices.yaml 写。"
        )
    return {name: _rows(document, rows, f"{path}.{name}") for name, rows in value.items()}


def _rows(document: _Document, value: Any, path: str) -> tuple[Row, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise BadService(
            f"{document.place(path)}：{path} 里每一行要写成“- 列名: 内容”。"
            "改法：照着别的事项文件写。"
        )
    return tuple(
        Row(MappingProxyType(_cells(row)), document.place(f"{path}.{number}"))
        for number, row in enumerate(value)
    )


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the row's cells as text. The overrides of an include become ``with:COLUMN`` cells."""
    cells = dict(row)
    overrides = cells.pop("with", None) or {}
    cells |= {f"with:{column}": inner for column, inner in overrides.items()}
    return {column: text for column, value in cells.items() if (text := _text(value))}


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return str(value).strip()
