"""Putting the words of other languages beside the texts of a service.

One file a language serves all services of a folder, ``words/en.yaml``, so a text that several
services share is translated once. What is not in it stays Chinese on the screen.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from kiosk.catalogue.authoring.source import Row, ServiceSource, texts
from kiosk.catalogue.authoring.translation import Translation

TRANSLATED_COLUMNS = ("label", "hint", "constraint_message", "required_message")
OWN_COLUMNS = ("say", "example")
"""Told to citizens like the others, but in our own attributes, which have no itext."""
_TOLD_FACTS = (
    "title", "title_plain", "item.dept", "item.accept_at", "item.use_level", "item.by_law",
    "item.accept_condition", "item.fee", "item.result", "item.link_way", "item.supervise_way",
    "materials", "eligibility", "steps", "members", "faq",
)  # fmt: skip
_ASIDE = re.compile(r"materials\.\d+\.(form|ecert)\b")
_HANZI = re.compile("[\u3400-\u9fff]")
_READ_BACK = re.compile(r"\$\{[^}]*\}")
_TOLD_PARTS = frozenset({"name", "note", "form", "deliver", "tip", "fail", "label", "q", "a"})


def translated(
    row: Mapping[str, str], translations: Iterable[Translation], own_column: Callable[[str], str]
) -> dict[str, str]:
    """Return a row of a sheet with a column beside each text that has a translation.

    Args:
        row: column → text; what its author translated stays.
        translations: of all languages.
        own_column: what a column of ours is called in the sheet.
    """
    cells = dict(row)
    for translation in translations:
        columns = {c: f"{c}::{translation.language}" for c in TRANSLATED_COLUMNS}
        columns |= {own_column(c): f"{own_column(c)}.{translation.tag}" for c in OWN_COLUMNS}
        for column, beside in columns.items():
            words = translation.words.get(row.get(column, ""))
            if words:
                cells.setdefault(beside, words)
    return cells


def told_facts(source: ServiceSource) -> Iterator[tuple[str, str]]:
    """Yield (dotted path, text) of the facts that citizens read."""
    for path, text in texts(source.facts):
        if any(path == told or path.startswith(f"{told}.") for told in _TOLD_FACTS):
            last = path.rpartition(".")[2]
            is_listed = last.isdigit() or path in _TOLD_FACTS
            is_told = (is_listed or last in _TOLD_PARTS) and not _ASIDE.search(path)
            if is_told and _HANZI.search(text):
                yield path, text


def told_columns(row: Row) -> Iterator[str]:
    """Yield the texts of a row that citizens read."""
    columns = (*TRANSLATED_COLUMNS, *OWN_COLUMNS)
    return (row[column] for column in columns if _HANZI.search(_READ_BACK.sub("", row[column])))
