"""Checks of the questions one by one, and of the order they stand in."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from kiosk.catalogue.authoring.checks.draft import ENDS, GROUPS, SILENT, UNNAMED, Draft
from kiosk.catalogue.authoring.headers import KINDS, SURVEY, is_not_yet, not_yet
from kiosk.catalogue.authoring.rules import RULES
from kiosk.catalogue.authoring.source import FALSE_WORDS, TRUE_WORDS, Mistake, Row, Severity
from kiosk.catalogue.authoring.terms import Terms
from kiosk.catalogue.authoring.translating import TRANSLATED_COLUMNS
from kiosk.entry.lists import APPEARANCE as LISTED
from kiosk.entry.lists import LISTS

LONGEST_LABEL = 25
_NAME = re.compile(r"^[A-Za-z_][A-Za-z0-9_]*$")
_COLUMNS = frozenset(SURVEY.values())
_APPEARANCES = frozenset({
    "handwriting", "name", "numeric", "numbers", "idcard", "phone", "multiline", "signature",
    "minimal", "likert",
})  # fmt: skip
_SOURCES = re.compile(
    r"^(id_card\.(name|number|nation|address)|ss_card|helper|device|(ecert|share):.+)$"
)
_BOOLEANS = ("sensitive", "review", "keep", "skip_ok")
_BOOLEANS_OR_FORMULAS = ("required", "readonly")
_CONSENT = "consent_sensitive"
_OUTPUT = re.compile(r"\$\{[^}]*\}")


def row_mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield what is wrong with rows."""
    if not draft.source.survey:
        where = draft.terms.sheet("survey")
        yield Mistake(draft.source.file, "一道题也没有", f"在{where}里写上要问的题")
    for row in draft.source.survey:
        yield from _kind(row, draft.terms)
        if row.kind in KINDS.keys() - UNNAMED:
            yield from _question(row, draft.terms)
    yield from _names(draft)
    yield from _nesting(draft)
    yield from _consent(draft)


def is_plain(column: str, text: str) -> bool:
    """Whether a yes-or-no cell holds a word and not a formula."""
    return column in _BOOLEANS_OR_FORMULAS and text.removesuffix("()").isalnum()


def _kind(row: Row, terms: Terms) -> Iterator[Mistake]:
    if not row["type"]:
        yield Mistake(row.place, "没有写题型", f"写上题型：{'、'.join(terms.kinds())}")
    elif row.kind not in KINDS:
        near = get_close_matches(row.kind, terms.kinds(), n=1)
        mend = f"是不是想写 {near[0]}" if near else f"改成能用的题型：{'、'.join(terms.kinds())}"
        yield Mistake(row.place, f"不认识题型“{row['type']}”", mend)
    for column in row.cells:
        base, _, language = column.partition("::")
        if base in TRANSLATED_COLUMNS or (base in _COLUMNS and not language):
            continue
        if is_not_yet(column):
            yield Mistake(row.place, *not_yet(column))
            continue
        near = get_close_matches(base, _COLUMNS, n=1)
        mend = f"是不是想写 {near[0]}" if near else "删掉这一列，或换成能用的列名"
        yield Mistake(row.place, f"不认识列“{column}”", mend)


def _question(row: Row, terms: Terms) -> Iterator[Mistake]:
    name = row["name"]
    if not name:
        yield Mistake(row.place, f"没有写{terms.column('name')}", "写一个英文代号，比如 phone")
    elif not _NAME.match(name):
        yield Mistake(
            row.place,
            f"代号“{name}”不能用",
            "只用英文字母、数字和下划线，字母开头，比如 live_addr",
        )
    yield from _words(row, terms)
    yield from _marks(row, terms)
    yield from _contradictions(row, terms)


