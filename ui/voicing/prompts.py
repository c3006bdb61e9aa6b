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
from kiosk.entry.lists import answer_lists
from kiosk.forms.model import QuestionKind
from kiosk.i18n import Text
from kiosk.ports.camera import Camera
from kiosk.speech.splices import heard_of
from kiosk.speech.utterance import prompt
from ui import preview
from ui.asking import Asked
from ui.pages import Cells, Field, Key, Page, Pressed
from ui.presenting import Presenter, Stage
from ui.questions import Questions
from ui.screens.categories.presenter import Presenter as CategoriesPresenter
from ui.screens.more.presenter import Presenter as MorePresenter
from ui.screens.service_page.presenter import Presenter as ServicePagePresenter
from ui.screens.services.presenter import Presenter as ServicesPresenter
from ui.screens.unfit.presenter import Presenter as UnfitPresenter
from ui.voicing.figures import figures

MOST_STEPS, MOST_PAGES, MOST_TYPED, MOST_ANSWERS = 40, 12, 20, 20
HELPER = "helper"  # the answer that makes questions ask of the applicant, not of the visitor
_HALL = "\ue000"  # stands for what a hall sets; a sentence that holds it is not shipped
_ANY_DAY = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
_UNSAID = ("web-", "picture-")  # the platform's page; names that are said within a sentence only
_AROUND = "，：；。,:;. "
_BREATH = re.compile(r"[，、：；（）,:;()]")
_HANZI = re.compile(r"[\u3400-\u9fff]")
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
    services = [
        _Pages(catalogue, card.id, text, today, camera, who=who)
        for who in ("", HELPER)
        for card in catalogue.services()
    ]
    words = (
        *fixed_words(text),
        *_browsing(catalogue, text),
        *(said for service in services for said in service.heard()),
        *listed(text),
        *places(text),
        *counts(text),
        *figures(text.language),
        *fragments(text),
    )
    numbers = [re.escape(_nth(text, number)) for number in range(1, MOST_ANSWERS + 1)]
    is_item = re.compile(f"^({'|'.join(numbers)})")
    sentences = (
        is_item.sub("", sentence) for word in words for sentence in prompt(word).sentences
    )
    first: dict[object, str] = {}  # with and without a full stop it is heard alike
    for sentence in sentences:
        is_foreign = not text.language.is_chinese and _HANZI.search(sentence)
        if _HALL not in sentence and _SAYABLE.search(sentence) and not is_foreign:
            first.setdefault(heard_of(sentence, text.language), sentence)
    return tuple(first.values())


def fixed_words(text: Text) -> Iterator[str]:
    """Yield what the messages without arguments say."""
    for key in text.keys:
        if key.startswith(_UNSAID):
            continue
        try:
            yield from _heard(text(key))
        except BadConfiguration:
            continue  # it has arguments


def fragments(text: Text) -> Iterator[str]:
    """Yield what stands around the arguments of messages, cut where a voice draws breath."""
    for key in text.keys:
        if not key.startswith(_UNSAID):
            for fragment in text.fragments(key):
                yield from (part.strip(_AROUND) for part in _BREATH.split(fragment))


def counts(text: Text) -> Iterator[str]:
    """Yield how much was typed and photographed, which says nothing of what."""
    for key, most in (
        ("entry-count", MOST_TYPED),
        ("entry-written", MOST_TYPED),
        ("count-of", MOST_ANSWERS),
        ("review-photos", MOST_PAGES),
    ):
        for count in range(1, most + 1):
            yield text(key, count=count).spoken.strip(_AROUND)


def listed(text: Text) -> Iterator[str]:
    """Yield the answers of known lists."""
    for answers in answer_lists().values():
        for answer in answers:
            yield answer.name if text.language.is_chinese else answer.english


def places(text: Text) -> Iterator[str]:
    """Yield 第n个, and 第n步 and 共m步 as far as forms and pages go."""
    for number in range(1, MOST_ANSWERS + 1):
        yield _nth(text, number).strip(_AROUND)
    for most, key, names in (
        (MOST_PAGES, "page-of", ("page", "pages")),
        (MOST_STEPS, "step-of", ("number", "total")),
    ):
        for number in range(1, most + 1):
            said = text(key, **dict.fromkeys(names, number)).spoken
            place, *total = said.split(text.marks.comma)
            yield from (place, *total) if total else ()


def _nth(text: Text, number: int) -> str:
    """Return what stands before one of several answers."""
    return text("choice-item", number=text.number(number), label="").spoken


def _heard(value: object) -> Iterator[str]:
    """Yield what is said for all words inside ``value``; unsaid ones are said when in focus."""
    match value:
        case Words():
            yield value.spoken or value.shown
        case Field():
            yield from _heard(value.label)  # what is in it is the visitor's own
        case Cells():
            return
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
    cards = catalogue.services(text.language)
    categories = catalogue.categories(text.language)
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
        self,
        catalogue: Catalogue,
        name: str,
        text: Text,
        today: datetime,
        camera: Camera,
        *,
        who: str,
    ) -> None:
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
        self._interview = preview.interview_of(
            self._compiled, self._zone, clock=FixedClock(today), language=text.language
        )
        self._service = self._compiled.service.told_in(text.language)
        self._titles = {card.id: card.title_plain for card in catalogue.services(text.language)}
        for ref in self._interview.session.refs_of("who") if who else ():
            self._interview.session.try_answer(ref, who)

    def heard(self) -> Iterator[str]:
        """Yield what is said on its pages, and all words of its questions by themselves."""
        for page in self._as_they_come_up():
            yield from _heard(page)
        for _, ref in preview.places_of(self._compiled):
            view = self._interview.view(ref)
            yield from (view.label, view.required_message, view.constraint_message)
            yield from (choice.label for choice in view.choices)
            if view.question.kind is QuestionKind.SIGNATURE:  # a fingerprint is brought instead
                yield view.question.field
        yield from (paper.name for paper in self._service.materials)

    def _as_they_come_up(self) -> Iterator[Page]:
        """Yield each page, and each question as it refuses an empty answer."""
        service = self._service
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
        offered = condition.offer and self._titles[condition.offer]
        return UnfitPresenter(
            stage=self._stage,
            condition=condition,
            offered_title=offered or "",
            hall_phone=_HALL,
        ).page()
