"""Checks of default values: a wrong one would be handed in without anybody having chosen it."""

import re
from collections.abc import Iterator
from datetime import UTC

from kiosk.catalogue.authoring.cascades import codes
from kiosk.catalogue.authoring.checks.draft import GROUPS, SELECTS, Draft
from kiosk.catalogue.authoring.compile import is_reckoned
from kiosk.catalogue.authoring.source import Mistake, Row
from kiosk.forms.values import parse_date

_WITHOUT = frozenset({"image", "signature", "note"}) | GROUPS
_INTEGER = re.compile(r"-?[0-9]+")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_WRITTEN_OUT = re.compile(r"\$\{|\(")


def default_mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield defaults that are no possible answer."""
    for row in draft.questions():
        if row["default"] and (told := _wrong(draft, row)):
            what, mend = told
            yield Mistake(row.place, f"“{draft.terms.column('default')}”{what}", mend)


def _wrong(draft: Draft, row: Row) -> tuple[str, str] | None:
    if row.kind == "acknowledge":
        return "替人先同意了", "去掉默认值，同意要本人自己按"
    if row.kind in _WITHOUT:
        return "写了也没有用", "去掉默认值，这种题没有默认值"
    if is_reckoned(row):
        return _unmeant(row["default"])
    return _unchosen(draft, row) if row.kind in SELECTS else _unlike(row.kind, row["default"])


def _unmeant(text: str) -> tuple[str, str] | None:
    """Tell of a text with a sign of arithmetic, 3号楼 + 2室, which would be reckoned out."""
    if _WRITTEN_OUT.search(text):
        return None
    return f"“{text}”会被当成算式", f"是文字就写成 string('{text}')"


def _unlike(kind: str, text: str) -> tuple[str, str] | None:
    written = f"写的是“{text}”"
    match kind:
        case "integer" if not _INTEGER.fullmatch(text):
            return f"{written}，不是整数", "写一个整数，比如 0"
        case "decimal" if not _DECIMAL.fullmatch(text):
            return f"{written}，不是数字", "写一个数字，比如 0.5"
        case "date" if parse_date(text, UTC) is None:
            return f"{written}，不是日期", "写成 2026-11-22 这样，或 today()"
        case _:
            return None


def _unchosen(draft: Draft, row: Row) -> tuple[str, str] | None:
    choices = draft.lists.get(row.list_name, ())
    known = {choice["name"] for choice in choices}
    words = row["default"].split() if row.kind == "select_multiple" else [row["default"]]
    wrong = next((word for word in words if word not in known), None)
    if wrong is None or not known:
        return None
    meant = codes(choices).get(wrong)
    mend = f"写代号 {meant}" if meant else f"改成选项的代号：{'、'.join(sorted(known))}"
    return f"写的是“{wrong}”，选项里没有", mend
