"""Which screen asks which kind of question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from kiosk.catalogue.regions import Regions
from kiosk.entry.dates import DateEntry
from kiosk.entry.fields import Shape, with_house_numbers
from kiosk.entry.lists import APPEARANCE as LISTED
from kiosk.entry.lists import AnswerList, answer_lists
from kiosk.entry.photo import check_photo
from kiosk.flow import places as at
from kiosk.forms.model import Question, QuestionKind
from kiosk.forms.protocol import Verdict
from kiosk.ports.camera import Camera
from kiosk.ports.clock import Clock
from kiosk.ports.id_card_reader import IdCardReader
from kiosk.usecases.interview import REVIEW_NOTE
from ui.asking import Asked, field_of
from ui.handwriting import InkReader
from ui.presenting import Presenter
from ui.screens.address.presenter import Presenter as AddressPresenter
from ui.screens.card.presenter import Presenter as CardPresenter
from ui.screens.choice.presenter import Presenter as ChoicePresenter
from ui.screens.consent.presenter import Presenter as ConsentPresenter
from ui.screens.date.limits import limits
from ui.screens.date.presenter import Presenter as DatePresenter
from ui.screens.entry.presenter import Presenter as EntryPresenter
from ui.screens.listed.presenter import Presenter as ListedPresenter
from ui.screens.note.presenter import Presenter as NotePresenter
from ui.screens.photo.presenter import Presenter as PhotoPresenter
from ui.screens.review.presenter import Presenter as ReviewPresenter
from ui.screens.signature.presenter import Presenter as SignaturePresenter
from ui.screens.unlisted.presenter import Presenter as UnlistedPresenter
from ui.spelling import Composer

_YEARS_BACK = 120
_DAYS_AHEAD = 366
_BIRTH = "birth"
_ADDRESS = "kiosk-address"
_ANY_DAY = "kiosk-any-day"  # on a paper's own dates: a day that will not do is refused in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Opens the screen of any question, with the devices it may need."""

    reader: IdCardReader
    camera: Camera
    ink_reader: InkReader | None
    clock: Clock
    time_zone: str
    composer: Composer | None = None
    regions: Regions | None = None
    lists: Mapping[str, AnswerList] = field(default_factory=answer_lists)

    def open(self, asked: Asked) -> Presenter:  # noqa: PLR0911 - the table of kinds
        """Return the presenter of the question."""
        match asked.view.question.kind:
            case QuestionKind.NOTE:
                return self._note(asked)
            case QuestionKind.ACKNOWLEDGE:
                return ConsentPresenter(asked=asked)
            case QuestionKind.SELECT_ONE | QuestionKind.SELECT_MULTIPLE:
                return ChoicePresenter(asked=asked)
            case QuestionKind.DATE:
                return DatePresenter(
                    asked=asked,
                    entry=self._date_entry(asked),
                    is_birth=_is_birth(asked.view.question),
                )
            case QuestionKind.IMAGE:
                return self._photo(asked)
            case QuestionKind.SIGNATURE:
                is_last = asked.interview.steps()[-1] == at.Asking(asked.ref)
                return SignaturePresenter(asked=asked, is_last=is_last)
            case _:
                return self._entry(asked)

    def _note(self, asked: Asked) -> Presenter:
        if asked.interview.is_card_note(asked.ref):
            return CardPresenter(asked=asked, reader=self.reader)
        if REVIEW_NOTE in asked.view.question.appearance:
            return ReviewPresenter(asked=asked)
        return NotePresenter(asked=asked)

    def _photo(self, asked: Asked) -> Presenter:
        return PhotoPresenter(asked=asked, camera=self.camera, check=check_photo)

    def _entry(self, asked: Asked) -> Presenter:
        appearance, typed = asked.view.question.appearance, field_of(asked.view.question)
        writes = partial(
            EntryPresenter, asked=asked, ink_reader=self.ink_reader, composer=self.composer
        )

        if self.regions and _ADDRESS in appearance:
            numbered = partial(writes, field=with_house_numbers(typed))
            return AddressPresenter(asked=asked, regions=self.regions, writes=numbered)
        listed = (word.removeprefix(LISTED) for word in appearance if word.startswith(LISTED))
        if answers := next((self.lists[name] for name in listed if name in self.lists), None):
            return ListedPresenter(
                asked=asked, answers=answers, writes=partial(writes, field=typed)
            )
        if typed.shape is Shape.NAME:
            return UnlistedPresenter(
                asked=asked,
                camera=self.camera,
                check=check_photo,
                writes=partial(writes, field=typed),
            )
        return writes(field=typed)

    def _date_entry(self, asked: Asked) -> DateEntry:
        today = self.clock.now().astimezone(ZoneInfo(self.time_zone)).date()
        earliest = date(today.year - _YEARS_BACK, 1, 1)
        latest = today + timedelta(days=_DAYS_AHEAD)
        if _ANY_DAY not in asked.view.question.appearance:
            earliest, latest = limits(
                lambda day: _takes(asked, day), today=today, earliest=earliest, latest=latest
            )
        return DateEntry(earliest=earliest, latest=latest, today=today)


def _is_birth(question: Question) -> bool:
    """Whether the day lies a life back; every other day is looked for from today backwards."""
    return _BIRTH in question.name or _BIRTH in question.source


def _takes(asked: Asked, day: date) -> bool:
    verdict = asked.interview.session.judge(asked.ref, day.isoformat())
    return verdict is Verdict.ACCEPTED
