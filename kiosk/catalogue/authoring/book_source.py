"""A spreadsheet with Chinese headers and Chinese words → :class:`ServiceSource`.

One row a question, one sheet a subject (:data:`headers.SHEETS`). The English words of the form
vocabulary are taken as well, so a book made for another ODK tool opens here.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from kiosk.catalogue.authoring import headers
from kiosk.catalogue.authoring.source import (
    FALSE_WORDS,
    TRUE_WORDS,
    Mistake,
    Row,
    ServiceSource,
)
from kiosk.domain.errors import BadService

_MOST_ROWS = 2000
_YES_NO_FACTS = frozenset({"item.is_fee", "ecert.replaces"})
_LISTS: Mapping[str, re.Pattern[str]] = MappingProxyType({
    "keywords": re.compile(r"[；;、，,]"),
    "form": re.compile(r"[；;、，,]"),
    "steps": re.compile(r"[；;]"),
    "region_must_set": re.compile(r"[；;、，,]"),
    "item.by_law": re.compile(r"[；;]"),
    "item.accept_condition": re.compile(r"[；;]"),
})  # fmt: skip
_PARAM = re.compile(r"^(?:参数|params)[:：. ]?([a-z_]+)$")
_OVERRIDES = ("label", "required", "relevant")
_UNNAMED = frozenset({"end_group", "end_repeat", "include"})


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a sheet before its words are translated: canonical column → text."""

    cells: Mapping[str, str]
    place: str
    number: int


def read_book(file: Path) -> ServiceSource:
    """Read one service from a spreadsheet.

    Raises:
        BadService: the file is no spreadsheet, or has no sheet of questions.
    """
    return _Book(file).source()


class _Book:
    def __init__(self, file: Path) -> None:
        self._name = file.name
        self._mistakes: list[Mistake] = []
        self._places: dict[str, str] = {}
        self._sheets = self._read(file)

    def _read(self, file: Path) -> dict[str, tuple[tuple[Any, ...], ...]]:
        try:
            book = load_workbook(file, read_only=True, data_only=True)
        except (InvalidFileException, BadZipFile, KeyError, OSError, ValueError):
            raise BadService(
                f"{file.name}：不是能读的表格。改法：在表格软件里另存为 .xlsx。"
            ) from None
        try:
            return {
                headers.SHEETS.get(sheet.title.strip(), sheet.title.strip()): tuple(
                    sheet.iter_rows(max_row=_MOST_ROWS, values_only=True)
                )
                for sheet in book.worksheets
            }
        finally:
            book.close()

    def source(self) -> ServiceSource:
        if "survey" not in self._sheets:
            raise BadService(
                f"{self._name}：没有叫“题目”的表。改法：用 hall-catalogue new 建一本再填。"
            )
        survey = tuple(self._question(line) for line in self._lines("survey", headers.SURVEY))
        choices = self._choices()
        facts = self._facts()
        return ServiceSource(
            file=self._name,
            facts=facts,
            survey=survey,
            choices=choices,
            places=self._places,
            mistakes=tuple(self._mistakes),
        )

    def _lines(self, sheet: str, known: Mapping[str, str]) -> Iterator[_Line]:
        """Yield the rows of a sheet that are not empty, its header translated."""
        rows = self._sheets.get(sheet, ())
        if not rows:
            return
        shown = next((zh for zh, name in headers.SHEETS.items() if name == sheet), sheet)
        columns = [self._column(_text(cell), known, shown) for cell in rows[0]]
        for number, row in enumerate(rows[1:], start=2):
            cells = {
                column: text
                for column, cell in zip(columns, row, strict=False)
                if column and (text := _text(cell))
            }
            if cells:
                yield _Line(cells, f"{self._name} 表“{shown}”第 {number} 行", number)

    def _column(self, header: str, known: Mapping[str, str], sheet: str) -> str:
        base, colons, language = header.partition("::")
        column = known.get(base, base)
        if header and column not in known.values() and base != headers.LIST_COLUMN:
            self._mistakes.append(
                Mistake(
                    f"{self._name} 表“{sheet}”第 1 行", f"不认识列“{header}”",
                    f"改成：{'、'.join(known)}，不用的删掉",
                )
            )  # fmt: skip
            return ""
        return f"{column}{colons}{language}"

    def _question(self, line: _Line) -> Row:
        cells = dict(line.cells)
        word, _, rest = cells.get("type", "").partition(" ")
        kind = headers.TYPES.get(word, word)
        named = (rest or cells.pop(headers.LIST_COLUMN, "")).strip()
        cells.pop(headers.LIST_COLUMN, None)
        cells = {c: _yes_no(t) if c in headers.YES_NO_COLUMNS else t for c, t in cells.items()}
        if kind == "include":
            overrides = {f"with:{c}": cells[c] for c in _OVERRIDES if cells.get(c)}
            cells = {"name": named or cells.get("name", "")} | overrides
        elif kind not in _UNNAMED:
            cells.setdefault("name", f"q{line.number:02d}")
        cells["type"] = f"{kind} {named}".strip() if kind != "include" else kind
        return Row(MappingProxyType({c: t for c, t in cells.items() if t}), line.place)

    def _choices(self) -> dict[str, tuple[Row, ...]]:
        lists: dict[str, list[Row]] = {}
        for line in self._lines("choices", headers.CHOICES):
            cells = dict(line.cells)
            name = cells.pop("list_name", "")
            rows = lists.setdefault(name, [])
            cells.setdefault("name", f"c{len(rows) + 1}")
            rows.append(Row(MappingProxyType(cells), line.place))
            self._places.setdefault(f"choices.{name}", line.place)
        return {name: tuple(rows) for name, rows in lists.items()}

    def _facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = {"kind": "service"}
        for number, row in enumerate(self._sheets.get("facts", ())[1:], start=2):
            header, value = (_text(cell) for cell in (*row, None, None)[:2])
            if header and value:
                self._fact(facts, header, value, f"{self._name} 表“事项”第 {number} 行")
        for sheet, known in (
            ("materials", headers.MATERIALS), ("eligibility", headers.ELIGIBILITY),
            ("members", headers.MEMBERS), ("faq", headers.FAQ),
        ):  # fmt: skip
            facts[sheet] = self._items(sheet, sheet, known)
        if prices := self._items("fee", "item.fee", headers.FEE):
            _put(facts, "item.fee", prices)
        return facts

    def _fact(self, facts: dict[str, Any], header: str, value: str, place: str) -> None:
        if param := _PARAM.match(header):
            facts.setdefault("params", {})[param[1]] = _number(value)
            return
        path = headers.FACTS.get(header, header)
        if path not in headers.FACTS.values():
            self._mistakes.append(
                Mistake(place, f"不认识“{header}”", "看看是不是写错了字，不用的删掉")
            )
            return
        self._places[path] = place
        _put(facts, path, _meant(path, value))

    def _items(self, sheet: str, path: str, known: Mapping[str, str]) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = []
        for line in self._lines(sheet, known):
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
        except ValueError:
            return text
    return text


def _yes_no(text: str) -> str:
    word = text.lower()
    if word in TRUE_WORDS:
        return "true"
    return "false" if word in FALSE_WORDS else text


def _text(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() | date():
            return cell.isoformat()[:10]
        case _:
            return str(cell).strip()
