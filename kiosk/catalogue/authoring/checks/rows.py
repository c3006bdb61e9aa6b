"""Checks of the questions one by one, and of the order they stand in."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from kiosk.catalogue.authoring.checks.draft import GROUPS, SILENT, UNNAMED, Draft
from kiosk.catalogue.authoring.compile import TRANSLATED_COLUMNS, languages
from kiosk.catalogue.authoring.headers import SURVEY, TYPES, in_chinese
from kiosk.catalogue.authoring.rules import RULES
from kiosk.catalogue.authoring.source import FALSE_WORDS, TRUE_WORDS, Mistake, Row, Severity

LONGEST_LABEL = 25
_NAME = re.compile(r"^[A-Za-z_][A-Za-z0-9_]*$")
_COLUMNS = frozenset(SURVEY.values())
_KINDS = frozenset(TYPES.values())
_APPEARANCES = frozenset({
    "handwriting", "name", "numeric", "numbers", "idcard", "phone", "multiline", "signature",
    "minimal", "likert",
})  # fmt: skip
_SOURCES = re.compile(
    r"^(id_card\.(name|number|nation|address)|ss_card|helper|device|(ecert|share):.+)$"
)
_BOOLEANS = ("sensitive", "review", "keep", "skip_ok")
_CONSENT = "consent_sensitive"
_OUTPUT = re.compile(r"\$\{[^}]*\}")


def row_mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield what is wrong with rows."""
    if not draft.source.survey:
        yield Mistake(draft.source.file, "一道题也没有", "在 survey（题目）里写上要问的题")
    for row in draft.source.survey:
        yield from _kind(row)
        if row.kind in _KINDS - UNNAMED:
            yield from _question(row)
    yield from _names(draft)
    yield from _nesting(draft)
    yield from _lists(draft)
    yield from _consent(draft)
    yield from _translations(draft)


def _kind(row: Row) -> Iterator[Mistake]:
    if not row["type"]:
        yield Mistake(row.place, "没有写题型", f"写上题型：{'、'.join(TYPES)}")
    elif row.kind not in _KINDS:
        near = get_close_matches(row.kind, _KINDS, n=1)
        mend = f"是不是想写 {near[0]}" if near else f"改成能用的题型：{'、'.join(sorted(_KINDS))}"
        yield Mistake(row.place, f"不认识题型“{row['type']}”", mend)
    for column in row.cells:
        base, _, language = column.partition("::")
        if base.startswith("with:") or (base in _COLUMNS and not language):
            continue
        if base not in TRANSLATED_COLUMNS:
            near = get_close_matches(base, _COLUMNS, n=1)
            mend = f"是不是想写 {near[0]}" if near else "删掉这一列，或换成能用的列名"
            yield Mistake(row.place, f"不认识列“{column}”", mend)


def _question(row: Row) -> Iterator[Mistake]:
    name = row["name"]
    if not name:
        yield Mistake(row.place, "没有写代号（name）", "写一个英文代号，比如 phone")
    elif not _NAME.match(name):
        yield Mistake(
            row.place,
            f"代号“{name}”不能用",
            "只用英文字母、数字和下划线，字母开头，比如 live_addr",
        )
    yield from _words(row)
    yield from _marks(row)
    yield from _contradictions(row)


def _words(row: Row) -> Iterator[Mistake]:
    if row.kind in SILENT:
        return
    label = row["label"]
    if not label:
        yield Mistake(row.place, f"“{row['name']}”没有写问题（label）", "写一句给办事人看的话")
    elif (length := _hanzi(_OUTPUT.sub("", label))) > LONGEST_LABEL:
        yield Mistake(
            row.place,
            f"问题有 {length} 个字，太长",
            f"改到 {LONGEST_LABEL} 个字以内，多的放到提示里",
        )


def _hanzi(text: str) -> int:
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text) // 2  # noqa: PLR2004 - CJK starts there


def _marks(row: Row) -> Iterator[Mistake]:
    for column in _BOOLEANS:
        if row[column] and row[column].lower() not in TRUE_WORDS | FALSE_WORDS:
            yield Mistake(
                row.place,
                f"“{in_chinese(column)}”写的是“{row[column]}”",
                "只写 true 或 false（是或否）",
            )
    if row["check"] and row["check"] not in RULES:
        yield Mistake(row.place, f"没有叫“{row['check']}”的校验", f"改成：{'、'.join(RULES)}")
    for word in row["appearance"].split():
        if word not in _APPEARANCES and not word.startswith("kiosk-"):
            yield Mistake(
                row.place,
                f"不认识样式“{word}”",
                f"改成：{'、'.join(sorted(_APPEARANCES))}，或不写",
            )
    if row["source"] and not _SOURCES.match(row["source"]):
        yield Mistake(
            row.place, f"不认识来源“{row['source']}”",
            "写成 id_card.name、id_card.number、id_card.nation、id_card.address、ss_card、"
            "helper、device、ecert:证照名 或 share:核验名",
        )  # fmt: skip


