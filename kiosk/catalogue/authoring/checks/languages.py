"""Checks of translations: who starts a language in a service finishes it there."""

from collections.abc import Iterator, Mapping

from kiosk.catalogue.authoring.checks.draft import Draft
from kiosk.catalogue.authoring.compile import languages
from kiosk.catalogue.authoring.source import Mistake, Row, Severity
from kiosk.catalogue.authoring.translating import told_columns, told_facts

_NAMED = 5


def language_mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield words without a translation.

    Shared parts that lack a language are said in Chinese until somebody translates them, which
    is one warning a file.
    """
    yield from _unknown_words(draft)
    rows = (*draft.questions(), *(row for rows in draft.lists.values() for row in rows))
    own = [row for row in rows if not row.shared_by]
    for language in sorted(languages(own)):
        for row in own:
            yield from _untranslated(draft, row, language)
        shared = {row.shared_by for row in rows if row.shared_by and any(_gaps(row, language))}
        yield from (_chinese_for_now(file, language) for file in sorted(shared))


def _unknown_words(draft: Draft) -> Iterator[Mistake]:
    """Yield one warning a language: how many texts its words lack, and where they stand."""
    rows = (*draft.questions(), *(row for rows in draft.lists.values() for row in rows))
    told = [(draft.source.place(path), text) for path, text in told_facts(draft.source)]
    told += [(row.place, text) for row in rows for text in told_columns(row)]
    for one in draft.library.translations:
        lacking = {text: place for place, text in told if text not in one.words}
        if lacking:
            yield Mistake(
                next(iter(lacking.values())),
                f"“{one.language}”还差 {len(lacking)} 句，先说中文：{_named(lacking)}",
                f"要翻译，就写进 words/{one.tag}.yaml", Severity.WARNING,
            )  # fmt: skip


def _named(lacking: Mapping[str, str]) -> str:
    told = [f"{place.rpartition('第 ')[2]}“{text}”" for text, place in lacking.items()]
    return "、".join(told[:_NAMED]) + ("……" if len(told) > _NAMED else "")


def _untranslated(draft: Draft, row: Row, language: str) -> Iterator[Mistake]:
    for column in _gaps(row, language):
        yield Mistake(
            row.place, f"“{row['name']}”的{draft.terms.column(column)}没有写“{language}”",
            f"补上 {draft.terms.header(f'{column}::{language}')}",
        )  # fmt: skip


def _gaps(row: Row, language: str) -> Iterator[str]:
    return (c for c in ("label", "hint") if row[c] and not row[f"{c}::{language}"])


def _chinese_for_now(file: str, language: str) -> Mistake:
    return Mistake(
        file, f"公共的题和选项还没有“{language}”，先说中文",
        f"要翻译，就在 {file} 里加上 label::{language}", Severity.WARNING,
    )  # fmt: skip
