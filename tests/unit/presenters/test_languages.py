"""The language panel: each language in its own words, and dialects by the name of their voice."""

from collections.abc import Callable

import pytest

from kiosk.domain.language import Language
from kiosk.flow.visit import Event, LanguageChosen, Visit, step
from kiosk.i18n import Text
from ui.pages import Choice, Chose
from ui.presenting import Stage
from ui.screens.panel.presenter import LanguagePresenter

DIALECTS = {"yue": "粤语（试用）"}


def panel(
    text: Text, events: list[Event], dialect: Callable[[], str] = lambda: ""
) -> LanguagePresenter:
    stage = Stage(text=text, emit=events.append, refresh=lambda: None)
    return LanguagePresenter(
        stage=stage, offered=tuple(Language), hall_phone="12345", dialects=DIALECTS,
        dialect=dialect,
    )  # fmt: skip


def choices(presenter: LanguagePresenter) -> dict[str, Choice]:
    return {row.key: row for row in presenter.page().rows if isinstance(row, Choice)}


@pytest.mark.parametrize("language", Language)
def test_every_language_is_named_in_its_own_words_whatever_is_spoken(language: Language) -> None:
    shown = choices(panel(Text(language), []))

    assert [choice.label.shown for choice in shown.values()] == [
        "普通话，简体字", "普通話，繁體字", "English", "粤语（试用）",
    ]  # fmt: skip
    assert [key for key, choice in shown.items() if choice.is_chosen] == [language.value]


def test_a_dialect_that_is_spoken_is_the_one_chosen() -> None:
    shown = choices(panel(Text(), [], dialect=lambda: "yue"))

    assert [key for key, choice in shown.items() if choice.is_chosen] == ["yue"]


@pytest.mark.parametrize(
    ("now", "read"),
    [
        (Language.TRADITIONAL, Language.TRADITIONAL),
        (Language.SIMPLIFIED, Language.SIMPLIFIED),
        (Language.ENGLISH, Language.SIMPLIFIED),
    ],
)
def test_a_dialect_is_read_along_in_chinese(now: Language, read: Language) -> None:
    events: list[Event] = []

    panel(Text(now), events).on(Chose("yue"))

    assert events == [LanguageChosen(read, dialect="yue")]


def test_a_language_takes_the_place_of_a_dialect() -> None:
    visit = Visit(language=Language.SIMPLIFIED, dialect="yue")

    visit, _ = step(visit, LanguageChosen(Language.ENGLISH))

    assert (visit.language, visit.dialect) == (Language.ENGLISH, "")
