"""A book for hall staff, made from any service: Chinese headers, drop-downs, how to fill it in."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kiosk.catalogue.authoring import headers
from kiosk.catalogue.authoring.rules import RULES
from kiosk.catalogue.authoring.source import Row, ServiceSource
from kiosk.catalogue.service import DayUnit

_LAST_ROW = 300
_YES_NO = {"true": "是", "false": "否"}
_HEADER_FILL = PatternFill("solid", fgColor="FFDDE7F3")
_WIDE = frozenset({
    "内容", "问题", "提示", "朗读", "什么时候问", "什么时候要", "拍照提示", "条件", "不符合时说",
    "问", "答",
})  # fmt: skip

_EXPLANATION = (
    "怎么填这本表",
    "1. 先填“事项”，再填“题目”。每道题一行，从上到下就是问的顺序。",
    "2. 题型从下拉里选。单选、多选要在“选项表”一列写上“选项”里的表名。",
    "3. “代号”可以不写，机器自己编（第 5 行就是 q05）。要在公式里用到的题，请自己写英文代号。",
    "4. “什么时候问”写公式：${who} = 'helper' 表示帮别人办时才问。符号都用半角。",
    "5. “问题”不超过二十五个字，像平时说话。“朗读”写一句不看屏幕也听得懂的话。",
    "6. 告知同意、谁来办、申请人、账户、送达、签名，题型选“公共题”，选项表写 blk_ 开头的题块。",
    "7. 拍照题的代号要和“材料”里的代号一样。",
    "8. 市跟着省走：题“市”的“选项筛选”写 省 = ${sheng}，“选项”里加一列“省”，写上属于哪个省。",
    "9. 填好后运行：hall-catalogue check 这本表.xlsx；没有错误再运行 hall-catalogue build。",
    "10. 表里现在是一个能用的例子，照着改成您的事项。金额、天数、编码以本地公布的为准。",
)

_DROP_DOWNS: Mapping[str, Mapping[str, Iterable[str]]] = {
    "题目": {"题型": headers.TYPES, "校验": RULES}
    | dict.fromkeys(
        ("必填", "只读", "敏感信息", "核对时念", "本机保留", "可以不知道"), _YES_NO.values()
    ),
    "材料": {
        "必要性": ("必要", "非必要", "容缺后补"),
        "来源渠道": ("申请人自备", "政府部门核发", "其他"),
        "电子证照可替代": _YES_NO.values(),
    },
}

_FACT_DROP_DOWNS: Mapping[str, Iterable[str]] = {
    **headers.FACT_WORDS,
    "item.task_type": ("行政给付", "行政确认", "行政许可", "公共服务", "其他行政权力"),
    "item.server_type": ("自然人", "法人"),
    "item.anticipate.unit": tuple(DayUnit),
    "item.promise.unit": tuple(DayUnit),
    "item.is_fee": _YES_NO.values(),
}


def write_book(source: ServiceSource, file: Path) -> None:
    """Write ``source`` (its includes still in place) as a book.

    Raises:
        FileExistsError: there is such a file; nobody's work is overwritten.
    """
    if file.exists():
        raise FileExistsError(file)
    book = Workbook()
    _explain(book)
    facts = source.facts
    item = facts.get("item") or {}
    _fill(book, "事项", ("项", "内容"), _fact_rows(facts))
    _fill(book, "题目", _survey_header(source), [_survey_cells(row) for row in source.survey])
    choices = _choice_rows(source)
    own = dict.fromkeys(column for row in choices for column in row)
    _fill(book, "选项", tuple(dict.fromkeys((*headers.CHOICES, *own))), choices)
    for title, columns, items in (
        ("材料", headers.MATERIALS, facts.get("materials")),
        ("受理条件", headers.ELIGIBILITY, facts.get("eligibility")),
        ("常见问题", headers.FAQ, facts.get("faq")),
        ("收费", headers.FEE, item.get("fee")),
        ("联办事项", headers.MEMBERS, facts.get("members")),
    ):
        rows = [_item_cells(inner, columns) for inner in items or ()]
        _fill(book, title, tuple(columns), rows)
    for title, lists in _DROP_DOWNS.items():
        _drop_down(book[title], lists)
    _fact_drop_downs(book["事项"])
    book.active = 1
    book.save(file)


def _explain(book: Workbook) -> None:
    sheet: Any = book.active
    sheet.title = headers.EXPLANATION
    for number, line in enumerate(_EXPLANATION, start=1):
        sheet.cell(row=number, column=1, value=line).font = Font(size=14, bold=number == 1)
    sheet.column_dimensions["A"].width = 110


def _fact_rows(facts: Mapping[str, Any]) -> list[dict[str, str]]:
    rows = [
        {"项": header, "内容": headers.said(path, _shown(_at(facts, path)))}
        for header, path in headers.FACTS.items()
    ]
    rows += [
        {"项": f"参数:{name}", "内容": _shown_param(value)}
        for name, value in (facts.get("params") or {}).items()
    ]
    return rows


def _survey_header(source: ServiceSource) -> tuple[str, ...]:
    """Return the headers; a choice list has a column of its own, a language one beside ours."""
    names = list(headers.SURVEY)
    names.insert(2, headers.LIST_COLUMN)
    spoken = {row_column for row in source.survey for row_column in row.cells}
    by_column = {column: header for header, column in headers.SURVEY.items()}
    foreign = sorted(
        f"{by_column[base]}::{language}"
        for base, _, language in (column.partition("::") for column in spoken)
        if language
    )
    return (*names, *foreign)


def _survey_cells(row: Row) -> dict[str, str]:
    words = {name: word for word, name in reversed(tuple(headers.TYPES.items()))}
    by_column = {column: header for header, column in headers.SURVEY.items()}
    cells = {"题型": words.get(row.kind, row.kind), headers.LIST_COLUMN: row.list_name}
    for column, text in row.cells.items():
        base, colons, language = column.removeprefix("with:").partition("::")
        if base == "name" and row.kind == "include":
            cells[headers.LIST_COLUMN] = text
        elif base != "type":
            shown = _YES_NO.get(text, text) if base in headers.YES_NO_COLUMNS else text
            cells[f"{by_column[base]}{colons}{language}"] = shown
    return cells


def _choice_rows(source: ServiceSource) -> list[dict[str, str]]:
    by_column = {column: header for header, column in headers.CHOICES.items()}

    def header(column: str) -> str:
        base, colons, language = column.partition("::")
        return f"{by_column.get(base, base)}{colons}{language}"

    return [
        {"选项表": name} | {header(column): text for column, text in row.cells.items()}
        for name, rows in source.choices.items()
        for row in rows
    ]


def _item_cells(item: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    return {header: _shown(_at(item, path)) for header, path in columns.items()}


def _at(facts: Mapping[str, Any], path: str) -> Any:
    value: Any = facts
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _shown(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case list() | tuple():
            return "\n".join(str(inner) for inner in value)
        case _:
            return str(value)


def _shown_param(value: Any) -> str:
    is_plain = isinstance(value, str | bool | None)
    return _shown(value) if is_plain else json.dumps(value, ensure_ascii=False)


def _fill(
    book: Workbook, title: str, names: Sequence[str], rows: Sequence[Mapping[str, str]]
) -> None:
    sheet = book.create_sheet(title)
    for column, name in enumerate(names, start=1):
        head = sheet.cell(row=1, column=column, value=name)
        head.font, head.fill = Font(bold=True), _HEADER_FILL
        sheet.column_dimensions[get_column_letter(column)].width = 36 if name in _WIDE else 14
        for number, row in enumerate(rows, start=2):
            cell = sheet.cell(row=number, column=column, value=row.get(name) or None)
            cell.number_format = "@"  # text: 2026.10 and 0020 stay as they are typed
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def _drop_down(sheet: Worksheet, lists: Mapping[str, Iterable[str]]) -> None:
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    for name, words in lists.items():
        _offer(sheet, f"{letters[name]}2:{letters[name]}{_LAST_ROW}", words)


def _fact_drop_downs(sheet: Worksheet) -> None:
    for name, cell in sheet.iter_rows(min_row=2, max_col=2):
        if words := _FACT_DROP_DOWNS.get(headers.FACTS.get(name.value, "")):
            _offer(sheet, cell.coordinate, words)


def _offer(sheet: Worksheet, cells: str, words: Iterable[str]) -> None:
    rule = DataValidation(
        type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=False
    )
    rule.add(cells)
    sheet.add_data_validation(rule)
