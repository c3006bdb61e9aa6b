"""A spreadsheet as rows of text under known columns, with what is wrong about its shape.

The English words of the form vocabulary are taken as well as the Chinese ones, so a book made
for another ODK tool opens here.
"""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from kiosk.catalogue.authoring import headers
from kiosk.catalogue.authoring.source import Mistake, Severity, refuse
from kiosk.domain.errors import BadService

_MOST_ROWS = 10_000
_ONE_OF_TWO = 0.5  # most headers have two characters, and one may be wrong


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it stands in the book.

    Attributes:
        rows: its rows that are not empty, each with its number; the first is the header.
    """

    place: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def row_place(self, number: int) -> str:
        """Return file, sheet and row."""
        return f"{self.place}第 {number} 行"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet before its words are translated: canonical column → text."""

    cells: Mapping[str, str]
    place: str
    number: int


class Book:
    """A book that was read.

    Attributes:
        sheets: the known sheets by their English names.
        mistakes: what is wrong although it can be read.

    Raises:
        BadService: the file is no spreadsheet, or is damaged.
    """

    def __init__(self, file: Path) -> None:
        self.name = file.name
        self.sheets: dict[str, Sheet] = {}
        self.mistakes: list[Mistake] = []
        self._read(file)

    def complain(self, place: str, what: str, mend: str) -> None:
        """Note a mistake and read on."""
        self.mistakes.append(Mistake(place, what, mend))

    def lines(self, name: str, known: Mapping[str, str]) -> Iterator[Line]:
        """Yield the rows of a sheet, its header translated."""
        sheet = self.sheets.get(name)
        if sheet is None or not sheet.rows:
            return
        (first, header), *rows = sheet.rows
        columns = self._columns(header, known, sheet.row_place(first), is_open=name == "choices")
        self._tell_headless(sheet, header, rows)
        for number, row in rows:
            cells = {c: text for c, text in zip(columns, row, strict=False) if c and text}
            if cells:
                yield Line(cells, sheet.row_place(number), number)

    def _columns(
        self, header: Sequence[str], known: Mapping[str, str], place: str, *, is_open: bool
    ) -> list[str]:
        """Return what each column is; an open sheet may have columns of the author's own."""
        columns: list[str] = []
        for words in header:
            base, colons, language = words.partition("::")
            column = f"{known.get(base, base)}{colons}{language}"
            is_known = known.get(base, base) in known.values() or base == headers.LIST_COLUMN
            if words and column in columns:
                self.complain(place, f"列“{words}”写了两次", "只留一列")
            elif words and not is_known and not is_open:
                self.complain(place, *_unknown_header(words, known))
            columns.append(column if column not in columns and (is_known or is_open) else "")
        return columns

    def _tell_headless(
        self, sheet: Sheet, header: Sequence[str], rows: Sequence[tuple[int, tuple[str, ...]]]
    ) -> None:
        for number, row in rows:
            heads = (*header, *("" for _ in row[len(header) :]))
            if stray := next((text for head, text in zip(heads, row, strict=False)
                              if text and not head), ""):  # fmt: skip
                self._warn(
                    sheet.row_place(number), f"“{stray}”这一列没有列名，没有读它",
                    "在第一行写上列名，不用的删掉",
                )  # fmt: skip
                return

    def _read(self, file: Path) -> None:
        with _told(self.name, "不是能读的表格"):
            content = BytesIO(file.read_bytes())
            book = load_workbook(content, read_only=True, data_only=True)
        for sheet in book.worksheets:
            title = sheet.title.strip()
            self._keep(title, f"{self.name} 表“{title}”", sheet)

    def _keep(self, title: str, place: str, sheet: Any) -> None:
        name = headers.SHEETS.get(title, title)
        if name in self.sheets:
            self.complain(place, f"和 {self.sheets[name].place}是同一种表", "合成一张")
        elif name in headers.SHEET_NAMES:
            rows = tuple(islice(_filled(sheet, place), _MOST_ROWS + 1))
            if len(rows) > _MOST_ROWS:
                refuse(place, f"超过 {_MOST_ROWS} 行", "只留用得到的行，或分成几个事项")
            self.sheets[name] = Sheet(place, rows)
        elif title != headers.EXPLANATION and any(_filled(sheet, place)):
            known = "、".join(headers.SHEETS)
            self._warn(place, "不认识这张表，没有读它", f"表名改成：{known}，不用的删掉")

    def _warn(self, place: str, what: str, mend: str) -> None:
        self.mistakes.append(Mistake(place, what, mend, Severity.WARNING))


def _unknown_header(header: str, known: Mapping[str, str]) -> tuple[str, str]:
    if headers.is_not_yet(header):
        return headers.not_yet(header)
    return f"不认识列“{header}”", mend_of_header(header.partition("::")[0], known)


def mend_of_header(header: str, known: Mapping[str, str]) -> str:
    """Return how to mend a word that is not among the known ones."""
    near = get_close_matches(header, known, n=1, cutoff=_ONE_OF_TWO)
    return f"是不是想写 {near[0]}" if near else f"改成：{'、'.join(known)}，不用的删掉"


def _filled(sheet: Any, place: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows of a sheet that are not empty; a formatted one has a million that are."""
    with _told(place, "坏了，读不出来"):
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            if any(row := tuple(_text(cell) for cell in cells)):
                yield number, row


@contextmanager
def _told(place: str, what: str) -> Iterator[None]:
    """Tell of a damaged file in Chinese, and keep openpyxl's own English remarks quiet.

    Raises:
        BadService: anything in the file could not be read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except BadService:
        raise
    except Exception:  # noqa: BLE001 - a damaged part makes openpyxl raise nearly anything
        refuse(place, what, "在表格软件里打开看看，另存为 .xlsx")


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
