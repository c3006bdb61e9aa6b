"""Every sentence the product says that holds no citizen's value: what is rendered ahead.

The words come from where the window takes them: the messages without arguments, and the pages
that the presenters make of every shipped service. A sentence is listed exactly as the voice is
given it, so that it is found by the same characters.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any

from kiosk.catalogue.compiled import Catalogue, CompiledService
from kiosk.devices.camera_simulated import SimulatedCamera
from kiosk.devices.clock import FixedClock
from kiosk.devices.id_card_reader import SimulatedIdCardReader
from kiosk.domain.errors import BadConfiguration
from kiosk.domain.words import NO_WORDS, Words
from kiosk.i18n import Text
from kiosk.speech.utterance import prompt
from ui import preview
from ui.asking import Asked
from ui.pages import Cells, Choice, Chose, Field, Key, Page, Pressed
from ui.presenting import Presenter, Stage
from ui.questions import Questions
from ui.screens.categories.presenter import Presenter as CategoriesPresenter
from ui.screens.more.presenter import Presenter as MorePresenter
from ui.screens.service_page.presenter import Presenter as ServicePagePresenter
from ui.screens.services.presenter import Presenter as ServicesPresenter
from ui.screens.unfit.presenter import Presenter as UnfitPresenter

MOST_STEPS, MOST_PAGES, MOST_TYPED = 40, 12, 20
_HALL = "\ue000"  # stands for what a hall sets; a sentence that holds it is not shipped
_ANY_DAY = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
_WEB = "web-"  # the platform's page, which nobody says
_SAYABLE = re.compile(r"[\u3400-\u9fff0-9A-Za-z]")


def shipped_prompts(
    catalogue: Catalogue, text: Text, *, today: datetime = _ANY_DAY
) -> tuple[str, ...]:
    """Return all of them, each once, the most needed first.

    Args:
        catalogue: the compiled services.
        text: the wording.
        today: the day the pages are made on; no prompt may depend on it.
    """
    names = [card.id for card in catalogue.services()]
    pages = (
        page
        for looked_at in (_pages, _choosing)
        for name in names
        for page in looked_at(catalogue, name, text, today)
    )
    words = (
        *fixed_words(text),
        *_browsing(catalogue, text),
        *(said for page in pages for said in _heard(page)),
        *counts(text),
        *positions(text),
    )
    sentences = (sentence for word in words for sentence in prompt(word).sentences)
    return tuple(dict.fromkeys(s for s in sentences if _HALL not in s and _SAYABLE.search(s)))


def fixed_words(text: Text) -> Iterator[str]:
    """Yield what the messages without arguments say."""
    for key in text.keys:
        if key.startswith(_WEB):
            continue
        try:
            yield from _heard(text(key))
        except BadConfiguration:
            continue  # it has arguments


def counts(text: Text) -> Iterator[str]:
    """Yield how much was typed and photographed, which says nothing of what."""
    for key, most in (("entry-count", MOST_TYPED), ("review-photos", MOST_PAGES)):
        for count in range(1, most + 1):
            yield text(key, count=count).spoken


def positions(text: Text) -> Iterator[str]:
    """Yield 第n步，共m步 and 第n页，共m页 as far as forms and pages go."""
    for most, key, names in (
        (MOST_PAGES, "page-of", ("page", "pages")),
        (MOST_STEPS, "step-of", ("number", "total")),
    ):
        for total in range(1, most + 1):
            for number in range(1, total + 1):
                yield text(key, **dict(zip(names, (number, total), strict=True))).spoken


def _heard(value: object) -> Iterator[str]:
    """Yield what is said for all words inside ``value``; unsaid ones are said when in focus."""
    match value:
        case Words():
            yield value.spoken or value.shown
        case Cells() | Field():
            return  # a day or a word of the visitor's own
        case tuple():
            for one in value:
                yield from _heard(one)
        case Page():
            yield from _of_parts(replace(value, position_words=NO_WORDS))
        case _ if is_dataclass(value):
            yield from _of_parts(value)
        case _:
            return


def _of_parts(value: Any) -> Iterator[str]:
    for part in fields(value):
        yield from _heard(getattr(value, part.name))


def _stage(text: Text) -> Stage:
    return Stage(text=text, emit=lambda _event: None, refresh=lambda: None)


def _browsing(catalogue: Catalogue, text: Text) -> Iterator[str]:
    stage, cards = _stage(text), catalogue.services()
    categories = catalogue.categories()
    yield from _heard(
        CategoriesPresenter(stage=stage, categories=categories, services=cards).page()
    )
    for category in categories:
        inside = [card for card in cards if card.category == category.id]
        yield from _heard(
            ServicesPresenter(stage=stage, category=category, services=inside).page()
        )


def _pages(catalogue: Catalogue, name: str, text: Text, today: datetime) -> Iterator[Page]:
    """Yield the pages of a service as they come up, and as they refuse an empty answer."""
    compiled, stage = catalogue.current(name), _stage(text)
    service = compiled.service
    yield ServicePagePresenter(stage=stage, service=service, hall_phone=_HALL).page()
    for condition in service.eligibility:
        offered = catalogue.card(condition.offer).title_plain if condition.offer else ""
        yield UnfitPresenter(
            stage=stage, condition=condition, offered_title=offered, hall_phone=_HALL
        ).page()
    for presenter in _questions(compiled, text, today):
        yield presenter.page()
        presenter.on(Pressed(Key.PRIMARY))
        yield presenter.page()


def _choosing(catalogue: Catalogue, name: str, text: Text, today: datetime) -> Iterator[Page]:
    """Yield the pages of a service with each answer marked, and the mark taken off."""
    for presenter in _questions(catalogue.current(name), text, today):
        for row in presenter.page().rows:
            if isinstance(row, Choice):
                for _ in range(2):
                    presenter.on(Chose(row.key))
                    yield presenter.page()


def _questions(compiled: CompiledService, text: Text, today: datetime) -> Iterator[Presenter]:
    clock, zone = FixedClock(today), str(text.zone)
    questions = Questions(
        reader=SimulatedIdCardReader(),
        camera=SimulatedCamera(),
        ink_reader=None,
        clock=clock,
        time_zone=zone,
    )
    interview = preview.interview_of(compiled, zone, clock=clock)
    for repeat in interview.session.repeats():
        yield MorePresenter(
            stage=_stage(text), interview=interview, path=repeat.path, keep=lambda: None
        )
    for _, ref in preview.places_of(compiled):
        yield questions.open(
            Asked(stage=_stage(text), interview=interview, ref=ref, keep=lambda: None)
        )
