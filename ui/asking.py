"""What the screens of single questions share: the question, its words, and how it is answered."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.words import NO_WORDS, Words
from kiosk.entry.fields import EntryField, Shape
from kiosk.flow import places as at
from kiosk.flow.visit import Answered, WentBack
from kiosk.forms.protocol import QuestionView, Ref, Verdict
from kiosk.speech.speller import Spelling, spell
from kiosk.usecases.interview import Interview
from ui.pages import Act, Key, Pressed
from ui.presenting import Stage

_SPELLINGS = {
    Shape.ID_NUMBER: Spelling.ID_CARD,
    Shape.PHONE: Spelling.PHONE,
    Shape.DIGITS: Spelling.DIGITS,
    Shape.INTEGER: Spelling.INTEGER,
    Shape.DECIMAL: Spelling.DECIMAL,
    Shape.NAME: Spelling.NAME,
}


def spoken_entry(value: str, field: EntryField) -> str:
    """Return how a typed value is said."""
    spelling = _SPELLINGS.get(field.shape)
    return spell(spelling, value) if spelling else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question on the screen.

    Attributes:
        keep: writes the draft; called after every accepted answer.
        is_changing: the question was opened by 改 and leads straight back.
    """

    stage: Stage
    interview: Interview
    ref: Ref
    keep: Callable[[], None]
    is_changing: bool = False

    @property
    def view(self) -> QuestionView:
        """The question as it stands."""
        return self.interview.view(self.ref)

    @property
    def heading(self) -> Words:
        """The question itself, with whose turn it is inside a repeat."""
        view = self.view
        if view.repeat_position is None:
            return Words.same(view.label)
        return self.stage.text("ask-in-repeat", number=view.repeat_position, label=view.label)

    @property
    def lead(self) -> Words:
        """What helps to understand the question, shown and said in the same words."""
        view = self.view
        return Words.same(view.question.say or view.hint)

    @property
    def position(self) -> tuple[int, int] | None:
        """N and m of 第n步，共m步; none while a single answer is changed."""
        if self.is_changing:
            return None
        return self.interview.position(at.Asking(self.ref))

    @property
    def position_words(self) -> Words:
        """The same in words."""
        if self.position is None:
            return NO_WORDS
        number, total = self.position
        return self.stage.text("step-of", number=number, total=total)

    @property
    def next_words(self) -> Words:
        """What the key at the bottom right does."""
        return self.stage.text("key-change-done" if self.is_changing else "key-next")

    @property
    def skip_words(self) -> Words:
        """The words of the key that leaves an optional question open; none when it is required."""
        view = self.view
        if view.is_required:
            return NO_WORDS
        return self.stage.text("key-dont-know" if view.question.skip_ok else "key-skip")

    def refusal(self, verdict: Verdict) -> Words:
        """Return the sentence for an answer that was not taken."""
        if verdict is Verdict.REQUIRED:
            return self.stage.text("ask-required")
        return Words.same(self.view.constraint_message or self.stage.text("ask-check").shown)

    def take(self, value: str) -> Words:
        """Answer; report and go on when it is accepted, else return what to say."""
        verdict = self.interview.answer(self.ref, value)
        if verdict is not Verdict.ACCEPTED:
            return self.refusal(verdict)
        self.go_on()
        return NO_WORDS

    def skip(self) -> None:
        """Leave the question open and go on."""
        self.interview.skip(self.ref)
        self.go_on()

    def go_on(self) -> None:
        """Keep the draft and report that the question is settled."""
        self.interview.settle(at.Asking(self.ref))
        self.keep()
        self.stage.emit(Answered())

    def is_handled(self, act: Act) -> bool:
        """Take the keys every question has: back, and skip where there is one."""
        if act == Pressed(Key.BACK):
            self.stage.emit(WentBack())
            return True
        if act == Pressed(Key.SECONDARY) and self.skip_words:
            self.skip()
            return True
        return False