def _contradictions(row: Row) -> Iterator[Mistake]:
    is_required = row["required"].lower() not in FALSE_WORDS
    if is_required and row.is_true("readonly"):
        yield Mistake(row.place, f"“{row['name']}”又必填又只读，谁也填不了", "去掉其中一个")
    if row.is_true("required") and row.is_true("skip_ok"):
        yield Mistake(row.place, f"“{row['name']}”又必填又可以不知道", "去掉其中一个")
    if row.kind == "acknowledge" and not is_required:
        yield Mistake(
            row.place,
            f"同意题“{row['name']}”没有写必填，不同意也能过去",
            "写上必填（required: true）",
        )
    if row.kind == "calculate" and not row["calculation"]:
        yield Mistake(row.place, f"计算题“{row['name']}”没有公式", "写上计算公式（calculation）")
    if row["constraint_message"] and not (row["constraint"] or row["check"]):
        yield Mistake(
            row.place, "写了校验提示，却没有校验", "补上校验，或删掉提示", Severity.WARNING
        )
    if row["constraint"] and not (row["constraint_message"] or row["check"]):
        yield Mistake(
            row.place, "有校验公式，没有校验提示", "写一句填错时怎么说（constraint_message）"
        )


def _names(draft: Draft) -> Iterator[Mistake]:
    first: dict[str, Row] = {}
    for row in draft.questions():
        name = row["name"].lower()
        if name and name in first:
            yield Mistake(
                row.place, f"代号“{row['name']}”用了两次，前面是 {first[name].place}", "换一个代号"
            )
        first.setdefault(name, row)


def _nesting(draft: Draft) -> Iterator[Mistake]:
    open_rows: list[Row] = []
    for row in draft.source.survey:
        if row.kind in GROUPS:
            if row.kind == "begin_repeat" and any(o.kind == "begin_repeat" for o in open_rows):
                yield Mistake(row.place, "重复里面又套了重复", "拆成两个前后分开的重复")
            open_rows.append(row)
        elif row.kind in {"end_group", "end_repeat"}:
            wanted = row.kind.replace("end", "begin")
            if not open_rows:
                yield Mistake(row.place, f"{row.kind} 前面没有 {wanted}", "删掉，或补上开头")
            elif open_rows.pop().kind != wanted:
                yield Mistake(row.place, f"{row.kind} 和开头对不上", "分组配分组，重复配重复")
    for row in open_rows:
        end = row.kind.replace("begin", "end")
        yield Mistake(row.place, f"“{row['name']}”只有开头没有结尾", f"在最后补一行 {end}")


def _lists(draft: Draft) -> Iterator[Mistake]:
    used = set()
    for row in draft.source.survey:
        if not row.kind.startswith("select_"):
            continue
        used.add(row.list_name)
        if not row.list_name:
            yield Mistake(row.place, "选择题没有写用哪个选项表", "写成 select_one 选项表名")
        elif not draft.source.choice_rows(draft.library, row.list_name):
            near = get_close_matches(
                row.list_name, {*draft.source.choices, *draft.library.choices}, n=1
            )
            mend = f"是不是想写 {near[0]}" if near else "在选项（choices）里加上这个表"
            yield Mistake(row.place, f"没有叫“{row.list_name}”的选项表", mend)
    for name in used:
        yield from _choices(draft, name)
    for name in set(draft.source.choices) - used:
        yield Mistake(
            draft.source.place(f"choices.{name}"), f"选项表“{name}”没有题用到", "删掉，或用上",
            Severity.WARNING,
        )  # fmt: skip


def _choices(draft: Draft, list_name: str) -> Iterator[Mistake]:
    seen: dict[str, Row] = {}
    for row in draft.source.choice_rows(draft.library, list_name) or ():
        name = row["name"]
        if not name:
            yield Mistake(row.place, "选项没有代号（name）", "写一个英文或数字代号")
        elif " " in name:
            yield Mistake(row.place, f"选项代号“{name}”里有空格", "去掉空格，或换成下划线")
        elif not name.isascii():
            yield Mistake(
                row.place, f"选项代号“{name}”不是英文", "代号用英文字母或数字，中文写在选项里"
            )
        elif name in seen:
            yield Mistake(row.place, f"选项代号“{name}”在“{list_name}”里写了两次", "换一个代号")
        if not row["label"]:
            yield Mistake(row.place, f"选项“{name}”没有写给人看的字（label）", "补上选项")
        seen[name] = row


def _consent(draft: Draft) -> Iterator[Mistake]:
    is_given = False
    for row in draft.questions():
        is_given = is_given or row["name"] == _CONSENT
        if not is_given and (row.is_true("sensitive") or row["source"].startswith("id_card")):
            yield Mistake(
                row.place, f"“{row['name']}”问的是个人信息，却排在单独同意前面",
                "先放公共题块 blk_consent，再问这道题",
            )  # fmt: skip


def _translations(draft: Draft) -> Iterator[Mistake]:
    lists = {row.list_name for row in draft.questions() if row.kind.startswith("select_")}
    choices = [
        choice for name in lists for choice in draft.source.choice_rows(draft.library, name) or ()
    ]
    for language in sorted(languages(draft.source.survey, [dict(c.cells) for c in choices])):
        for row in (*draft.questions(), *choices):
            for column in ("label", "hint"):
                if row[column] and not row[f"{column}::{language}"]:
                    yield Mistake(
                        row.place, f"“{row['name']}”的 {column} 没有写“{language}”",
                        f"补上 {column}::{language}",
                    )  # fmt: skip
