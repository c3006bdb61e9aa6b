"""Read it once more; 改 opens one answer and comes straight back."""

from datetime import date

from kiosk.domain.words import Words
from kiosk.entry.fields import entry_field, grouped, masked
from kiosk.flow import places as at
from kiosk.flow.visit import ChangeWanted
from kiosk.forms.model import QuestionKind
from kiosk.forms.protocol import QuestionView, Ref
from kiosk.usecases.interview import BRING_LATER
from ui.asking import Asked, spoken_entry
from ui.pages import Act, Chose, Key, Page, Pressed, ReviewItem

_UNSAID = {QuestionKind.NOTE, QuestionKind.ACKNOWLEDGE, QuestionKind.SIGNATURE}


class Presenter:
    """Lists every answer, the sensitive ones masked."""

    def __init__(self, *, asked: Asked) -> None:
        self._asked = asked

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
            rows=tuple(self._item(ref) for ref in self._shown()),
            back=text("key-back"),
            primary=text("review-right"),
        )

    def _shown(self) -> tuple[Ref, ...]:
        session = self._asked.interview.session
        return tuple(
            ref for ref in session.order() if session.view(ref).question.kind not in _UNSAID
        )

    def _item(self, ref: Ref) -> ReviewItem:
        view = self._asked.interview.view(ref)
        label = view.question.field or view.label
        if view.repeat_position is not None:
            label = f"{label}（{view.repeat_position}）"
        return ReviewItem(
            key=ref,
            label=Words.same(label),
            value=self._value(view),
            may_change=not view.is_readonly,
        )

    def _value(self, view: QuestionView) -> Words:
        text = self._asked.stage.text
        if not view.value:
            return text("review-empty")
        match view.question.kind:
            case QuestionKind.SELECT_ONE | QuestionKind.SELECT_MULTIPLE:
                chosen = set(view.value.split())
                return Words.same("、".join(c.label for c in view.choices if c.name in chosen))
            case QuestionKind.IMAGE if view.value == BRING_LATER:
                return text("review-later")
            case QuestionKind.IMAGE:
                return text("review-photos", count=len(view.value.split()))
            case QuestionKind.DATE:
                return text.full_day(date.fromisoformat(view.value))
            case _:
                return self._typed(view)

    def _typed(self, view: QuestionView) -> Words:
        question = view.question
        field = entry_field(
            kind=question.kind.value, appearance=" ".join(sorted(question.appearance))
        )
        if question.sensitive:
            hidden = masked(view.value, field)
            said = self._asked.stage.text("review-masked", tail=" ".join(view.value[-4:])).spoken
            return Words(grouped(hidden, field), said)
        return Words(grouped(view.value, field), spoken_entry(view.value, field))

    def on(self, act: Act) -> None:
        """Change one answer, go on to sign, or back."""
        match act:
            case Chose(key=key):
                self._asked.stage.emit(ChangeWanted(at.Asking(Ref(key))))
            case Pressed(key=Key.PRIMARY):
                self._asked.go_on()
            case _:
                self._asked.is_handled(act)
