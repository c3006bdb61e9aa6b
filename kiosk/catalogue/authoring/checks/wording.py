"""Checks of how things are said: sentences an old person can follow, nothing said twice."""

import re
from collections.abc import Iterator

from kiosk.catalogue.authoring.checks.draft import SILENT, Draft
from kiosk.catalogue.authoring.source import Mistake, Severity, maps

LONGEST_SENTENCE = 25
_SENTENCE_END = re.compile(r"[。！？；]")
_HANZI = re.compile(r"[㐀-鿿豈-﫿]")
_OUTPUT = re.compile(r"\$\{[^}]*\}")
# Words of politeness and grammar, which add nothing to the question.
_FILLERS = frozenset("请您的是吗呢吧在有这那个一下们就选写现大概领")
_SPOKEN_COLUMNS = ("hint", "say", "constraint_message", "required_message")
_SPOKEN_FACTS = (("materials", "tip"), ("eligibility", "fail"), ("faq", "a"))


def wording_mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield warnings about sentences nobody can follow and questions asked twice."""
    for row in draft.source.survey:
        for column in _SPOKEN_COLUMNS:
            yield from _too_long(row.place, row[column], draft.terms.column(column))
        if row.kind not in SILENT and repeats(row["label"], row["say"]):
            yield _warning(
                row.place, f"“{row['name']}”的朗读只是把问题又说一遍",
                "说一点有用的，或者空着：问题本身总会读出来",
            )  # fmt: skip
    for name, column in _SPOKEN_FACTS:
        for number, fact in enumerate(maps(draft.source.facts.get(name))):
            place = draft.source.place(f"{name}.{number}")
            yield from _too_long(
                place, str(fact.get(column) or ""), draft.terms.column(f"{name}.{column}")
            )


def repeats(label: str, say: str) -> bool:
    """Return whether ``say`` tells no more than ``label`` does, which is said before it."""
    words = set(_HANZI.findall(say)) - _FILLERS
    return bool(words) and words <= set(_HANZI.findall(label))


def _too_long(place: str, text: str, name: str) -> Iterator[Mistake]:
    for sentence in _SENTENCE_END.split(_OUTPUT.sub("", text)):
        if (length := len(_HANZI.findall(sentence))) > LONGEST_SENTENCE:
            yield _warning(
                place, f"“{name}”里一句话有 {length} 个字，太长，听不下来",
                f"拆成几句，每句 {LONGEST_SENTENCE} 个字以内",
            )  # fmt: skip


def _warning(place: str, what: str, mend: str) -> Mistake:
    return Mistake(place, what, mend, Severity.WARNING)
