"""Checks of characters nobody sees and no form may hold."""

import re
from collections.abc import Iterator

from kiosk.catalogue.authoring.checks.draft import Draft
from kiosk.catalogue.authoring.source import Mistake, texts

# What XML 1.0 has no place for, and delete.
_UNSEEN = re.compile("[^\t\n\r -~\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MEND = "删掉这一格，重新打一遍"


def character_mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield cells and facts with a control character; they come in by copying."""
    rows = (*draft.source.survey, *(row for rows in draft.lists.values() for row in rows))
    for row in rows:
        for column, text in row.cells.items():
            if _UNSEEN.search(column + text):
                yield Mistake(row.place, _what(draft.terms.column(column)), _MEND)
    for path, text in texts(draft.source.facts):
        if _UNSEEN.search(path + text):
            yield Mistake(draft.source.place(path), _what(draft.terms.column(path)), _MEND)


def _what(name: str) -> str:
    return f"“{_UNSEEN.sub('', name)}”里有看不见的控制字符"
