"""Checks of choice lists, and of the filters that narrow them down (省 → 市)."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from kiosk.catalogue.authoring.cascades import OWN_COLUMNS, Cascade, cascades, codes
from kiosk.catalogue.authoring.checks.draft import SELECTS, Draft
from kiosk.catalogue.authoring.headers import is_not_yet, not_yet
from kiosk.catalogue.authoring.source import Mistake, Row, Severity


def choice_mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield what is wrong with lists of choices and their filters."""
    for row in draft.source.survey:
        if row.kind in SELECTS and not draft.lists.get(row.list_name):
            yield _missing_list(draft, row)
    for name, rows in draft.lists.items():
        yield from _choices(draft, name, rows)
    for name in set(draft.source.choices) - draft.lists.keys():
        yield Mistake(
            draft.source.place(f"choices.{name}"), f"选项表“{name}”没有题用到", "删掉，或用上",
            Severity.WARNING,
        )  # fmt: skip
    yield from _columns(draft)
    for cascade in cascades(draft.source):
        yield from _cascade(draft, cascade)


def _missing_list(draft: Draft, row: Row) -> Mistake:
    if not row.list_name:
        kind = draft.terms.kind(row.kind)
        mend = "在“选项表”一列写上表名" if draft.source.is_book else f"写成 {kind} 选项表名"
        return Mistake(row.place, "选择题没有写用哪个选项表", mend)
    near = get_close_matches(
        row.list_name, {*draft.source.choices, *draft.library.choices}, n=1
    )  # fmt: skip
    mend = f"是不是想写 {near[0]}" if near else f"在{draft.terms.sheet('choices')}里加上这个表"
    return Mistake(row.place, f"没有叫“{row.list_name}”的选项表", mend)


def _choices(draft: Draft, list_name: str, rows: tuple[Row, ...]) -> Iterator[Mistake]:
    seen: dict[str, Row] = {}
    code, label = draft.terms.column("name"), "" if draft.source.is_book else "（label）"
    for row in rows:
        name = row["name"]
        if not name:
            yield Mistake(row.place, f"选项没有{code}", "写一个英文或数字代号")
        elif " " in name:
            yield Mistake(row.place, f"选项代号“{name}”里有空格", "去掉空格，或换成下划线")
        elif not name.isascii():
            yield Mistake(
                row.place, f"选项代号“{name}”不是英文", "代号用英文字母或数字，中文写在选项里"
            )
        elif name in seen:
            yield Mistake(row.place, f"选项代号“{name}”在“{list_name}”里写了两次", "换一个代号")
        if draft.icons is not None and row["icon"] and row["icon"] not in draft.icons:
            yield Mistake(
                row.place, f"没有叫“{row['icon']}”的图标", "换一个 assets/icons 里有的",
                Severity.WARNING,
            )  # fmt: skip
        if not row["label"]:
            yield Mistake(row.place, f"选项“{name}”没有写给人看的字{label}", "补上选项")
        seen[name] = row


def _columns(draft: Draft) -> Iterator[Mistake]:
    """Yield columns of the service's own lists that nothing reads, each once."""
    read = {column for cascade in cascades(draft.source) for column in cascade.columns}
    told: set[str] = set()
    for row in (row for rows in draft.source.choices.values() for row in rows):
        for column in row.cells:
            base = column.partition("::")[0]
            if base not in OWN_COLUMNS | read | told:
                told.add(base)
                yield Mistake(row.place, *_unread(draft, column, read))


def _unread(draft: Draft, column: str, read: set[str]) -> tuple[str, str]:
    if is_not_yet(column):
        return not_yet(column)
    near = get_close_matches(column, read | OWN_COLUMNS, n=1)
    used = draft.terms.column("choice_filter")
    mend = f"是不是想写 {near[0]}" if near else f"要用来筛选，就写进题目的“{used}”；不用的删掉"
    return f"选项里不认识列“{column}”", mend


def _cascade(draft: Draft, cascade: Cascade) -> Iterator[Mistake]:
    rows = draft.lists.get(cascade.row.list_name, ())
    there = {column for row in rows for column in row.cells} - OWN_COLUMNS
    for column in cascade.columns:
        if column not in there and rows:
            yield _missing_column(draft, cascade.row, column, there)
        elif rows and (question := cascade.parents.get(column)):
            yield from _values(draft, cascade, column, question)


def _missing_column(draft: Draft, row: Row, column: str, there: set[str]) -> Mistake:
    near = get_close_matches(column, there, n=1)
    only = next(iter(there)) if len(there) == 1 else ""
    where = draft.terms.sheet("choices")
    mend = f"是不是想写 {near[0] if near else only}" if near or only else f"在{where}里加上这一列"
    return Mistake(
        row.place,
        f"“{draft.terms.column('choice_filter')}”里的“{column}”，选项表“{row.list_name}”没有这一列",
        mend,
    )


def _values(draft: Draft, cascade: Cascade, column: str, question: str) -> Iterator[Mistake]:
    """Yield choices that no answer to ``question`` brings up, and answers that bring up none."""
    asked = draft.by_name.get(question)
    if asked is None or not (choices := draft.lists.get(asked.list_name, ())):
        return
    rows = draft.lists[cascade.row.list_name]
    known = codes(choices)
    for row in rows:
        if row[column] and row[column] not in known:
            yield _stray(row, column, asked, known)
    if not cascade.is_plain:
        return
    for row in (row for row in rows if not row[column]):
        yield Mistake(
            row.place, f"选项“{row['label']}”没有写“{column}”，永远选不到", "写上，或删掉这个选项",
            Severity.WARNING,
        )  # fmt: skip
    there = {known.get(row[column]) for row in rows}
    for choice in choices:
        if choice["name"] not in there:
            yield _empty(cascade.row, asked, choice)


def _stray(row: Row, column: str, asked: Row, known: Mapping[str, str]) -> Mistake:
    near = get_close_matches(row[column], known, n=1)
    mend = f"是不是想写 {near[0]}" if near else f"可以写的有：{'、'.join(dict.fromkeys(known))}"
    what = f"“{column}”写的是“{row[column]}”，题目“{asked['label']}”没有这个选项"
    return Mistake(row.place, what, mend)


def _empty(row: Row, asked: Row, choice: Row) -> Mistake:
    return Mistake(
        row.place,
        f"“{asked['label']}”选了“{choice['label']}”，这道题就一个选项也没有",
        "给它加上选项，或写好这道题什么时候问",
        Severity.WARNING,
    )