def _words(row: Row, terms: Terms) -> Iterator[Mistake]:
    if row.kind in SILENT:
        return
    label = row["label"]
    if not label:
        what = f"“{row['name']}”没有写{terms.column('label')}"
        yield Mistake(row.place, what, "写一句给办事人看的话")
    elif (length := _hanzi(_OUTPUT.sub("", label))) > LONGEST_LABEL:
        yield Mistake(
            row.place,
            f"问题有 {length} 个字，太长",
            f"改到 {LONGEST_LABEL} 个字以内，多的放到提示里",
        )


def _hanzi(text: str) -> int:
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text) // 2  # noqa: PLR2004 - CJK starts there


def _marks(row: Row, terms: Terms) -> Iterator[Mistake]:
    for column in (*_BOOLEANS, *_BOOLEANS_OR_FORMULAS):
        is_word = column in _BOOLEANS or is_plain(column, row[column])
        if is_word and row[column].lower() not in TRUE_WORDS | FALSE_WORDS:
            yield Mistake(
                row.place,
                f"“{terms.column(column)}”写的是“{row[column]}”",
                f"只写 {terms.yes_or_no}",
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
        if word.startswith(LISTED) and word.removeprefix(LISTED) not in LISTS:
            named = "、".join(f"{LISTED}{name}（{told}）" for name, told in LISTS.items())
            yield Mistake(row.place, f"没有样式“{word}”说的名单", f"改成：{named}")
    if row["source"] and not _SOURCES.match(row["source"]):
        yield Mistake(
            row.place, f"不认识来源“{row['source']}”",
            "写成 id_card.name、id_card.number、id_card.nation、id_card.address、ss_card、"
            "helper、device、ecert:证照名 或 share:核验名",
        )  # fmt: skip


def _contradictions(row: Row, terms: Terms) -> Iterator[Mistake]:
    is_required = row["required"].lower() not in FALSE_WORDS
    if is_required and row.is_true("readonly"):
        yield Mistake(row.place, f"“{row['name']}”又必填又只读，谁也填不了", "去掉其中一个")
    if row.is_true("required") and row.is_true("skip_ok"):
        yield Mistake(row.place, f"“{row['name']}”又必填又可以不知道", "去掉其中一个")
    if row.kind == "acknowledge" and not is_required:
        yield Mistake(
            row.place,
            f"同意题“{row['name']}”没有写必填，不同意也能过去",
            f"写上必填（{terms.yes('required')}）",
        )
    if row.kind == "calculate" and not row["calculation"]:
        mend = f"写上{terms.column('calculation')}"
        yield Mistake(row.place, f"计算题“{row['name']}”没有公式", mend)
    if row["constraint_message"] and not (row["constraint"] or row["check"]):
        yield Mistake(
            row.place, "写了校验提示，却没有校验", "补上校验，或删掉提示", Severity.WARNING
        )
    if row["constraint"] and not (row["constraint_message"] or row["check"]):
        mend = f"在“{terms.column('constraint_message')}”里写一句填错时怎么说"
        yield Mistake(row.place, "有校验公式，没有校验提示", mend)


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
        elif row.kind in ENDS:
            wanted = row.kind.replace("end", "begin")
            if not open_rows:
                what = f"{draft.terms.kind(row.kind)} 前面没有 {draft.terms.kind(wanted)}"
                yield Mistake(row.place, what, "删掉，或补上开头")
            elif open_rows.pop().kind != wanted:
                what = f"{draft.terms.kind(row.kind)} 和开头对不上"
                yield Mistake(row.place, what, "分组配分组，重复配重复")
    for row in open_rows:
        end = draft.terms.kind(row.kind.replace("begin", "end"))
        yield Mistake(row.place, f"“{row['name']}”只有开头没有结尾", f"在最后补一行 {end}")


def _consent(draft: Draft) -> Iterator[Mistake]:
    is_given = False
    for row in draft.questions():
        is_given = is_given or row["name"] == _CONSENT
        if not is_given and (row.is_true("sensitive") or row["source"].startswith("id_card")):
            yield Mistake(
                row.place, f"“{row['name']}”问的是个人信息，却排在单独同意前面",
                "先放公共题块 blk_consent，再问这道题",
            )  # fmt: skip
