"""A spreadsheet with Chinese headers and Chinese words → :class:`ServiceSource`.

One row a question, one sheet a subject (:data:`headers.SHEETS`).
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kiosk.catalogue.authoring import headers
from kiosk.catalogue.authoring.book import Book, Line, mend_of_header
from kiosk.catalogue.authoring.source import (
    FALSE_WORDS,
    TRUE_WORDS,
    Row,
    ServiceSource,
    refuse,
)

_YES_NO_FACTS = frozenset({"item.is_fee", "ecert.replaces"})
_LISTS: Mapping[str, re.Pattern[str]] = MappingProxyType({
    "keywords": re.compile(r"[；;、，,]"),
    "form": re.compile(r"[；;、，,]"),
    "steps": re.compile(r"[；;]"),
    "region_must_set": re.compile(r"[；;、，,]"),
    "item.by_law": re.compile(r"[；;]"),
    "item.accept_condition": re.compile(r"[；;]"),
})  # fmt: skip
_PARAM = re.compile(r"^(?:参数|params)[:：. ]?([A-Za-z_][A-Za-z0-9_]*)$")
_ITEMS: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("materials", "materials", headers.MATERIALS),
    ("eligibility", "eligibility", headers.ELIGIBILITY),
    ("members", "members", headers.MEMBERS),
    ("faq", "faq", headers.FAQ),
    ("fee", "item.fee", headers.FEE),
)  # fmt: skip
_UNNAMED = frozenset({"end_group", "end_repeat", "include"})
_SELECTS = frozenset({"select_one", "select_multiple"})


def read_book(file: Path) -> ServiceSource:
    """Read one service from a spreadsheet.

    Raises:
        BadService: the file is no spreadsheet, is damaged, or has no sheet of questions.
    """
    return _Reader(Book(file)).source()


class _Reader:
    def __init__(self, book: Book) -> None:
        self._book = book
        self._places: dict[str, str] = {}

    def source(self) -> ServiceSource:
        if "survey" not in self._book.sheets:
            refuse(self._book.name, "没有叫“题目”的表", "用 hall-catalogue new 建一本再填")
        survey = tuple(self._question(line) for line in self._book.lines("survey", headers.SURVEY))
        choices = self._choices()
        facts = self._facts()
        return ServiceSource(
            file=self._book.name,
            facts=facts,
            survey=survey,
            choices=choices,
            places=self._places,
            mistakes=tuple(self._book.mistakes),
            is_book=True,
        )

    def _question(self, line: Line) -> Row:
        cells = dict(line.cells)
        word, _, rest = cells.get("type", "").partition(" ")
        kind = headers.TYPES.get(word, word)
        named = (rest or cells.get(headers.LIST_COLUMN, "")).strip()
        cells.pop(headers.LIST_COLUMN, None)
        cells = {c: _yes_no(t) if c in headers.YES_NO_COLUMNS else t for c, t in cells.items()}
        if kind == "include":
            overrides = {f"with:{c}": t for c, t in cells.items() if c not in {"type", "name"}}
            cells = {"name": named or cells.get("name", "")} | overrides
        elif kind not in _UNNAMED:
            cells.setdefault("name", f"q{line.number:02d}")
        if named and kind in headers.KINDS and kind not in {*_SELECTS, "include"}:
            self._book.complain(
                line.place, f"题型“{word}”用不着选项表“{named}”", "改成单选或多选，或清空选项表"
            )
        takes_list = kind in _SELECTS or kind not in headers.KINDS
        cells["type"] = f"{kind} {named}".strip() if takes_list else kind
        return Row(MappingProxyType({c: t for c, t in cells.items() if t}), line.place)

    def _choices(self) -> dict[str, tuple[Row, ...]]:
        lists: dict[str, list[Row]] = {}
        for line in self._book.lines("choices", headers.CHOICES):
            cells = dict(line.cells)
            name = cells.pop("list_name", "")
            if not name:
                what = f"选项“{cells.get('label', '')}”没有写属于哪个选项表"
                self._book.complain(line.place, what, "每一行都写上选项表，合并的格子要拆开")
                continue
            rows = lists.setdefault(name, [])
            cells.setdefault("name", f"c{len(rows) + 1}")
            rows.append(Row(MappingProxyType(cells), line.place))
            self._places.setdefault(f"choices.{name}", line.place)
        return {name: tuple(rows) for name, rows in lists.items()}

    def _facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = {"kind": "service"}
        if sheet := self._book.sheets.get("facts"):
            for number, row in sheet.rows[1:]:
                header, value = (*row, "", "")[:2]
                self._fact(facts, header, value, sheet.row_place(number))
        for name, path, known in _ITEMS:
            if (items := self._items(name, path, known)) or path == name:
                _put(facts, path, items)
        return facts

    def _fact(self, facts: dict[str, Any], header: str, value: str, place: str) -> None:
        if not value:
            return
        param = _PARAM.match(header)
        path = f"params.{param[1]}" if param else headers.FACTS.get(header, header)
        if not header:
            self._book.complain(place, f"“{value}”前面没有写是哪一项", "在第一列写上，不用的删掉")
        elif not param and path not in headers.FACTS.values():
            self._book.complain(place, f"不认识“{header}”", mend_of_header(header, headers.FACTS))
        elif path in self._places:
            what = f"“{header}”写了两次，前面是 {self._places[path]}"
            self._book.complain(place, what, "只留一行")
        else:
            self._places[path] = place
            _put(facts, path, _number(value) if param else _meant(path, value))

    def _items(self, sheet: str, path: str, known: Mapping[str, str]) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = []
        for line in self._book.lines(sheet, known):
            item: dict[str, Any] = {}
            for column, text in line.cells.items():
                _put(item, column, _meant(column, text))
            self._places[f"{path}.{len(items)}"] = line.place
            items.append(item)
        return items


def _put(facts: dict[str, Any], path: str, value: Any) -> None:
    """Set a value at a dotted path, making the maps on the way."""
    *way, last = path.split(".")
    for part in way:
        facts = facts.setdefault(part, {})
    facts[last] = value


def _meant(path: str, text: str) -> Any:
    if splitter := _LISTS.get(path):
        parts = text.split("\n") if "\n" in text else splitter.split(text)
        return [part.strip() for part in parts if part.strip()]
    if path in _YES_NO_FACTS:
        return _yes_no(text)
    return headers.meant(path, text)


def _number(text: str) -> Any:
    """Return a region's number; lists and maps are written as JSON."""
    if text[:1] in {"[", "{"}:
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return text


def _yes_no(text: str) -> str:
    word = text.lower()
    if word in TRUE_WORDS:
        return "true"
    return "false" if word in FALSE_WORDS else text
