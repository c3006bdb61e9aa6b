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

from kiosk.catalogue.compiled import Catalogue
from kiosk.catalogue.service import Eligibility
from kiosk.devices.camera_simulated import SimulatedCamera
from kiosk.devices.clock import FixedClock
from kiosk.devices.id_card_reader import SimulatedIdCardReader
from kiosk.domain.errors import BadConfiguration
from kiosk.domain.words import NO_WORDS, Words
from kiosk.i18n import Text
from kiosk.ports.camera import Camera
from kiosk.speech.controls import RATES_PERCENT, VOLUMES_PERCENT
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
_UNSAID = ("web-", "picture-")  # the platform's page; names that are said within a sentence only
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
    camera = SimulatedCamera()
    services = [_Pages(catalogue, card.id, text, today, camera) for card in catalogue.services()]
    marked: set[Page] = set()
    pages = (
        *(page for service in services for page in service.as_they_come_up()),
        *(page for service in services for page in service.with_answers_marked(marked)),
    )
    words = (
        *fixed_words(text),
        *_browsing(catalogue, text),
        *(said for page in pages for said in _heard(page)),
        *counts(text),
        *positions(text),
        *steps(text),
    )
    sentences = (sentence for word in words for sentence in prompt(word).sentences)
    return tuple(dict.fromkeys(s for s in sentences if _HALL not in s and _SAYABLE.search(s)))


def fixed_words(text: Text) -> Iterator[str]:
    """Yield what the messages without arguments say."""
    for key in text.keys:
        if key.startswith(_UNSAID):
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


def steps(text: Text) -> Iterator[str]:
    """Yield where loudness and speed stand, and what is asked after each change."""
    volumes, rates = len(VOLUMES_PERCENT) - 1, len(RATES_PERCENT)
    for volume in range(volumes + 1):
        for rate in range(1, rates + 1):
            now = {"volume": volume, "volumes": volumes, "rate": rate, "rates": rates}
            yield text("voice-now", **now).spoken
    for key, least, most in (
        ("voice-louder-done", 1, volumes),
        ("voice-quieter-done", 0, volumes),
        ("voice-faster-done", 1, rates),
        ("voice-slower-done", 1, rates),
    ):
        for step in range(least, most + 1):
            yield text(key, step=step).spoken


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


def _browsing(catalogue: Catalogue, text: Text) -> Iterator[str]:
    stage = Stage(text=text, emit=lambda _event: None, refresh=lambda: None)
    cards = catalogue.services()
    categories = catalogue.categories()
    yield from _heard(
        CategoriesPresenter(stage=stage, categories=categories, services=cards).page()
    )
    for category in categories:
        inside = [card for card in cards if card.category == category.id]
        yield from _heard(
            ServicesPresenter(stage=stage, category=category, services=inside).page()
        )


class _Pages:
    """The pages of one service, each question opened once."""

    def __init__(
        self, catalogue: Catalogue, name: str, text: Text, today: datetime, camera: Camera
    ) -> None:
        self._catalogue = catalogue
        self._compiled = catalogue.current(name)
        self._stage = Stage(text=text, emit=lambda _event: None, refresh=lambda: None)
        self._zone = str(text.zone)
        self._questions = Questions(
            reader=SimulatedIdCardReader(),
            camera=camera,
            ink_reader=None,
            clock=FixedClock(today),
            time_zone=self._zone,
        )
        self._interview = preview.interview_of(self._compiled, self._zone, clock=FixedClock(today))

    def as_they_come_up(self) -> Iterator[Page]:
        """Yield each page, and each question as it refuses an empty answer."""
        service = self._compiled.service
        yield ServicePagePresenter(stage=self._stage, service=service, hall_phone=_HALL).page()
        for condition in service.eligibility:
            yield self._unfit(condition)
        for repeat in self._interview.session.repeats():
            yield MorePresenter(
                stage=self._stage,
                interview=self._interview,
                path=repeat.path,
                keep=lambda: None,
            ).page()
        for presenter in self._opened():
            yield presenter.page()
            presenter.on(Pressed(Key.PRIMARY))
            yield presenter.page()

    def with_answers_marked(self, seen: set[Page]) -> Iterator[Page]:
        """Yield each question with an answer marked, and the mark taken off.

        Args:
            seen: questions that another service asks alike; grows.
        """
        for presenter in self._opened():
            page = presenter.page()
            choices = [row for row in page.rows if isinstance(row, Choice)]
            if page in seen or not choices:
                continue
            seen.add(page)
            for choice in choices:
                for _ in range(2):
                    presenter.on(Chose(choice.key))
                    yield presenter.page()

    def _opened(self) -> Iterator[Presenter]:
        """Open every question as if to be changed, which spares it its place among the others."""
        for _, ref in preview.places_of(self._compiled):
            yield self._questions.open(
                Asked(
                    stage=self._stage,
                    interview=self._interview,
                    ref=ref,
                    keep=lambda: None,
                    is_changing=True,
                )
            )

    def _unfit(self, condition: Eligibility) -> Page:
        offered = condition.offer and self._catalogue.card(condition.offer).title_plain
        return UnfitPresenter(
            stage=self._stage,
            condition=condition,
            offered_title=offered or "",
            hall_phone=_HALL,
        ).page()
