"""One YAML file as plain values, with the line of everything inside.

YAML's own guessing (``no`` → False, ``2026.10`` → 2026.1, ``010`` → 8) has no place in a file
that hall staff write, so only ``true``, ``false`` and ``null`` are more than text.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from yaml.reader import ReaderError

from kiosk.catalogue.authoring.source import Mistake, refuse

SCHEMA = "kiosk-service/1"
_WORDS: Mapping[str, bool | None] = MappingProxyType({
    "true": True, "false": False, "null": None, "~": None, "": None,
})  # fmt: skip
# A piece of what PyYAML says → what is wrong. The first that fits is told.
_PROBLEMS: Mapping[str, str] = MappingProxyType({
    r"'\\t' that cannot start": "缩进用了 Tab 键，要用空格",
    r"that cannot start any token": "开头的符号要加引号",
    r"mapping values are not allowed": "一行里有两个冒号，或和上一行的缩进对不上",
    r"sequence entries are not allowed": "短横的位置不对",
    r"could not find expected ':'": "少了冒号，或冒号不是半角的",
    r"unexpected end of stream": "引号没有成对",
    r"expected ',' or '\]'": "方括号没有关上，或少了逗号",
    r"expected ',' or '}'": "花括号没有关上，或少了逗号",
    r"expected <block end>": "缩进没有对齐，或引号后面多了字",
    r"expected the node content": "这里少了内容，或多了符号",
    r"undefined alias|expected alphabetic": "星号或 & 开头的字要加引号",
    r"duplicate anchor": "同一个 & 名字用了两次",
    r"unknown escape character": "双引号里的反斜杠不能这样写，换成单引号",
    r"single document": "“---”把文件分成了几份",
    r"comment or a line break": "竖线或大于号后面要换行",
})  # fmt: skip


class Document:
    """One YAML file.

    Attributes:
        lines: dotted path → line.
        mistakes: what is wrong although it can be read.
    """

    def __init__(self, file: Path) -> None:
        self.name = file.name
        self.lines: dict[str, int] = {}
        self.mistakes: list[Mistake] = []
        self._open: list[yaml.Node] = []
        self.value: Mapping[str, Any] = self._read(file)

    def place(self, path: str) -> str:
        """Return file and line of a value, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return self._at(self.lines.get(path) if path else None)

    def complain(self, path: str, what: str, mend: str) -> None:
        """Note a mistake and read on."""
        self.mistakes.append(Mistake(self.place(path), what, mend))

    def expect_schema(self) -> None:
        """Refuse a file of another format.

        Raises:
            BadService: it is one.
        """
        if (schema := self.value.get("schema")) != SCHEMA:
            refuse(
                self.name, f"开头的 schema 是“{schema}”，不认识", f"写成 schema: {SCHEMA}"
            )  # fmt: skip

    def _at(self, line: int | None) -> str:
        return f"{self.name} 第 {line} 行" if line else self.name

    def _read(self, file: Path) -> dict[str, Any]:
        try:
            node = self._composed(file.read_text("utf-8"))
            if not isinstance(node, yaml.MappingNode):
                refuse(self.name, "不是事项文件", "照着别的事项文件写")
            self.lines[""] = node.start_mark.line + 1
            return self._mapping(node, "")
        except (OSError, UnicodeDecodeError):
            refuse(self.name, "读不出来", "确认文件在，并存成 UTF-8")
        except RecursionError:
            refuse(self.name, "一层套一层，套得太深", "照着别的事项文件写")

    def _composed(self, text: str) -> yaml.Node | None:
        try:
            return yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as wrong:
            line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
            refuse(
                self._at(line), f"YAML 写法不对（{_in_words(str(wrong.problem))}）",
                "看这一行和上一行的缩进、冒号、引号和括号",
            )  # fmt: skip
        except ReaderError as wrong:
            line = text.count("\n", 0, wrong.position) + 1
            refuse(self._at(line), "有看不见的控制字符", "删掉这一行重新打一遍")

    def _plain(self, node: yaml.Node, path: str) -> Any:
        self.lines[path] = node.start_mark.line + 1
        if any(node is outer for outer in self._open):
            refuse(self.place(path), "用星号引用了自己", "把内容写全，不要用 & 和星号")
        match node:
            case yaml.MappingNode():
                return self._mapping(node, path)
            case yaml.SequenceNode():
                return self._sequence(node, path)
            case yaml.ScalarNode():
                return node.value if node.style else _WORDS.get(node.value, node.value)
            case _:
                raise TypeError(node)

    def _sequence(self, node: yaml.SequenceNode, path: str) -> list[Any]:
        self._open.append(node)
        plain = [self._plain(inner, f"{path}.{number}") for number, inner in enumerate(node.value)]
        self._open.pop()
        return plain

    def _mapping(self, node: yaml.MappingNode, path: str) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        self._open.append(node)
        for key_node, value_node in node.value:
            key = str(key_node.value)
            inner = f"{path}.{key}" if path else key
            value = self._plain(value_node, inner)
            if not isinstance(key_node, yaml.ScalarNode):
                self.complain(inner, "冒号左边不是一个词", "左边写项的名字，文字里的花括号加引号")
                continue
            if key in plain:
                self.complain(inner, f"“{key}”写了两次", "只留一个")
            plain[key] = value
        self._open.pop()
        return plain


def _in_words(problem: str) -> str:
    found = (told for piece, told in _PROBLEMS.items() if re.search(piece, problem))
    return next(found, f"原文：{problem}")
