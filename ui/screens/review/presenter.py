"""Read it once more; 改 opens one answer and comes straight back."""

from datetime import date

from kiosk.domain.words import NO_WORDS, Words
from kiosk.entry.fields import EntryField, Shape, grouped, masked
from kiosk.flow import places as at
from kiosk.flow.visit import ChangeWanted
from kiosk.forms.model import QuestionKind
from kiosk.forms.protocol import QuestionView, Ref
from kiosk.usecases.interview import BRING_LATER, BY_FINGERPRINT
from ui.aloud import Aloud
from ui.asking import Asked, field_of, spoken_entry
from ui.pages import Act, Chose, Key, Page, Pressed, ReviewItem

_UNSAID = {QuestionKind.NOTE, QuestionKind.ACKNOWLEDGE, QuestionKind.SIGNATURE}
_PAPERS = {QuestionKind.IMAGE, QuestionKind.SIGNATURE}
_PICKED = {QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE, QuestionKind.DATE}
_TAIL = 4


class Presenter:
    """Lists every answer as it was given; only numbers of the card and the bank are masked.

    What is checked must be seen. Others in the hall hear only that an answer is filled in;
    念给我听 has the voice say everything, because then it is the visitor's own wish.
    """

    def __init__(self, *, asked: Asked) -> None:
        self._asked = asked
        self._aloud = Aloud()
        self._changed = asked.found(str) or ""

    def page(self) -> Page:
        """Return the answers in the order they were asked."""
        asked = self._asked
        text = asked.stage.text
        return Page(
            screen="review",
            heading=text("review-heading"),
            lead=text("review-lead"),
            position=asked.position,
            position_words=asked.position_words,
            rows=(
                self._aloud.key(text("read-aloud")),
                *(self._item(ref) for ref in self._shown()),
            ),
            back=text("key-back"),
            primary=text("review-right"),
            primary_icon="check",
            echo=self._aloud.echo(self._everything()) if self._aloud.was_asked else NO_WORDS,
            is_personal=self._aloud.was_asked,
            opens_at=self._changed,
        )

    def _shown(self) -> tuple[Ref, ...]:
        session = self._asked.interview.session
        return tuple(ref for ref in session.order() if _is_told(session.view(ref)))

    def _item(self, ref: Ref) -> ReviewItem:
        view = self._asked.interview.view(ref)
        return ReviewItem(
            key=ref,
            label=self._label(view),
            value=self._value(view),
            may_change=not view.is_readonly,
        )

    def _everything(self) -> str:
        """Return all answers in full."""
        views = (self._asked.interview.view(ref) for ref in self._shown())
        marks = self._asked.stage.text.marks
        return marks.next_sentence.join(
            f"{self._label(view).spoken}{marks.colon}{self._full(view).spoken}" for view in views
        )

    def _value(self, view: QuestionView) -> Words:
        """Return an answer as others may see and hear it."""
        text, full = self._asked.stage.text, self._full(view)
        if not view.value or view.question.kind in _PAPERS:
            return full
        is_sensitive, hushed = view.question.sensitive, text("review-filled").spoken
        if view.question.kind in _PICKED:
            return Words(full.shown, hushed, full.spoken) if is_sensitive else full
        shown = _masked(view.value, field_of(view.question)) if is_sensitive else full.shown
        return Words(shown, hushed, full.spoken)

    def _full(self, view: QuestionView) -> Words:
        text = self._asked.stage.text
        if not view.value:
            return text("review-empty")
        match view.question.kind:
            case QuestionKind.SELECT_ONE | QuestionKind.SELECT_MULTIPLE:
                chosen = set(view.value.split())
                return Words.same(text.list_of(c.label for c in view.choices if c.name in chosen))
            case QuestionKind.IMAGE | QuestionKind.SIGNATURE:
                return self._paper(view)
            case QuestionKind.DATE:
                return text.full_day(date.fromisoformat(view.value))
            case _:
                field = field_of(view.question)
                return Words(
                    grouped(view.value, field), spoken_entry(view.value, field, text.language)
                )

    def _label(self, view: QuestionView) -> Words:
        """Return the question in the visitor's own words; the form's cell is for the clerk."""
        if view.repeat_position is None:
            return Words.same(view.label)
        number = self._asked.stage.text.remark(str(view.repeat_position))
        return Words.same(f"{view.label}{number}")

    def _paper(self, view: QuestionView) -> Words:
        text = self._asked.stage.text
        if view.value == BRING_LATER:
            return text("review-later")
        if view.value == BY_FINGERPRINT:
            return text("review-fingerprint")
        return text("review-photos", count=len(view.value.split()))

    def on(self, act: Act) -> None:
        """Read aloud, change one answer, go on to sign, or back."""
        match act:
            case _ if self._aloud.takes(act):
                self._asked.stage.refresh()
            case Chose(key=key):
                self._asked.leave(key)
                self._asked.stage.emit(ChangeWanted(at.Asking(Ref(key))))
            case Pressed(key=Key.PRIMARY):
                self._asked.go_on()
            case _:
                self._asked.is_handled(act)


def _masked(value: str, field: EntryField) -> str:
    """Return a value as onlookers may see it; the last four digits of a number stay together."""
    match field.shape:
        case Shape.ID_NUMBER:
            return grouped(masked(value, field), field)
        case Shape.DIGITS:
            return f"**** {value[-_TAIL:]}"
        case _:
            return grouped(value, field)


def _is_told(view: QuestionView) -> bool:
    """Whether an answer is read back; a signature only when a fingerprint takes its place."""
    return view.question.kind not in _UNSAID or view.value == BY_FINGERPRINT
