"""The words of the window and of the shipped services, in every language there is."""

import re
from collections.abc import Iterator

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

from kiosk.catalogue.authoring.folder import library_for, shipped_services
from kiosk.domain.language import Language
from kiosk.domain.sentences import sentences_of
from kiosk.speech.characters import simplified
from tests.write_traditional import OWN_WORDS, TEXT, told_texts

MOST_ENGLISH_WORDS = 25
OTHERS = [language for language in Language if language is not Language.SIMPLIFIED]
SERVICES = shipped_services()
TOLD = told_texts(SERVICES)
TRANSLATIONS = {one.tag: one.words for one in library_for(SERVICES).translations}
HANZI = re.compile("[\u3400-\u9fff]")
FILLED_IN = re.compile(r"\$\{\w+\}|params\.[a-z_]+")


def window_words(language: Language) -> Iterator[str]:
    """Yield every text of the window, those that are only said included."""
    source = (TEXT / f"{language}.ftl").read_text("utf-8")
    for message in FluentParser(with_spans=True).parse(source).body:
        if isinstance(message, Message):
            for part in (message.value, *(one.value for one in message.attributes)):
                is_own = message.id.name.startswith(OWN_WORDS)
                if part is not None and not is_own:
                    yield source[part.span.start : part.span.end]


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_a_shipped_service_is_translated_and_nothing_else(
    language: Language,
) -> None:
    assert set(TRANSLATIONS[language]) == set(TOLD)


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_reads_back_only_what_the_chinese_text_does(language: Language) -> None:
    strange = {
        words
        for chinese, words in TRANSLATIONS[language].items()
        if not set(FILLED_IN.findall(words)) <= set(FILLED_IN.findall(chinese))
    }

    assert strange == set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_number_of_the_region_stays_in_every_translation(language: Language) -> None:
    lost = [
        words
        for chinese, words in TRANSLATIONS[language].items()
        if chinese.count("params.") != words.count("params.")
    ]

    assert lost == []


def test_traditional_words_are_the_simplified_ones_in_other_characters() -> None:
    """What is heard is then the recorded sentence; and no Chinese word was changed alone."""
    shown = list(window_words(Language.TRADITIONAL)) + list(TRANSLATIONS["zh-Hant"].values())
    own = list(window_words(Language.SIMPLIFIED)) + list(TRANSLATIONS["zh-Hant"])

    assert [simplified(words) for words in shown] == own


def test_english_sentences_are_short() -> None:
    told = (*window_words(Language.ENGLISH), *TRANSLATIONS["en"].values())

    long = [
        sentence
        for words in told
        for sentence in sentences_of(words)
        if len(sentence.split()) > MOST_ENGLISH_WORDS
    ]

    assert long == []


def test_english_holds_chinese_only_where_an_example_is_made_up() -> None:
    mixed = {chinese for chinese, words in TRANSLATIONS["en"].items() if HANZI.search(words)}
    names = re.compile("示例|幸福|王小明|李建国")

    assert not any(HANZI.search(words) for words in window_words(Language.ENGLISH))
    assert {chinese for chinese in mixed if not names.search(chinese)} == set()


def test_english_has_no_marks_that_our_letters_draw_as_wide_as_a_hanzi() -> None:
    texts = (*window_words(Language.ENGLISH), *TRANSLATIONS[Language.ENGLISH].values())

    assert [text for text in texts if re.search("[‘’“”…—]", text)] == []
